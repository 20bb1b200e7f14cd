//! Keys: what opens them, what does not, and what a changed file says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::*;
use crate::domain::instant::Instant;

const PASSPHRASE: &str = "correct horse battery";

fn now() -> Instant {
    Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap()
}

fn made() -> (KeyFile, DataKey) {
    KeyFile::create("kduty", &PASSPHRASE.into(), KdfCost::quick(), now()).unwrap()
}

fn on_disk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.keys");
    made().0.write_new(&path).unwrap();
    (folder, path)
}

#[test]
fn the_right_passphrase_gives_the_key_and_whose_it_is() {
    let (file, key) = made();
    let unlocked = file.unlock(&PASSPHRASE.into()).unwrap();
    assert_eq!(unlocked.key.hex(), key.hex());
    assert_eq!(unlocked.user, "kduty");
}

#[test]
fn any_other_passphrase_gives_nothing() {
    let (file, _) = made();
    for wrong in ["correct horse batterY", "correct horse battery ", "", "x"] {
        assert_eq!(
            file.unlock(&wrong.into()).unwrap_err(),
            VaultError::WrongPassphrase,
            "{wrong:?}"
        );
    }
}

#[test]
fn a_passphrase_of_fewer_than_twelve_characters_is_not_taken() {
    for short in ["", "eleven char", "ééééééééééé"] {
        let refused = KeyFile::create("kduty", &short.into(), KdfCost::quick(), now());
        assert_eq!(refused.unwrap_err(), VaultError::TooShort, "{short:?}");
    }
    assert!(KeyFile::create("kduty", &"éééééééééééé".into(), KdfCost::quick(), now()).is_ok());
}

#[test]
fn a_second_slot_opens_the_same_desk_and_a_changed_one_no_longer_does() {
    let (mut file, key) = made();
    let cost = KdfCost::quick();
    file.set_passphrase(
        &key,
        "sother",
        &"another long passphrase".into(),
        cost,
        now(),
    )
    .unwrap();
    assert_eq!(file.users().collect::<Vec<_>>(), ["kduty", "sother"]);
    let of = |name: &str, passphrase: &str| Claim::of(Some(name), passphrase.into());
    let other = file
        .unlock(&of("sother", "another long passphrase"))
        .unwrap();
    assert_eq!(
        (other.user.as_str(), other.key.hex()),
        ("sother", key.hex())
    );
    file.set_passphrase(&key, "kduty", &"a fresh passphrase".into(), cost, now())
        .unwrap();
    assert_eq!(
        file.unlock(&of("kduty", PASSPHRASE)).unwrap_err(),
        VaultError::WrongPassphrase
    );
    assert_eq!(
        file.unlock(&of("kduty", "a fresh passphrase"))
            .unwrap()
            .user,
        "kduty"
    );
}

#[test]
fn a_key_file_is_its_owners_alone_and_never_written_over() {
    let (_folder, path) = on_disk();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = fs::read(&path).unwrap();
    assert!(made().0.write_new(&path).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_changed_by_anything_else_is_found() {
    let (_folder, path) = on_disk();
    let text = fs::read_to_string(&path).unwrap();
    // Another name on the slot: whatever is recorded would be recorded as theirs.
    fs::write(&path, text.replace("\"kduty\"", "\"mallory\"")).unwrap();
    let opened = KeyFile::read(&path).unwrap().unlock(&PASSPHRASE.into());
    assert!(matches!(
        opened.unwrap_err(),
        VaultError::WrongPassphrase | VaultError::Damaged { .. }
    ));
    // Another time of making: the seal covers everything.
    fs::write(
        &path,
        text.replace("2026-11-20T20:41:00Z", "2026-11-20T20:42:00Z"),
    )
    .unwrap();
    let opened = KeyFile::read(&path).unwrap().unlock(&PASSPHRASE.into());
    assert!(matches!(opened.unwrap_err(), VaultError::Damaged { .. }));
}

#[test]
fn what_is_no_key_file_is_said_to_be_none() {
    let (_folder, path) = on_disk();
    let text = fs::read_to_string(&path).unwrap();
    let half = text.get(..text.len() / 2).unwrap();
    for broken in [
        "",
        "{}",
        "not json",
        half,
        "{\"format\": \"other\", \"version\": 1}",
    ] {
        fs::write(&path, broken).unwrap();
        assert!(
            matches!(
                KeyFile::read(&path).unwrap_err(),
                VaultError::Damaged { .. }
            ),
            "{broken:?}"
        );
    }
    fs::write(&path, text.replace("\"version\": 3", "\"version\": 9")).unwrap();
    assert_eq!(KeyFile::read(&path).unwrap_err(), VaultError::Newer(9));
}

#[test]
fn neither_key_nor_passphrase_is_in_the_file_or_in_a_debug_line() {
    let (_folder, path) = on_disk();
    let file = KeyFile::read(&path).unwrap();
    let unlocked = file.unlock(&PASSPHRASE.into()).unwrap();
    let key = unlocked.key.hex();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains(PASSPHRASE) && !text.contains(key.reveal()));
    let debug = format!("{unlocked:?} {:?}", Secret::from(PASSPHRASE));
    assert!(
        !debug.contains(PASSPHRASE) && !debug.contains(key.reveal()),
        "{debug}"
    );
}

#[test]
fn keys_for_different_ends_differ() {
    let key = DataKey::random(Cipher::Standard).unwrap();
    assert_ne!(*key.derived("one").unwrap(), *key.derived("two").unwrap());
    assert_eq!(*key.derived("one").unwrap(), *key.derived("one").unwrap());
    assert_ne!(key.hex(), DataKey::random(Cipher::Standard).unwrap().hex());
}
