//! The schema's steps, and a file of any other version.

mod columns;
mod disposal;

use super::*;
use crate::domain::change::path::Path;
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;
use crate::domain::draft::{DraftKey, Left};
use crate::domain::incident::Detail;
use crate::domain::ledger::{NewEntry, Task};
use crate::domain::person::PersonField;
use crate::domain::user::Roles;
use crate::store::Store;
use crate::store::connection::connect;
use crate::store::done::Done;
use crate::store::tests::{BACK_TO_14, BACK_TO_16, PASSPHRASE, Scratch, incidents, now};
use crate::vault::KeyFile;

/// The steps as they were released: whoever changes one breaks every desk that has made it.
/// A new step is a new file and a new line here.
const RELEASED: [&str; 20] = [
    "9a09b67d8f9194d28dbda6a0e73d81b33f6768ff47b6d0c8d68556e64b1fcbc7",
    "fdb090b3f22350ea660fa92ecc41bc1d781b6c82299cf5a02abeecfa54c6210f",
    "2597ca33ff27c0ace28dac2f5216e3eb417dfba004677fb208e92ba41f58b548",
    "cab7a21b9c509d3a1f1aacf05097e71a50eb804fc16c7b4fb1725990e9ae35fa",
    "007f97ede299841b38757a44fd4d72c6bb5a3eb6033695dc72070331c19f7566",
    "856c159dda4e6f5049ad7f5cfd006aec9d480e249c0a656e1c243cc56e5a0939",
    "8ed0e77b68f62287d9e3117e760eea7fc2611e447da1554504c7e0bd3e7abda3",
    "8869cd1c649417d62b22392b802f425bce4a716f274e763a8ddba43786e63023",
    "cd81702b0b3e24b160c17f7ae6f1495c5e09d3a76af5895c82969008d2197d3a",
    "fa8f2d9ff1e319b23f25d4c82d2f3f1d49425c6f8362817704d9c79307663fd5",
    "b761eec174ed30e2fdfac92c2b7a0cf6003fc9766f1342e036b1c27bdc36c87a",
    "1304dbb3843fef8be168c00155cf2db437478478d1b7c4f59fe8415d90528107",
    "292cba67f2c8eeb4b5f5195b1b202d17f9fa75a9a6237cc83f3435fe001a5972",
    "56d2069c39aa9989f4e31b6424b1c3957e0d19a625c3c966f3d272b4966a252f",
    "075af46ef88cbfd9a13f149ab76c3731a8c1b46d4510e6240f9d81e87936dd63",
    "262a92e28692b0bb1fda0d9d8e0d7f472669dea0c8be3fabf479c5744a225808",
    "206ac1addceac5afba227a23be09aa94219f8fe2b64ce0409c71be21d476d769",
    "2f3c8754f9a2b56d0810d42bd1f6e4ab5883d2e88cc51fdbb2cc60e1ae5a9333",
    "ae25f2c232ce5665236562d2440f5a3184b7419c6f428dbefa62ae50bac9424c",
    "1c095a64d02ba3729af859237c8df6e0705bf2a8a0fbeca273ebcd3adbeb1992",
];

/// The steps of the drafts, as they were released.
const RELEASED_DRAFTS: [&str; 1] =
    ["5ee8fae189ec56dbaa0d27780e2aa62ec38e658ca387a8c47c19e52d4cb19e63"];

fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    crate::vault::hex(&Sha256::digest(text.as_bytes()))
}

#[test]
fn a_released_step_is_never_edited() {
    let now =
        |of: &Steps| -> Vec<String> { of.steps.iter().map(|step| digest(step.sql)).collect() };
    assert_eq!(now(&DESK), RELEASED);
    assert_eq!(now(&DRAFTS), RELEASED_DRAFTS);
}

/// Opens the scratch desk's file beside the store, as a tool with the key would.
fn beside(scratch: &Scratch) -> Connection {
    let keys = KeyFile::read(&scratch.places.keys()).unwrap();
    let key = keys.unlock(&PASSPHRASE.into()).unwrap().key;
    connect(&scratch.places.desk(), &key).unwrap()
}

/// What the later steps add, taken out again: a file as the first release wrote it.
const BACK_TO_FIRST: &str = "
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

/// A desk as the release of the second schema left it: one incident logged, a call half taken down.
fn released() -> Scratch {
    let scratch = Scratch::new();
    let places = &scratch.places;
    std::fs::create_dir_all(&places.data).unwrap();
    std::fs::write(places.desk(), include_bytes!("second_schema/desk.db")).unwrap();
    std::fs::write(places.keys(), include_bytes!("second_schema/desk.keys")).unwrap();
    scratch
}

