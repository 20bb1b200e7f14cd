//! Columns as the program writes them: times as UTC text, text without what nobody typed.

use rusqlite::Row;
use rusqlite::types::Type;

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

/// Returns typed text as it is stored: cleaned, and absent when nothing is left.
pub(super) fn stored(value: Option<&str>) -> Option<String> {
    value.map(text::clean).filter(|text| !text.is_empty())
}
