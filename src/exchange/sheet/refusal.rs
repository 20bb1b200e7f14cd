//! Why a file is not read, where, and what to do.

use std::fmt;

use super::cell::{Row, place};

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: String,
    /// What to do about it.
    pub todo: String,
}

impl Refusal {
    /// Returns a refusal.
    #[must_use]
    pub fn new(why: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            todo: todo.into(),
        }
    }

    /// Says where it was.
    #[must_use]
    pub fn at(mut self, row: &Row) -> Self {
        self.why = format!("{}: {}", place(&row.sheet, row.number, None), self.why);
        self
    }

    pub(super) fn io(error: std::io::Error) -> Self {
        // What a reader of this module says in its own words has them; of the rest the kind is enough.
        let why = match error.into_inner() {
            Some(own) => own.to_string(),
            None => "it could not be read to its end".to_owned(),
        };
        Self::new(why, "Save it again, or copy it again, and try once more.")
    }

    pub(super) fn damaged(what: impl fmt::Display) -> Self {
        Self::new(
            format!("it is damaged: {what}"),
            "Open it in a spreadsheet program and save it again.",
        )
    }

    pub(super) fn too_many_columns() -> Self {
        Self::new(
            "a row has more than 1,000 columns",
            "Delete the columns that are not of the register.",
        )
    }

    pub(super) fn too_many_cells() -> Self {
        Self::new(
            "it has more than 5,000,000 cells",
            "Split it into several files.",
        )
    }
}

impl fmt::Display for Refusal {
    /// Writes why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Refusal {}

/// Returns why a file with a password is not read.
pub(super) fn locked() -> Refusal {
    Refusal::new(
        "it has a password",
        "Save it without its password, and remove that copy once it is imported.",
    )
}
