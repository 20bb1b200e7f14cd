//! Columns as the program writes them: times as UTC text, text without what nobody typed.

use rusqlite::Row;
use rusqlite::types::{FromSql, Type};

use crate::domain::instant::Instant;
use crate::domain::text;

/// Reads a column of UTC text.
pub(super) fn instant(row: &Row<'_>, column: usize) -> Result<Instant, rusqlite::Error> {
    optional_instant(row, column)?.ok_or_else(|| malformed(column))
}

/// Reads a column of UTC text that may be empty.
pub(super) fn optional_instant(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<Instant>, rusqlite::Error> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| {
        Instant::parse_rfc3339(&text)
            .ok()
            .ok_or_else(|| malformed(column))
    })
    .transpose()
}

/// Says that a column holds what the program does not write, without quoting it.
pub(super) fn malformed(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, String::new(), Type::Text)
}

/// A row of which each column is read once, in order: finding one by its name costs more than
/// reading it.
pub(super) struct InOrder<'a, 'r> {
    row: &'a Row<'r>,
    column: usize,
}

impl<'a, 'r> InOrder<'a, 'r> {
    pub(super) fn new(row: &'a Row<'r>) -> Self {
        Self { row, column: 0 }
    }

    /// Reads the next column.
    pub(super) fn next<T: FromSql>(&mut self) -> Result<T, rusqlite::Error> {
        self.column += 1;
        self.row.get(self.column - 1)
    }

    /// Reads a time that may be absent.
    pub(super) fn time(&mut self) -> Result<Option<Instant>, rusqlite::Error> {
        self.known_if_any(|text| Instant::parse_rfc3339(text).ok())
    }

    /// Reads a count.
    pub(super) fn count(&mut self) -> Result<usize, rusqlite::Error> {
        let count: i64 = self.next()?;
        usize::try_from(count)
            .ok()
            .ok_or_else(|| malformed(self.column))
    }

    /// Reads text that is one of the words the program writes.
    pub(super) fn known<T>(
        &mut self,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, rusqlite::Error> {
        self.known_if_any(read)?
            .ok_or_else(|| malformed(self.column))
    }

    /// Reads such text where there is any.
    pub(super) fn known_if_any<T>(
        &mut self,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, rusqlite::Error> {
        let column = self.column;
        self.column += 1;
        let text = self.row.get_ref(column)?.as_str_or_null();
        let text = text.ok().ok_or_else(|| malformed(column))?;
        text.map(|text| read(text).ok_or_else(|| malformed(column)))
            .transpose()
    }
}

/// Returns typed text as it is stored: cleaned, and absent when nothing is left.
pub(super) fn stored(value: Option<&str>) -> Option<String> {
    value.map(text::clean).filter(|text| !text.is_empty())
}
