//! The file of the drafts: moved into, lost, damaged, and never in the desk's way.

use std::fs;

use proptest::prelude::*;
use rusqlite::config::DbConfig;

use super::*;
use crate::domain::draft::{DraftBody, DraftChange, DraftField, Group};
use crate::store::connection::connect;
use crate::store::finding::Finding;
use crate::store::tests::{BACK_TO_14, PASSPHRASE, logged};
use crate::store::{unlock, verify};

/// Opens a file of the desk beside the store, as a tool with the key would.
fn beside(scratch: &Scratch, path: &Path) -> Connection {
    let opened = unlock::key_of(&scratch.places, &PASSPHRASE.into()).unwrap();
    connect(path, &opened.unlocked.key).unwrap()
}

/// The text of a draft as the release before this one wrote it.
const EARLIER: &str = r#"{"groups":[["people","n1"]],
    "values":[["place","Example Park"],["narrative","Boy stabbed"],["people/n1/role","victim"]],
    "base":[["place","Example Park"],["narrative",""],["people/n1/role","victim"]],
    "focus":1,"begun":"2026-11-20T20:30:00Z","at":"2026-11-20T20:41:00Z"}"#;

/// A desk as the release before this one left it: its drafts in its own file, two of one sitting and
/// one that is no text of a form.
fn earlier() -> Scratch {
    let scratch = Scratch::new();
    drop(scratch.create());
    let desk = beside(&scratch, &scratch.places.desk());
    // The column of a foreign key is not dropped otherwise.
    desk.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .unwrap();
    desk.execute_batch(BACK_TO_14).unwrap();
    desk.execute_batch(
        "DROP INDEX due_open; DROP INDEX due_aside; DROP INDEX due_owner;
         ALTER TABLE due DROP COLUMN leading; ALTER TABLE due DROP COLUMN because;
         CREATE INDEX due_open ON due (urgency, pressing, later, place, incident, is_overdue)
             WHERE standing = 'open' AND kind <> 'meeting';
         DROP TABLE committed_draft; DROP TABLE draft_file;
         ALTER TABLE due DROP COLUMN is_only_if; ALTER TABLE register DROP COLUMN waits_only_if;
         ALTER TABLE register DROP COLUMN has_moved;
         DROP TRIGGER edition_stays; DROP TRIGGER edition_is_named_once; DROP TABLE edition;
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema
             SET sql = replace(sql, ', edition INTEGER REFERENCES edition (id)', '')
             WHERE name = 'incident';
         PRAGMA writable_schema = RESET;
         ALTER TABLE register DROP COLUMN words_digest;
         DROP INDEX due_searched; ALTER TABLE due DROP COLUMN is_searched;
         ALTER TABLE timeline_event DROP COLUMN span; ALTER TABLE person DROP COLUMN age_unit;
         ALTER TABLE contact DROP COLUMN confirmed_how;
         DROP TABLE user;
         PRAGMA user_version = 5",
    )
    .unwrap();
    desk.execute_batch(
        "INSERT INTO sitting VALUES ('s1', 'S. Other', 'desk-2', 7, '2026-11-20T20:00:00Z')",
    )
    .unwrap();
    for (key, body) in [("new", EARLIER), ("alert/1", EARLIER), ("note/1", "{}")] {
        let at = "2026-11-20T20:41:00Z";
        desk.execute(
            "INSERT INTO draft VALUES ('s1', ?1, ?2, ?3, ?3, NULL)",
            (key, body, at),
        )
        .unwrap();
    }
    fs::remove_file(scratch.places.drafts()).unwrap();
    scratch
}

fn check_earlier(store: &Store) {
    let others = store.other_drafts().unwrap();
    let keys: Vec<String> = others.iter().map(|draft| draft.key.to_string()).collect();
    assert_eq!(keys, ["alert/1", "new", "note/1"]);
    let Some(Left::Body(body)) = &others[1].left else {
        panic!("{:?}", others[1].left);
    };
    // What was not touched is not typed.
    assert_eq!(text_of(body), "Boy stabbed");
    assert_eq!(body.focus, "narrative");
    assert_eq!(body.groups, [("people".to_owned(), "n1".to_owned())]);
    assert!(body.begun.is_some());
    assert_eq!(others[1].by, "S. Other");
    assert!(matches!(others[2].left, Some(Left::Unreadable(_))));
}

