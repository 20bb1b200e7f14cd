//! A table that leaves the desk for a spreadsheet: as `.xlsx` and as `.csv`.
//!
//! Whatever was typed at the desk is text there, and no formula: a workbook is told so cell by cell,
//! and in a file of plain text what a spreadsheet would take for one has an apostrophe before it.

mod cells;
mod comma;
mod workbook;

use std::fmt;

use crate::domain::instant::Instant;

pub use cells::{Cell, Column, Table};

/// Why a table was not written, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault(String);

impl fmt::Display for TableFault {
    /// Writes the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Table {
    /// Returns it as comma-separated text, for any program: UTF-8, with the mark by which a
    /// spreadsheet knows that.
    ///
    /// # Errors
    /// Of a row that has not a cell a column.
    pub fn to_csv(&self) -> Result<Vec<u8>, TableFault> {
        comma::written(self).map_err(|e| TableFault(e.to_string()))
    }

    /// Returns it as a workbook: the table, its header frozen and to be filtered by, dates as dates;
    /// and a sheet that says what it is.
    ///
    /// # Errors
    /// Of more rows or columns than a sheet has.
    pub fn to_xlsx(&self, at: Instant) -> Result<Vec<u8>, TableFault> {
        workbook::written(self, at).map_err(|e| TableFault(e.to_string()))
    }
}

#[cfg(test)]
mod tests;
