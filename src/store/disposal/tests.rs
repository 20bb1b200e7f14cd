//! A case is gone whole, by two people, and the record holds.

mod gone;

use chrono::NaiveDate;

use super::*;
use crate::domain::command::{Command, Edit, NewIncident, NewPerson};
use crate::domain::facts::{FactValue, Role};
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Disposal, Hold, HoldField, NewEntry, Retention};
use crate::domain::person::Born;
use crate::domain::saved_view::SavedView;
use crate::domain::timeline::NewEvent;
use crate::domain::user::Roles;
use crate::pack::Means;
use crate::store::tests::{PASSPHRASE, Scratch, now, rules};
use crate::vault::Claim;

/// The auditor, who proposes, and the manager, who agrees.
const AUDITOR: &str = "iaudit";
const MANAGER: &str = "msqa";

/// A desk with an auditor and a manager of quality assurance beside the duty officer.
fn desk() -> Scratch {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    add_both(&mut store);
    scratch
}

fn add_both(store: &mut Store) {
    for (name, roles) in [(AUDITOR, "auditor"), (MANAGER, "sqa")] {
        let roles: Roles = roles.parse().unwrap();
        let first = (&PASSPHRASE.into(), crate::vault::KdfCost::quick());
        store
            .add_user(&claim("kduty"), (name, &roles), first, now())
            .unwrap();
    }
}

fn claim(name: &str) -> Claim {
    Claim::of(Some(name), PASSPHRASE.into())
}

/// Opens the desk for somebody at a moment.
fn open(scratch: &Scratch, name: &str, at: Instant) -> Store {
    let mut store = Store::open(&scratch.places, &claim(name), at).unwrap();
    store.follow(rules(), at).unwrap();
    store
}

/// A looked-after child born 3 Feb 1950: the record is kept up to 3 Feb 2025.
fn old_case(name: &str) -> NewIncident {
    NewIncident {
        details: vec![
            (Detail::Place, "14 Quillfeather Row, E1".to_owned()),
            (Detail::Narrative, format!("{name} was stabbed at home")),
        ],
        facts: Vec::new(),
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: name.to_owned(),
            born: Born {
                date: NaiveDate::from_ymd_opt(1950, 2, 3),
                ..Born::default()
            },
            facts: vec![("looked_after".to_owned(), FactValue::YesNo(true))],
            ..NewPerson::default()
        }],
        events: Vec::new(),
    }
}

fn log(store: &mut Store, incident: NewIncident) -> IncidentId {
    match store
        .run(&Command::Log(Box::new(incident), None), now())
        .unwrap()
    {
        Done::Logged { id, .. } => id,
        other => panic!("logged, not {other:?}"),
    }
}

fn version(store: &Store, id: IncidentId) -> i64 {
    store.incident(id).unwrap().unwrap().version
}

fn revise(store: &mut Store, id: IncidentId, edit: Edit) -> Result<Done, StoreError> {
    let revise = Command::Revise {
        id,
        version: version(store, id),
        edits: vec![edit],
        draft: None,
    };
    store.run(&revise, now())
}

fn close(store: &mut Store, id: IncidentId) {
    let closed = rules().pack.event_meaning(Means::Closed).to_owned();
    let event = NewEvent::new(&closed, Moment::exact(now()));
    revise(store, id, Edit::Event(event)).unwrap();
}

fn add(record: impl Into<crate::domain::ledger::Record>) -> Edit {
    Edit::AddEntry(NewEntry::new(record))
}

fn class(id: &str) -> Edit {
    add(Retention {
        class: id.to_owned(),
        ..Retention::default()
    })
}

fn propose() -> Edit {
    add(Disposal {
        reason: "past its review date".to_owned(),
    })
}

fn dispose(store: &mut Store, id: IncidentId) -> Result<Done, StoreError> {
    let version = version(store, id);
    store.run(&Command::Dispose { id, version }, now())
}

/// What lists say of the one incident.
fn summary(store: &Store) -> String {
    let mut out = String::new();
    let take = |listed: crate::rules::summary::Listed| {
        out = listed.summary;
        Ok::<(), StoreError>(())
    };
    store.each_listed("", take).unwrap();
    out
}

fn why(refused: Result<Done, StoreError>) -> Hindrance {
    match refused {
        Err(StoreError::NotDisposed(why)) => why,
        other => panic!("refused, not {other:?}"),
    }
}

/// Logs a case, closes it, and has it proposed.
fn proposed(scratch: &Scratch, incident: NewIncident) -> IncidentId {
    let mut duty = open(scratch, "kduty", now());
    let id = log(&mut duty, incident);
    close(&mut duty, id);
    drop(duty);
    let mut auditor = open(scratch, AUDITOR, now());
    revise(&mut auditor, id, class("looked_after")).unwrap();
    revise(&mut auditor, id, propose()).unwrap();
    id
}

