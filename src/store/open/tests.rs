//! Setting up and opening: all of it or nothing, and a refusal changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::*;
use crate::error::Cause;
use crate::store::making;
use crate::store::tests::{MARKER, PASSPHRASE, Scratch, incidents, logged, now};
use crate::vault::KdfCost;

fn bytes_of(places: &Places) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(&places.data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn files_are_their_owners_alone_and_hold_no_word_that_was_stored() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    for (path, bytes) in bytes_of(&scratch.places) {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        for word in [MARKER, "Marker", "youth club", "SQLite format"] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{} holds «{word}»", path.display());
        }
    }
}

#[test]
fn a_wrong_passphrase_is_refused_and_nothing_is_touched() {
    let scratch = Scratch::new();
    drop(scratch.create());
    // What counts the wrong ones is no file of the record.
    let of_record = || {
        let mut files = bytes_of(&scratch.places);
        files.retain(|(path, _)| *path != scratch.places.tries());
        files
    };
    let before = of_record();
    let refused = Store::open(&scratch.places, &"wrong horse battery".into(), now());
    assert!(matches!(refused.err(), Some(StoreError::WrongPassphrase)));
    assert!(of_record() == before);
}

#[test]
fn a_second_set_up_is_refused_and_the_desk_stays() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    drop(store);
    let set_up = SetUp {
        council: "barnet".to_owned(),
        user: "other".to_owned(),
    };
    let cost = KdfCost::quick();
    let again = Store::create(
        &scratch.places,
        &set_up,
        &"another passphrase".into(),
        cost,
        now(),
    );
    assert!(matches!(again.err(), Some(StoreError::AlreadyThere { .. })));
    let store = Store::open(&scratch.places, &PASSPHRASE.into(), now()).unwrap();
    assert!(store.incident(id).unwrap().is_some());
}

#[test]
fn what_an_interrupted_set_up_left_is_cleared_by_the_next() {
    let scratch = Scratch::new();
    drop(scratch.create());
    // Killed before the last rename: keys and a database under its other name.
    fs::rename(scratch.places.desk(), making::unfinished(&scratch.places)).unwrap();
    assert!(!Store::exists(&scratch.places).unwrap());
    let store = scratch.create();
    assert_eq!(incidents(&store), []);
}

#[test]
fn keys_or_a_database_found_alone_are_somebodys_mishap_and_never_touched() {
    for lost_keys in [true, false] {
        let scratch = Scratch::new();
        drop(scratch.create());
        let gone = if lost_keys {
            vec![scratch.places.keys(), scratch.places.keys_copy()]
        } else {
            vec![scratch.places.desk()]
        };
        for path in gone {
            fs::remove_file(path).unwrap();
        }
        let before = bytes_of(&scratch.places);
        assert!(Store::exists(&scratch.places).unwrap());
        assert!(scratch.open().is_err());
        assert_eq!(bytes_of(&scratch.places), before, "lost keys: {lost_keys}");
    }
}

#[test]
fn one_lost_or_damaged_key_file_is_mended_said_and_journalled() {
    for (which, harm) in [(0, "gone"), (0, "flipped"), (1, "gone"), (1, "flipped")] {
        let scratch = Scratch::new();
        drop(scratch.create());
        let path = [scratch.places.keys(), scratch.places.keys_copy()][which].clone();
        let whole = fs::read(&path).unwrap();
        if harm == "gone" {
            fs::remove_file(&path).unwrap();
        } else {
            let mut bytes = whole.clone();
            bytes[300] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        let store = scratch.open().unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole, "{which} {harm}");
        let [finding] = store.findings() else {
            panic!("{which} {harm}: {:?}", store.findings());
        };
        let action = finding.action();
        let noted: i64 = store
            .connection
            .query_row(
                "SELECT count(*) FROM journal WHERE action = ?1",
                [action],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(noted, 1, "{action}");
        let words = finding.words().unwrap_or_default();
        let said = if harm == "gone" { "missing" } else { "damaged" };
        assert!(words.contains(said), "{harm}: {words}");
        drop(store);
        assert_eq!(scratch.open().unwrap().findings(), []);
    }
}

#[test]
fn a_damaged_file_is_refused_in_words_that_quote_nothing() {
    for harm in ["short", "flipped", "empty", "text"] {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        logged(&mut store);
        drop(store);
        let path = scratch.places.desk();
        let mut bytes = fs::read(&path).unwrap();
        match harm {
            "short" => bytes.truncate(1000),
            "flipped" => {
                for byte in bytes.iter_mut().take(600) {
                    *byte ^= 0x55;
                }
            }
            "empty" => bytes.clear(),
            _ => bytes = b"this is a letter, not a desk".repeat(200),
        }
        fs::write(&path, &bytes).unwrap();
        let refused = scratch
            .open()
            .err()
            .map(|error| error.failure().to_string());
        let words = refused.unwrap_or_else(|| panic!("{harm}: opened"));
        assert!(!words.contains("Marker"), "{words}");
        assert!(words.contains("desk.db"), "{harm}: {words}");
        assert!(
            fs::read(&path).unwrap() == bytes,
            "{harm}: something was written"
        );
    }
}

#[test]
fn a_link_in_place_of_the_file_is_refused() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let real = scratch.places.data.join("elsewhere");
    fs::rename(scratch.places.desk(), &real).unwrap();
    std::os::unix::fs::symlink(&real, scratch.places.desk()).unwrap();
    assert!(matches!(
        scratch.open().err(),
        Some(StoreError::Symlink { .. })
    ));
}

/// A disk that is not mounted or a folder of somebody else's: no new desk is made in its place.
#[test]
fn a_desk_that_cannot_be_looked_for_is_not_taken_for_absent() {
    let scratch = Scratch::new();
    std::os::unix::fs::symlink(&scratch.places.data, &scratch.places.data).unwrap();
    let refused = Store::exists(&scratch.places).unwrap_err();
    assert!(matches!(refused, StoreError::Unreadable { .. }));
    let words = refused.failure().to_string();
    assert!(words.contains("No new desk is set up"), "{words}");
    assert!(scratch.open().is_err());
}

#[test]
fn a_refusal_says_what_was_refused() {
    use crate::store::Work;
    let path = PathBuf::from("desk.db");
    for error in [
        StoreError::Full,
        StoreError::Busy,
        StoreError::ReadOnly {
            path: path.clone(),
            cause: None,
        },
        StoreError::damaged(&path, "it is not as it was written"),
        StoreError::Disk {
            path,
            cause: Cause::new("SQLite code 778"),
        },
    ] {
        for (work, what) in [
            (Work::Opening, "The desk was not opened"),
            (Work::Saving, "Not saved"),
            (Work::Reading, "Not read"),
        ] {
            let failure = error.failure_of(work);
            assert_eq!(failure.what, what);
            assert!(!failure.to_string().contains("is kept"), "{failure}");
            assert!(!failure.to_string().contains("other error"), "{failure}");
        }
    }
    let own = StoreError::WrongPassphrase.failure_of(Work::Saving);
    assert_eq!(own.what, "The desk was not opened");
}
