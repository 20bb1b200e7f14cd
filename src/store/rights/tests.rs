//! The stated table against the store: each role with a command of each right.

mod by_hand;

use proptest::prelude::*;

use super::*;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::contact::Contact;
use crate::domain::draft::DraftKey;
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::domain::incident::Channel;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Meeting, NewEntry, Position, PositionField, Task};
use crate::domain::right::tests::is_stated;
use crate::domain::timeline::NewEvent;
use crate::domain::user::{Role, Roles};
use crate::rules::rights::Authority;
use crate::store::tests::{PASSPHRASE, Scratch, an_incident, logged, now, typed};
use crate::vault::{Claim, KdfCost};

/// A desk of kduty, who looks after it, and one person a role, who is called as the role is; with an
/// incident.
fn of_every_role() -> (Scratch, Store, IncidentId) {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    for role in Role::ALL {
        let roles: Roles = [role].into_iter().collect();
        let named = (role.word(), &roles);
        let first = (&PASSPHRASE.into(), KdfCost::quick());
        let own = Claim::of(Some("kduty"), PASSPHRASE.into());
        store.add_user(&own, named, first, now()).unwrap();
    }
    (scratch, store, id)
}

/// Has somebody at the desk who was given every role once: what stands in the file is what counts.
fn sit_down(store: &mut Store, name: &str) {
    store.settings.who = Who {
        name: name.to_owned(),
        roles: Roles::every(),
    };
}

fn entries(store: &Store) -> i64 {
    let count = "SELECT count(*) FROM journal";
    let read = store.connection.query_row(count, [], |row| row.get(0));
    read.unwrap()
}

/// One command of each kind with the right that it takes, as `design.md` 6 has it.
fn commands(store: &Store, id: IncidentId) -> Vec<(Right, Command)> {
    let version = incidents::load(&store.connection, id)
        .unwrap()
        .unwrap()
        .version;
    let revise = |edit| Command::Revise {
        id,
        version,
        edits: vec![edit],
        draft: None,
    };
    let position = Position {
        decision: "criteria".to_owned(),
        slot: "hos_sqa".to_owned(),
        value: "met".to_owned(),
        name: "H. Head-Example".to_owned(),
        acting: "H. Head-Example, by telephone".to_owned(),
        ..Position::default()
    };
    let meeting = Meeting {
        meeting: "need_to_know".to_owned(),
        ..Meeting::default()
    };
    let filing = NewFiling {
        form: "alert".to_owned(),
        to: vec!["sqa@desk.example".to_owned()],
        channel: Channel::Eml,
        subject: "Alert".to_owned(),
        body: "An alert.".to_owned(),
    };
    let draft = |key| Command::SaveDraft {
        key,
        change: typed("narrative", "A letter"),
    };
    let fact = FactValue::YesNo(false);
    vec![
        (Right::Record, Command::Log(Box::new(an_incident()), None)),
        (
            Right::Record,
            revise(Edit::Fact(None, "police_aware".to_owned(), Some(fact))),
        ),
        (
            Right::Record,
            revise(Edit::AddEntry(NewEntry::new(Task::default()))),
        ),
        (
            Right::Send,
            revise(Edit::Form(
                "safety_plan".to_owned(),
                Some("On the ward".to_owned()),
            )),
        ),
        (Right::Send, revise(Edit::File(filing))),
        (
            Right::Decide,
            revise(Edit::AddEntry(NewEntry::new(position))),
        ),
        (Right::Meet, revise(Edit::AddEntry(NewEntry::new(meeting)))),
        (
            Right::Contacts,
            Command::SaveContact(Box::new(contact()), None),
        ),
        (
            Right::HandOver,
            Command::OfferHandover {
                since: now(),
                to: "the day shift".to_owned(),
                body: "All quiet.".to_owned(),
                draft: None,
            },
        ),
        (Right::Record, draft(DraftKey::New(1))),
        (Right::Send, draft(DraftKey::Alert(id))),
        (Right::Contacts, draft(DraftKey::Contact("psw".to_owned()))),
        (Right::See, Command::Seen { id, version }),
    ]
}

fn contact() -> Contact {
    Contact {
        role: "psw".to_owned(),
        name: "P. Worker-Example".to_owned(),
        phone_day: "020 7946 0123".to_owned(),
        ..Contact::default()
    }
}