#[test]
fn drafts_of_the_earlier_release_are_moved_over_with_every_word() {
    let scratch = earlier();
    let mut store = scratch.open().unwrap();
    assert_eq!(store.findings(), []);
    check_earlier(&store);
    let desk = beside(&scratch, &scratch.places.desk());
    let left = "SELECT (SELECT count(*) FROM draft) + (SELECT count(*) FROM sitting)";
    let left: i64 = desk.query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    // What cannot be read is kept word for word, and is nobody's to go on with.
    let unread = store.other_drafts().unwrap().pop().unwrap();
    let take = Command::TakeUpDraft(unread.id);
    assert!(store.run(&take, now()).is_err());
    let kept = "SELECT unread FROM draft WHERE key = 'note/1'";
    let kept: String = store.drafts.query_row(kept, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, "{}");
    drop(store);
    check_earlier(&scratch.open().unwrap());
}

#[test]
fn a_kill_while_they_are_moved_loses_nothing_and_doubles_nothing() {
    let scratch = earlier();
    let opened = unlock::key_of(&scratch.places, &PASSPHRASE.into()).unwrap();
    let mut desk = beside(&scratch, &scratch.places.desk());
    crate::store::migrate::DESK
        .migrate(&mut desk, &scratch.places.desk())
        .unwrap();
    // The copy is on the disk, and what was copied is still in the desk's own file.
    let mut file = file::open(&scratch.places, &opened.unlocked.key, &mut desk, now()).unwrap();
    earlier::copy(&desk, &mut file.file).unwrap();
    drop((desk, file));
    check_earlier(&scratch.open().unwrap());
}

#[test]
fn drafts_that_are_lost_are_said_once_and_keep_nobody_from_the_desk() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    type_into(&mut store, &CALL, "caller A");
    drop(store);
    fs::remove_file(scratch.places.drafts()).unwrap();
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verdict.damage[0].place, "drafts.db");
    let mut store = scratch.open().unwrap();
    assert_eq!(store.findings(), [Finding::DraftsMissing]);
    assert!(store.incident(id).unwrap().is_some());
    type_into(&mut store, &CALL, "caller B");
    drop(store);
    let store = scratch.open().unwrap();
    assert_eq!(store.findings(), []);
    assert_eq!(left_in(&other(&store)), "caller B");
}

#[test]
fn drafts_that_are_damaged_are_put_aside_and_said() {
    for harm in ["flipped", "short", "empty", "text", "link", "foreign"] {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        type_into(&mut store, &CALL, &"caller A ".repeat(2000));
        drop(store);
        let path = scratch.places.drafts();
        let mut bytes = fs::read(&path).unwrap();
        match harm {
            "flipped" => {
                let last = bytes.len() - 2000;
                bytes[last] ^= 1;
            }
            "short" => bytes.truncate(5000),
            "empty" => bytes.clear(),
            "foreign" => {
                let foreign = Scratch::new();
                drop(foreign.create());
                bytes = fs::read(foreign.places.drafts()).unwrap();
            }
            _ => bytes = b"this is a letter, not a draft".repeat(200),
        }
        fs::write(&path, &bytes).unwrap();
        if harm == "link" {
            let real = scratch.places.data.join("elsewhere");
            fs::rename(&path, &real).unwrap();
            std::os::unix::fs::symlink(&real, &path).unwrap();
        }
        let verdict =
            Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
        let named = verdict.damage.iter().all(|one| one.place == "drafts.db");
        assert!(named, "{harm}: {:?}", verdict.damage);
        let mut store = scratch.open().unwrap();
        let [Finding::DraftsPutAside(aside)] = store.findings() else {
            panic!("{harm}: {:?}", store.findings());
        };
        let kept = fs::read(aside).unwrap() == bytes;
        assert!(kept, "{harm}: kept as it was");
        let words = store.findings()[0].words().unwrap();
        assert!(
            words.contains("What was recorded is not touched"),
            "{words}"
        );
        assert!(store.incident(id).unwrap().is_some(), "{harm}");
        type_into(&mut store, &CALL, "caller B");
        assert_eq!(own(&store), ["caller B"], "{harm}");
        drop(store);
        assert_eq!(scratch.open().unwrap().findings(), [], "{harm}");
        let verdict =
            Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
        assert_eq!(verdict.damage, [], "{harm}");
    }
}

