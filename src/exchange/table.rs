//! A table that leaves the desk for a spreadsheet: as `.xlsx` and as `.csv`.
//!
//! Whatever was typed at the desk is text there, and no formula: a workbook is told so cell by cell,
//! and in a file of plain text what a spreadsheet would take for one has an apostrophe before it.

mod comma;
mod workbook;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::instant::Instant;
use crate::domain::text::visible;

/// The longest text in a cell, in signs: no more goes into one of a workbook.
const LONGEST: usize = 32_000;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u32),
    /// A day.
    Day(NaiveDate),
    /// A moment as the clock in London shows it.
    Moment(NaiveDateTime),
}

impl Cell {
    /// Returns words as a cell: with what could hide or reorder made visible, and nothing where
    /// there are none.
    #[must_use]
    pub fn text(words: &str) -> Self {
        if words.is_empty() {
            return Self::Empty;
        }
        let shown = visible(words);
        if shown.chars().count() <= LONGEST {
            return Self::Text(shown);
        }
        let cut: String = shown.chars().take(LONGEST).collect();
        Self::Text(format!("{cut} (cut here: the desk has all of it)"))
    }

    /// Returns a moment as a cell; nothing where it is not known.
    #[must_use]
    pub fn moment(at: Option<Instant>) -> Self {
        at.map_or(Self::Empty, |at| Self::Moment(at.london().naive_local()))
    }
}

/// Why a table was not written, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault(String);

impl fmt::Display for TableFault {
    /// Writes the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A column: its title, and how wide it is, in signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub title: String,
    /// Its width.
    pub width: u16,
}

/// A table, and what is said of it on a sheet of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is, in a word or two: the name of its sheet.
    pub name: &'static str,
    /// How it is to be handled: on every page, and in every row of plain text.
    pub marking: &'static str,
    /// What is said of it, a title and words a line: who wrote it out, when, how many rows.
    pub cover: Vec<(String, String)>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
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
