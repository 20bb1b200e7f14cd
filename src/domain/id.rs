//! Identifiers, each its own type so that one can never be passed for another.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares a row id: an `i64` that only the store hands out.
macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

row_id! {
    /// One incident.
    IncidentId;
    /// One person on one incident.
    PersonId;
    /// One event on a timeline.
    EventId;
    /// One entry of the desk's own contact list.
    ContactId;
    /// One filing: something that was sent.
    FilingId;
    /// One entry of a case's ledgers: a position, a meeting, a task.
    EntryId;
    /// One handover from one shift to the next.
    HandoverId;
    /// One import of the old register.
    ImportId;
}

/// One person at one running program: a random word, given when its first draft is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SittingId(pub String);

impl fmt::Display for SittingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One draft: a random word, given when its first letter is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub String);

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A reference people say aloud, such as `TH-2026-0042`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(pub String);

impl Reference {
    /// Builds a reference from the pack's prefix, the year and the number within it.
    #[must_use]
    pub fn new(prefix: &str, year: i32, number: i64) -> Self {
        Self(format!("{prefix}-{year}-{number:04}"))
    }

    /// Returns the last part, enough to tell rows of one list apart.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.rsplit('-').next().unwrap_or(&self.0)
    }

    /// Says whether what a person typed (`42`, `0042`, `th-2026-0042`) names this incident.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        let typed = typed.trim();
        if typed.eq_ignore_ascii_case(&self.0) {
            return true;
        }
        !typed.is_empty()
            && typed.bytes().all(|b| b.is_ascii_digit())
            && typed.trim_start_matches('0') == self.short().trim_start_matches('0')
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
