//! Drafts: unfinished typing, kept as it is typed.

use rusqlite::Connection;

use super::{Draft, StoreError, incidents};
use crate::domain::instant::Instant;

pub(super) fn save(
    connection: &Connection,
    key: &str,
    body: &str,
    now: Instant,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO draft (key, body, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        )?
        .execute((key, body, now.to_rfc3339()))?;
    Ok(())
}

/// Drops the draft of that key, if a key is given and there is one.
pub(super) fn drop_named(connection: &Connection, key: Option<&str>) -> Result<(), StoreError> {
    if let Some(key) = key {
        connection
            .prepare_cached("DELETE FROM draft WHERE key = ?1")?
            .execute([key])?;
    }
    Ok(())
}

pub(super) fn load(connection: &Connection) -> Result<Vec<Draft>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT key, body, saved_at FROM draft ORDER BY saved_at DESC, key")?;
    let rows = query.query_map([], |row| {
        Ok(Draft {
            key: row.get(0)?,
            body: row.get(1)?,
            saved_at: incidents::instant(row, 2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