/// Says what the released desk holds, read by this program.
fn check_released(scratch: &Scratch) {
    let path = scratch.places.desk();
    let before = std::fs::read(&path).unwrap();
    // To look at it upgrades nothing.
    let looked = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert!(looked.is_of_earlier_release && looked.damage.is_empty());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let mut store = scratch.open().unwrap();
    let [incident] = &incidents(&store)[..] else {
        panic!("one incident");
    };
    assert_eq!(incident.reference.0, "TH-2026-0001");
    assert_eq!(incident.narrative, "Stabbed once in the arm.");
    assert_eq!(incident.people[0].name, "M. Ahmadi-Example");
    assert_eq!(incident.timeline.len(), 2);
    // It was read by the edition that was built in, and goes on being read by it.
    assert_eq!(incident.edition.to_string(), "tower-hamlets, August 2023");
    assert!(store.rules_of(incident).is_ok());
    let history = store.changes(incident.id).unwrap();
    let name = Path::PersonField(1, PersonField::Name);
    assert!(history.iter().any(|change| change.what == name));
    // Whose the draft was is not known any more: it is offered, and taken up by whoever does.
    let [draft] = &store.other_drafts().unwrap()[..] else {
        panic!("one draft");
    };
    assert_eq!((&draft.key, draft.by.as_str()), (&DraftKey::New(0), ""));
    let Some(Left::Body(typed)) = &draft.left else {
        panic!("it can be read");
    };
    let mut values = typed.fields.iter().map(|field| field.value.as_str());
    assert!(values.any(|value| value == "Second call, half taken down"));
    let take = Command::TakeUpDraft(draft.id.clone());
    store.run(&take, crate::store::tests::now()).unwrap();
    assert_eq!(store.drafts().unwrap()[0].body, *typed);
    // Every record was sealed as it stood, and what is written now is journalled over it.
    let task = NewEntry::new(Task {
        what: "ring the ward".to_owned(),
        ..Task::default()
    });
    let revise = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits: vec![Edit::AddEntry(task)],
        draft: None,
    };
    store.run(&revise, crate::store::tests::now()).unwrap();
    drop(store);
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verdict.damage, []);
    assert!(!verdict.is_of_earlier_release);
    assert_eq!(user_version(&beside(scratch)).unwrap(), DESK.latest());
}

#[test]
fn a_released_file_of_the_second_schema_is_upgraded_with_every_row() {
    check_released(&released());
}

#[test]
fn a_file_of_the_first_schema_is_upgraded_with_every_row() {
    let scratch = released();
    let raw = beside(&scratch);
    raw.execute_batch(BACK_TO_FIRST).unwrap();
    // The file is now what the first release wrote: its schema is that of the first step alone.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.db");
    let mut first = Connection::open(&path).unwrap();
    DESK.migrate_to(&mut first, &path, 1).unwrap();
    assert_eq!(schema(&raw), schema(&first));
    drop(raw);
    check_released(&scratch);
}

#[test]
fn words_that_an_earlier_release_indexed_are_found_and_written_once_more() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let place = |place: &str| Edit::Detail(Detail::Place, Some(place.to_owned()));
    let logged = Command::Log(Box::default(), None);
    let Done::Logged { id, .. } = store.run(&logged, now()).unwrap() else {
        panic!("it is logged");
    };
    let revised = |store: &mut Store, version: i64, edit: Edit| {
        let revise = Command::Revise {
            id,
            version,
            edits: vec![edit],
            draft: None,
        };
        store.run(&revise, now()).unwrap();
    };
    revised(&mut store, 1, place("Zebrawood Lane"));
    drop(store);
    beside(&scratch)
        .execute_batch(&format!(
            "{BACK_TO_16} {BACK_TO_14}
             ALTER TABLE register DROP COLUMN words_digest; DROP INDEX due_searched;
             ALTER TABLE due DROP COLUMN is_searched; ALTER TABLE timeline_event DROP COLUMN span; ALTER TABLE person DROP COLUMN age_unit;
             ALTER TABLE contact DROP COLUMN confirmed_how;
             DROP TABLE user;
             PRAGMA user_version = 9"
        ))
        .unwrap();
    let mut store = scratch.open().unwrap();
    let found = |store: &Store, words: &str| {
        let mut found = 0;
        let count = |_| -> Result<(), StoreError> {
            found += 1;
            Ok(())
        };
        store.each_listed(words, count).unwrap();
        found
    };
    let digest = |scratch: &Scratch| -> Option<Vec<u8>> {
        let sql = "SELECT words_digest FROM register";
        beside(scratch)
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    // The index of words is made again as the file is opened.
    assert_eq!(found(&store, "zebra"), 1);
    // A change of nothing that a search looks at writes them once, and then no more.
    let unsearched = |word: &str| Edit::Form("reason_late".to_owned(), Some(word.to_owned()));
    revised(&mut store, 2, unsearched("police"));
    let written = digest(&scratch);
    assert!(written.is_some());
    revised(&mut store, 3, unsearched("school"));
    assert_eq!(
        (found(&store, "zebra"), digest(&scratch)),
        (1, written.clone())
    );
    revised(&mut store, 4, place("Rosewood Lane"));
    assert_eq!((found(&store, "zebra"), found(&store, "rosew")), (0, 1));
    assert_ne!(digest(&scratch), written);
}

