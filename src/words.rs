//! The one way to say each thing: a person, an age, a fact, an event, a clock, a task, who was told.
//!
//! Pure. The screen, the command line and paper take their words from here, so that a child is 14 on
//! all three and nobody has to ask whether two different words mean two different things. What
//! stands beside what, in a column or on a line, is theirs.
//!
//! A state is a word here and a type where it comes from: nothing is read out of these words again.

pub mod case;
pub mod cite;
pub mod clock;
pub mod contact;
pub mod event;
pub mod exemption;
pub mod fact;
pub mod group;
pub mod keeping;
pub mod outgoing;
pub mod person;
pub mod ready;
pub mod role;
pub mod stamp;
pub mod task;
pub mod time;
pub mod told;
pub mod view;

/// The marking of everything that names a child.
///
/// Policy puts it at the start of the subject and on the document (Government Security
/// Classifications, A61); it cannot be taken off an export about a child.
pub const MARKING: &str = "OFFICIAL-SENSITIVE";

/// What is said where nothing is known.
pub const NOT_KNOWN: &str = "not known";

/// Returns words, or that nothing is known where there are none.
#[must_use]
pub fn or_not_known(words: &str) -> &str {
    if words.is_empty() { NOT_KNOWN } else { words }
}
