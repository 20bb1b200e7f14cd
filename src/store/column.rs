//! Columns as the program writes them: times as UTC text, text without what nobody typed.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::{FromSql, Type};

use super::error::Unread;
use crate::domain::instant::Instant;
use crate::domain::text;

/// Reads a column of UTC text.
pub(super) fn instant(row: &Row<'_>, column: usize) -> Result<Instant, rusqlite::Error> {
    optional_instant(row, column)?.ok_or_else(|| unread(row, column, TIME))
}

/// Reads a column of UTC text that may be empty.
pub(super) fn optional_instant(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<Instant>, rusqlite::Error> {
    let text: Option<String> = row.get(column)?;
    let read = |text: String| Instant::parse_rfc3339(&text);
    let read = text.map(read).transpose();
    read.map_err(|_unread| unread(row, column, TIME))
}

/// Reads a column of text that the program writes as a word of its own.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> Result<T, rusqlite::Error> {
    let text: String = row.get(column)?;
    let read = text.parse();
    read.map_err(|_unknown| unread(row, column, "words of this program"))
}

/// What a column of a time is expected to hold.
const TIME: &str = "a time";

/// Says that a column holds what the program does not write, without quoting it.
pub(super) fn unread(row: &Row<'_>, column: usize, expected: &'static str) -> rusqlite::Error {
    let name = row.as_ref().column_name(column);
    let name = name.map_or_else(|_none| format!("{}", column + 1), str::to_owned);
    let unread = Unread {
        column: name,
        expected,
    };
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(unread))
}

/// A row of which each column is read once, in order: finding one by its name costs more than
/// reading it.
pub(super) struct InOrder<'a, 'r> {
    row: &'a Row<'r>,
    column: usize,
}

impl<'a, 'r> InOrder<'a, 'r> {
    pub(super) fn new(row: &'a Row<'r>) -> Self {
        Self::from(row, 0)
    }

    /// Reads from a column on.
    pub(super) fn from(row: &'a Row<'r>, column: usize) -> Self {
        Self { row, column }
    }

    /// Reads the next column.
    pub(super) fn next<T: FromSql>(&mut self) -> Result<T, rusqlite::Error> {
        self.column += 1;
        self.row.get(self.column - 1)
    }

    /// Reads a time that may be absent.
    pub(super) fn time(&mut self) -> Result<Option<Instant>, rusqlite::Error> {
        self.column += 1;
        optional_instant(self.row, self.column - 1)
    }

    /// Reads a time.
    pub(super) fn required_time(&mut self) -> Result<Instant, rusqlite::Error> {
        self.column += 1;
        instant(self.row, self.column - 1)
    }

    /// Says that the column read last does not go with those before it.
    pub(super) fn unread_last(&self, expected: &'static str) -> rusqlite::Error {
        unread(self.row, self.column - 1, expected)
    }

    /// Reads text that is one of the words the program writes.
    pub(super) fn known<T>(
        &mut self,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, rusqlite::Error> {
        let found = self.known_if_any(expected, read)?;
        found.ok_or_else(|| unread(self.row, self.column - 1, expected))
    }

    /// Reads such text where there is any.
    pub(super) fn known_if_any<T>(
        &mut self,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, rusqlite::Error> {
        let column = self.column;
        self.column += 1;
        let refused = || unread(self.row, column, expected);
        let text = self.row.get_ref(column)?.as_str_or_null();
        let text = text.map_err(|_other_kind| refused())?;
        text.map(|text| read(text).ok_or_else(refused)).transpose()
    }
}

/// Returns typed text as it is stored: cleaned, and absent when nothing is left.
pub(super) fn stored(value: Option<&str>) -> Option<String> {
    value.map(text::clean).filter(|text| !text.is_empty())
}