#[test]
fn every_command_of_every_role_is_carried_out_or_refused_as_the_table_says() {
    for role in Role::ALL {
        let (_scratch, mut store, id) = of_every_role();
        sit_down(&mut store, role.word());
        let kinds = commands(&store, id).len();
        for kind in 0..kinds {
            let (right, command) = commands(&store, id).swap_remove(kind);
            let before = entries(&store);
            let done = store.run(&command, now());
            let words = format!("{role:?} {right:?} {command:?}: {done:?}");
            if is_stated(role, right) {
                assert!(done.is_ok(), "{words}");
            } else {
                let refused =
                    matches!(&done, Err(StoreError::NotAllowed(refusal)) if refusal.right == right);
                assert!(refused, "{words}");
                assert_eq!(entries(&store), before, "{words}");
            }
        }
    }
}

#[test]
fn who_sees_no_cases_reads_no_list_no_incident_and_no_handover() {
    let (_scratch, mut store, id) = of_every_role();
    for role in Role::ALL {
        sit_down(&mut store, role.word());
        let listed = store.each_listed("", |_| Ok::<(), StoreError>(()));
        let readings = [
            store.incident(id).map(drop),
            store.named("1").map(drop),
            store.due().map(drop),
            listed,
            store.handovers().map(drop),
            store.changes(id).map(drop),
            store.shift(now(), now()).map(drop),
            store.related(id).map(drop),
        ];
        for (place, read) in readings.into_iter().enumerate() {
            let yes = is_stated(role, Right::See);
            assert_eq!(read.is_ok(), yes, "{role:?} {place}: {read:?}");
        }
        let yes = is_stated(role, Right::Verify);
        assert_eq!(store.require(Right::Verify).is_ok(), yes, "{role:?}");
        let roles = Roles::of_maker();
        let given = store.set_roles("kduty", &roles, now());
        assert_eq!(
            given.is_ok(),
            is_stated(role, Right::Administer),
            "{role:?}"
        );
    }
}

#[test]
fn a_refusal_names_who_may_and_somebody_who_was_disabled_is_not_among_them() {
    let (_scratch, mut store, _) = of_every_role();
    let own = Claim::of(Some("kduty"), PASSPHRASE.into());
    store.disable_user(&own, "edt", now()).unwrap();
    sit_down(&mut store, "auditor");
    let offer = Command::OfferHandover {
        since: now(),
        to: "the day shift".to_owned(),
        body: "All quiet.".to_owned(),
        draft: None,
    };
    let Err(StoreError::NotAllowed(refusal)) = store.run(&offer, now()) else {
        panic!("an auditor hands nothing over");
    };
    assert_eq!(refusal.who, ["kduty", "duty", "sqa", "head-of-service"]);
    sit_down(&mut store, "edt");
    assert_eq!(store.run(&offer, now()), Err(StoreError::Ended));
}

/// An answer to the joint decision of the Head of SQA and the Director, of a place.
fn answered(slot: &str, name: &str, acting: &str) -> Edit {
    let position = Position {
        decision: "criteria".to_owned(),
        slot: slot.to_owned(),
        value: "met".to_owned(),
        name: name.to_owned(),
        acting: acting.to_owned(),
        ..Position::default()
    };
    Edit::AddEntry(NewEntry::new(position))
}

/// Revises an incident as it stands.
fn revise(store: &mut Store, id: IncidentId, edit: Edit) -> Result<(), StoreError> {
    let incident = incidents::load(&store.connection, id).unwrap().unwrap();
    let command = Command::Revise {
        id,
        version: incident.version,
        edits: vec![edit],
        draft: None,
    };
    store.run(&command, now()).map(drop)
}

#[test]
fn an_answer_takes_the_role_that_answers_for_the_place_or_a_recorded_authority() {
    for (slot, answers) in [("hos_sqa", Role::Sqa), ("director", Role::Signatory)] {
        for role in Role::ALL
            .into_iter()
            .filter(|role| is_stated(*role, Right::Decide))
        {
            let (_scratch, mut store, id) = of_every_role();
            sit_down(&mut store, role.word());
            let bare = revise(&mut store, id, answered(slot, "A. Decider", " "));
            if role == answers {
                assert_eq!(bare, Ok(()), "{role:?} {slot}");
            } else {
                let missing = StoreError::NeedsAuthority(Authority::OfRole(answers));
                assert_eq!(bare, Err(missing), "{role:?} {slot}");
                let told = answered(slot, "A. Decider", "Told by telephone");
                assert_eq!(revise(&mut store, id, told), Ok(()), "{role:?} {slot}");
            }
        }
    }
}

