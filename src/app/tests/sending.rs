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
