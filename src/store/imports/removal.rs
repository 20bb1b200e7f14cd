//! An import that was interrupted, taken out again: nobody saw a row of it, and no entry speaks of it.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::domain::id::{ImportId, SittingId};
use crate::store::error::StoreError;
use crate::store::finding::Finding;
use crate::store::opened::Store;
use crate::store::sitting;

/// How many incidents are taken out in one transaction.
const BATCH: usize = 250;

/// Everything of an incident that never was on the desk, what belongs to others first.
const TAKEN: [&str; 14] = [
    "INSERT INTO disposing VALUES ('incident:' || ?1)",
    "DELETE FROM timeline_event WHERE incident = ?1",
    "DELETE FROM person_detail WHERE person IN (SELECT id FROM person WHERE incident = ?1)",
    "DELETE FROM fact WHERE incident = ?1",
    "DELETE FROM form_value WHERE incident = ?1",
    "DELETE FROM entry_field WHERE entry IN (SELECT id FROM entry WHERE incident = ?1)",
    "DELETE FROM entry WHERE incident = ?1",
    "DELETE FROM person WHERE incident = ?1",
    "DELETE FROM original WHERE incident = ?1",
    "DELETE FROM unlisted WHERE incident = ?1",
    "DELETE FROM imported WHERE incident = ?1",
    "DELETE FROM incident WHERE id = ?1",
    "DELETE FROM salt WHERE record = 'incident:' || ?1",
    "DELETE FROM disposing WHERE record = 'incident:' || ?1",
];

/// Returns the first import that was interrupted.
fn first_interrupted(store: &Store) -> Result<Option<ImportId>, StoreError> {
    let select = "SELECT id, sitting FROM import WHERE finished_at IS NULL ORDER BY id";
    let mut query = store.connection.prepare_cached(select)?;
    let read = |row: &rusqlite::Row<'_>| Ok((ImportId(row.get(0)?), SittingId(row.get(1)?)));
    // One's own is under way, and its lock is no answer to whoever holds it.
    let own = store.sitting.as_ref().map(|sitting| &sitting.id);
    for found in query.query_map([], read)? {
        let (import, of) = found?;
        if own != Some(&of) && !sitting::is_live(&store.places, &of) {
            return Ok(Some(import));
        }
    }
    Ok(None)
}

/// Returns how many rows of an interrupted import are still to be taken out.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::store) fn interrupted(store: &Store) -> Result<usize, StoreError> {
    let Some(import) = first_interrupted(store)? else {
        return Ok(0);
    };
    let count = "SELECT max(count(*), 1) FROM imported WHERE import = ?1";
    let mut query = store.connection.prepare_cached(count)?;
    Ok(query.query_row([import.0], |row| row.get(0))?)
}

/// Takes some of what interrupted imports left out; returns how many of their rows are left.
///
/// # Errors
/// When the file cannot be written.
pub(in crate::store) fn remove_some(store: &mut Store) -> Result<usize, StoreError> {
    match first_interrupted(store)? {
        Some(import) => Ok(remove(&mut store.connection, import)?.max(1)),
        None => Ok(0),
    }
}

/// Takes some of an import's rows out, and with the last of them the import; returns how many are left.
pub(super) fn remove(connection: &mut Connection, import: ImportId) -> Result<usize, StoreError> {
    let rows = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let select = "SELECT 1 FROM import WHERE id = ?1 AND finished_at IS NULL";
    let found = rows.query_row(select, [import.0], |_| Ok(())).optional()?;
    if found.is_none() {
        // Another desk was faster.
        return Ok(0);
    }
    let ids = {
        let select = "SELECT incident FROM imported WHERE import = ?1 LIMIT ?2";
        let mut query = rows.prepare_cached(select)?;
        let found = query.query_map((import.0, BATCH), |row| row.get::<_, i64>(0))?;
        found.collect::<Result<Vec<_>, _>>()?
    };
    for id in &ids {
        for statement in TAKEN {
            rows.prepare_cached(statement)?.execute([id])?;
        }
    }
    let count = "SELECT count(*) FROM imported WHERE import = ?1";
    let left: usize = rows
        .prepare_cached(count)?
        .query_row([import.0], |row| row.get(0))?;
    if left == 0 {
        rows.execute("DELETE FROM import WHERE id = ?1", [import.0])?;
    }
    rows.commit()?;
    Ok(left)
}

/// How many batches are taken out while a desk is being opened: a second's work. The rest goes while it
/// is open.
const AT_OPENING: usize = 12;

/// Takes out what interrupted imports left, as far as whoever opens the desk does not wait for it; says
/// that there was one.
///
/// # Errors
/// When the file cannot be written.
pub(in crate::store) fn remove_at_opening(
    store: &mut Store,
) -> Result<Option<Finding>, StoreError> {
    let mut left = remove_some(store)?;
    if left == 0 {
        return Ok(None);
    }
    for _ in 1..AT_OPENING {
        if left > 0 {
            left = remove_some(store)?;
        }
    }
    Ok(Some(Finding::ImportInterrupted))
}
