//! Columns that were added stand empty in what was there before, and leave its seal as it was.

use super::*;
use crate::domain::query::{Asked, Field, Query};
use crate::rules::sight::table::Order;

/// Saves an entry of the contacts that was checked, and returns it as it is read.
fn checked(store: &mut Store, contact: Contact, how: &str) -> Contact {
    let checked = Contact {
        confirmed_at: Some(now()),
        confirmed_by: "kduty".to_owned(),
        confirmed_how: how.to_owned(),
        ..contact
    };
    let save = Command::SaveContact(Box::new(checked), None);
    store.run(&save, now()).unwrap();
    let [read] = &store.contacts().unwrap()[..] else {
        panic!("one entry");
    };
    read.clone()
}

#[test]
fn an_entry_that_was_checked_before_anybody_was_asked_how_stays_checked() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let director = Contact {
        role: "director".to_owned(),
        mailbox: "director@council.example".to_owned(),
        ..Contact::default()
    };
    checked(&mut store, director, "");
    drop(store);
    beside(&scratch)
        .execute_batch(&format!(
            "{BACK_TO_16} {BACK_TO_14} ALTER TABLE contact DROP COLUMN confirmed_how;
             PRAGMA user_version = 13"
        ))
        .unwrap();
    let store = scratch.open().unwrap();
    let [before] = &store.contacts().unwrap()[..] else {
        panic!("one entry");
    };
    let before = before.clone();
    assert_eq!(before.confirmed_by, "kduty");
    assert_eq!(before.confirmed_at, Some(now()));
    assert_eq!(before.confirmed_how, "");
    drop(store);
    // Its seal is as it was, and is one more once it says how.
    let verified =
        || Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verified().damage, []);
    let mut store = scratch.open().unwrap();
    let after = checked(&mut store, before, "by telephone");
    assert_eq!(after.confirmed_how, "by telephone");
    drop(store);
    assert_eq!(verified().damage, []);
    let changed = "UPDATE contact SET confirmed_how = 'in person'";
    beside(&scratch).execute_batch(changed).unwrap();
    assert_eq!(verified().damage.len(), 1, "how it was checked is sealed");
}

#[test]
fn an_incident_of_before_records_were_restricted_is_nobodys_alone_and_sealed_as_it_was() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = crate::store::tests::logged(&mut store);
    drop(store);
    beside(&scratch)
        .execute_batch(&format!(
            "{BACK_TO_16} ALTER TABLE incident DROP COLUMN restriction; ALTER TABLE incident DROP COLUMN restricted_by;
             ALTER TABLE incident DROP COLUMN restricted_because;
             ALTER TABLE register DROP COLUMN is_restricted; ALTER TABLE due DROP COLUMN is_restricted;
             PRAGMA user_version = 15"
        ))
        .unwrap();
    let verified =
        || Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    let mut store = scratch.open().unwrap();
    assert_eq!(store.incident(id).unwrap().unwrap().restriction, None);
    store
        .set_roles("kduty", &"sqa,administrator".parse().unwrap(), now())
        .unwrap();
    drop(store);
    assert_eq!(verified().damage, []);
    let mut store = scratch.open().unwrap();
    let restrict = Command::Revise {
        id,
        version: 1,
        edits: vec![Edit::Restrict(true, "A colleague's family".to_owned())],
        draft: None,
    };
    store.run(&restrict, now()).unwrap();
    assert!(store.incident(id).unwrap().unwrap().is_restricted());
    drop(store);
    assert_eq!(verified().damage, []);
    beside(&scratch)
        .execute_batch("UPDATE incident SET restriction = 'lifted'")
        .unwrap();
    assert_eq!(verified().damage.len(), 1, "who may read it is sealed");
}

#[test]
fn what_reports_ask_for_is_found_on_a_desk_of_before_them_once_it_is_open() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    crate::store::tests::logged(&mut store);
    drop(store);
    // As the release before wrote it: no word of the index says what is not restricted.
    beside(&scratch)
        .execute_batch(
            "ALTER TABLE due DROP COLUMN is_unmet; DELETE FROM register_text;
             PRAGMA user_version = 19",
        )
        .unwrap();
    let store = scratch.open().unwrap();
    let asked = |own| {
        let query = Query::Is(Asked::Is(Field::Restricted, own));
        let mut found = 0;
        let count = |_| -> Result<(), StoreError> {
            found += 1;
            Ok(())
        };
        store.each_entry(&query, &Order::TOLD, count).unwrap();
        found
    };
    assert_eq!((asked("no"), asked("yes")), (1, 0));
    assert_eq!(user_version(&beside(&scratch)).unwrap(), DESK.latest());
}
