//! Making a desk's files: set-up, backup and restore all end with one rename.
//!
//! A desk is several files, and no rename moves two at once. The database is therefore built under
//! another name, the keys and the head are written beside it, and the database is renamed last:
//! that one rename makes the desk. Whatever an interrupted making leaves has that other name beside
//! it, by which the next one knows that the rest may be cleared. Keys or a database found alone
//! *without* it are no leavings but someone's mishap, and are never touched.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::head::{Head, HeadFile};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::error::Cause;
use crate::vault::KeyFile;

/// Returns the database while it is being made.
pub(super) fn unfinished(places: &Places) -> PathBuf {
    places.data.join("desk.db.new")
}

/// Returns the drafts while they are being copied.
pub(super) fn unfinished_drafts(places: &Places) -> PathBuf {
    places.data.join("drafts.db.new")
}

/// Returns a file's name with more at its end.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Returns a path as the database takes it.
///
/// # Errors
/// When it is not UTF-8: the copy would be written somewhere else.
pub(super) fn as_text(path: &Path) -> Result<&str, StoreError> {
    path.to_str().ok_or_else(|| StoreError::Io {
        path: path.to_owned(),
        kind: ErrorKind::InvalidFilename,
        cause: None,
    })
}

/// Says whether a desk is here: one that opens or explains itself.
///
/// # Errors
/// When that cannot be known.
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
pub(super) fn is_there(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(StoreError::Unreadable {
            path: path.to_owned(),
            kind: e.kind(),
            cause: Cause::of_io(&e),
        }),
    }
}

/// Locks a folder in which a desk is about to be made, and clears what an interrupted making left.
///
/// # Errors
/// When a desk is there already, or another making is under way.
pub(super) fn begin(places: &Places) -> Result<File, StoreError> {
    let in_folder = |e: std::io::Error| StoreError::of_io(&e, &places.data);
    // Two makings at once would clear each other's files away.
    let folder = File::open(&places.data).map_err(in_folder)?;
    folder.try_lock().map_err(|_held| StoreError::Busy)?;
    if exists(places)? {
        return Err(StoreError::AlreadyThere {
            path: places.desk(),
        });
    }
    clear(places)?;
    Ok(folder)
}

/// Clears what a making left; keys and head only where the unfinished database proves that they
/// are its.
pub(super) fn clear(places: &Places) -> Result<(), StoreError> {
    let (new, drafts) = (unfinished(places), unfinished_drafts(places));
    let mut leavings = Vec::new();
    for file in [&new, &drafts] {
        leavings.extend(["-wal", "-shm", "-journal"].map(|suffix| with_suffix(file, suffix)));
    }
    leavings.push(drafts);
    if is_there(&new)? {
        // The database goes last: it is what tells leavings from a mishap.
        leavings.extend([places.keys(), places.keys_copy(), places.head()]);
        leavings.push(new);
    }
    for path in leavings {
        match fs::remove_file(&path) {
            Err(e) if e.kind() != ErrorKind::NotFound => {
                return Err(StoreError::of_io(&e, &path));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Makes an empty file that is its owner's alone: the database gives the log and the shared memory the
/// rights that the database has.
pub(super) fn make_private(path: &Path) -> Result<File, StoreError> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|e| StoreError::of_io(&e, path))
}

/// Writes keys and head beside the database that was built, and gives it and its drafts their names.
///
/// # Errors
/// When the folder cannot be written; the caller clears what is left.
pub(super) fn finish(
    places: &Places,
    keys: &KeyFile,
    head: &Head,
    head_key: &[u8; 32],
) -> Result<(), StoreError> {
    let in_folder = |e: std::io::Error| StoreError::of_io(&e, &places.data);
    for path in [places.keys(), places.keys_copy()] {
        keys.write_new(&path)
            .map_err(|e| StoreError::of_keys(e, &path))?;
    }
    HeadFile::open(&places.head(), head_key)?.put(head);
    let drafts = unfinished_drafts(places);
    if is_there(&drafts)? {
        fs::rename(&drafts, places.drafts()).map_err(in_folder)?;
    }
    let new = unfinished(places);
    check_alone(&new)?;
    let built = File::open(&new).and_then(|file| file.sync_all());
    built.map_err(in_folder)?;
    fs::rename(&new, places.desk()).map_err(in_folder)?;
    let folder = File::open(&places.data).and_then(|folder| folder.sync_all());
    folder.map_err(in_folder)
}

/// Refuses a database beside which a log of writes stands: what that holds would be left behind.
fn check_alone(new: &Path) -> Result<(), StoreError> {
    let log = log_of(new);
    let length = match fs::metadata(&log) {
        Ok(found) => found.len(),
        Err(e) if e.kind() == ErrorKind::NotFound => 0,
        Err(e) => return Err(StoreError::of_io(&e, &log)),
    };
    match length {
        0 => Ok(()),
        _ => Err(StoreError::Disk {
            path: new.to_owned(),
            cause: Cause::new("its log of writes was not folded in"),
        }),
    }
}

/// Gives a file, with its log, another name beside it; returns that.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn put_aside(path: &Path, now: Instant) -> Result<PathBuf, StoreError> {
    let moment = now.utc().format("%Y%m%dT%H%M%SZ");
    let mut aside = with_suffix(path, &format!(".aside-{moment}"));
    // Nothing that was put aside before is written over.
    while is_there(&aside)? || is_there(&log_of(&aside))? {
        aside = with_suffix(&aside, "+");
    }
    let renamed = |from: &Path, to: &Path| match fs::rename(from, to) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::of_io(&e, from)),
        _ => Ok(()),
    };
    // The log first: a new file would have it played into it.
    renamed(&log_of(path), &log_of(&aside))?;
    for suffix in ["-shm", ""] {
        renamed(&with_suffix(path, suffix), &with_suffix(&aside, suffix))?;
    }
    Ok(aside)
}

fn log_of(path: &Path) -> PathBuf {
    with_suffix(path, "-wal")
}
