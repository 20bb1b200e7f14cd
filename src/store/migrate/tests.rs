//! The schema's steps, and a file of any other version.

use super::*;
use crate::domain::command::{Command, Edit};
use crate::domain::ledger::{EntryKind, NewEntry};
use crate::store::Chain;
use crate::store::open::connect;
use crate::store::tests::{Scratch, logged};
use crate::vault::KeyFile;

/// The steps as they were released: whoever changes one breaks every desk that has made it.
/// A new step is a new file and a new line here.
const RELEASED: [&str; 3] = [
    "9a09b67d8f9194d28dbda6a0e73d81b33f6768ff47b6d0c8d68556e64b1fcbc7",
    "fdb090b3f22350ea660fa92ecc41bc1d781b6c82299cf5a02abeecfa54c6210f",
    "2597ca33ff27c0ace28dac2f5216e3eb417dfba004677fb208e92ba41f58b548",
];

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

/// What the later steps add, taken out again: a file as the first release wrote it.
const BACK_TO_FIRST: &str = "
    ALTER TABLE person DROP COLUMN struck;
    DROP TRIGGER entry_stays; DROP TRIGGER entry_struck_once;
    DROP TRIGGER handover_stays; DROP TRIGGER handover_accepted_once;
    DROP TABLE entry_field; DROP TABLE entry; DROP TABLE handover; DROP TABLE seen;
    PRAGMA user_version = 1;";

fn schema(connection: &Connection) -> Vec<String> {
    let mut query = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
        .unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_file_of_the_first_schema_is_upgraded_with_every_row() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let before = store.incident(id).unwrap();
    let history = store.changes(id).unwrap();
    drop(store);
    let raw = beside(&scratch);
    raw.execute_batch(BACK_TO_FIRST).unwrap();
    // The file is now what the first release wrote: its schema is that of the first step alone.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.db");
    let mut first = Connection::open(&path).unwrap();
    migrate_to(&mut first, &path, 1).unwrap();
    assert_eq!(schema(&raw), schema(&first));
    drop(raw);
    let mut store = scratch.open().unwrap();
    assert_eq!(store.incident(id).unwrap(), before);
    assert_eq!(store.changes(id).unwrap(), history);
    assert!(matches!(
        store.verify_journal().unwrap(),
        Chain::Intact { .. }
    ));
    let task = NewEntry::new(EntryKind::Task).with("what", "ring the ward");
    let revise = Command::Revise {
        id,
        version: before.unwrap().version,
        edits: vec![Edit::AddEntry(task)],
        draft: None,
    };
    store
        .run(&revise, "TH", crate::store::tests::now())
        .unwrap();
    assert_eq!(store.incident(id).unwrap().unwrap().entries.len(), 1);
    drop(store);
    let raw = beside(&scratch);
    assert_eq!(user_version(&raw).unwrap(), latest());
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
