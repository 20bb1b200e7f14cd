//! The alert leaves: nothing on record before its files are there.

use super::*;
use crate::domain::incident::Channel;

#[test]
fn an_alert_does_not_leave_for_a_mailbox_that_nobody_confirmed() {
    let mut hand = Hand::with_an_incident();
    hand.keys("2s");
    hand.press(Key::Enter);
    assert!(
        hand.notice().contains("is not confirmed"),
        "{}",
        hand.notice()
    );
    assert!(!hand.effects.iter().any(|e| matches!(e, Effect::Write(..))));
    hand.keys("v");
    let saved = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::SaveContact(contact, _) => Some(contact),
            _ => None,
        });
    let saved: Box<Contact> = saved.expect("the confirmation");
    assert_eq!(saved.confirmed_at, Some(hand::at(NIGHT)));
    assert_eq!(saved.confirmed_by, "k.duty-example");
}

#[test]
fn an_alert_is_on_record_only_once_its_files_are_there() {
    let mut hand = Hand::with_a_late_incident();
    hand.confirm_every_mailbox();
    hand.keys("2s");
    hand.press(Key::Enter);
    assert!(
        matches!(hand.app.screens.front(), Screen::Form(_)),
        "late: a reason is asked"
    );
    hand.type_text("Only told today");
    hand.press(Key::Ctrl('o'));
    hand.press(Key::Char('y'));
    let files = hand.effects.iter().find_map(|effect| match effect {
        Effect::Write(ticket, files) => Some((*ticket, files.clone())),
        _ => None,
    });
    let (ticket, files) = files.expect("the files");
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "TH-2026-0042-alert-20261224T221000Z.eml",
            "TH-2026-0042-alert-20261224T221000Z.txt"
        ]
    );
    assert!(hand.commands().is_empty(), "nothing is recorded yet");
    hand.reply(Reply::Wrote(ticket, Ok("outbox".to_owned())));
    let edits = hand.edits();
    assert!(matches!(edits.first(), Some(Edit::File(filing)) if filing.channel == Channel::Eml));
    let sent = hand.events();
    assert_eq!(sent.first().map(|e| e.kind.as_str()), Some("alert_sent"));
    assert_eq!(
        sent.first().map(|e| e.reason.as_str()),
        Some("Only told today")
    );
    hand.commit(Saved::Revised(IncidentId(42)));
    assert!(hand.notice().contains("outbox"), "{}", hand.notice());
}

#[test]
fn files_that_cannot_be_written_leave_the_record_as_it_was() {
    let mut hand = Hand::told_now();
    hand.confirm_every_mailbox();
    hand.keys("2s");
    hand.press(Key::Enter);
    hand.press(Key::Char('y'));
    let ticket = hand.effects.iter().find_map(|effect| match effect {
        Effect::Write(ticket, _) => Some(*ticket),
        _ => None,
    });
    let failure = Failure::new(
        "The files were not written",
        "outbox: disk full",
        "Make room.",
    );
    hand.reply(Reply::Wrote(ticket.expect("a ticket"), Err(failure)));
    assert!(hand.commands().is_empty());
    assert!(hand.notice().contains("disk full"));
}

#[test]
fn somebody_from_contacts_is_added_on_the_page_before_it_leaves() {
    let mut hand = Hand::told_now();
    hand.confirm_every_mailbox();
    hand.keys("2s+");
    hand.go_to("role");
    hand.type_text("d");
    let chosen = hand.field("role");
    assert!(!chosen.is_empty() && chosen != "hos_sqa", "{chosen}");
    hand.press(Key::Ctrl('o'));
    let edits = hand.edits();
    let added = Edit::Form("also_to_alert".to_owned(), Some(chosen));
    assert_eq!(edits, [added], "{}", hand.notice());
}

/// S2 «(Deputy: PSW)»: she has an entry of her own beside the Head of SQA, and telling her tells the
/// Head of SQA's office, with the record of who it was.
#[test]
fn the_deputy_has_a_row_of_her_own_and_can_be_told_in_their_place() {
    let mut hand = Hand::with_an_incident();
    let roles = hand.app.lists().roles();
    let place = roles.iter().position(|role| role == "hos_sqa");
    let after = place.and_then(|place| roles.get(place + 1));
    assert_eq!(after.map(String::as_str), Some("psw"), "{roles:?}");
    hand.keys("4");
    for _ in 0..=place.expect("listed") {
        hand.press(Key::Down);
    }
    hand.keys("c");
    assert_eq!(hand.field("role"), "psw");
    hand.press(Key::Ctrl('o'));
    let events = hand.events();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, [crate::domain::timeline::CALL_MADE, "sqa_notified"]);
    let notified = events.last().expect("the event");
    assert_eq!(notified.role.as_deref(), Some("psw"));
    assert!(
        notified
            .note
            .starts_with("Principal Social Worker in their place")
    );
}
