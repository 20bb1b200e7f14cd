//! The schema's steps, and a file of any other version.

use super::*;
use crate::store::open::connect;
use crate::store::tests::{Scratch, logged};
use crate::vault::KeyFile;

/// The steps as they were released: whoever changes one breaks every desk that has made it.
/// A new step is a new file and a new line here.
const RELEASED: [&str; 1] = ["9a09b67d8f9194d28dbda6a0e73d81b33f6768ff47b6d0c8d68556e64b1fcbc7"];

fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    crate::vault::hex(&Sha256::digest(text.as_bytes()))
}

#[test]
fn a_released_step_is_never_edited() {
    let now: Vec<String> = STEPS.iter().map(|step| digest(step)).collect();
    assert_eq!(now, RELEASED);
}

/// Opens the scratch desk's file beside the store, as a tool with the key would.
fn beside(scratch: &Scratch) -> Connection {
    let keys = KeyFile::read(&scratch.places.keys()).unwrap();
    let key = keys.unlock(crate::store::tests::PASSPHRASE).unwrap().key;
    connect(&scratch.places.desk(), &key).unwrap()
}

#[test]
fn a_file_of_the_first_schema_opens_with_every_row() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let before = store.incident(id).unwrap();
    drop(store);
    let raw = beside(&scratch);
    assert_eq!(user_version(&raw).unwrap(), latest());
    drop(raw);
    let store = scratch.open().unwrap();
    assert_eq!(store.incident(id).unwrap(), before);
}

#[test]
fn an_empty_file_is_brought_to_the_newest_schema_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("raw.db");
    let mut raw = Connection::open(&path).unwrap();
    migrate(&mut raw, &path).unwrap();
    assert_eq!(user_version(&raw).unwrap(), latest());
    migrate(&mut raw, &path).unwrap();
    let tables: i64 = raw
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'incident'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_was() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let raw = beside(&scratch);
    raw.pragma_update(None, "user_version", latest() + 1)
        .unwrap();
    drop(raw);
    let refused = scratch.open().err().unwrap();
    assert!(matches!(refused, StoreError::Newer { found, .. } if found == latest() + 1));
    let words = refused.failure().to_string();
    assert!(
        words.contains("newer") || words.contains("later"),
        "{words}"
    );
    let raw = beside(&scratch);
    assert_eq!(user_version(&raw).unwrap(), latest() + 1);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let mut raw = Connection::open(&path).unwrap();
    raw.execute_batch("CREATE TABLE song (title TEXT); PRAGMA user_version = 1;")
        .unwrap();
    let refused = migrate(&mut raw, &path).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }));
}
