//! Drafts: unfinished typing, kept as it is typed, each under the sitting that types it.

use rusqlite::Connection;

use super::sitting::{Sitting, is_live};
use super::{Draft, StoreError, column};
use crate::config::Places;
use crate::domain::draft::OtherDraft;
use crate::domain::id::SittingId;
use crate::domain::instant::Instant;

/// Keeps what is typed into a form in this sitting.
pub(super) fn save(
    connection: &Connection,
    sitting: &SittingId,
    key: &str,
    body: &str,
    now: Instant,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO draft (sitting, key, body, begun_at, saved_at)
             VALUES (?1, ?2, ?3, ?4, ?4)
             ON CONFLICT (sitting, key)
             DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        )?
        .execute((&sitting.0, key, body, now.to_rfc3339()))?;
    Ok(())
}

/// Drops a draft of this sitting, if a key is given and there is one; another's is never touched.
pub(super) fn drop_named(
    connection: &Connection,
    sitting: Option<&SittingId>,
    key: Option<&str>,
) -> Result<(), StoreError> {
    if let (Some(sitting), Some(key)) = (sitting, key) {
        connection
            .prepare_cached("DELETE FROM draft WHERE sitting = ?1 AND key = ?2")?
            .execute((&sitting.0, key))?;
        forget_empty(connection, sitting)?;
    }
    Ok(())
}

/// Forgets a sitting that has no draft left.
fn forget_empty(connection: &Connection, sitting: &SittingId) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM sitting
             WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM draft WHERE sitting = ?1)",
        )?
        .execute([&sitting.0])?;
    Ok(())
}

/// Makes a draft that was left behind this sitting's own.
///
/// # Errors
/// When somebody is typing it, somebody else took it up first, or this sitting has a draft of the
/// same form.
pub(super) fn take_up(
    connection: &Connection,
    places: &Places,
    own: &Sitting,
    from: &SittingId,
    key: &str,
) -> Result<(), StoreError> {
    refuse_live(places, from)?;
    let has_own: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM draft WHERE sitting = ?1 AND key = ?2)",
        (&own.id.0, key),
        |row| row.get(0),
    )?;
    if has_own {
        return Err(StoreError::Invalid(
            "the same form is half filled in here: save or discard that first",
        ));
    }
    let taken = connection.execute(
        "UPDATE draft SET sitting = ?1, put_away = NULL WHERE sitting = ?2 AND key = ?3",
        (&own.id.0, &from.0, key),
    )?;
    found(taken)?;
    forget_empty(connection, from)
}

/// Puts a draft that was left behind away: it stays in the file and is no longer offered.
///
/// # Errors
/// As [`take_up`].
pub(super) fn put_away(
    connection: &Connection,
    places: &Places,
    from: &SittingId,
    key: &str,
    now: Instant,
) -> Result<(), StoreError> {
    refuse_live(places, from)?;
    let put = connection.execute(
        "UPDATE draft SET put_away = ?3 WHERE sitting = ?1 AND key = ?2",
        (&from.0, key, now.to_rfc3339()),
    )?;
    found(put)
}

fn refuse_live(places: &Places, sitting: &SittingId) -> Result<(), StoreError> {
    if is_live(places, sitting) {
        return Err(StoreError::Invalid("somebody is typing it now"));
    }
    Ok(())
}

fn found(rows: usize) -> Result<(), StoreError> {
    if rows == 0 {
        return Err(StoreError::TakenUp);
    }
    Ok(())
}

/// Returns the drafts of this sitting, the last kept first.
pub(super) fn own(
    connection: &Connection,
    sitting: Option<&SittingId>,
) -> Result<Vec<Draft>, StoreError> {
    let Some(sitting) = sitting else {
        return Ok(Vec::new());
    };
    let mut query = connection.prepare_cached(
        "SELECT key, body, saved_at FROM draft WHERE sitting = ?1 ORDER BY saved_at DESC, key",
    )?;
    let rows = query.query_map([&sitting.0], |row| {
        Ok(Draft {
            key: row.get(0)?,
            body: row.get(1)?,
            saved_at: column::instant(row, 2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the drafts of every other sitting, the first begun first; the text of those alone whose
/// program has ended.
pub(super) fn others(
    connection: &Connection,
    places: &Places,
    own: Option<&SittingId>,
) -> Result<Vec<OtherDraft>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT d.sitting, d.key, s.user, s.host, d.begun_at, d.saved_at, d.put_away IS NOT NULL,
             d.body
         FROM draft d JOIN sitting s ON s.id = d.sitting
         WHERE d.sitting IS NOT ?1 ORDER BY d.begun_at, d.sitting, d.key",
    )?;
    let rows = query.query_map([own.map(|own| &own.0)], |row| {
        Ok(OtherDraft {
            sitting: SittingId(row.get(0)?),
            key: row.get(1)?,
            by: row.get(2)?,
            host: row.get(3)?,
            begun_at: column::instant(row, 4)?,
            saved_at: column::instant(row, 5)?,
            left: Some(row.get(7)?),
            put_away: row.get(6)?,
        })
    })?;
    // The text is read with its row, for between two readings its owner may drop it; what somebody
    // is typing goes no further than here.
    let mut out = rows.collect::<Result<Vec<_>, _>>()?;
    for draft in &mut out {
        if is_live(places, &draft.sitting) {
            draft.left = None;
        }
    }
    Ok(out)
}

/// Says whether a form is half filled in, here or in another sitting.
pub(super) fn is_begun(connection: &Connection, key: &str) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM draft WHERE key = ?1 AND put_away IS NULL)")?
        .query_row([key], |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
