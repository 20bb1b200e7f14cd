//! Which drafts a record has taken the place of: written in the desk's own file, with the record.

use std::collections::BTreeSet;

use chrono::Duration;
use rusqlite::{Connection, OptionalExtension};

use super::rows;
use crate::domain::id::DraftId;
use crate::domain::instant::Instant;
use crate::store::column;
use crate::store::error::StoreError;

/// How long it is remembered of a draft that is gone: a copy of both files that was begun before the
/// commit and ended after it may hold the draft still.
const KEPT: Duration = Duration::days(1);

/// Writes down that a record takes the place of a draft.
pub(super) fn add(desk: &Connection, id: &DraftId, now: Instant) -> Result<(), StoreError> {
    desk.prepare_cached("INSERT OR IGNORE INTO committed_draft VALUES (?1, ?2)")?
        .execute((&id.0, now.to_rfc3339()))?;
    Ok(())
}

/// Says whether a record has taken the place of a draft.
pub(super) fn has(desk: &Connection, id: &DraftId) -> Result<bool, StoreError> {
    let mut query = desk.prepare_cached("SELECT 1 FROM committed_draft WHERE id = ?1")?;
    let found = query.query_row([&id.0], |_| Ok(())).optional()?;
    Ok(found.is_some())
}

/// Returns every draft that a record has taken the place of and that may still be there.
pub(super) fn all(desk: &Connection) -> Result<BTreeSet<DraftId>, StoreError> {
    let mut query = desk.prepare_cached("SELECT id FROM committed_draft")?;
    let rows = query.query_map([], |row| Ok(DraftId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets those whose drafts are gone.
pub(super) fn prune(
    desk: &Connection,
    drafts: &Connection,
    now: Instant,
) -> Result<(), StoreError> {
    let mut query = desk.prepare_cached("SELECT id, at FROM committed_draft")?;
    let rows = query.query_map([], |row| {
        Ok((DraftId(row.get(0)?), column::instant(row, 1)?))
    })?;
    let mut gone = Vec::new();
    for row in rows {
        let (id, at) = row?;
        if now.since(at) > KEPT && rows::sitting_of(drafts, &id)?.is_none() {
            gone.push(id);
        }
    }
    for id in gone {
        desk.prepare_cached("DELETE FROM committed_draft WHERE id = ?1")?
            .execute([&id.0])?;
    }
    Ok(())
}