#[test]
fn each_hindrance_is_told_in_its_turn_and_nothing_changes() {
    let scratch = desk();
    let mut duty = open(&scratch, "kduty", now());
    let id = log(&mut duty, old_case("Amina Testchild"));
    let mut auditor = open(&scratch, AUDITOR, now());
    let mut manager = open(&scratch, MANAGER, now());
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::Open);
    close(&mut duty, id);
    let inquiry = add(Hold {
        reason: "a public inquiry".to_owned(),
        ..Hold::default()
    });
    revise(&mut manager, id, inquiry).unwrap();
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::Held);
    assert_eq!(
        summary(&manager),
        "LEGAL HOLD. Amina Testchild was stabbed at home"
    );
    let known = manager.incident(id).unwrap().unwrap();
    let held = known.ledger::<Hold>().next().unwrap().entry.id;
    let lift = Edit::entry(held, HoldField::Lifted, "the inquiry reported".to_owned());
    revise(&mut manager, id, lift).unwrap();
    assert_eq!(summary(&manager), "Amina Testchild was stabbed at home");
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::NoClass);
    revise(&mut auditor, id, class("child_protection")).unwrap();
    // Closed 20 Nov 2026, the last contact: 35 years.
    let day = NaiveDate::from_ymd_opt(2061, 11, 20).unwrap();
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::BeforeReview(day));
    revise(&mut auditor, id, class("looked_after")).unwrap();
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::NotProposed);
    revise(&mut auditor, id, propose()).unwrap();
    // By the table of rights whoever proposes agrees to nothing, and the other way round.
    for (store, right) in [
        (&mut auditor, crate::domain::right::Right::Agree),
        (&mut duty, crate::domain::right::Right::Agree),
    ] {
        match dispose(store, id) {
            Err(StoreError::NotAllowed(refusal)) => assert_eq!(refusal.right, right),
            other => panic!("not allowed, not {other:?}"),
        }
    }
    assert!(matches!(
        revise(&mut manager, id, propose()),
        Err(StoreError::NotAllowed(_))
    ));
    // Its number is that of a case that is still here.
    assert!(duty.incident(id).unwrap().is_some());
    assert_eq!(duty.all_disposed().unwrap(), []);
    assert!(matches!(
        dispose(&mut manager, id),
        Ok(Done::Disposed { .. })
    ));
}

#[test]
fn whoever_keeps_cases_is_told_how_many_are_past_review() {
    use crate::store::finding::Finding;
    let scratch = desk();
    let mut duty = open(&scratch, "kduty", now());
    let id = log(&mut duty, old_case("Amina Testchild"));
    let young = log(&mut duty, crate::store::tests::an_incident());
    let auditor = open(&scratch, AUDITOR, now());
    // An open case has its work before it, whatever its date.
    assert_eq!(auditor.past_review(now()).unwrap(), None);
    close(&mut duty, id);
    close(&mut duty, young);
    assert_eq!(
        auditor.past_review(now()).unwrap(),
        Some(Finding::PastReview(1))
    );
    assert_eq!(duty.past_review(now()).unwrap(), None);
    let day = Instant::parse_rfc3339("2025-02-02T12:00:00Z").unwrap();
    assert_eq!(auditor.past_review(day).unwrap(), None);
    let mut manager = open(&scratch, MANAGER, now());
    revise(&mut manager, id, class("child_protection")).unwrap();
    assert_eq!(auditor.past_review(now()).unwrap(), None);
}

#[test]
fn whoever_proposed_does_not_agree_whatever_roles_they_have() {
    let scratch = desk();
    let id = proposed(&scratch, old_case("Amina Testchild"));
    let mut admin = open(&scratch, "kduty", now());
    let both: Roles = "auditor,sqa".parse().unwrap();
    admin.set_roles(AUDITOR, &both, now()).unwrap();
    let mut auditor = open(&scratch, AUDITOR, now());
    assert_eq!(why(dispose(&mut auditor, id)), Hindrance::OwnProposal);
    assert!(auditor.incident(id).unwrap().is_some());
}

#[test]
fn a_view_of_the_register_that_asks_for_a_child_goes_with_the_childs_case() {
    let scratch = desk();
    let id = proposed(&scratch, old_case("Amina Testchild"));
    let mut manager = open(&scratch, MANAGER, now());
    for (name, query, owner) in [
        ("Amina's", "status:closed", Some(MANAGER)),
        ("one child", "child:testchild", None),
        ("all that is late", "late:yes", None),
    ] {
        let view = SavedView {
            owner: owner.map(str::to_owned),
            name: name.to_owned(),
            query: query.to_owned(),
            order: String::new(),
            columns: String::new(),
            by: String::new(),
        };
        manager
            .run(&Command::SaveView(Box::new(view)), now())
            .unwrap();
    }
    dispose(&mut manager, id).unwrap();
    let left = manager.saved_views().unwrap();
    let left: Vec<&str> = left.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(left, ["all that is late"]);
}

#[test]
fn nobody_disposes_of_what_somebody_types_on_or_altered() {
    use crate::domain::draft::DraftKey;
    use crate::store::tests::type_into;
    let scratch = desk();
    let id = proposed(&scratch, old_case("Amina Testchild"));
    let mut duty = open(&scratch, "kduty", now());
    type_into(&mut duty, &DraftKey::Note(id), "she rang again");
    let mut manager = open(&scratch, MANAGER, now());
    let typing = Hindrance::BeingTyped("kduty".to_owned());
    assert_eq!(why(dispose(&mut manager, id)), typing);
    drop(duty);
    let altered = "UPDATE person SET name = 'Somebody Else' WHERE incident = 1";
    manager.connection.execute_batch(altered).unwrap();
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::Altered);
}
