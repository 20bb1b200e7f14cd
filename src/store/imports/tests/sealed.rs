//! What came in is covered by seals and history, and goes whole when it is disposed of.

use chrono::NaiveDate;

use super::{SUM, count, imported, row, rows, verified};
use crate::domain::command::{Command, Edit};
use crate::domain::importing::Known;
use crate::domain::incident::Detail;
use crate::domain::user::Roles;
use crate::store::opened::Store;
use crate::store::tests::{PASSPHRASE, Scratch, now};

#[test]
fn whoever_alters_what_came_in_is_found() {
    for (altered, place) in [
        (
            "UPDATE person SET name = 'Somebody Else'",
            "table person, TH-2023-0001",
        ),
        (
            "DROP TRIGGER original_kept; UPDATE original SET body = '[]'",
            "table original, TH-2023-0001",
        ),
        (
            "DROP TRIGGER imported_kept; UPDATE imported SET line = 9",
            "table imported, import 1",
        ),
        (
            "DROP TRIGGER imported_kept; UPDATE imported SET seal = x'00'",
            "table imported, import 1",
        ),
        (
            "DROP TRIGGER import_kept; UPDATE import SET file = 'new.xlsx'",
            "table import, import 1",
        ),
    ] {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        imported(&mut store, SUM, &rows(1..2));
        store.connection.execute_batch(altered).unwrap();
        drop(store);
        let damage = verified(&scratch).damage;
        let places: Vec<&str> = damage.iter().map(|damage| damage.place.as_str()).collect();
        assert!(places.contains(&place), "{altered}: {places:?}");
    }
}

#[test]
fn what_came_in_is_changed_and_sealed_as_any_other() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    imported(&mut store, SUM, &rows(1..3));
    let id = store.named("OLD-2").unwrap()[0].id;
    let revise = Command::Revise {
        id,
        version: 1,
        edits: vec![Edit::Detail(
            Detail::Place,
            Some("Example Quarry".to_owned()),
        )],
        draft: None,
    };
    store.run(&revise, now()).unwrap();
    let history = store.changes(id).unwrap();
    let words: Vec<String> = history
        .iter()
        .map(|change| change.what.to_string())
        .collect();
    assert_eq!(words, ["original", "place"]);
    assert_eq!(
        history[0].after.as_deref(),
        Some("row 2 of Register in old.xlsx")
    );
    drop(store);
    assert_eq!(verified(&scratch).damage, []);
}

#[test]
fn what_was_disposed_of_does_not_come_back_with_its_file() {
    use crate::domain::ledger::{Disposal, NewEntry, Record, Retention};
    use crate::vault::{Claim, KdfCost};
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let claim = |name: &str| Claim::of(Some(name), PASSPHRASE.into());
    for (name, roles) in [("iaudit", "auditor"), ("msqa", "sqa")] {
        let roles: Roles = roles.parse().unwrap();
        let first = (&PASSPHRASE.into(), KdfCost::quick());
        store
            .add_user(&claim("kduty"), (name, &roles), first, now())
            .unwrap();
    }
    let mut old = row(1);
    old.incident.people[0].born.date = NaiveDate::from_ymd_opt(1940, 2, 3);
    imported(&mut store, SUM, &[old.clone(), row(2)]);
    drop(store);
    let open = |name: &str| {
        let mut store = Store::open(&scratch.places, &claim(name), now()).unwrap();
        store.follow(crate::store::tests::rules(), now()).unwrap();
        store
    };
    let mut auditor = open("iaudit");
    let id = auditor.named("OLD-1").unwrap()[0].id;
    let class = Retention {
        class: "looked_after".to_owned(),
        ..Retention::default()
    };
    let propose = Disposal {
        reason: "past its review date".to_owned(),
    };
    for (version, record) in [(1, Record::from(class)), (2, Record::from(propose))] {
        let revise = Command::Revise {
            id,
            version,
            edits: vec![Edit::AddEntry(NewEntry::new(record))],
            draft: None,
        };
        auditor.run(&revise, now()).unwrap();
    }
    drop(auditor);
    let mut manager = open("msqa");
    manager
        .run(&Command::Dispose { id, version: 3 }, now())
        .unwrap();
    assert_eq!(count(&manager, "original"), 1);
    assert!(manager.named("OLD-1").unwrap().is_empty());
    assert_eq!(manager.known_row(&old).unwrap(), Known::Same);
    drop(manager);
    let verdict = Store::verify(&scratch.places, &claim("msqa"), now(), None, None).unwrap();
    assert_eq!(verdict.damage, []);
}
