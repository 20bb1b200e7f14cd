//! A connection to a file of the desk: its key given, and what every connection must have set.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use crate::domain::secret::Secret;
use crate::vault::{Cipher, DataKey};

/// How long a write waits for another process's: the 99th part in a hundred waits 22 ms, the
/// slowest ever measured under load 5.3 s.
const BUSY: Duration = Duration::from_secs(10);

/// Connects, gives the key, and sets what every connection must have.
pub(super) fn connect(path: &Path, key: &DataKey) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // First: on a wrong key the cipher prints three lines over the screen.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    if key.cipher == Cipher::Standard {
        let mut give_key = Secret::default();
        for part in ["PRAGMA key = \"x'", key.hex().reveal(), "'\""] {
            give_key.push(part);
        }
        connection.execute_batch(give_key.reveal())?;
    }
    // Of a library without the cipher the answer is no row.
    let mut cipher = connection.prepare("PRAGMA cipher_version")?;
    if cipher.query([])?.next()?.is_none() {
        let why = "this build of dutydesk cannot encrypt";
        return Err(StoreError::damaged(path, why));
    }
    drop(cipher);
    connection.busy_timeout(BUSY)?;
    // Every statement of the program, each prepared once.
    connection.set_prepared_statement_cache_capacity(256);
    // The first read: it fails here if the file is not of this key.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16384;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A statement that is prepared stays so: without this one with `LIMIT ?` is prepared anew each
    // time that another limit may be given, which took a seventh of the reading of a page.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Closes a file that is to stand alone: the log of writes is folded in before, for whoever closes the
/// last connection is not told where that failed.
///
/// # Errors
/// When the file cannot be written; the log then holds what the file does not.
pub(super) fn close_whole(connection: Connection) -> Result<(), StoreError> {
    fold(&connection)?;
    Ok(connection.close().map_err(|(_, error)| error)?)
}

/// Folds a write-ahead log into its file.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn fold(connection: &Connection) -> Result<(), StoreError> {
    // Nobody's save waits for it: where another process is at it, it is done another time.
    connection.busy_timeout(Duration::ZERO)?;
    let folded = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(BUSY)?;
    Ok(folded?)
}
