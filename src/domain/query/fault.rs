//! Where a query went wrong, and what may have been meant.

use std::fmt;
use std::ops::Range;

/// Where a query went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, in bytes of what was typed.
    pub at: Range<usize>,
    /// What is wrong with it.
    pub words: String,
    /// What may have been meant in its place.
    pub meant: Option<String>,
}

impl Fault {
    /// Returns a fault of a place.
    #[must_use]
    pub(super) fn at(at: Range<usize>, words: impl Into<String>) -> Self {
        Self {
            at,
            words: words.into(),
            meant: None,
        }
    }

    /// Returns it with what may have been meant.
    #[must_use]
    pub(super) fn meaning(self, meant: Option<String>) -> Self {
        Self { meant, ..self }
    }
}

impl fmt::Display for Fault {
    /// Writes `stauts is no field: did you mean status?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.meant {
            Some(meant) => write!(f, "{}: did you mean {meant}?", self.words),
            None => write!(f, "{}.", self.words),
        }
    }
}

impl std::error::Error for Fault {}
