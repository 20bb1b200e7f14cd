//! What is wrong with a row, and where.

use std::fmt;
use std::sync::Arc;

use crate::exchange::sheet::letters;

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet; empty in plain text.
    pub sheet: Arc<str>,
    /// The row, counted from 1.
    pub row: u32,
    /// The column, counted from 0, with its header; absent where it is the row's.
    pub column: Option<(usize, String)>,
}

impl fmt::Display for Place {
    /// Writes `Register, row 12, column C (date of alert)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "{}, ", self.sheet)?;
        }
        write!(f, "row {}", self.row)?;
        match &self.column {
            None => Ok(()),
            Some((column, header)) => write!(f, ", column {} ({header})", letters(*column)),
        }
    }
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub what: String,
}

impl fmt::Display for Problem {
    /// Writes where and what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}
