//! What is on file of a row that came in.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::id::IncidentId;
use crate::domain::import::Imported;
use crate::store::column::{instant, unread};
use crate::store::error::StoreError;

/// Returns where an incident came from; nothing where it was logged here.
pub(in crate::store) fn of(
    connection: &Connection,
    id: IncidentId,
) -> Result<Option<Imported>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT f.file, m.sheet, m.line, f.began_at, f.began_by, o.reference, o.body
         FROM imported m JOIN import f ON f.id = m.import JOIN original o ON o.incident = m.incident
         WHERE m.incident = ?1 AND f.finished_at IS NOT NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let body: String = row.get(6)?;
        Ok(Imported {
            file: row.get(0)?,
            sheet: row.get(1)?,
            row: row.get(2)?,
            at: instant(row, 3)?,
            by: row.get(4)?,
            reference: row.get(5)?,
            original: serde_json::from_str(&body)
                .map_err(|_unread| unread(row, 6, "a row of a spreadsheet"))?,
        })
    };
    let found = query.query_row([id.0], read).optional();
    found.map_err(|error| StoreError::from(error).in_row("original", format_args!("incident {id}")))
}

/// Returns the first change of an incident that came in: that it did.
pub(in crate::store) fn change_of(
    connection: &Connection,
    id: IncidentId,
) -> Result<Option<Change>, StoreError> {
    let imported = of(connection, id)?;
    Ok(imported.map(|imported| Change {
        at: imported.at,
        by: imported.by.clone(),
        version: 1,
        what: Path::Original,
        before: None,
        after: Some(imported.place()),
    }))
}

/// Returns the incidents that had a reference in the old register, the last first.
pub(in crate::store) fn named(
    connection: &Connection,
    typed: &str,
) -> Result<Vec<IncidentId>, StoreError> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut query = connection.prepare_cached(
        "SELECT o.incident FROM original o JOIN imported m ON m.incident = o.incident
         JOIN import f ON f.id = m.import
         WHERE o.reference <> '' AND o.reference = ?1 AND f.finished_at IS NOT NULL
         ORDER BY o.incident DESC",
    )?;
    let rows = query.query_map([typed.trim()], |row| Ok(IncidentId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the seal that a record came in with, by the journal's word for it; none of one that did not.
pub(in crate::store) fn seal_of(
    connection: &Connection,
    record: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let id = record.strip_prefix("incident:");
    let Some(id) = id.and_then(|id| id.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(
        "SELECT m.seal FROM imported m JOIN import f ON f.id = m.import
         WHERE m.incident = ?1 AND f.finished_at IS NOT NULL",
    )?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// Returns the seal that every record came in with, of the finished imports.
pub(in crate::store) fn seals(
    connection: &Connection,
) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    let mut query = connection.prepare(
        "SELECT 'incident:' || m.incident, m.seal FROM imported m JOIN import f ON f.id = m.import
         WHERE f.finished_at IS NOT NULL",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
