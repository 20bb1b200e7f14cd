//! The schema's steps: numbered SQL files, each one transaction, never edited once released.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// Marks the file as a desk's (`DUTY`), for `file` and for refusing any other database.
const APPLICATION_ID: i64 = 0x4455_5459;

/// Step `n` brings a file from `user_version` n to n + 1.
const STEPS: [&str; 5] = [
    include_str!("migrations/0001_records.sql"),
    include_str!("migrations/0002_ledgers.sql"),
    include_str!("migrations/0003_people.sql"),
    include_str!("migrations/0004_sittings.sql"),
    include_str!("migrations/0005_register.sql"),
];

/// Returns the version of the schema this program writes.
pub(super) fn latest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings a file to the latest version, one transaction a step.
///
/// # Errors
/// When the file is of a later version, is no desk's, or a step fails (the file then stays at the
/// version before it).
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    migrate_to(connection, path, latest())
}

pub(super) fn migrate_to(
    connection: &mut Connection,
    path: &Path,
    version: i64,
) -> Result<(), StoreError> {
    check(connection, path)?;
    loop {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read under the write lock: another process may have just made the same step.
        let at = user_version(&step)?;
        let next = usize::try_from(at).ok().and_then(|at| STEPS.get(at));
        let Some(next) = next.filter(|_| at < version) else {
            return Ok(());
        };
        step.execute_batch(next)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", at + 1)?;
        step.commit()?;
    }
}

/// Refuses a file of a later version or of another program, before anything is written to it.
fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = user_version(connection)?;
    if found > latest() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: latest(),
        });
    }
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if found < 0 || (found > 0 && id != APPLICATION_ID) {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            why: "it is a database of another program".to_owned(),
        });
    }
    Ok(())
}

/// Says whether a file is of this release's schema.
pub(super) fn is_latest(connection: &Connection) -> Result<bool, StoreError> {
    Ok(user_version(connection)? == latest())
}

/// Returns what a file's schema is made of: each table, index and trigger by its kind and name.
pub(super) fn schema(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let mut query = connection
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the schema that the steps make up to the version that a file says it has.
pub(super) fn schema_by_steps(file: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let steps = usize::try_from(user_version(file)?).unwrap_or(STEPS.len());
    let connection = Connection::open_in_memory()?;
    for step in STEPS.iter().take(steps) {
        connection.execute_batch(step)?;
    }
    schema(&connection)
}

fn user_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
