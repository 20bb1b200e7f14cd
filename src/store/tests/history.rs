//! History: every change kept with before and after, and a chain that shows when it was altered.

use proptest::prelude::*;

use super::*;
use crate::domain::change::path::PathFault;
use crate::domain::draft::DraftKey;
use crate::domain::instant::Moment;
use crate::domain::person::PersonSaid;
use crate::domain::timeline::NewEvent;
use crate::store::connection::connect;
use crate::store::journal::{self, Chain};
use crate::vault::KeyFile;

fn place(value: &str) -> Edit {
    Edit::Detail(Detail::Place, Some(value.to_owned()))
}

fn intact(store: &Store) -> i64 {
    match journal::verify(&store.connection, &store.journal).unwrap() {
        Chain::Intact { rows, .. } => rows,
        broken @ Chain::Broken { .. } => panic!("{broken:?}"),
    }
}

#[test]
fn a_person_taken_off_stays_on_file_with_the_reason_and_can_be_put_back() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let person = store.incident(id).unwrap().unwrap().people[0].id;
    let strike = |reason: Option<&str>| Edit::StrikePerson(person, reason.map(str::to_owned));
    let run = |store: &mut Store, version: i64, edit: Edit| {
        store.run(&revise(id, version, vec![edit]), now())
    };
    assert!(run(&mut store, 1, strike(Some("  "))).is_err(), "no reason");
    run(&mut store, 1, strike(Some("another child"))).unwrap();
    drop(store);
    let mut store = scratch.open().unwrap();
    let incident = store.incident(id).unwrap().unwrap();
    assert_eq!(incident.people[0].struck.as_deref(), Some("another child"));
    assert_eq!(
        incident.people[0].name, MARKER,
        "nothing said of them is lost"
    );
    assert_eq!(incident.standing().count(), 0);
    assert!(incident.facts(None, None).people.is_empty());
    let sibling = NewPerson {
        role: Some(Role::Sibling),
        ..NewPerson::default()
    };
    run(&mut store, 2, Edit::AddPerson(sibling)).unwrap();
    let incident = store.incident(id).unwrap().unwrap();
    let keys: Vec<String> = incident
        .facts(None, None)
        .people
        .into_iter()
        .map(|p| p.id)
        .collect();
    assert_eq!(keys, ["p2"], "numbers never shift");
    run(&mut store, 3, strike(None)).unwrap();
    assert_eq!(store.incident(id).unwrap().unwrap().standing().count(), 2);
    let changes = store.changes(id).unwrap();
    let struck = changes
        .iter()
        .filter(|change| change.what == Path::PersonStruck(1));
    let said: Vec<_> = struck
        .map(|change| (&change.before, &change.after))
        .collect();
    let reason = Some("another child".to_owned());
    assert_eq!(said, [(&None, &reason), (&reason, &None)]);
    intact(&store);
}

#[test]
fn a_change_of_a_field_that_nothing_writes_is_said_with_its_record() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let harm = "INSERT INTO change (journal, record, version, what, before, after)
         SELECT journal, record, version, 'plaice', before, after FROM change WHERE what = 'place'";
    store.connection.execute(harm, []).unwrap();
    let Err(StoreError::Row { place, cause, .. }) = store.changes(id) else {
        panic!("it cannot be read");
    };
    assert_eq!(place, Some(format!("table change, incident:{id}")));
    assert_eq!(cause.to_string(), PathFault.to_string());
}

#[test]
fn an_entry_is_corrected_by_another_and_stays() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let sent = NewEvent::new("alert_sent", Moment::exact(now()));
    store
        .run(&revise(id, 1, vec![Edit::Event(sent.clone())]), now())
        .unwrap();
    let first = store.incident(id).unwrap().unwrap().timeline[0].clone();
    let corrected = NewEvent {
        at: Moment::UNKNOWN,
        reason: "misheard".to_owned(),
        supersedes: Some(first.id),
        ..sent
    };
    let correction = Edit::Event(corrected.clone());
    store.run(&revise(id, 2, vec![correction]), now()).unwrap();
    let timeline = store.incident(id).unwrap().unwrap().timeline;
    assert_eq!(timeline.len(), 2);
    assert_eq!(timeline[0].superseded_by, Some(timeline[1].id));
    assert_eq!(timeline[0].at, first.at, "the old entry is as it was");
    assert!(timeline[1].is_current());
    // It can be corrected once: a second correction of the same entry is refused whole.
    let again = revise(id, 3, vec![place("Elsewhere"), Edit::Event(corrected)]);
    assert!(store.run(&again, now()).is_err());
    let incident = store.incident(id).unwrap().unwrap();
    assert_eq!(
        (incident.version, incident.place.as_str()),
        (3, "Example Park, E1")
    );
}

