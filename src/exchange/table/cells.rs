//! What a table is made of.

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
