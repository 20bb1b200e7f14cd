//! What an earlier release wrote is disposed of like anything else.

use chrono::NaiveDate;

use super::*;
use crate::domain::change::path::Path as Changed;
use crate::domain::facts::FactValue;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Disposal, Record, Retention};
use crate::domain::person::PersonSaid;
use crate::domain::timeline::NewEvent;
use crate::pack::Means;
use crate::store::tests::rules;
use crate::vault::{Claim, KdfCost};

/// Its digests of before have no salt, and the chain stands on them: they stay, and hold.
#[test]
fn a_case_of_the_second_schema_is_disposed_of_and_the_chain_holds() {
    let scratch = released();
    let mut store = scratch.open().unwrap();
    let [incident] = &incidents(&store)[..] else {
        panic!("one incident");
    };
    let (id, version) = (incident.id, incident.version);
    let person = incident.people[0].id;
    let name = Changed::PersonField(1, PersonField::Name);
    let history = store.changes(id).unwrap();
    assert!(history.iter().any(|change| change.what == name));
    let born = NaiveDate::from_ymd_opt(1950, 2, 3);
    let closed = rules().pack.event_meaning(Means::Closed).to_owned();
    let class = Retention {
        class: "looked_after".to_owned(),
        ..Retention::default()
    };
    let new = |record: Record| Edit::AddEntry(NewEntry::new(record));
    let command = Command::Revise {
        id,
        version,
        edits: vec![
            Edit::Person(person, PersonSaid::Age(None)),
            Edit::Person(person, PersonSaid::DateOfBirth(born)),
            Edit::Fact(
                Some(person),
                "looked_after".to_owned(),
                Some(FactValue::YesNo(true)),
            ),
            Edit::Event(NewEvent::new(&closed, Moment::exact(now()))),
            new(class.into()),
            new(Disposal::default().into()),
        ],
        draft: None,
    };
    store.run(&command, now()).unwrap();
    let second = (&"another long passphrase".into(), KdfCost::quick());
    let both: Roles = "sqa,administrator".parse().unwrap();
    let owner = store.settings().who.name.clone();
    let own = Claim::of(Some(&owner), PASSPHRASE.into());
    store
        .add_user(&own, ("msqa", &both), second, now())
        .unwrap();
    drop(store);
    let claim = Claim::of(Some("msqa"), "another long passphrase".into());
    let mut store = Store::open(&scratch.places, &claim, now()).unwrap();
    store.follow(rules(), now()).unwrap();
    let version = store.incident(id).unwrap().unwrap().version;
    store.run(&Command::Dispose { id, version }, now()).unwrap();
    drop(store);
    let verdict = Store::verify(&scratch.places, &claim, now(), None, None).unwrap();
    assert_eq!(verdict.damage, []);
    assert_eq!(verdict.disposed.len(), 1);
}
