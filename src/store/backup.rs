//! Backup and restore at their simplest: a desk that is open copied whole, and put back where none
//! is.
//!
//! A backup is a folder with the files of a desk: the database as of one moment and the drafts of the
//! moment before, encrypted under the same key, both copies of the key file, the head, and the
//! imported bank holidays. It is checked
//! after it is written, by the same eyes as `verify`, and only then has its proper name. What was
//! altered in the desk before is altered in the copy too: that is said, and the copy stays, for it
//! is needed most then.

use std::fs::{self, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::head::{self, Found, Head};
use super::journal::{self, Keys, actions};
use super::opened::Store;
use super::verify::Verdict;
use super::verify::{verify_against_head, verify_copy, verify_drafts};
use super::{connection, drafts, last_backup, making, open, place, unlock};
use crate::config::Places;
use crate::domain::change::path;
use crate::domain::instant::Instant;
use crate::vault::copies::Opened;
use crate::vault::{Claim, DataKey};

/// A backup that was written, or put back, with what was found of it.
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
    claim: &Claim,
    folder: &Path,
    now: Instant,
) -> Result<Backup, StoreError> {
    // The key is not kept in memory: whoever makes a backup gives the passphrase for it.
    let opened = unlock::unlock(&store.places, claim, now)?.0;
    let to = places_in(folder);
    make_empty(folder)?;
    let _folder = making::begin(&to)?;
    let copied = copy_out(store, &to, &opened);
    let verdict = copied.or_else(|error| cleared(&to, error))?;
    copy_calendar(&store.places, &to)?;
    note(store, folder, now)?;
    if verdict.damage.is_empty() {
        last_backup::note(&store.places, folder, now)?;
    }
    Ok(Backup {
        folder: folder.to_owned(),
        verdict,
    })
}

/// Journals that the desk was copied, and where to: what it held then is held there too.
fn note(store: &mut Store, folder: &Path, now: Instant) -> Result<(), StoreError> {
    let whole = fs::canonicalize(folder).map_err(|e| StoreError::of_io(&e, folder))?;
    let place = whole.display().to_string();
    store.administer(now, |writing| {
        writing.changed(&path::Path::BackupFolder, None, Some(place));
        writing.journalled(actions::BACKUP, "desk".to_owned(), 0)
    })
}

fn copy_out(store: &Store, to: &Places, opened: &Opened) -> Result<Verdict, StoreError> {
    // First the drafts: one that is recorded between the two copies is in both, and known there to be
    // committed. The other way round it would be in neither.
    drafts::copy_out(&store.drafts, &making::unfinished_drafts(to))?;
    let new = making::unfinished(to);
    drop(making::make_private(&new)?);
    store
        .connection
        .execute("VACUUM INTO ?1", [making::as_text(&new)?])?;
    let key = &opened.unlocked.key;
    let mut verdict = checked(&new, key)?;
    verify_drafts(&mut verdict, &making::unfinished_drafts(to), key)?;
    let (head, keys) = last_head(&new, key)?;
    making::finish(to, &opened.whole, &head, &keys.head)?;
    Ok(verdict)
}

/// Takes away what a making that failed left, and gives its error back.
fn cleared(places: &Places, error: StoreError) -> Result<Verdict, StoreError> {
    making::clear(places)?;
    Err(error)
}

/// Checks a database that was written, and refuses one of which a page or the whole does not hold.
fn checked(path: &Path, key: &DataKey) -> Result<Verdict, StoreError> {
    let verdict = verify_copy(path, key)?;
    match verdict.damage.iter().find(|damage| damage.is_of_file) {
        None => Ok(verdict),
        Some(first) => Err(open::alone(
            path,
            &format!("{}: {}", first.place, first.words),
        )),
    }
}

/// Returns the last entry of a file, and the keys of its journal.
pub(super) fn last_head(database: &Path, key: &DataKey) -> Result<(Head, Keys), StoreError> {
    let connection = connection::connect(database, key)?;
    let (seq, hash) = journal::last_entry(&connection)?;
    let keys = Keys::of(&connection, key)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok((Head::new(seq, &hash), keys))
}

/// Puts a backup back where no desk is.
pub(super) fn restore(
    folder: &Path,
    places: &Places,
    claim: &Claim,
    now: Instant,
) -> Result<Backup, StoreError> {
    let from = places_in(folder);
    open::check_present(&from)?;
    let opened = unlock::key_of(&from, claim)?;
    place::prepare_folder(&places.data)?;
    place::check_writable(&places.data)?;
    let _folder = making::begin(places)?;
    if making::is_there(&places.drafts())? {
        // Left alone by a desk that is gone: somebody may miss it.
        making::put_aside(&places.drafts(), now)?;
    }
    let restored = put_back(&from, places, &opened);
    let verdict = restored.or_else(|error| cleared(places, error))?;
    copy_calendar(&from, places)?;
    let mut store = open::open(places, claim, now)?;
    store.note("restore", now)?;
    Ok(Backup {
        folder: places.data.clone(),
        verdict,
    })
}

/// Copies a database with its log, where it has one, folds the log in, and says what is missing at
/// its end.
fn put_back(from: &Places, to: &Places, opened: &Opened) -> Result<Verdict, StoreError> {
    let (new, drafts) = (making::unfinished(to), making::unfinished_drafts(to));
    copy_with_log(&from.desk(), &new)?;
    let key = &opened.unlocked.key;
    let mut verdict = checked(&new, key)?;
    // A backup of an earlier release has its drafts in the database.
    if making::is_there(&from.drafts())? {
        copy_with_log(&from.drafts(), &drafts)?;
        verify_drafts(&mut verdict, &drafts, key)?;
    }
    let (last, keys) = last_head(&new, key)?;
    verify_against_head(&mut verdict, &new, key, &from.head())?;
    let head = match head::read(&from.head(), &keys.head)? {
        // It may name an entry that is lost: whoever opens the desk is told so.
        Found::Head(head) => head,
        Found::Missing | Found::Damaged => last,
    };
    making::finish(to, &opened.whole, &head, &keys.head)?;
    Ok(verdict)
}

/// Copies a database with its log, where it has one.
fn copy_with_log(from: &Path, to: &Path) -> Result<(), StoreError> {
    copy(from, to)?;
    let log = making::with_suffix(from, "-wal");
    if making::is_there(&log)? {
        copy(&log, &making::with_suffix(to, "-wal"))?;
    }
    Ok(())
}

/// Copies a file to one that is its owner's alone, onto the disk.
fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |e: std::io::Error| StoreError::of_io(&e, to);
    let mut source = File::open(from).map_err(|e| StoreError::of_io(&e, from))?;
    let mut copy = making::make_private(to)?;
    std::io::copy(&mut source, &mut copy).map_err(failed)?;
    copy.sync_all().map_err(failed)
}

/// Copies the imported bank holidays, never over any that are there.
fn copy_calendar(from: &Places, to: &Places) -> Result<(), StoreError> {
    if making::is_there(&from.calendar())? && !making::is_there(&to.calendar())? {
        copy(&from.calendar(), &to.calendar())?;
    }
    Ok(())
}

/// Makes the folder, and refuses one that has anything in it.
fn make_empty(folder: &Path) -> Result<(), StoreError> {
    let failed = |e: std::io::Error| StoreError::of_io(&e, folder);
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

#[cfg(test)]
mod tests;