#[test]
fn two_places_of_one_decision_are_never_one_persons_without_a_recorded_authority() {
    let (_scratch, mut store, id) = of_every_role();
    sit_down(&mut store, "kduty");
    store.set_roles("kduty", &Roles::every(), now()).unwrap();
    let first = answered("hos_sqa", "K. Duty", "");
    assert_eq!(revise(&mut store, id, first), Ok(()));
    // Another name typed does not make another person of whoever is signed in.
    let second = revise(&mut store, id, answered("director", "D. Director", ""));
    let missing = StoreError::NeedsAuthority(Authority::OfSecondPlace);
    assert_eq!(second, Err(missing));
    sit_down(&mut store, "signatory");
    let second = answered("director", "D. Director", "");
    assert_eq!(revise(&mut store, id, second), Ok(()));
}

#[test]
fn nobody_decides_alone_on_an_alert_they_raised() {
    let (_scratch, mut store, id) = of_every_role();
    sit_down(&mut store, "sqa");
    let raised = NewEvent::new("alert_raised", Moment::exact(now()));
    revise(&mut store, id, Edit::Event(raised)).unwrap();
    let referral = |acting: &str| {
        let position = Position {
            decision: "panel_referral".to_owned(),
            slot: "hos_sqa".to_owned(),
            value: "yes".to_owned(),
            name: "H. Head-Example".to_owned(),
            acting: acting.to_owned(),
            ..Position::default()
        };
        Edit::AddEntry(NewEntry::new(position))
    };
    let alone = revise(&mut store, id, referral(""));
    let missing = StoreError::NeedsAuthority(Authority::OfOwnAlert);
    assert_eq!(alone, Err(missing));
    assert_eq!(revise(&mut store, id, referral("The Director")), Ok(()));
    // What was recorded stays as it was: its authority cannot be emptied afterwards.
    let incident = incidents::load(&store.connection, id).unwrap().unwrap();
    let given = incident.ledger::<Position>().next().unwrap().entry.id;
    let emptied = Edit::entry(given, PositionField::Acting, String::new());
    assert_eq!(
        revise(&mut store, id, emptied),
        Err(StoreError::NeedsAuthority(Authority::OfOwnAlert))
    );
}

#[test]
fn the_events_of_a_decision_take_the_right_to_decide_and_what_happened_does_not() {
    let (_scratch, mut store, id) = of_every_role();
    sit_down(&mut store, "business-unit");
    let raised = NewEvent::new("alert_raised", Moment::exact(now()));
    assert_eq!(revise(&mut store, id, Edit::Event(raised)), Ok(()));
    let decided = NewEvent::new("criteria_decided", Moment::exact(now()));
    let refused = revise(&mut store, id, Edit::Event(decided));
    assert!(
        matches!(&refused, Err(StoreError::NotAllowed(refusal)) if refusal.right == Right::Decide),
        "{refused:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whoever sits down, and whatever roles they are given on the way, nothing is written that the
    /// statement forbids.
    #[test]
    fn no_sequence_of_roles_and_commands_writes_what_the_table_forbids(
        steps in proptest::collection::vec((0..9_usize, 0..9_usize, 0..13_usize), 1..30)
    ) {
        let (_scratch, mut store, id) = of_every_role();
        for (seat, given, kind) in steps {
            let (seat, given) = (Role::ALL[seat], Role::ALL[given]);
            // A colleague gives whoever is at the desk another role while they sit there.
            sit_down(&mut store, "kduty");
            let roles: Roles = [given].into_iter().collect();
            store.set_roles(seat.word(), &roles, now()).unwrap();
            sit_down(&mut store, seat.word());
            let (right, command) = commands(&store, id).swap_remove(kind);
            let before = entries(&store);
            let done = store.run(&command, now());
            if !is_stated(given, right) {
                prop_assert!(matches!(done, Err(StoreError::NotAllowed(_))), "{done:?}");
                prop_assert_eq!(entries(&store), before);
            }
        }
    }
}
