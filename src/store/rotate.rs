//! Another key for a desk: its files written anew under it, checked, and put in the place of the old.
//!
//! Several files change together, and no rename moves two. The new files are built beside the old and
//! checked; then the key file is written, which opens with the new key and holds the old one sealed
//! under it; then each new file changes places with the old in one step of the system. Whoever opens
//! the desk after a crash in between has both keys, sees which files are of which, and goes on. The
//! old files are taken away last, once the new ones have been read through where they stand.
//!
//! The history is not made anew: the keys of the journal come of the first key that the desk had,
//! which the new file keeps inside. An entry that was noted elsewhere is still there after it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rustix::fs::{CWD, RenameFlags};

use super::backup::last_head;
use super::connection::connect;
use super::error::StoreError;
use super::head::{self, HeadFile};
use super::journal::{self, Keys};
use super::opened::Store;
use super::unlock::{self, key_of};
use super::verify::{Verdict, verify_copy, verify_drafts};
use super::writing::Writing;
use super::{connection, making, open};
use crate::config::Places;
use crate::domain::change::path;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::secret::Secret;
use crate::vault::{Cipher, Claim, DataKey, KdfCost, KeyFile, RecoveryKey, Way};

/// A desk that has another key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// What was found of it under its new key.
    pub verdict: Verdict,
    /// Who had a passphrase and has none any more: each is given a new one.
    pub without: Vec<String>,
}

impl Store {
    /// Gives the desk another key, in new files; the passphrase of whoever does it and the recovery
    /// key open it from then on, and everybody else is given a new passphrase.
    ///
    /// # Errors
    /// When whoever does it does not look after the desk, another program has it open, or it is not
    /// whole; nothing is changed then.
    pub fn rotate(
        places: &Places,
        claim: &Claim,
        (recovery, cost): (&RecoveryKey, KdfCost),
        now: Instant,
    ) -> Result<Rotated, StoreError> {
        let store = Self::open(places, claim, now)?;
        store.require(Right::Administer)?;
        // Files that open with no key do not say of which they are.
        if store.settings.cipher == Cipher::None {
            return Err(StoreError::NotEncrypted);
        }
        let who = store.settings.who.name.clone();
        drop(store);
        let alone = head::alone(&places.head())?;
        let opened = key_of(places, claim)?;
        let of_keys = |e| StoreError::of_keys(e, &places.keys());
        let old = &opened.unlocked.key;
        let new = DataKey::random(old.cipher).map_err(of_keys)?;
        clear(places)?;
        if let Err(error) = build(places, (old, &new), &who, now) {
            clear(places)?;
            return Err(error);
        }
        let mut keys = opened.whole.succeeded((old, &new), now).map_err(of_keys)?;
        keys.set_passphrase(&new, &who, &claim.secret, cost, now)
            .map_err(of_keys)?;
        let way = Way::Recovery;
        keys.set_other(&new, way, recovery.secret(), cost, now)
            .map_err(of_keys)?;
        write_keys(places, &keys)?;
        let verdict = change_places(places, (keys, &new), old, alone)?;
        let without = opened.whole.users().filter(|name| *name != who);
        Ok(Rotated {
            verdict,
            without: without.map(str::to_owned).collect(),
        })
    }
}

/// Goes on with what an interrupted change of the key left, where one did.
///
/// # Errors
/// When the desk does not open, another program has it open, or a file cannot be written.
pub(super) fn go_on(places: &Places, claim: &Claim, now: Instant) -> Result<(), StoreError> {
    let is_changing = |path: PathBuf| KeyFile::read(&path).is_ok_and(|keys| keys.is_changing());
    if !is_changing(places.keys()) && !is_changing(places.keys_copy()) {
        return Ok(());
    }
    open::check_files(places)?;
    let (opened, _alarm) = unlock::unlock(places, claim, now)?;
    let new = &opened.unlocked.key;
    let Some(former) = opened.whole.former(new) else {
        // The newer copy is done with it: the other is mended.
        return Ok(());
    };
    let alone = head::alone(&places.head())?;
    change_places(places, (opened.whole.clone(), new), &former, alone).map(drop)
}

/// The desk's files, each with the name of the one that changes places with it.
fn files(places: &Places) -> [(PathBuf, PathBuf); 2] {
    [places.desk(), places.drafts()].map(|file| {
        let other = making::with_suffix(&file, ".rotating");
        (file, other)
    })
}

