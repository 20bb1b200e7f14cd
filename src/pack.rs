//! Packs: a council's protocol as data, read once and checked whole.
//!
//! A pack may extend another, whose rows come first ([`PackFile::merged`]). The rows are in
//! [`lists`], [`rows`], [`mod@clock`] and [`process`], one file's rows together in [`mod@file`] and found by
//! their ids in [`look_up`]; what they were read from stays with them ([`PackText`]). What the program
//! itself must recognise among them is in [`means`], and found once in [`compiled`]; what is wrong
//! with a pack is said by [`mod@check`].
//!
//! Pure, and uses `domain` alone: what follows from a pack for a case is the next layer's.

pub mod bind;
pub mod check;
mod cite;
pub mod clock;
pub mod compiled;
pub mod condition;
pub mod file;
pub mod form;
pub mod letter;
pub mod lists;
pub mod look_up;
pub mod means;
pub mod process;
pub mod prose;
pub mod retention;
pub mod rows;
mod text;
mod view;
pub mod vocabulary;

pub use cite::Cite;
pub use clock::{Again, Clock, End, Reading, ReadingName, SetAside, Unit};
use compiled::Meanings;
pub use compiled::NotDeclared;
pub use file::{Header, PackFile, UNDECIDED};
pub use form::{Form, FormField, FormSection, ListedAs};
pub use letter::Letter;
pub use lists::{
    Choice, ContactRow, Document, Parallel, RoleRow, Source, Status, Trigger, title_of,
};
pub use look_up::Rows;
pub use means::{FactMeans, Means, StartMeans};
pub use process::{
    Agency, Chair, Checklist, Decision, Invitee, Meeting, Origin, Point, State, Step, Told,
};
pub use retention::{KeepFrom, RetentionRow};
pub use rows::{
    Advice, Criterion, EventRow, FactKind, FactOf, FactRow, NamedStart, Note, Outcome, ReasonWhen,
    Report,
};
pub use text::{NotRead, PackText};
pub use view::ViewRow;

use crate::domain::edition::Edition;

/// The packs built into the program: id and text.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("england", include_str!("../assets/packs/england.toml")),
    (
        "tower-hamlets",
        include_str!("../assets/packs/tower-hamlets.toml"),
    ),
    ("barnet", include_str!("../assets/packs/barnet.toml")),
];

/// A protocol that a desk can go by: the rows of a file and of the one that it extends, in which
/// everything that the program must recognise is declared.
///
/// It can be had from such rows alone, so that no look-up of a meaning ever finds nothing. Its rows
/// are read as those of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    rows: Rows,
    meanings: Meanings,
    text: PackText,
}

impl std::ops::Deref for Pack {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.rows
    }
}

impl Pack {
    /// Returns the protocol of a file's text, with the rows of the built-in pack that it extends.
    ///
    /// # Errors
    /// When it is not a pack's, or its rows lack something that the program must recognise.
    pub fn read(text: &str) -> Result<Self, NotRead> {
        let own = PackFile::parse(text)?;
        let base = own.pack.extends.as_deref().and_then(built_in_text);
        let text = PackText {
            own: text.to_owned(),
            base: base.map(str::to_owned),
        };
        Self::of(own, text)
    }

    /// Returns the protocol of a text that was kept, whatever is built in now.
    ///
    /// # Errors
    /// When this release reads packs of another shape, or recognises more than its rows declare.
    pub fn read_kept(text: PackText) -> Result<Self, NotRead> {
        Self::of(PackFile::parse(&text.own)?, text)
    }

    fn of(own: PackFile, text: PackText) -> Result<Self, NotRead> {
        let file = match &text.base {
            Some(base) => PackFile::extending(&PackFile::parse(base)?, &own),
            None => own,
        };
        Ok(Self {
            meanings: Meanings::of(&file)?,
            rows: Rows::of(file),
            text,
        })
    }

    /// Returns a built-in pack with its parent's rows.
    ///
    /// `None` when there is no such pack; the built-in packs themselves are read by a test.
    #[must_use]
    pub fn built_in(id: &str) -> Option<Self> {
        Self::read(built_in_text(id)?).ok()
    }

    /// Returns what it is read from.
    #[must_use]
    pub fn text(&self) -> &PackText {
        &self.text
    }

    /// Returns the councils that can be chosen at set-up: every built-in pack that extends one.
    #[must_use]
    pub fn councils() -> Vec<Self> {
        BUILT_IN
            .iter()
            .filter_map(|(id, _)| Self::built_in(id))
            .filter(|pack| pack.pack.extends.is_some())
            .collect()
    }

    /// Returns the header, for a test to change it.
    #[cfg(test)]
    pub(crate) fn header_mut(&mut self) -> &mut Header {
        self.rows.header_mut()
    }

    /// Returns which edition of which protocol it is.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition {
            pack: self.pack.id.clone(),
            name: self.pack.edition.clone(),
        }
    }

    /// Returns the id of the event that means this to the program.
    #[must_use]
    pub fn event_meaning(&self, means: Means) -> &str {
        self.meanings.event(means)
    }

    /// Returns the events of which the earliest is the authority's awareness.
    #[must_use]
    pub fn awareness(&self) -> &[String] {
        self.meanings.awareness()
    }

    /// Returns the id of the fact that it happened in the authority's area.
    #[must_use]
    pub fn happened_in_area(&self) -> &str {
        self.meanings.happened_in_area()
    }

    /// Returns the id of the fact that a person is looked after, where the pack declares one.
    #[must_use]
    pub fn looked_after(&self) -> Option<&str> {
        self.meanings.looked_after()
    }

    /// Returns the id of the event of sharing what was learned, where the pack declares one.
    #[must_use]
    pub fn learning_shared(&self) -> Option<&str> {
        self.meanings.learning_shared()
    }

    /// Returns the events by which a case comes to what there is to learn of it: those that its report
    /// on learning names, else what starts the clock that sharing it stops.
    #[must_use]
    pub fn concluding(&self) -> Vec<&str> {
        if let Some(report) = self.learning_report() {
            return report.starts.iter().map(String::as_str).collect();
        }
        let shared = self.learning_shared();
        let stops = |clock: &&Clock| {
            clock
                .stops
                .iter()
                .any(|event| Some(event.as_str()) == shared)
        };
        let starts = self
            .clocks
            .iter()
            .filter(stops)
            .flat_map(|clock| &clock.starts);
        starts.flat_map(|start| self.start_events(start)).collect()
    }

    /// Returns the form that gathers the notification.
    #[must_use]
    pub fn notification_form(&self) -> Option<&Form> {
        let event = Some(self.event_meaning(Means::Notified));
        self.forms
            .iter()
            .find(|form| form.event.as_deref() == event)
    }
}

/// Returns the text of a built-in pack.
fn built_in_text(id: &str) -> Option<&'static str> {
    let mut known = BUILT_IN.iter();
    known.find(|(known, _)| *known == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_is_read_with_the_rows_that_it_stood_on_then() {
        let now = Pack::built_in("barnet").unwrap();
        assert_eq!(Pack::read_kept(now.text().clone()).unwrap(), now);
        let base = now.text().base.as_deref().unwrap();
        let then = PackText {
            base: Some(base.replacen("title = \"Ofsted\"", "title = \"The inspectors\"", 1)),
            ..now.text().clone()
        };
        assert_ne!(Some(base), then.base.as_deref(), "the row was found");
        let kept = Pack::read_kept(then).unwrap();
        assert_ne!(kept.roles, now.roles);
        assert_eq!(kept.clocks, now.clocks);
    }
}
