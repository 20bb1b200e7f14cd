//! Backup and restore at their simplest: a desk that is open copied whole, and put back where none
//! is.
//!
//! A backup is a folder with the files of a desk: the database as of one moment, encrypted under the
//! same key, both copies of the key file, the head, and the imported bank holidays. It is checked
//! after it is written, by the same eyes as `verify`, and only then has its proper name.

use std::fs::{self, File};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::head::{Head, HeadFile};
use super::journal::{self, Keys};
use super::verify::verify_copy;
use super::{Store, StoreError, Verdict, open, place};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::vault::DataKey;

/// A backup that was written, or put back, and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its folder.
    pub folder: PathBuf,
    /// What was found of it.
    pub verdict: Verdict,
}

/// Returns where the files of a desk stand in a backup's folder.
fn places_in(folder: &Path) -> Places {
    Places {
        data: folder.to_owned(),
        state: folder.join("state"),
    }
}

/// Copies an open desk into a folder that is empty or not there yet.
pub(super) fn backup(
    store: &mut Store,
    passphrase: &str,
    folder: &Path,
    now: Instant,
) -> Result<Backup, StoreError> {
    // The key is not kept in memory: whoever makes a backup gives the passphrase for it.
    let opened = open::unlock(&store.places, passphrase)?;
    let to = places_in(folder);
    make_empty(folder)?;
    let written = write_copy(store, &opened.unlocked.key, &to);
    let verdict = match written {
        Ok(verdict) => verdict,
        Err(error) => {
            clear(&to);
            return Err(error);
        }
    };
    for path in [to.keys(), to.keys_copy()] {
        opened
            .whole
            .write_new(&path)
            .map_err(|e| StoreError::of_keys(&e, &path))?;
    }
    finish(&to)?;
    store.note("backup", now)?;
    Ok(Backup {
        folder: folder.to_owned(),
        verdict,
    })
}

/// The database while it is being written.
fn unfinished(to: &Places) -> PathBuf {
    to.data.join("desk.db.new")
}

fn write_copy(store: &Store, key: &DataKey, to: &Places) -> Result<Verdict, StoreError> {
    let new = unfinished(to);
    make_private(&new)?;
    store
        .connection
        .execute("VACUUM INTO ?1", [new.to_string_lossy()])?;
    copy_if_there(&store.places.calendar(), &to.calendar())?;
    let verdict = checked(&new, key)?;
    put_head(&new, key, &to.head())?;
    Ok(verdict)
}

/// Makes an empty file that is its owner's alone: the database is written into it.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(path);
    made.map(drop)
        .map_err(|e| StoreError::of_io(e.kind(), path))
}

/// Checks a database that was written, and refuses it where anything in it is not as it was.
fn checked(path: &Path, key: &DataKey) -> Result<Verdict, StoreError> {
    let verdict = verify_copy(path, key)?;
    match verdict.damage.first() {
        None => Ok(verdict),
        Some(first) => Err(open::alone(
            path,
            &format!("{}: {}", first.place, first.words),
        )),
    }
}

fn put_head(database: &Path, key: &DataKey, head: &Path) -> Result<(), StoreError> {
    let connection = open::connect(database, key)?;
    let (seq, hash) = journal::last_entry(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    HeadFile::open(head, &Keys::of(key)?.seal)?.put(&Head::new(seq, &hash));
    Ok(())
}

/// Gives the database its name, once all the rest is there and on the disk.
fn finish(to: &Places) -> Result<(), StoreError> {
    let in_folder = |e: std::io::Error| StoreError::of_io(e.kind(), &to.data);
    let new = unfinished(to);
    File::open(&new)
        .and_then(|file| file.sync_all())
        .map_err(in_folder)?;
    fs::rename(&new, to.desk()).map_err(in_folder)?;
    let folder = File::open(&to.data).map_err(in_folder)?;
    folder.sync_all().map_err(in_folder)
}

/// Puts a backup back where no desk is.
pub(super) fn restore(
    folder: &Path,
    places: &Places,
    passphrase: &str,
    now: Instant,
) -> Result<Backup, StoreError> {
    let from = places_in(folder);
    if open::exists(places)? {
        return Err(StoreError::AlreadyThere {
            path: places.desk(),
        });
    }
    open::check_files(&from)?;
    let opened = open::unlock(&from, passphrase)?;
    place::prepare_folder(&places.data)?;
    place::check_writable(&places.data)?;
    let in_folder = |e: std::io::Error| StoreError::of_io(e.kind(), &places.data);
    let lock = File::open(&places.data).map_err(in_folder)?;
    lock.try_lock().map_err(|_held| StoreError::Busy)?;
    let restored = put_back(&from, places, &opened.unlocked.key);
    let verdict = match restored {
        Ok(verdict) => verdict,
        Err(error) => {
            clear(places);
            return Err(error);
        }
    };
    for path in [places.keys(), places.keys_copy()] {
        opened
            .whole
            .write_new(&path)
            .map_err(|e| StoreError::of_keys(&e, &path))?;
    }
    finish(places)?;
    let mut store = open::open(places, passphrase, now)?;
    store.note("restore", now)?;
    Ok(Backup {
        folder: places.data.clone(),
        verdict,
    })
}

/// Copies a database with its log, where it has one, and folds the log in.
fn put_back(from: &Places, to: &Places, key: &DataKey) -> Result<Verdict, StoreError> {
    let new = unfinished(to);
    copy_if_there(&from.desk(), &new)?;
    copy_if_there(
        &open::with_suffix(&from.desk(), "-wal"),
        &open::with_suffix(&new, "-wal"),
    )?;
    copy_if_there(&from.head(), &to.head())?;
    copy_if_there(&from.calendar(), &to.calendar())?;
    checked(&new, key)
}

fn copy_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    if !from.exists() {
        return Ok(());
    }
    fs::copy(from, to).map_err(|e| StoreError::of_io(e.kind(), to))?;
    let file = File::open(to).and_then(|file| file.sync_all());
    file.map_err(|e| StoreError::of_io(e.kind(), to))
}

/// Makes the folder, and refuses one that has anything in it.
fn make_empty(folder: &Path) -> Result<(), StoreError> {
    let failed = |e: std::io::Error| StoreError::of_io(e.kind(), folder);
    let made = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder);
    made.map_err(failed)?;
    match fs::read_dir(folder).map_err(failed)?.next() {
        None => Ok(()),
        Some(_) => Err(StoreError::NotEmpty {
            path: folder.to_owned(),
        }),
    }
}

/// Takes away what a write that failed left; what was there before it was nothing.
fn clear(places: &Places) {
    let new = unfinished(places);
    for path in [
        open::with_suffix(&new, "-wal"),
        open::with_suffix(&new, "-shm"),
        places.head(),
        places.calendar(),
        new,
    ] {
        if let Err(e) = fs::remove_file(&path)
            && e.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(kind = %e.kind(), "what a failed copy left was not cleared");
        }
    }
}

#[cfg(test)]
mod tests;
