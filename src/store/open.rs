//! Setting a desk up, and opening it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::connection::connect;
use super::counts::Counts;
use super::error::StoreError;
use super::finding::Finding;
use super::head::{self, Head, HeadFile};
use super::opened::Store;
use super::settings::{FirstKeys, SetUp, Settings};
use super::unlock::{note_wrong, unlock};
use super::views::UNLOCK;
use super::writing::Writing;
use super::{connection, disposal, drafts, imports, journal, making, migrate, place, users};
use crate::config::Places;
use crate::domain::change::path;
use crate::domain::instant::Instant;
use crate::domain::user::{self, HOST, RECOVERY, Role, Roles, Who};
use crate::error::Chain;
use crate::vault::copies::{Mended, Opened};
use crate::vault::{Claim, DataKey, KeyFile, VaultError, Way};

pub(super) fn create(
    places: &Places,
    set_up: &SetUp,
    first: &FirstKeys<'_>,
    now: Instant,
) -> Result<Store, StoreError> {
    let of_keys = |e| StoreError::of_keys(e, &places.keys());
    crate::vault::passphrase::check(first.passphrase).map_err(of_keys)?;
    user::name(&set_up.user).map_err(StoreError::Invalid)?;
    place::prepare_folder(&places.data)?;
    place::check_writable(&places.data)?;
    let _folder = making::begin(places)?;
    let (keys, key) = first_keys(&set_up.user, first, now).map_err(of_keys)?;
    let made = build(&making::unfinished(places), &key, set_up, now)
        .and_then(|(head, journal)| making::finish(places, &keys, &head, &journal.head));
    if let Err(error) = made {
        making::clear(places)?;
        return Err(error);
    }
    finish(places, &key, (&set_up.user, Way::Passphrase), now)
}

/// Makes the data key, and the key file around it.
fn first_keys(
    user: &str,
    first: &FirstKeys<'_>,
    now: Instant,
) -> Result<(KeyFile, DataKey), VaultError> {
    let key = DataKey::random(first.cipher)?;
    let mut keys = KeyFile::around(&key);
    keys.set_passphrase(&key, user, first.passphrase, first.cost, now)?;
    if let Some(recovery) = first.recovery {
        keys.set_other(&key, Way::Recovery, recovery.secret(), first.cost, now)?;
    }
    Ok((keys, key))
}

/// Builds the database whole under its unfinished name; closed on return, with no log beside it.
fn build(
    path: &Path,
    key: &DataKey,
    set_up: &SetUp,
    now: Instant,
) -> Result<(Head, journal::Keys), StoreError> {
    drop(making::make_private(path)?);
    let mut connection = connect(path, key)?;
    migrate::DESK.migrate(&mut connection, path)?;
    let writing = connection.transaction()?;
    for (name, value) in [
        ("council", set_up.council.as_str()),
        ("created_at", &now.to_rfc3339()),
    ] {
        writing.execute("INSERT INTO setting VALUES (?1, ?2)", (name, value))?;
    }
    let keys = journal::Keys::of(&writing, key)?;
    let mut making = Writing {
        rows: &writing,
        user: &set_up.user,
        now,
        keys: &keys,
        followed: None,
        changes: Vec::new(),
        head: None,
    };
    making.changed(&path::Path::Council, None, Some(set_up.council.clone()));
    making.journalled("set_up", "desk".to_owned(), 0)?;
    users::add(&mut making, &set_up.user, &Roles::of_maker())?;
    let head = making.head.take();
    writing.commit()?;
    let head = head.ok_or(StoreError::Invalid("a desk was made without an entry"))?;
    connection::close_whole(connection)?;
    Ok((head, keys))
}

pub(super) fn open(places: &Places, claim: &Claim, now: Instant) -> Result<Store, StoreError> {
    check_files(places)?;
    let (opened, alarm) = unlock(places, claim, now)?;
    let unlocked = &opened.unlocked;
    let mut store = finish(places, &unlocked.key, (&unlocked.user, unlocked.way), now)?;
    store.findings.extend(mend_keys(places, &opened)?);
    if let Err(error) = disposal::sweep(&store) {
        tracing::warn!(error = %Chain(&error), "the files are swept another time");
    }
    match imports::remove_at_opening(&mut store) {
        Ok(interrupted) => store.findings.extend(interrupted),
        Err(error) => {
            tracing::warn!(error = %Chain(&error), "an interrupted import is removed another time");
        }
    }
    for finding in store.findings.clone() {
        store.note(finding.action(), now)?;
    }
    if let Some(alarm) = alarm {
        store.findings.push(Finding::WrongPassphrases(alarm));
        store.administer(now, |writing| note_wrong(writing, alarm))?;
    }
    let broken = store.glass_broken_since_last_here()?;
    store.findings.extend(broken);
    store.note(UNLOCK, now)?;
    Ok(store)
}

