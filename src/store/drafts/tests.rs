//! Two people at one desk, each typing: nobody's words end up in the other's form.

mod file;
mod story;

use super::*;
use crate::domain::command::NewIncident;
use crate::domain::contact::Contact;
use crate::domain::id::IncidentId;
use crate::store::tests::{Scratch, an_incident, left_in, now, text_of, type_field, type_into};

const CALL: DraftKey = DraftKey::New(1);

fn alert() -> DraftKey {
    DraftKey::Alert(IncidentId(1))
}

/// What is typed in each draft of a sitting, in one field.
fn own(store: &Store) -> Vec<String> {
    let drafts = store.drafts().unwrap();
    drafts.iter().map(|draft| text_of(&draft.body)).collect()
}

/// The one draft of another sitting.
fn other(store: &Store) -> OtherDraft {
    let [draft] = &store.other_drafts().unwrap()[..] else {
        panic!("one draft of somebody else");
    };
    draft.clone()
}

fn log(incident: NewIncident) -> Command {
    Command::Log(Box::new(incident), Some(CALL))
}

#[test]
fn two_half_logged_calls_are_two_drafts() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    let mut second = scratch.open().unwrap();
    type_into(&mut first, &CALL, "caller A: baby not breathing");
    type_into(&mut second, &CALL, "caller B: boy stabbed");
    assert_eq!(own(&first), ["caller A: baby not breathing"]);
    assert_eq!(own(&second), ["caller B: boy stabbed"]);
    let seen = other(&first);
    assert_eq!((&seen.key, seen.by.as_str()), (&CALL, "kduty"));
    assert!(seen.is_live(), "its words are nobody else's to read");
    // B logs its call: its own draft is gone, A's stays.
    second.run(&log(an_incident()), now()).unwrap();
    assert_eq!(own(&second), [""; 0]);
    assert_eq!(own(&first), ["caller A: baby not breathing"]);
    assert!(first.other_drafts().unwrap().is_empty());
}

#[test]
fn a_field_is_written_alone_and_the_others_stay() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_field(&mut store, &CALL, "place", "  as typed\n\ttwice ");
    type_field(&mut store, &CALL, "narrative", "B");
    let rows = |store: &Store| -> i64 {
        let count = "SELECT total_changes()";
        store.drafts.query_row(count, [], |row| row.get(0)).unwrap()
    };
    let before = rows(&store);
    type_field(&mut store, &CALL, "narrative", "Ba");
    assert_eq!(rows(&store) - before, 2, "the field, and when it was kept");
    let [draft] = &store.drafts().unwrap()[..] else {
        panic!("one draft");
    };
    let fields = draft.body.fields.iter();
    let fields: Vec<_> = fields.map(|f| (f.id.as_str(), f.value.as_str())).collect();
    let expected = [("place", "  as typed\n\ttwice "), ("narrative", "Ba")];
    assert_eq!(fields, expected);
    assert_eq!(draft.body.focus, "narrative");
}

/// A handover that was offered is not offered again by whoever finds its draft.
#[test]
fn what_is_recorded_leaves_no_draft_behind_whatever_happens_after_it() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let offer = DraftKey::OfferHandover("kduty".to_owned());
    let entry = DraftKey::Contact("director".to_owned());
    for key in [&offer, &entry] {
        type_into(&mut store, key, "to the night team");
    }
    let contact = Contact {
        role: "director".to_owned(),
        mailbox: "director@council.example".to_owned(),
        ..Contact::default()
    };
    for command in [
        Command::OfferHandover {
            since: now(),
            to: "Night team".to_owned(),
            body: "All quiet".to_owned(),
            draft: Some(offer),
        },
        Command::SaveContact(Box::new(contact), Some(entry)),
    ] {
        store.run(&command, now()).unwrap();
    }
    // Killed before anything else is done.
    drop(store);
    assert!(scratch.open().unwrap().other_drafts().unwrap().is_empty());
}

#[test]
fn nobody_drops_or_takes_a_draft_that_is_being_typed() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    let mut second = scratch.open().unwrap();
    type_into(&mut first, &alert(), "AAA");
    type_into(&mut second, &DraftKey::Note(IncidentId(1)), "BBB");
    second.run(&Command::DropDraft(alert()), now()).unwrap();
    assert_eq!(own(&first), ["AAA"]);
    let live = other(&second).id;
    for command in [
        Command::TakeUpDraft(live.clone()),
        Command::PutDraftAway(live.clone()),
    ] {
        assert!(second.run(&command, now()).is_err(), "{command:?}");
    }
    let forget = Command::ForgetDrafts(vec![live]);
    second.run(&forget, now()).unwrap();
    assert_eq!(own(&first), ["AAA"]);
}

#[test]
fn what_a_program_left_is_taken_up_once_and_is_then_ones_own() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    type_into(&mut first, &CALL, "caller A: baby not breathing");
    drop(first);
    let (mut second, mut third) = (scratch.open().unwrap(), scratch.open().unwrap());
    let left = other(&second);
    assert_eq!(left_in(&left), "caller A: baby not breathing");
    let take = Command::TakeUpDraft(left.id);
    let taken = second.run(&take, now()).unwrap();
    assert_eq!(taken, Done::DraftTakenUp(CALL));
    assert_eq!(own(&second), ["caller A: baby not breathing"]);
    assert!(third.run(&take, now()).is_err(), "it is taken");
    assert!(other(&third).is_live());
    let more = "caller A: baby not breathing, ambulance there";
    type_into(&mut second, &CALL, more);
    drop(second);
    assert_eq!(left_in(&other(&third)), more);
}

#[test]
fn what_is_left_does_not_take_the_place_of_ones_own() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    type_into(&mut first, &alert(), "form A");
    drop(first);
    let mut second = scratch.open().unwrap();
    type_into(&mut second, &alert(), "form B");
    let take = Command::TakeUpDraft(other(&second).id);
    assert!(second.run(&take, now()).is_err());
    assert_eq!(own(&second), ["form B"]);
    assert_eq!(left_in(&other(&second)), "form A");
}

#[test]
fn a_call_that_was_left_is_one_more_call_beside_ones_own() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    type_into(&mut first, &CALL, "caller A");
    drop(first);
    let mut second = scratch.open().unwrap();
    type_into(&mut second, &CALL, "caller B");
    let take = Command::TakeUpDraft(other(&second).id);
    let taken = second.run(&take, now()).unwrap();
    assert_eq!(taken, Done::DraftTakenUp(DraftKey::New(2)));
    second.run(&log(an_incident()), now()).unwrap();
    assert_eq!(own(&second), ["caller A"], "caller B is logged");
}

#[test]
fn what_is_put_away_stays_in_the_file() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    type_into(&mut first, &CALL, "caller A");
    drop(first);
    let mut second = scratch.open().unwrap();
    let id = other(&second).id;
    second
        .run(&Command::PutDraftAway(id.clone()), now())
        .unwrap();
    let kept = other(&second);
    assert_eq!(kept.put_away, Some(now()));
    assert_eq!(left_in(&kept), "caller A");
    assert!(!second.is_begun(&CALL).unwrap(), "it is offered no more");
    second.run(&Command::ForgetDrafts(vec![id]), now()).unwrap();
    assert!(second.other_drafts().unwrap().is_empty());
}