#[test]
fn a_withdrawn_entry_stays_in_sight() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let sent = NewEvent::new("alert_sent", Moment::exact(now()));
    store
        .run(&revise(id, 1, vec![Edit::Event(sent)]), now())
        .unwrap();
    let entry = store.incident(id).unwrap().unwrap().timeline[0].id;
    let withdraw = Edit::Withdraw(entry, "recorded on the wrong incident".to_owned());
    store.run(&revise(id, 2, vec![withdraw]), now()).unwrap();
    let timeline = store.incident(id).unwrap().unwrap().timeline;
    assert_eq!(timeline.len(), 1);
    assert!(timeline[0].withdrawn && !timeline[0].is_current());
}

#[test]
fn logging_takes_the_place_of_its_draft() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_into(&mut store, &DraftKey::New(1), "half a sentence");
    let log = Command::Log(Box::new(an_incident()), Some(DraftKey::New(1)));
    store.run(&log, now()).unwrap();
    assert_eq!(store.drafts().unwrap(), []);
}

#[test]
fn a_row_altered_by_somebody_with_the_key_is_found() {
    for harm in [
        "UPDATE change SET after = 'Somewhere else' WHERE what = 'place'",
        "DELETE FROM change WHERE what = 'place'",
        "UPDATE journal SET by = 'mallory' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
    ] {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        store
            .run(&revise(id, 1, vec![place("Example Road")]), now())
            .unwrap();
        assert!(intact(&store) >= 2);
        drop(store);
        let keys = KeyFile::read(&scratch.places.keys()).unwrap();
        let key = keys.unlock(&PASSPHRASE.into()).unwrap().key;
        let raw = connect(&scratch.places.desk(), &key).unwrap();
        // What guards against a slip of the hand does not stop somebody with the key.
        let names: String = raw
            .query_row(
                "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'trigger'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert!(raw.execute_batch(harm).is_err(), "guarded: {harm}");
        for name in names.split(',') {
            raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        raw.execute_batch(harm).unwrap();
        drop(raw);
        let store = scratch.open().unwrap();
        let chain = journal::verify(&store.connection, &store.journal).unwrap();
        assert!(matches!(chain, Chain::Broken { .. }), "{harm}");
    }
}

#[test]
fn two_at_one_desk_see_each_other_s_writes() {
    let scratch = Scratch::new();
    let mut one = scratch.create();
    let id = logged(&mut one);
    let mut two = scratch.open().unwrap();
    let before = two.data_version().unwrap();
    one.run(&revise(id, 1, vec![place("Example Road")]), now())
        .unwrap();
    assert_ne!(two.data_version().unwrap(), before);
    let refused = two.run(&revise(id, 1, vec![place("Elsewhere")]), now());
    assert!(matches!(refused, Err(StoreError::Stale { .. })));
    two.run(&revise(id, 2, vec![place("Elsewhere")]), now())
        .unwrap();
    assert_eq!(one.incident(id).unwrap().unwrap().place, "Elsewhere");
    assert!(intact(&one) > 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_written_the_history_says_it(
        edits in prop::collection::vec((0_u8..5, "[a-zA-Z '\u{e9}\n]{0,12}"), 1..12),
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        let person = store.incident(id).unwrap().unwrap().people[0].id;
        for (kind, words) in edits {
            let before = store.incident(id).unwrap().unwrap();
            let value = (!words.is_empty()).then(|| words.clone());
            let edit = match kind {
                0 => Edit::Detail(Detail::Place, value),
                1 => Edit::Detail(Detail::Narrative, value),
                2 => Edit::Person(person, PersonSaid::Name(value.unwrap_or_default())),
                3 => Edit::Form("safety_plan".to_owned(), value),
                _ => Edit::Fact(Some(person), "died".to_owned(), Some(FactValue::YesNo(words.len() % 2 == 0))),
            };
            let count = store.changes(id).unwrap().len();
            let done = store.run(&revise(id, before.version, vec![edit]), now()).unwrap();
            let after = store.incident(id).unwrap().unwrap();
            prop_assert_eq!(done, Done::Revised { id, version: after.version });
            let changes = store.changes(id).unwrap();
            // A version more exactly when something changed, and then the history says what.
            prop_assert_eq!(after.version - before.version, i64::from(changes.len() > count));
            prop_assert_eq!(after.version == before.version, {
                let mut same = after.clone();
                same.version = before.version;
                same == before
            });
            if let Some(change) = changes.get(count) {
                prop_assert_ne!(&change.before, &change.after);
                prop_assert_eq!(change.by.as_str(), "kduty");
            }
        }
        intact(&store);
    }
}