/// Writes each copy of the key file again that is not as it should be.
fn mend_keys(places: &Places, opened: &Opened) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (path, mend) in [places.keys(), places.keys_copy()].iter().zip(opened.mend) {
        let Some(mend) = mend else { continue };
        // Somebody may have changed it since it was read.
        let is_newer = |file: &KeyFile| file.generation() > opened.whole.generation();
        if KeyFile::read(path).is_ok_and(|file| file.is_whole() && is_newer(&file)) {
            continue;
        }
        opened
            .whole
            .write(path)
            .map_err(|e| StoreError::of_keys(e, path))?;
        findings.push(match mend {
            Mended::Damaged => Finding::KeysMended(path.clone()),
            Mended::Made | Mended::Older => Finding::KeysMadeAgain(path.clone()),
            Mended::Upgraded => Finding::KeysUpgraded(path.clone()),
        });
    }
    Ok(findings)
}

/// Refuses to open where a file of the desk is missing, is a link, or cannot be written.
pub(super) fn check_files(places: &Places) -> Result<(), StoreError> {
    check_present(places)?;
    place::check_folder(&places.data)?;
    place::check_writable(&places.data)?;
    place::check_writable(&places.desk())
}

/// Refuses to read where a file of the desk is missing or is a link.
pub(super) fn check_present(places: &Places) -> Result<(), StoreError> {
    let (desk, keys) = (places.desk(), places.keys());
    let has_keys = place::check_file(&keys)? | place::check_file(&places.keys_copy())?;
    place::check_file(&places.head())?;
    match (place::check_file(&desk)?, has_keys) {
        (true, true) => {}
        (true, false) => return Err(alone(&desk, "its key file desk.keys is not beside it")),
        (false, _) if making::exists(places)? => {
            return Err(alone(
                &desk,
                "it is gone, and files that belong to it are still here",
            ));
        }
        (false, _) => return Err(StoreError::NotThere("desk in this folder")),
    }
    // SQLite takes an empty file for a new database: a desk that was lost would open as an empty
    // one.
    let found = fs::metadata(&desk).map_err(|e| StoreError::of_io(&e, &desk))?;
    if found.len() == 0 {
        return Err(alone(&desk, "it is empty; restore it from a backup"));
    }
    Ok(())
}

pub(super) fn alone(path: &Path, why: &str) -> StoreError {
    StoreError::damaged(path, why)
}

/// Opens the database with its key, for whoever's slot that came from.
fn finish(
    places: &Places,
    key: &DataKey,
    (user, way): (&str, Way),
    now: Instant,
) -> Result<Store, StoreError> {
    let path = places.desk();
    let mut connection = connect(&path, key)?;
    migrate::DESK.migrate(&mut connection, &path)?;
    let journal = journal::Keys::of(&connection, key)?;
    // Before anything is written: a new head would cover that an older one is not in the chain.
    let found = match head::read(&places.head(), &journal.head)? {
        head::Found::Head(head) if journal::has(&connection, &head)? => None,
        head::Found::Head(_) => Some(Finding::EndMissing),
        head::Found::Missing | head::Found::Damaged => Some(Finding::HeadMissing),
    };
    // An earlier release wrote no head, and between its sealing and the first head another program
    // may look: that none is there says nothing then.
    journal::seal_all(&mut connection, &journal, user, now)?;
    let is_just_sealed = journal::is_just_sealed(&connection)?;
    let found = found.filter(|_| !is_just_sealed);
    if way == Way::Passphrase {
        users::add_the_only_one(&mut connection, &journal, user, now)?;
    }
    let who = who(&connection, user, way)?;
    let setting = |name: &str| -> Result<String, rusqlite::Error> {
        connection.query_row("SELECT value FROM setting WHERE key = ?1", [name], |row| {
            row.get(0)
        })
    };
    let created_at = Instant::parse_rfc3339(&setting("created_at")?)
        .map_err(|_unread| alone(&path, "the time of its set-up is not a time"))?;
    let settings = Settings {
        council: setting("council")?,
        who,
        cipher: key.cipher,
        created_at,
        // It has the entry of its set-up at least.
        newest_at: journal::newest(&connection)?
            .ok_or_else(|| alone(&path, "its journal is empty"))?,
    };
    let head = HeadFile::open(&places.head(), &journal.head)?;
    let drafts = drafts::open(places, key, &mut connection, now)?;
    Ok(Store {
        journal,
        connection,
        settings,
        head,
        sitting: None,
        followed: None,
        findings: found.into_iter().chain(drafts.finding).collect(),
        drafts: drafts.file,
        committed: Vec::new(),
        glass: BTreeSet::new(),
        counts: Counts::at(now),
        places: places.clone(),
    })
}

/// Returns who is at the desk, by the slot that was opened.
///
/// # Errors
/// [`StoreError::WrongPassphrase`] of somebody who may open it no more, though an old key file still
/// has their slot.
fn who(connection: &Connection, user: &str, way: Way) -> Result<Who, StoreError> {
    match way {
        Way::Passphrase => match users::of_name(connection, user)? {
            Some(found) if found.user.is_active() => Ok(Who {
                name: found.user.name,
                roles: found.user.roles,
            }),
            _ => Err(StoreError::WrongPassphrase),
        },
        // It is there to let somebody in again, and may do what that takes.
        Way::Recovery => Ok(Who {
            name: RECOVERY.to_owned(),
            roles: [Role::Administrator].into_iter().collect(),
        }),
        Way::Host => Ok(Who {
            name: HOST.to_owned(),
            roles: Roles::default(),
        }),
    }
}

#[cfg(test)]
mod tests;
