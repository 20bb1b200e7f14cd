//! What the journal and the history say: looked up, never written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rusqlite::{Connection, Row, ToSql};

use super::actions::{ALTERED, DISPOSED, END_MISSING, HEAD_MISSING, MARKED, SEALED};
use crate::domain::change::Change;
use crate::domain::change::path::PathFault;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::error::Cause;
use crate::store::column;
use crate::store::error::StoreError;
use crate::store::head::Head;
use crate::store::imports;
use crate::vault::hex;

/// How many recent changes are read: more than a desk makes in its busiest days.
const MOST_RECENT: i64 = 20_000;

/// Returns the newest time in the journal; none in one without rows.
pub(in crate::store) fn newest(connection: &Connection) -> Result<Option<Instant>, StoreError> {
    // Times are written alike, so that their text sorts as they do; their order of writing does
    // not, once a clock was set back.
    Ok(
        connection.query_row("SELECT max(at) FROM journal", [], |row| {
            column::optional_instant(row, 0)
        })?,
    )
}

/// Says whether the chain has an entry of this number and hash.
pub(in crate::store) fn has(connection: &Connection, head: &Head) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?;
    let mut rows = query.query([head.seq])?;
    let Some(row) = rows.next()? else {
        return Ok(false);
    };
    Ok(hex(&row.get::<_, Vec<u8>>(0)?) == head.hash)
}

/// Says whether the last entry is one that seals the records of an earlier release.
pub(in crate::store) fn is_just_sealed(connection: &Connection) -> Result<bool, StoreError> {
    let action: String = connection.query_row(
        "SELECT action FROM journal ORDER BY seq DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    Ok(action == SEALED)
}

/// Says whether the chain has an entry of this hash, in hexadecimal.
pub(in crate::store) fn has_hash(connection: &Connection, hash: &str) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE lower(hex(hash)) = lower(?1))",
        [hash.trim()],
        |row| row.get(0),
    )?)
}

/// Returns who recorded that they marked it so, the first first.
pub(in crate::store) fn marked_by(
    connection: &Connection,
    words: &str,
) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare(
        "SELECT j.by FROM journal j JOIN change c ON c.journal = j.seq
         WHERE j.action = ?1 AND c.after = ?2 ORDER BY j.seq",
    )?;
    let rows = query.query_map((MARKED, words), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Says whether what a record said was disposed of after an entry.
pub(super) fn is_disposed_after(
    connection: &Connection,
    record: &str,
    seq: i64,
) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE record = ?1 AND seq > ?2 AND action = ?3)",
    )?;
    Ok(query.query_row((record, seq, DISPOSED), |row| row.get(0))?)
}

/// Returns the last seal of one record, empty where an earlier release wrote its last entry.
pub(in crate::store) fn latest_seal(
    connection: &Connection,
    record: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(state, x'') FROM journal WHERE record = ?1 ORDER BY seq DESC LIMIT 1",
    )?;
    let mut rows = query.query([record])?;
    let Some(row) = rows.next()? else {
        // Of what came in nothing is in the journal but its import, until it is changed here.
        return imports::seal_of(connection, record);
    };
    Ok(Some(row.get(0)?))
}

/// Returns the records whose rows were found altered when they were next written: the number of the
/// entry that says so, the record, and the tables.
pub(in crate::store) fn altered(
    connection: &Connection,
) -> Result<Vec<(i64, String, String)>, StoreError> {
    let mut query = connection.prepare(
        "SELECT j.seq, j.record, c.after FROM journal j JOIN change c ON c.journal = j.seq
         WHERE j.action = ?1 ORDER BY j.seq",
    )?;
    let rows = query.query_map([ALTERED], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the last seal of every record.
pub(in crate::store) fn latest_seals(
    connection: &Connection,
) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    // SQLite takes the other columns of `max` from the row that has it.
    let mut query = connection
        .prepare("SELECT record, coalesce(state, x''), max(seq) FROM journal GROUP BY record")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut seals = imports::seals(connection)?;
    for row in rows {
        let (record, seal): (String, Vec<u8>) = row?;
        seals.insert(record, seal);
    }
    Ok(seals)
}

/// Returns the losses that were found when the desk was opened, each with when.
pub(in crate::store) fn known_losses(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = connection
        .prepare("SELECT seq, at, by, action FROM journal WHERE action IN (?1, ?2) ORDER BY seq")?;
    let rows = query.query_map([END_MISSING, HEAD_MISSING], |row| {
        let seq: i64 = row.get(0)?;
        let at = column::instant(row, 1)?;
        let by: String = row.get(2)?;
        let action: String = row.get(3)?;
        let what = if action == END_MISSING {
            "entries that had been committed were found missing"
        } else {
            "desk.head was missing or damaged, so that a loss could not be seen"
        };
        Ok(format!(
            "entry {seq}: {what} when {by} opened the desk, {}",
            at.long()
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the number and the hash of the last entry.
pub(in crate::store) fn last_entry(connection: &Connection) -> Result<(i64, Vec<u8>), StoreError> {
    Ok(connection.query_row(
        "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Returns the number of the last entry.
pub(in crate::store) fn last(connection: &Connection) -> Result<i64, StoreError> {
    let mut query = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// Returns a record's changes after a version, oldest first.
pub(in crate::store) fn changes_since(
    connection: &Connection,
    record: &str,
    version: i64,
) -> Result<Vec<Change>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT j.at, j.by, c.version, c.what, c.before, c.after, c.record
         FROM change c JOIN journal j ON j.seq = c.journal
         WHERE c.record = ?1 AND c.version > ?2 ORDER BY c.id",
    )?;
    let mut rows = query.query((record, version))?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(change(row)?);
    }
    Ok(changes)
}

/// Returns what was changed on incidents from a moment on, oldest first.
pub(in crate::store) fn changes_from(
    connection: &Connection,
    from: Instant,
) -> Result<Vec<(IncidentId, Change)>, StoreError> {
    changes_where(connection, "j.at >= ?1", from.to_rfc3339())
}

fn changes_where(
    connection: &Connection,
    condition: &str,
    parameter: impl ToSql,
) -> Result<Vec<(IncidentId, Change)>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT j.at, j.by, c.version, c.what, c.before, c.after, c.record
         FROM journal j JOIN change c ON c.journal = j.seq
         WHERE {condition} AND c.record LIKE 'incident:%' ORDER BY c.id LIMIT ?2"
    ))?;
    let mut rows = query.query((parameter, MOST_RECENT))?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let record: String = row.get(6)?;
        let id = record
            .strip_prefix("incident:")
            .and_then(|id| id.parse().ok());
        let id = id.ok_or_else(|| column::unread(row, 6, "an incident"))?;
        changes.push((IncidentId(id), change(row)?));
    }
    Ok(changes)
}

/// Reads a change from the columns of every look-up; the record's name stands last.
fn change(row: &Row<'_>) -> Result<Change, StoreError> {
    let what: String = row.get(3)?;
    let what = what.parse().map_err(|fault: PathFault| {
        let record: Result<String, rusqlite::Error> = row.get(6);
        match record {
            Ok(record) => StoreError::Row {
                path: PathBuf::from("desk.db"),
                place: Some(format!("table change, {record}")),
                cause: Cause::of(&fault),
            },
            Err(unread) => unread.into(),
        }
    })?;
    Ok(Change {
        at: column::instant(row, 0)?,
        by: row.get(1)?,
        version: row.get(2)?,
        what,
        before: row.get(4)?,
        after: row.get(5)?,
    })
}