#[test]
fn an_empty_file_is_brought_to_the_newest_schema_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("raw.db");
    let mut raw = Connection::open(&path).unwrap();
    DESK.migrate(&mut raw, &path).unwrap();
    assert_eq!(user_version(&raw).unwrap(), DESK.latest());
    DESK.migrate(&mut raw, &path).unwrap();
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
    raw.pragma_update(None, "user_version", DESK.latest() + 1)
        .unwrap();
    drop(raw);
    let refused = scratch.open().err().unwrap();
    assert!(matches!(refused, StoreError::Newer { found, .. } if found == DESK.latest() + 1));
    let words = refused.failure().to_string();
    assert!(
        words.contains("newer") || words.contains("later"),
        "{words}"
    );
    let raw = beside(&scratch);
    assert_eq!(user_version(&raw).unwrap(), DESK.latest() + 1);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let mut raw = Connection::open(&path).unwrap();
    raw.execute_batch("CREATE TABLE song (title TEXT); PRAGMA user_version = 1;")
        .unwrap();
    let refused = DESK.migrate(&mut raw, &path).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }));
}

/// A file of the seventh schema of a desk for a council, with an incident in it.
fn of_the_seventh(path: &std::path::Path, council: &str) -> Connection {
    let mut raw = Connection::open(path).unwrap();
    DESK.migrate_to(&mut raw, path, 7).unwrap();
    let insert = "INSERT INTO setting VALUES ('council', ?1)";
    raw.execute(insert, [council]).unwrap();
    raw.execute_batch(
        "INSERT INTO incident (reference, year, number, version, created_at, created_by)
         VALUES ('X-2026-0001', 2026, 1, 1, '2026-11-20T20:41:00Z', 'kduty');",
    )
    .unwrap();
    DESK.migrate(&mut raw, path).unwrap();
    raw
}

#[test]
fn the_one_person_of_a_desk_that_knew_no_users_has_every_role() {
    let scratch = released();
    let store = scratch.open().unwrap();
    let [user] = &store.users().unwrap()[..] else {
        panic!("one user");
    };
    assert_eq!(user.name, store.settings().who.name);
    assert_eq!(user.roles, Roles::every());
    assert_eq!(store.settings().who.roles, Roles::every());
    // It is in the journal, sealed, once however often the desk is opened.
    drop(store);
    let store = scratch.open().unwrap();
    let added = "SELECT count(*) FROM journal WHERE action = 'add_user' AND record = 'user:1'";
    let count: i64 = store
        .connection
        .query_row(added, [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn incidents_of_before_are_of_the_edition_that_was_built_in_then() {
    for (council, name) in [
        ("tower-hamlets", Some("August 2023")),
        ("barnet", Some("2023 (pages undated)")),
        // What a file said is not known here: its edition is kept when it is next read.
        ("/etc/dutydesk/council.toml", None),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let raw = of_the_seventh(&folder.path().join("desk.db"), council);
        let mut query = raw
            .prepare("SELECT pack, name, text FROM edition WHERE id = 1")
            .unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let kept: Vec<(String, String, Option<String>)> =
            rows.unwrap().map(Result::unwrap).collect();
        let expected = name.map(|name| (council.to_owned(), name.to_owned(), None));
        assert_eq!(kept, Vec::from_iter(expected), "{council}");
        // Its row is as it was sealed: nothing was written in it.
        let of = raw.query_row("SELECT edition FROM incident", [], |row| {
            row.get::<_, Option<i64>>(0)
        });
        assert_eq!(of.unwrap(), None);
    }
}