/// Takes away what stands beside the desk's files.
fn clear(places: &Places) -> Result<(), StoreError> {
    for (_, other) in files(places) {
        for suffix in ["-wal", "-shm", "-journal", ""] {
            let path = making::with_suffix(&other, suffix);
            match fs::remove_file(&path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::of_io(&e, &path));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Builds the new files beside the old, and checks both.
fn build(
    places: &Places,
    (old, new): (&DataKey, &DataKey),
    who: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let [(desk, new_desk), (drafts, new_drafts)] = files(places);
    refuse_damage(&desk, &verify_copy(&desk, old)?)?;
    export((&desk, old), (&new_desk, new))?;
    let mut file = connect(&new_desk, new)?;
    let writing = file.transaction()?;
    journal::keep_root(&writing, old)?;
    let keys = Keys::of(&writing, new)?;
    let mut entry = Writing {
        rows: &writing,
        user: who,
        now,
        keys: &keys,
        followed: None,
        changes: Vec::new(),
        head: None,
    };
    entry.changed(&path::Path::DataKey, None, None);
    entry.journalled("rotate_key", "desk".to_owned(), 0)?;
    writing.commit()?;
    connection::close_whole(file)?;
    refuse_damage(&new_desk, &verify_copy(&new_desk, new)?)?;
    if making::is_there(&drafts)? {
        export((&drafts, old), (&new_drafts, new))?;
        let mut verdict = Verdict::default();
        verify_drafts(&mut verdict, &new_drafts, new)?;
        refuse_damage(&new_drafts, &verdict)?;
    }
    Ok(())
}

fn refuse_damage(path: &Path, verdict: &Verdict) -> Result<(), StoreError> {
    match verdict.damage.first() {
        None => Ok(()),
        Some(first) => Err(StoreError::damaged(
            path,
            format!("{}: {}", first.place, first.words),
        )),
    }
}

/// Writes everything of a file into a new one under another key.
fn export((from, old): (&Path, &DataKey), (to, new): (&Path, &DataKey)) -> Result<(), StoreError> {
    drop::<File>(making::make_private(to)?);
    let file = connect(from, old)?;
    // What it makes in the new file is the schema itself.
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let mut attach = Secret::default();
    for part in ["ATTACH ?1 AS fresh KEY \"x'", new.hex().reveal(), "'\""] {
        attach.push(part);
    }
    file.execute(attach.reveal(), [making::as_text(to)?])?;
    file.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(()))?;
    for pragma in ["user_version", "application_id"] {
        let value: i64 = file.query_row(&format!("PRAGMA main.{pragma}"), [], |row| row.get(0))?;
        file.execute_batch(&format!("PRAGMA fresh.{pragma} = {value}"))?;
    }
    file.execute_batch("DETACH fresh")?;
    connection::close_whole(file)
}

/// Puts the new files in the place of the old, reads them through there, and takes the old away.
fn change_places(
    places: &Places,
    (mut keys, new): (KeyFile, &DataKey),
    old: &DataKey,
    alone: File,
) -> Result<Verdict, StoreError> {
    for (file, other) in files(places) {
        // Of a desk without drafts there is nothing to change places with.
        if making::is_there(&other)? && is_of(&file, old)? && is_of(&other, new)? {
            rustix::fs::renameat_with(CWD, &file, CWD, &other, RenameFlags::EXCHANGE)
                .map_err(|e| StoreError::of_io(&e.into(), &file))?;
        }
    }
    let synced = File::open(&places.data).and_then(|folder| folder.sync_all());
    synced.map_err(|e| StoreError::of_io(&e, &places.data))?;
    let verdict = verify_copy(&places.desk(), new)?;
    refuse_damage(&places.desk(), &verdict)?;
    let (last, journal) = last_head(&places.desk(), new)?;
    HeadFile::of_alone(alone, &journal.head).put(&last);
    keys.forget_former(new)
        .map_err(|e| StoreError::of_keys(e, &places.keys()))?;
    write_keys(places, &keys)?;
    clear(places)?;
    Ok(verdict)
}

/// Says whether a file is of a key; one that opens with no key is damaged, and is neither's.
fn is_of(path: &Path, key: &DataKey) -> Result<bool, StoreError> {
    match connect(path, key) {
        Ok(file) => connection::close_whole(file).map(|()| true),
        Err(error) if error.is_damage() => Ok(false),
        Err(error) => Err(error),
    }
}

fn write_keys(places: &Places, keys: &KeyFile) -> Result<(), StoreError> {
    for path in [places.keys(), places.keys_copy()] {
        keys.write(&path)
            .map_err(|e| StoreError::of_keys(e, &path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
