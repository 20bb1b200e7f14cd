//! The alert leaves: nothing on record before its files are there.

use super::*;
use crate::domain::incident::{Channel, Incident};
use crate::domain::ledger::Record;
use crate::rules::case::Stage;

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
    hand.press(Key::Ctrl('o'));
    assert!(
        hand.notice().contains("Say how it was checked"),
        "{}",
        hand.notice()
    );
    assert!(
        hand.commands().is_empty(),
        "nothing is kept before it is said"
    );
    hand.keys("p");
    hand.go_to("confirmed_how");
    hand.type_text("read on 24 December");
    hand.press(Key::Ctrl('o'));
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
    assert_eq!(
        saved.confirmed_how,
        "from the published page (read on 24 December)"
    );
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
    hand.reply(Reply::Wrote(ticket, Ok("/home/kduty/outbox".to_owned())));
    let edits = hand.edits();
    assert!(matches!(edits.first(), Some(Edit::File(filing)) if filing.channel == Channel::Eml));
    assert_eq!(hand.events(), [], "written is not sent");
    let [_, Edit::AddEntry(new)] = edits.as_slice() else {
        panic!("the filing, and that it is written: {edits:?}");
    };
    let Record::Outgoing(written) = &new.record else {
        panic!("{new:?}");
    };
    let place = "/home/kduty/outbox/TH-2026-0042-alert-20261224T221000Z.eml";
    assert_eq!(written.place(), place);
    assert_eq!(written.reason, "Only told today");
    hand.commit(Saved::Revised(IncidentId(42)));
    assert!(
        hand.notice().contains("WRITTEN, not sent yet"),
        "{}",
        hand.notice()
    );
    assert!(hand.notice().contains(place), "{}", hand.notice());
}

/// With the alert written out at ten past ten, and asked about.
fn written(mut hand: Hand, known: &mut Incident) -> Hand {
    hand.confirm_every_mailbox();
    hand.keys("s");
    hand.press(Key::Enter);
    hand.keys("y");
    answered_by_the_folder(&mut hand, known);
    hand
}

/// The folder has the files, and the store the record of them.
fn answered_by_the_folder(hand: &mut Hand, known: &mut Incident) {
    let ticket = hand.effects.iter().find_map(|effect| match effect {
        Effect::Write(ticket, _) => Some(*ticket),
        _ => None,
    });
    let ticket = ticket.expect("files are asked for");
    hand.reply(Reply::Wrote(ticket, Ok("/home/kduty/outbox".to_owned())));
    hand.saved(known);
}

/// An incident of this minute with a complete form, on its own page.
fn on_its_page() -> (Hand, Incident) {
    let mut known = hand::incident();
    for entry in &mut known.timeline {
        entry.at = Moment::exact(hand::at(NIGHT));
    }
    let mut hand = Hand::with(known.clone());
    hand.keys("1");
    hand.press(Key::Enter);
    (hand, known)
}

/// Goes back to a field above.
fn back_to(hand: &mut Hand, id: &str) {
    while hand.focused() != id {
        hand.press(Key::BackTab);
    }
}

/// Raise and send: `s`, Enter, `y`, and Enter once the mail program has sent it.
#[test]
fn four_keys_send_a_complete_alert_and_confirm_it() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    assert_eq!(hand.focused(), "at");
    assert_eq!(hand.field("at"), "now");
    hand.now = hand::at("2026-12-24T22:40:00Z");
    hand.press(Key::Enter);
    let events = hand.events();
    let sent = events.first().expect("sent");
    assert_eq!(sent.kind, "alert_sent");
    assert_eq!(sent.at, Moment::exact(hand::at("2026-12-24T22:40:00Z")));
    hand.saved(&mut known);
    assert_eq!(hand.notice(), "Recorded as sent. u undoes it.");
    let row = hand.app.desk.row(known.id).expect("there");
    assert_eq!(row.case.stage, Stage::Sent);
    hand.keys("u");
    hand.saved(&mut known);
    let row = hand.app.desk.row(known.id).expect("there");
    assert_eq!(
        row.case.stage,
        Stage::Written,
        "taken back, it is written still"
    );
}

