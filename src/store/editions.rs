//! The editions of protocols that a desk keeps, as the file has them.

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use crate::domain::edition::Edition;
use crate::pack::PackText;

/// Returns what an edition says; nothing where the file has its name alone, or not even that.
pub(super) fn text(
    connection: &Connection,
    edition: &Edition,
) -> Result<Option<PackText>, StoreError> {
    Ok(row(connection, edition)?.and_then(|row| row.text))
}

/// Returns every edition that incidents of the desk may have been logged under, the first first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Edition>, StoreError> {
    let mut query = connection.prepare("SELECT pack, name FROM edition ORDER BY id")?;
    let rows = query.query_map([], |row| {
        Ok(Edition {
            pack: row.get(0)?,
            name: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An edition as the file has it.
pub(super) struct Row {
    pub(super) id: i64,
    /// How often its text was kept.
    pub(super) version: i64,
    /// What it says; absent where an earlier release went by it and kept its name alone.
    pub(super) text: Option<PackText>,
}

impl Row {
    pub(super) fn says(&self, text: &PackText) -> bool {
        self.text.as_ref() == Some(text)
    }
}

/// Returns an edition as the file has it.
pub(super) fn row(connection: &Connection, edition: &Edition) -> Result<Option<Row>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT id, version, text, base FROM edition WHERE pack = ?1 AND name = ?2",
    )?;
    let found = query.query_row((&edition.pack, &edition.name), |row| {
        let base = row.get(3)?;
        Ok(Row {
            id: row.get(0)?,
            version: row.get(1)?,
            text: row
                .get::<_, Option<String>>(2)?
                .map(|own| PackText { own, base }),
        })
    });
    Ok(found.optional()?)
}
