//! Setting a desk up, and opening it.
//!
//! A desk is two files, and no rename moves two at once. Set-up therefore builds the database
//! under another name, writes the keys, and renames the database last: that one rename makes the
//! desk. Whatever an interrupted set-up leaves has that other name beside it, by which the next
//! set-up knows that the rest may be cleared. Keys or a database found alone *without* it are not
//! set-up's leavings but someone's mishap, and are never touched.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::{SetUp, Settings, Store, StoreError, journal, migrate, place};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::vault::{DataKey, KdfCost, KeyFile};

/// How long a write waits for another process's: the 99th part in a hundred waits 22 ms, the
/// slowest ever measured under load 5.3 s.
const BUSY: Duration = Duration::from_secs(10);

/// The database while set-up is under way.
fn unfinished(places: &Places) -> PathBuf {
    places.data.join("desk.db.new")
}

pub(super) fn exists(places: &Places) -> Result<bool, StoreError> {
    // A log left alone counts too: SQLite would play it into whatever file came to stand there.
    Ok(is_there(&places.desk())?
        || is_there(&with_suffix(&places.desk(), "-wal"))?
        || (is_there(&places.keys())? && !is_there(&unfinished(places))?))
}

/// Says whether a file is there. Where that cannot be known it is not taken for absent: a desk
/// that could not be read would be offered as a new one.
fn is_there(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(StoreError::Unreadable {
            path: path.to_owned(),
            kind: e.kind(),
        }),
    }
}

pub(super) fn create(
    places: &Places,
    set_up: &SetUp,
    passphrase: &str,
    cost: KdfCost,
    now: Instant,
) -> Result<Store, StoreError> {
    crate::vault::passphrase::check(passphrase)
        .map_err(|e| StoreError::of_keys(&e, &places.keys()))?;
    place::prepare_folder(&places.data)?;
    place::check_writable(&places.data)?;
    let in_folder = |e: std::io::Error| StoreError::of_io(e.kind(), &places.data);
    // Two set-ups at once would clear each other's files away.
    let folder = fs::File::open(&places.data).map_err(in_folder)?;
    folder.try_lock().map_err(|_held| StoreError::Busy)?;
    if exists(places)? {
        return Err(StoreError::AlreadyThere {
            path: places.desk(),
        });
    }
    clear_unfinished(places)?;

    let (keys, key) = KeyFile::create(&set_up.user, passphrase, cost, now)
        .map_err(|e| StoreError::of_keys(&e, &places.keys()))?;
    let new = unfinished(places);
    build(&new, &key, set_up, now)?;
    keys.write_new(&places.keys())
        .map_err(|e| StoreError::of_keys(&e, &places.keys()))?;
    fs::rename(&new, places.desk()).map_err(in_folder)?;
    folder.sync_all().map_err(in_folder)?;
    finish(places, &key, set_up.user.clone())
}

/// Clears what an interrupted set-up left; keys only where the unfinished database proves that
/// they are its.
fn clear_unfinished(places: &Places) -> Result<(), StoreError> {
    let new = unfinished(places);
    let mut leavings = vec![with_suffix(&new, "-wal"), with_suffix(&new, "-shm")];
    if fs::symlink_metadata(&new).is_ok() {
        // The database goes last: it is what tells leavings from a mishap.
        leavings.push(places.keys());
        leavings.push(new);
    }
    for path in leavings {
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::of_io(e.kind(), &path));
            }
            _ => {}
        }
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Builds the database whole under its unfinished name; closed on return, with no log beside it.
fn build(path: &Path, key: &DataKey, set_up: &SetUp, now: Instant) -> Result<(), StoreError> {
    // SQLite gives the log and the shared memory the rights that the database has.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|e| StoreError::of_io(e.kind(), path))?;
    let mut connection = connect(path, key)?;
    migrate::migrate(&mut connection, path)?;
    let writing = connection.transaction()?;
    for (name, value) in [
        ("council", set_up.council.as_str()),
        ("created_at", &now.to_rfc3339()),
    ] {
        writing.execute("INSERT INTO setting VALUES (?1, ?2)", (name, value))?;
    }
    let keys = journal::Keys::of(key)?;
    journal::append(
        &writing,
        &keys,
        &journal::Entry::of_desk("set_up", now, &set_up.user),
    )?;
    writing.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

pub(super) fn open(places: &Places, passphrase: &str, now: Instant) -> Result<Store, StoreError> {
    let (desk, keys) = (places.desk(), places.keys());
    match (place::check_file(&desk)?, place::check_file(&keys)?) {
        (true, true) => {}
        (true, false) => return Err(alone(&desk, "its key file desk.keys is not beside it")),
        (false, _) if exists(places)? => {
            return Err(alone(
                &desk,
                "it is gone, and files that belong to it are still here",
            ));
        }
        (false, _) => return Err(StoreError::NotThere("desk in this folder")),
    }
    place::check_folder(&places.data)?;
    place::check_writable(&places.data)?;
    place::check_writable(&desk)?;
    // SQLite takes an empty file for a new database: a desk that was lost would open as an empty
    // one.
    if fs::metadata(&desk).is_ok_and(|found| found.len() == 0) {
        return Err(alone(&desk, "it is empty; restore it from a backup"));
    }
    let unlocked = KeyFile::read(&keys)
        .and_then(|file| file.unlock(passphrase))
        .map_err(|e| StoreError::of_keys(&e, &keys))?;
    let mut store = finish(places, &unlocked.key, unlocked.user)?;
    store.note("unlock", now)?;
    Ok(store)
}

fn alone(path: &Path, why: &str) -> StoreError {
    StoreError::Damaged {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

/// Opens the database with its key.
fn finish(places: &Places, key: &DataKey, user: String) -> Result<Store, StoreError> {
    let path = places.desk();
    let mut connection = connect(&path, key)?;
    migrate::migrate(&mut connection, &path)?;
    let setting = |name: &str| -> Result<String, rusqlite::Error> {
        connection.query_row("SELECT value FROM setting WHERE key = ?1", [name], |row| {
            row.get(0)
        })
    };
    let created_at = Instant::parse_rfc3339(&setting("created_at")?)
        .ok()
        .ok_or_else(|| alone(&path, "the time of its set-up is not a time"))?;
    let settings = Settings {
        council: setting("council")?,
        user,
        created_at,
        newest_at: journal::newest(&connection)?.unwrap_or(created_at),
    };
    Ok(Store {
        journal: journal::Keys::of(key)?,
        connection,
        settings,
        places: places.clone(),
    })
}

/// Connects, gives the key, and sets what every connection must have.
pub(super) fn connect(path: &Path, key: &DataKey) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // First: on a wrong key the cipher prints three lines over the screen.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let give_key = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", key.hex().as_str()));
    connection.execute_batch(&give_key)?;
    let cipher: String = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .unwrap_or_default();
    if cipher.is_empty() {
        return Err(alone(path, "this build of dutydesk cannot encrypt"));
    }
    connection.busy_timeout(BUSY)?;
    // The first read: it fails here if the file is not of this key.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests;
