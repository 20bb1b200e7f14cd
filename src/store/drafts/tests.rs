//! Two people at one desk, each typing: nobody's words end up in the other's form.

use super::*;
use crate::domain::command::{Command, NewIncident};
use crate::domain::contact::Contact;
use crate::store::tests::{Scratch, an_incident, now};
use crate::store::{Done, Store};

fn typed(store: &mut Store, key: &str, body: &str) {
    let command = Command::SaveDraft {
        key: key.to_owned(),
        body: body.to_owned(),
    };
    store.run(&command, now()).unwrap();
}

fn bodies(store: &Store) -> Vec<String> {
    let drafts = store.drafts().unwrap();
    drafts.into_iter().map(|draft| draft.body).collect()
}

/// The one draft of another sitting.
fn other(store: &Store) -> OtherDraft {
    let [draft] = &store.other_drafts().unwrap()[..] else {
        panic!("one draft of somebody else");
    };
    draft.clone()
}

fn log(incident: NewIncident) -> Command {
    Command::Log(Box::new(incident), Some("new".to_owned()))
}

#[test]
fn two_half_logged_calls_are_two_drafts() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    let mut second = scratch.open().unwrap();
    typed(&mut first, "new", "caller A: baby not breathing");
    typed(&mut second, "new", "caller B: boy stabbed");
    assert_eq!(bodies(&first), ["caller A: baby not breathing"]);
    assert_eq!(bodies(&second), ["caller B: boy stabbed"]);
    let seen = other(&first);
    assert_eq!((seen.key.as_str(), seen.by.as_str()), ("new", "kduty"));
    assert!(seen.is_live(), "its words are nobody else's to read");
    // B logs its call: its own draft is gone, A's stays.
    second.run(&log(an_incident()), now()).unwrap();
    assert_eq!(bodies(&second), [""; 0]);
    assert_eq!(bodies(&first), ["caller A: baby not breathing"]);
    assert!(first.other_drafts().unwrap().is_empty());
}

/// A handover that was offered is not offered again by whoever finds its draft.
#[test]
fn what_is_recorded_leaves_no_draft_behind_whatever_happens_after_it() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    for key in ["handover/offer", "contact/director"] {
        typed(&mut store, key, "to the night team");
    }
    let contact = Contact {
        role: "director".to_owned(),
        mailbox: "director@council.example".to_owned(),
        ..Contact::default()
    };
    let draft = |key: &str| Some(key.to_owned());
    for command in [
        Command::OfferHandover {
            since: now(),
            to: "Night team".to_owned(),
            body: "All quiet".to_owned(),
            draft: draft("handover/offer"),
        },
        Command::SaveContact(Box::new(contact), draft("contact/director")),
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
    typed(&mut first, "alert/1", "AAA");
    typed(&mut second, "note/1", "BBB");
    second
        .run(&Command::DropDraft("alert/1".to_owned()), now())
        .unwrap();
    assert_eq!(bodies(&first), ["AAA"]);
    let live = other(&second);
    for command in [
        Command::TakeUpDraft(live.sitting.clone(), live.key.clone()),
        Command::PutDraftAway(live.sitting, live.key),
    ] {
        assert!(second.run(&command, now()).is_err(), "{command:?}");
    }
    assert_eq!(bodies(&first), ["AAA"]);
}

#[test]
fn what_a_program_left_is_taken_up_once_and_is_then_ones_own() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    typed(&mut first, "new", "caller A: baby not breathing");
    drop(first);
    let (mut second, mut third) = (scratch.open().unwrap(), scratch.open().unwrap());
    let left = other(&second);
    assert_eq!(left.left.as_deref(), Some("caller A: baby not breathing"));
    let take = Command::TakeUpDraft(left.sitting, left.key);
    assert_eq!(
        second.run(&take, now()).unwrap(),
        Done::DraftTakenUp("new".to_owned())
    );
    assert_eq!(bodies(&second), ["caller A: baby not breathing"]);
    assert!(third.run(&take, now()).is_err(), "it is taken");
    assert!(other(&third).is_live());
    typed(
        &mut second,
        "new",
        "caller A: baby not breathing, ambulance there",
    );
    drop(second);
    let left = other(&third);
    assert_eq!(
        left.left.as_deref(),
        Some("caller A: baby not breathing, ambulance there")
    );
}

#[test]
fn what_is_left_does_not_take_the_place_of_ones_own() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    typed(&mut first, "new", "caller A");
    drop(first);
    let mut second = scratch.open().unwrap();
    typed(&mut second, "new", "caller B");
    let left = other(&second);
    let take = Command::TakeUpDraft(left.sitting, left.key);
    assert!(second.run(&take, now()).is_err());
    assert_eq!(bodies(&second), ["caller B"]);
    assert_eq!(other(&second).left.as_deref(), Some("caller A"));
}

#[test]
fn what_is_put_away_stays_in_the_file() {
    let scratch = Scratch::new();
    let mut first = scratch.create();
    typed(&mut first, "new", "caller A");
    drop(first);
    let mut second = scratch.open().unwrap();
    let left = other(&second);
    let away = Command::PutDraftAway(left.sitting, left.key);
    second.run(&away, now()).unwrap();
    let kept = other(&second);
    assert!(kept.put_away);
    assert_eq!(kept.left.as_deref(), Some("caller A"));
    assert!(!second.is_begun("new").unwrap(), "it is offered no more");
}
