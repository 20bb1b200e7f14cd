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

use super::head::{self, Head, HeadFile};
use super::{Finding, SetUp, Settings, Store, StoreError, journal, migrate, place};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::vault::copies::{self, Mended, Opened};
use crate::vault::{DataKey, KdfCost, KeyFile};

/// How long a write waits for another process's: the 99th part in a hundred waits 22 ms, the
/// slowest ever measured under load 5.3 s.
pub(super) const BUSY: Duration = Duration::from_secs(10);

/// The database while set-up is under way.
fn unfinished(places: &Places) -> PathBuf {
    places.data.join("desk.db.new")
}

pub(super) fn exists(places: &Places) -> Result<bool, StoreError> {
    let is_unfinished = is_there(&unfinished(places))?;
    // A log left alone counts too: SQLite would play it into whatever file came to stand there.
    Ok(is_there(&places.desk())?
        || is_there(&with_suffix(&places.desk(), "-wal"))?
        || (is_there(&places.keys())? && !is_unfinished)
        || (is_there(&places.keys_copy())? && !is_unfinished))
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
    let head = build(&new, &key, set_up, now)?;
    for path in [places.keys(), places.keys_copy()] {
        keys.write_new(&path)
            .map_err(|e| StoreError::of_keys(&e, &path))?;
    }
    HeadFile::open(&places.head(), &journal::Keys::of(&key)?.seal)?.put(&head);
    fs::rename(&new, places.desk()).map_err(in_folder)?;
    folder.sync_all().map_err(in_folder)?;
    finish(places, &key, set_up.user.clone(), now)
}

/// Clears what an interrupted set-up left; keys only where the unfinished database proves that
/// they are its.
fn clear_unfinished(places: &Places) -> Result<(), StoreError> {
    let new = unfinished(places);
    let mut leavings = vec![with_suffix(&new, "-wal"), with_suffix(&new, "-shm")];
    if fs::symlink_metadata(&new).is_ok() {
        // The database goes last: it is what tells leavings from a mishap.
        leavings.extend([places.keys(), places.keys_copy(), places.head()]);
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

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Builds the database whole under its unfinished name; closed on return, with no log beside it.
fn build(path: &Path, key: &DataKey, set_up: &SetUp, now: Instant) -> Result<Head, StoreError> {
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
    let head = journal::append(
        &writing,
        &keys,
        &journal::Entry::of_desk("set_up", now, &set_up.user),
    )?;
    writing.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(head)
}

pub(super) fn open(places: &Places, passphrase: &str, now: Instant) -> Result<Store, StoreError> {
    check_files(places)?;
    let opened = unlock(places, passphrase)?;
    let mut store = finish(
        places,
        &opened.unlocked.key,
        opened.unlocked.user.clone(),
        now,
    )?;
    store.findings.extend(mend_keys(places, &opened)?);
    for finding in store.findings.clone() {
        store.note(finding.action(), now)?;
    }
    store.note("unlock", now)?;
    Ok(store)
}

/// Opens the desk's key by either copy of the key file.
pub(super) fn unlock(places: &Places, passphrase: &str) -> Result<Opened, StoreError> {
    let (keys, copy) = (places.keys(), places.keys_copy());
    copies::unlock([&keys, &copy], passphrase).map_err(|e| StoreError::of_keys(&e, &keys))
}

/// Writes each copy of the key file again that is not as it should be.
fn mend_keys(places: &Places, opened: &Opened) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (path, mend) in [places.keys(), places.keys_copy()].iter().zip(opened.mend) {
        let Some(mend) = mend else { continue };
        opened
            .whole
            .write(path)
            .map_err(|e| StoreError::of_keys(&e, path))?;
        findings.push(match mend {
            Mended::Damaged => Finding::KeysMended(path.clone()),
            Mended::Made | Mended::Older => Finding::KeysCopied(path.clone()),
        });
    }
    Ok(findings)
}

/// Refuses to open where a file of the desk is missing, is a link, or cannot be written.
pub(super) fn check_files(places: &Places) -> Result<(), StoreError> {
    let (desk, keys) = (places.desk(), places.keys());
    let has_keys = place::check_file(&keys)? | place::check_file(&places.keys_copy())?;
    place::check_file(&places.head())?;
    match (place::check_file(&desk)?, has_keys) {
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
    Ok(())
}

pub(super) fn alone(path: &Path, why: &str) -> StoreError {
    StoreError::Damaged {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

/// Opens the database with its key.
fn finish(places: &Places, key: &DataKey, user: String, now: Instant) -> Result<Store, StoreError> {
    let path = places.desk();
    let mut connection = connect(&path, key)?;
    migrate::migrate(&mut connection, &path)?;
    let journal = journal::Keys::of(key)?;
    // Before anything is written: a new head would cover that an older one is not in the chain.
    let found = match head::read(&places.head(), &journal.seal)? {
        head::Found::Head(head) if journal::has(&connection, &head)? => None,
        head::Found::Head(_) => Some(Finding::EndMissing),
        head::Found::Missing | head::Found::Damaged => Some(Finding::HeadMissing),
    };
    // An earlier release wrote no head: that none is there says nothing then.
    let is_of_earlier_release = journal::seal_all(&mut connection, &journal, &user, now)?;
    let found = found.filter(|_| !is_of_earlier_release);
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
    let head = HeadFile::open(&places.head(), &journal.seal)?;
    Ok(Store {
        journal,
        connection,
        settings,
        head,
        sitting: None,
        findings: found.into_iter().collect(),
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
