//! Views are journalled once an hour a person, and read by whom they are for.

use super::*;
use crate::domain::command::Command;
use crate::domain::user::{Roles, Who};
use crate::store::tests::{PASSPHRASE, Scratch, logged, now};
use crate::vault::{Claim, KdfCost};

fn open(store: &mut Store, id: IncidentId, minutes: i64) {
    let at = now().plus(Duration::minutes(minutes));
    store.run(&Command::Seen { id, version: 1 }, at).unwrap();
}

fn sit_down(store: &mut Store, name: &str) {
    store.settings.who = Who {
        name: name.to_owned(),
        roles: Roles::default(),
    };
}

#[test]
fn an_opening_is_a_row_once_an_hour_a_person_and_leaves_the_record_sealed_as_it_was() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let own = Claim::of(Some("kduty"), PASSPHRASE.into());
    let first = || (PASSPHRASE.into(), KdfCost::quick());
    for (name, roles) in [("S. Other", "duty"), ("A. Auditor", "auditor")] {
        let (passphrase, cost) = first();
        let roles = roles.parse().unwrap();
        let named = (name, &roles);
        store
            .add_user(&own, named, (&passphrase, cost), now())
            .unwrap();
    }
    for minutes in [0, 10, 59, 61] {
        open(&mut store, id, minutes);
    }
    sit_down(&mut store, "S. Other");
    open(&mut store, id, 62);
    // Whoever neither logged it nor reads the journal is refused, whether it is there or not.
    for typed in ["1", "99"] {
        let refused = store.who_saw(typed);
        assert!(
            matches!(&refused, Err(StoreError::NotAllowed(refusal)) if refusal.who == ["kduty", "A. Auditor"]),
            "{refused:?}"
        );
    }
    for name in ["A. Auditor", "kduty"] {
        sit_down(&mut store, name);
        let seen = store.who_saw("TH-2026-0001").unwrap().swap_remove(0);
        let views: Vec<(&str, i64)> = seen
            .views
            .iter()
            .map(|view| (view.by.as_str(), view.at.since(now()).num_minutes()))
            .collect();
        assert_eq!(views, [("kduty", 0), ("kduty", 61), ("S. Other", 62)]);
        assert!(store.who_saw("99").unwrap().is_empty());
    }
    // A view is no write of the record: its version and its history are as they were.
    assert_eq!(store.incident(id).unwrap().unwrap().version, 1);
    drop(store);
    let verdict = Store::verify(&scratch.places, &own, now(), None, None).unwrap();
    assert!(verdict.is_clean(), "{verdict:?}");
}
