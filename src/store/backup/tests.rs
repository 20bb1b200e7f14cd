//! A desk copied while it is open, and put back.

use super::*;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::store::tests::{MARKER, PASSPHRASE, Scratch, an_incident, incidents, logged, now};

fn made(store: &mut Store, folder: &Path) -> Backup {
    store.backup(&PASSPHRASE.into(), folder, now()).unwrap()
}

#[test]
fn an_open_desk_is_copied_whole_and_put_back_with_every_row() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    let mut other = scratch.open().unwrap();
    logged(&mut other);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    let backup = made(&mut store, &folder);
    assert_eq!(backup.verdict.damage, []);
    // What is written after it is not in it.
    logged(&mut other);

    let fresh = Scratch::new();
    Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    let restored = fresh.open().unwrap();
    let ids = |store: &Store| -> Vec<String> {
        let incidents = incidents(store);
        incidents.into_iter().map(|i| i.reference.0).collect()
    };
    assert_eq!(ids(&restored), ["TH-2026-0002", "TH-2026-0001"]);
    assert_eq!(ids(&other).len(), 3);
    drop(restored);
    let verdict = Store::verify(
        &fresh.places,
        &PASSPHRASE.into(),
        now(),
        Some(&backup.verdict.head),
        None,
    )
    .unwrap();
    assert_eq!(verdict.damage, []);
}

#[test]
fn a_backup_is_its_owners_alone_and_encrypted() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for word in [MARKER, "youth club", "SQLite format"] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{} holds «{word}»", path.display());
        }
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(
        names,
        [
            "desk.db",
            "desk.head",
            "desk.keys",
            "desk.keys-copy",
            "drafts.db"
        ]
    );
}

#[test]
fn nothing_is_written_over() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    let again = store.backup(&PASSPHRASE.into(), &folder, now());
    assert!(matches!(again, Err(StoreError::NotEmpty { .. })));
    // Over an existing desk neither.
    let refused = Store::restore(&folder, &scratch.places, &PASSPHRASE.into(), now());
    assert!(matches!(refused, Err(StoreError::AlreadyThere { .. })));
}

#[test]
fn a_damaged_or_foreign_backup_is_refused_and_leaves_nothing() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    for _ in 0..20 {
        logged(&mut store);
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    let fresh = Scratch::new();
    let wrong = Store::restore(&folder, &fresh.places, &"wrong horse battery".into(), now());
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
    let path = folder.join("desk.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&path, bytes).unwrap();
    let damaged = Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now());
    assert!(
        matches!(damaged, Err(StoreError::Damaged { .. })),
        "{damaged:?}"
    );
    assert!(!Store::exists(&fresh.places).unwrap());
    assert!(fs::read_dir(&fresh.places.data).unwrap().next().is_none());
}

#[test]
fn a_backup_whose_newest_entries_are_gone_is_put_back_and_said() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let elsewhere = tempfile::tempdir().unwrap();
    let [older, newer] = ["older", "newer"].map(|name| elsewhere.path().join(name));
    made(&mut store, &older);
    logged(&mut store);
    made(&mut store, &newer);
    // Somebody put the older database into the newer backup.
    fs::copy(older.join("desk.db"), newer.join("desk.db")).unwrap();
    let fresh = Scratch::new();
    let restored = Store::restore(&newer, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    let [damage] = &restored.verdict.damage[..] else {
        panic!("one: {:?}", restored.verdict.damage);
    };
    assert_eq!(damage.place, "the end of the journal");
    assert_eq!(incidents(&fresh.open().unwrap()), []);
}

#[test]
fn a_restore_that_was_interrupted_is_no_desk_and_the_next_one_works() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    let fresh = Scratch::new();
    fs::create_dir_all(&fresh.places.data).unwrap();
    // Killed at either end: with part of the database, and with all but its name.
    let part = &fs::read(folder.join("desk.db")).unwrap()[..5000];
    fs::write(making::unfinished(&fresh.places), part).unwrap();
    assert!(!Store::exists(&fresh.places).unwrap());
    Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    fs::rename(fresh.places.desk(), making::unfinished(&fresh.places)).unwrap();
    assert!(!Store::exists(&fresh.places).unwrap());
    Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    assert_eq!(incidents(&fresh.open().unwrap()).len(), 1);
}

#[test]
fn imported_bank_holidays_go_along_and_are_never_written_over() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    fs::write(scratch.places.calendar(), "the desk's").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    let places = places_in(&folder);
    assert_eq!(fs::read(places.calendar()).unwrap(), b"the desk's");
    for (there, kept) in [(None, "the desk's"), (Some("newer"), "newer")] {
        let fresh = Scratch::new();
        fs::create_dir_all(&fresh.places.data).unwrap();
        if let Some(words) = there {
            fs::write(fresh.places.calendar(), words).unwrap();
        }
        // A refusal takes nothing away that was there before.
        let refused = Store::restore(&folder, &fresh.places, &"wrong horse battery".into(), now());
        assert!(refused.is_err());
        assert_eq!(fresh.places.calendar().exists(), there.is_some());
        Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
        assert_eq!(fs::read_to_string(fresh.places.calendar()).unwrap(), kept);
    }
}

#[test]
fn what_is_put_back_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    made(&mut store, &folder);
    // A stick that knows no rights.
    for entry in fs::read_dir(&folder).unwrap() {
        let open = fs::Permissions::from_mode(0o666);
        fs::set_permissions(entry.unwrap().path(), open).unwrap();
    }
    let fresh = Scratch::new();
    Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    for entry in fs::read_dir(&fresh.places.data).unwrap() {
        let path = entry.unwrap().path();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn the_log_is_folded_in_so_that_the_file_alone_holds_what_was_recorded() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let log = making::with_suffix(&scratch.places.desk(), "-wal");
    store
        .run(&Command::Log(Box::new(an_incident()), None), now())
        .unwrap();
    assert!(fs::metadata(&log).unwrap().len() > 0);
    store.fold().unwrap();
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
}

/// Whatever one file of a desk is lost or damaged: what was recorded is there, or it is said that it is
/// not.
#[test]
fn the_loss_or_the_damage_of_any_one_file_loses_nothing_unsaid() {
    let files = [
        "desk.keys",
        "desk.keys-copy",
        "desk.head",
        "drafts.db",
        "desk.tries",
    ];
    for (file, is_lost) in files.iter().flat_map(|file| [(file, true), (file, false)]) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        crate::store::tests::type_into(&mut store, &DraftKey::New(1), "half a sentence");
        drop(store);
        let path = scratch.places.data.join(file);
        if is_lost {
            // What counts wrong passphrases is there once one was tried.
            let _absent = fs::remove_file(&path);
        } else {
            fs::write(&path, b"damaged").unwrap();
        }
        let store = scratch.open().unwrap();
        assert!(store.incident(id).unwrap().is_some(), "{file}");
        let words: Vec<String> = store
            .findings()
            .iter()
            .filter_map(crate::store::Finding::words)
            .collect();
        let is_said = words.iter().any(|words| words.contains(file));
        assert!(is_said || *file == "desk.tries", "{file}: {words:?}");
    }
}
