//! Rows that are to be derived again: time has passed something, or other rules hold.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::super::column::optional_instant;
use super::super::error::StoreError;
use super::super::followed::Followed;
use super::derive;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::error::Chain;

/// What stands in a list for an incident that cannot be read.
const UNREADABLE: &str = "CANNOT BE READ: run `dutydesk verify`";

/// What stands in a list before the summary of an incident whose edition is not on the desk: the rest
/// of its line is as it was last derived.
const NOT_KEPT_UP: &str = "NOT KEPT UP, its protocol is not here: ";

/// Returns the earliest moment when time alone changes a row.
pub(in crate::store) fn next_change(
    connection: &Connection,
) -> Result<Option<Instant>, StoreError> {
    let sql = "SELECT min(next_change_at) FROM register WHERE next_change_at IS NOT NULL";
    let mut query = connection.prepare_cached(sql)?;
    Ok(query.query_row([], |row| optional_instant(row, 0))?)
}

/// Derives some of the rows again that time has changed by now; returns which.
pub(in crate::store) fn catch_up(
    rows: &Transaction<'_>,
    followed: &Followed,
    most: usize,
    now: Instant,
) -> Result<Vec<IncidentId>, StoreError> {
    let due = {
        let sql = "SELECT id FROM register WHERE next_change_at <= ?1 LIMIT ?2";
        let mut query = rows.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok(IncidentId(row.get(0)?));
        let found = query.query_map((now.to_rfc3339(), most), read)?;
        found.collect::<Result<Vec<_>, _>>()?
    };
    for id in &due {
        derive_or_name(rows, followed, *id, now)?;
    }
    if !due.is_empty() {
        turned(rows)?;
    }
    Ok(due)
}

/// Derives an incident; of one that cannot be derived its line says so, and the others go on.
fn derive_or_name(
    rows: &Connection,
    followed: &Followed,
    id: IncidentId,
    now: Instant,
) -> Result<(), StoreError> {
    let Err(error) = derive(rows, followed, id, now) else {
        return Ok(());
    };
    let (derivation, (summary, words)) = match &error {
        // Once it is there the number of its rules is another, and the line is derived again.
        StoreError::NoEdition { edition, .. } => (
            followed.derivation(rows, edition)?,
            ("?3 || replace(summary, ?3, '')", NOT_KEPT_UP),
        ),
        // A row that cannot be read is a matter of its incident; anything else is one of the file.
        error if error.is_damage() => (followed.any_derivation(rows)?, ("?3", UNREADABLE)),
        _ => return Err(error),
    };
    tracing::error!(error = %Chain(&error), incident = id.0, "an incident cannot be derived");
    rows.prepare_cached(&format!(
        "UPDATE register SET derivation = ?2, next_change_at = NULL, summary = {summary} WHERE id = ?1"
    ))?
    .execute((id.0, derivation, words))?;
    Ok(())
}

/// Which of the rows that other rules made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Part {
    /// Those of incidents with something still to do.
    Open,
    /// All.
    Any,
}

/// Derives some rows again that other rules made; returns how many were.
pub(in crate::store) fn renew(
    rows: &Transaction<'_>,
    followed: &Followed,
    part: Part,
    most: usize,
    now: Instant,
) -> Result<usize, StoreError> {
    let mut done = 0;
    for old in others(rows, followed)? {
        let ids = {
            let open = match part {
                Part::Open => "AND is_open",
                Part::Any => "",
            };
            let mut query = rows.prepare_cached(&format!(
                "SELECT id FROM register WHERE derivation = ?1 {open} LIMIT ?2"
            ))?;
            let found = query.query_map((old, most - done), |row| Ok(IncidentId(row.get(0)?)))?;
            found.collect::<Result<Vec<_>, _>>()?
        };
        for id in &ids {
            derive_or_name(rows, followed, *id, now)?;
        }
        done += ids.len();
        if done >= most {
            break;
        }
    }
    if done > 0 {
        turned(rows)?;
    }
    Ok(done)
}

/// Says whether there are rows that other rules made.
pub(in crate::store) fn is_any(
    connection: &Connection,
    followed: &Followed,
    part: Part,
) -> Result<bool, StoreError> {
    let olds = others(connection, followed)?;
    if part == Part::Any {
        return Ok(!olds.is_empty());
    }
    let sql = "SELECT 1 FROM register WHERE derivation = ?1 AND is_open LIMIT 1";
    let mut query = connection.prepare_cached(sql)?;
    for old in olds {
        if query.query_row([old], |_| Ok(())).optional()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns how many rows other rules made.
pub(in crate::store) fn count(
    connection: &Connection,
    followed: &Followed,
) -> Result<usize, StoreError> {
    let mut sum = 0;
    for old in others(connection, followed)? {
        let sql = "SELECT count(*) FROM register WHERE derivation = ?1";
        let mut query = connection.prepare_cached(sql)?;
        sum += query.query_row([old], |row| row.get::<_, usize>(0))?;
    }
    Ok(sum)
}

/// Returns the other rules that rows were derived by: few, and each found by the index.
fn others(connection: &Connection, followed: &Followed) -> Result<Vec<i64>, StoreError> {
    let mut query = connection.prepare_cached("SELECT id FROM derivation")?;
    let all = query.query_map([], |row| row.get(0))?;
    let mut all = all.collect::<Result<Vec<i64>, _>>()?;
    let these = followed.derivations();
    all.retain(|id| !these.contains(id));
    let mut out = Vec::new();
    for old in all.into_iter().chain([0]) {
        let sql = "SELECT 1 FROM register WHERE derivation = ?1 LIMIT 1";
        let mut query = connection.prepare_cached(sql)?;
        if query.query_row([old], |_| Ok(())).optional()?.is_some() {
            out.push(old);
        }
    }
    Ok(out)
}

/// Marks every row to be derived again, with the indexes of words, which cannot be compared with.
pub(in crate::store) fn forget(rows: &Transaction<'_>) -> Result<(), StoreError> {
    rows.execute(
        "UPDATE register SET derivation = 0, words_digest = NULL",
        [],
    )?;
    Ok(())
}

/// Says that rows were derived with nothing written: other programs read their lists again.
pub(in crate::store) fn turned(rows: &Transaction<'_>) -> Result<(), StoreError> {
    rows.execute("UPDATE tally SET count = count + 1 WHERE name = 'turn'", [])?;
    Ok(())
}