#[test]
fn what_could_not_be_sent_leaves_the_clock_running_and_says_what_to_do() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    back_to(&mut hand, "not_sent");
    hand.type_text("The mail server is down");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.events(), [], "nothing has left");
    hand.saved(&mut known);
    let said = hand.notice();
    assert!(
        said.contains("the clock runs on") && said.contains("Ring them now"),
        "{said}"
    );
    let row = hand.app.desk.row(known.id).expect("there");
    assert_eq!(row.case.stage, Stage::Written);
    let words = crate::words::outgoing::with_file(&row.case.unsent[0], hand.now);
    assert_eq!(
        words,
        "written Thu 24 Dec 22:10 by k.duty-example, not confirmed sent; COULD NOT BE SENT: The mail \
         server is down. The file: /home/kduty/outbox/TH-2026-0042-alert-20261224T221000Z.eml"
    );
    // Sent after all: from the page before it leaves, or as what is to be done next.
    hand.keys("x");
    hand.press(Key::Enter);
    let kinds: Vec<String> = hand.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds.first().map(String::as_str), Some("alert_sent"));
}

#[test]
fn both_answers_at_once_and_a_time_before_the_writing_are_refused() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    hand.type_text("2150");
    hand.press(Key::Enter);
    assert!(
        hand.notice().contains("cannot have been sent before"),
        "{}",
        hand.notice()
    );
    back_to(&mut hand, "not_sent");
    hand.type_text("No mail");
    hand.press(Key::Ctrl('o'));
    assert!(
        hand.notice().contains("Say one of the two"),
        "{}",
        hand.notice()
    );
    assert_eq!(hand.edits(), []);
}

#[test]
fn confirmed_after_its_limit_it_asks_why_it_is_late() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    // S2: 24 hours after 22:10.
    hand.now = hand::at("2026-12-25T22:11:00Z");
    hand.press(Key::Enter);
    assert!(
        hand.notice().contains("It was sent late"),
        "{}",
        hand.notice()
    );
    hand.go_to("at");
    hand.press(Key::Ctrl('k'));
    hand.type_text("24/12/2026 2220");
    hand.press(Key::Enter);
    let events = hand.events();
    let sent = events.first().expect("in time, and no reason is needed");
    assert_eq!(sent.at, Moment::exact(hand::at("2026-12-24T22:20:00Z")));
}

#[test]
fn left_unanswered_it_stays_written_and_is_asked_about_again() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    hand.press(Key::Esc);
    assert_eq!(hand.edits(), []);
    hand.keys("s");
    hand.keys("t");
    let Screen::Words(words) = hand.app.screens.front() else {
        panic!("the text: {:?}", hand.app.screens.front());
    };
    let text = words.lines.join("\n");
    assert!(text.contains("Subject: OFFICIAL-SENSITIVE"), "{text}");
    assert!(text.contains("To: hos.sqa@council.example"), "{text}");
    assert!(text.contains("M. Ahmadi-Example"), "the mail's own words");
    hand.press(Key::Esc);
    hand.keys("x");
    assert_eq!(hand.focused(), "at");
}

#[test]
fn written_again_the_first_draft_no_longer_counts() {
    let (hand, mut known) = on_its_page();
    let mut hand = written(hand, &mut known);
    hand.press(Key::Esc);
    hand.now = hand::at("2026-12-24T22:20:00Z");
    hand.keys("s");
    hand.press(Key::Enter);
    let Screen::Confirm(asked) = hand.app.screens.front() else {
        panic!("a question: {:?}", hand.app.screens.front());
    };
    assert!(
        asked.question.contains("no longer counts: do not send it"),
        "{}",
        asked.question
    );
    hand.keys("y");
    answered_by_the_folder(&mut hand, &mut known);
    let row = hand.app.desk.row(known.id).expect("there");
    let files: Vec<&str> = row
        .case
        .unsent
        .iter()
        .map(|unsent| unsent.place.as_str())
        .collect();
    assert_eq!(
        files,
        ["/home/kduty/outbox/TH-2026-0042-alert-20261224T222000Z.eml"]
    );
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

#[test]
fn a_captive_desk_says_what_to_do_with_a_file_that_nobody_can_open_there() {
    for captive in [false, true] {
        let mut hand = Hand::with_a_late_incident();
        hand.app.captive = captive;
        hand.confirm_every_mailbox();
        hand.keys("2s");
        hand.press(Key::Enter);
        hand.type_text("Only told today");
        hand.press(Key::Ctrl('o'));
        hand.press(Key::Char('y'));
        let write = |effect: &Effect| match effect {
            Effect::Write(ticket, _) => Some(*ticket),
            _ => None,
        };
        let ticket = hand.effects.iter().find_map(write);
        hand.reply(Reply::Wrote(
            ticket.expect("the draft is written"),
            Ok("/srv/dutydesk/outbox".to_owned()),
        ));
        hand.commit(Saved::Revised(IncidentId(42)));
        let notice = hand.notice();
        assert!(notice.contains("/srv/dutydesk/outbox"), "{notice}");
        assert_eq!(notice.contains("This desk is captive"), captive, "{notice}");
    }
}
