//! The agencies asked at once: nothing is recorded as requested without its draft.

use super::*;
use crate::domain::ledger::Record;

/// On the tab of the checks, the line of all of them chosen.
fn on_request_all() -> Hand {
    let mut hand = Hand::with_an_incident();
    hand.app.desk.contacts.push(Contact {
        role: "police".to_owned(),
        mailbox: "police@council.example".to_owned(),
        confirmed_at: Some(hand.now),
        ..Contact::default()
    });
    hand.keys("1");
    hand.press(Key::Enter);
    for _ in 0..12 {
        if matches!(hand.app.screens.front(), Screen::Incident(page) if page.tab == Tab::Checks) {
            break;
        }
        hand.press(Key::Right);
    }
    for _ in 0..40 {
        hand.press(Key::Enter);
        match hand.app.screens.front() {
            Screen::Confirm(_) => return hand,
            Screen::Form(_) => hand.press(Key::Esc),
            _ => {}
        }
        hand.press(Key::Down);
    }
    panic!("no line asks them all: {:?}", hand.app.screens.front());
}

#[test]
fn requests_to_all_are_asked_about_and_enter_means_no() {
    let mut hand = on_request_all();
    let asked = hand.question();
    for words in [
        "requests as draft e-mails",
        "Police <police@council.example>",
        "With no confirmed mailbox",
    ] {
        assert!(asked.contains(words), "{asked}");
    }
    hand.press(Key::Enter);
    assert!(
        !hand
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Write(..)))
    );
    assert_eq!(hand.edits(), []);
}

#[test]
fn each_agency_is_recorded_as_requested_once_its_draft_is_there() {
    let mut hand = on_request_all();
    hand.keys("y");
    let files = hand.effects.iter().find_map(|effect| match effect {
        Effect::Write(ticket, files) => Some((*ticket, files.clone())),
        _ => None,
    });
    let (ticket, files) = files.expect("the drafts");
    assert_eq!(hand.edits(), [], "nothing is recorded before");
    let police = "TH-2026-0042-check-20261224T221000Z-police.eml";
    assert!(files.iter().any(|file| file.name == police), "{files:?}");
    hand.reply(Reply::Wrote(ticket, Ok("/home/kduty/outbox".to_owned())));
    let asked = hand.edits().into_iter().filter_map(|edit| match edit {
        Edit::AddEntry(new) => match new.record {
            Record::Check(check) => Some(check.agency),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(asked.count(), files.len(), "one file an agency");
    let kinds: Vec<String> = hand.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["agency_checks_requested"]);
}

#[test]
fn drafts_that_cannot_be_written_request_nothing() {
    let mut hand = on_request_all();
    hand.keys("y");
    let ticket = hand.effects.iter().find_map(|effect| match effect {
        Effect::Write(ticket, _) => Some(*ticket),
        _ => None,
    });
    let failure = Failure::new("The files were not written", "disk full", "Make room.");
    hand.reply(Reply::Wrote(ticket.expect("a ticket"), Err(failure)));
    assert_eq!(hand.edits(), []);
}