#[test]
fn a_backup_has_what_was_half_typed() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_into(&mut store, &CALL, "caller A");
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    let backup = store.backup(&PASSPHRASE.into(), &folder, now()).unwrap();
    assert_eq!(backup.verdict.damage, []);
    let fresh = Scratch::new();
    Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    let restored = fresh.open().unwrap();
    assert_eq!(left_in(&other(&restored)), "caller A");
}

/// A record is worth more than what is half typed beside it.
#[test]
fn a_backup_with_damaged_drafts_is_put_back_and_said() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    store.backup(&PASSPHRASE.into(), &folder, now()).unwrap();
    fs::write(folder.join("drafts.db"), "a letter").unwrap();
    let fresh = Scratch::new();
    let restored = Store::restore(&folder, &fresh.places, &PASSPHRASE.into(), now()).unwrap();
    assert_eq!(restored.verdict.damage[0].place, "drafts.db");
    let store = fresh.open().unwrap();
    assert!(store.incident(id).unwrap().is_some());
}

/// What the file holds too much after a backup that overlapped with a commit is dropped unseen.
#[test]
fn a_draft_recorded_between_the_two_copies_of_a_backup_is_in_the_record_alone() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_into(&mut store, &CALL, "caller A");
    let older = fs::read(scratch.places.drafts()).unwrap();
    store.fold().unwrap();
    let folded = fs::read(scratch.places.drafts()).unwrap();
    assert_ne!(older, folded);
    store.run(&log(an_incident()), now()).unwrap();
    drop(store);
    fs::write(scratch.places.drafts(), &folded).unwrap();
    let store = scratch.open().unwrap();
    assert_eq!(store.findings(), []);
    assert!(store.other_drafts().unwrap().is_empty());
}

#[test]
fn which_drafts_are_in_the_record_is_forgotten_once_they_are_gone_for_long() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_into(&mut store, &CALL, "caller A");
    store.run(&log(an_incident()), now()).unwrap();
    drop(store);
    assert_eq!(
        committed::all(&scratch.open().unwrap().connection)
            .unwrap()
            .len(),
        1
    );
    let later = now().plus(chrono::Duration::days(2));
    let store = Store::open(&scratch.places, &PASSPHRASE.into(), later).unwrap();
    assert_eq!(committed::all(&store.connection).unwrap().len(), 0);
}

#[test]
fn a_table_that_somebody_added_to_the_drafts_is_found() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let file = beside(&scratch, &scratch.places.drafts());
    file.execute_batch("CREATE TRIGGER t AFTER INSERT ON draft BEGIN SELECT 1; END")
        .unwrap();
    drop(file);
    let verdict: verify::Verdict =
        Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verdict.damage[0].place, "drafts.db, trigger t");
}

fn field() -> impl Strategy<Value = DraftField> {
    let id = "[a-z]{1,3}(/[a-z0-9]{1,3}){0,2}";
    (id, any::<String>(), any::<String>(), 0..4_000_000_i64).prop_map(
        |(id, before, value, later)| DraftField {
            id,
            before,
            value,
            at: now().plus(chrono::Duration::seconds(later)),
        },
    )
}

fn change() -> impl Strategy<Value = DraftChange> {
    let groups = proptest::collection::vec(("[a-z]{1,4}", "[a-z0-9]{1,3}"), 0..4);
    let groups = groups.prop_map(|groups: Vec<Group>| groups);
    (
        any::<i64>(),
        proptest::option::of(Just(now())),
        proptest::option::of(groups),
        any::<String>(),
        proptest::collection::vec(field(), 0..4),
    )
        .prop_map(|(version, begun, groups, focus, fields)| DraftChange {
            version,
            begun,
            groups,
            focus,
            fields,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_was_typed_comes_back_through_the_file(changes in proptest::collection::vec(change(), 1..6)) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let mut typed = DraftBody::default();
        for change in changes {
            let command = Command::SaveDraft { key: alert(), change: change.clone() };
            store.run(&command, now()).unwrap();
            typed.take(change);
        }
        drop(store);
        let store = scratch.open().unwrap();
        prop_assert_eq!(other(&store).left, Some(Left::Body(typed)));
    }
}
