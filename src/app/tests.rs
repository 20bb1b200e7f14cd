//! The desk as a person uses it: keys in, effects out; answers by hand.

mod conflicts;
mod hand;
mod random;

use hand::{Hand, NIGHT};

use super::message::{Effect, Refused, Reply, Saved};
use super::screen::{Screen, Tab};
use super::*;
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;
use crate::domain::facts::FactValue;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::error::Failure;

#[test]
fn a_call_is_logged_in_twelve_keystrokes_beyond_its_words() {
    let mut hand = Hand::at_the_desk();
    let mut beyond_words = 0;
    let mut press = |hand: &mut Hand, key: Key| {
        beyond_words += 1;
        hand.press(key);
    };
    press(&mut hand, Key::Char('n'));
    let words = [
        "",
        "today 2115",
        "",
        "Ward sister, 020 7946 0123",
        "",
        "Example Street",
        "y",
        "Stabbed once in the arm outside school.",
        "",
        "M. Ahmadi-Example",
        "4/3/2012",
    ];
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            press(&mut hand, Key::Tab);
        }
        hand.type_text(word);
    }
    press(&mut hand, Key::Ctrl('o'));
    assert_eq!(beyond_words, 12);
    let logged = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Log(incident, draft) => Some((incident, draft)),
            _ => None,
        });
    let (logged, draft) = logged.expect("the incident is logged");
    assert_eq!(draft.as_deref(), Some("new"));
    let detail = |id: &str| logged.details.iter().find(|(known, _)| known == id);
    assert_eq!(
        detail("place").map(|(_, v)| v.as_str()),
        Some("Example Street")
    );
    assert_eq!(
        logged.facts,
        [("occurred_in_area".to_owned(), FactValue::YesNo(true))]
    );
    let times: Vec<_> = logged
        .events
        .iter()
        .map(|e| (e.kind.as_str(), e.at))
        .collect();
    assert_eq!(
        times,
        [
            (
                "incident_occurred",
                Moment::exact(hand::at("2026-12-24T21:15:00Z"))
            ),
            ("la_became_aware", Moment::exact(hand::at(NIGHT))),
        ]
    );
    let person = logged.people.first().expect("the child");
    assert!(
        person
            .fields
            .contains(&("date_of_birth".to_owned(), "2012-03-04".to_owned()))
    );
    assert!(
        person
            .fields
            .contains(&("role".to_owned(), "victim".to_owned()))
    );
}

#[test]
fn nothing_is_said_to_be_logged_before_its_commit() {
    let mut hand = Hand::at_the_desk();
    hand.press(Key::Char('n'));
    hand.press(Key::Ctrl('o'));
    assert!(hand.app.notice.is_none());
    assert!(matches!(hand.app.front(), Screen::Form(_)));
    let id = IncidentId(42);
    hand.commit(Saved::Logged(id, hand::reference()));
    assert_eq!(hand.notice(), "TH-2026-0042 is logged.");
    assert!(matches!(hand.app.front(), Screen::Advice(screen) if screen.id == id));
}

#[test]
fn what_is_typed_while_a_write_is_under_way_waits_for_it() {
    let mut hand = Hand::with_an_incident();
    hand.keys("ga2");
    let first = hand.facts_answered();
    assert_eq!(first.len(), 1);
    hand.keys("y");
    assert_eq!(hand.facts_answered().len(), 1, "the second answer waits");
    let mut known = hand::incident();
    known.version += 1;
    for (fact, value) in first {
        hand::record(&mut known, &fact, value);
    }
    hand.commit(Saved::Revised(known.id));
    assert!(
        hand.facts_answered().is_empty(),
        "and for the reading after it"
    );
    hand.reply(Reply::Incident(Box::new(known.clone())));
    let version = hand.effects.iter().find_map(|effect| match effect {
        Effect::Run(_, Command::Revise { version, .. }) => Some(*version),
        _ => None,
    });
    assert_eq!(
        version,
        Some(known.version),
        "then it is made on what is there now"
    );
}

#[test]
fn every_keystroke_is_kept_and_escape_discards_nothing() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("safety_plan");
    let before = hand.drafts().len();
    hand.type_text(" and tomorrow");
    let drafts = hand.drafts();
    assert_eq!(drafts.len() - before, " and tomorrow".len());
    assert!(drafts.last().is_some_and(|(key, body)| {
        key == "alert/42" && body.contains("Stays on the ward tonight. and tomorrow")
    }));
    hand.press(Key::Esc);
    assert!(matches!(hand.app.front(), Screen::Desk));
    hand.keys("e");
    assert_eq!(
        hand.field("safety_plan"),
        "Stays on the ward tonight. and tomorrow"
    );
}

#[test]
fn a_draft_is_thrown_away_only_by_a_question_answered_yes() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("safety_plan");
    hand.type_text("!");
    hand.commit(Saved::Draft("alert/42".to_owned(), hand::at(NIGHT)));
    hand.press(Key::Ctrl('d'));
    hand.press(Key::Enter);
    assert_eq!(hand.field("safety_plan"), "Stays on the ward tonight.!");
    hand.press(Key::Ctrl('d'));
    hand.press(Key::Char('y'));
    let dropped = |c: &Command| matches!(c, Command::DropDraft(key) if key == "alert/42");
    assert!(hand.commands().iter().any(dropped));
    assert!(matches!(hand.app.front(), Screen::Desk));
}

#[test]
fn leaving_is_asked_and_enter_means_no() {
    let mut hand = Hand::with_an_incident();
    hand.keys("q");
    hand.press(Key::Enter);
    assert!(!hand.effects.iter().any(|e| matches!(e, Effect::Quit)));
    hand.press(Key::Ctrl('c'));
    hand.press(Key::Char('y'));
    assert!(hand.effects.iter().any(|e| matches!(e, Effect::Quit)));
}

#[test]
fn an_answer_is_recorded_and_can_be_undone() {
    let mut hand = Hand::with_an_incident();
    hand.keys("ga2");
    let answered = hand.facts_answered();
    let (fact, _) = answered.first().expect("one answer").clone();
    let mut known = hand::incident();
    known.version += 1;
    hand::record(
        &mut known,
        &fact,
        Some(FactValue::Choice("suspected".to_owned())),
    );
    hand.commit(Saved::Revised(known.id));
    hand.reply(Reply::Incident(Box::new(known)));
    hand.keys("u");
    assert_eq!(hand.facts_answered(), [(fact, None)]);
}

#[test]
fn not_raising_an_alert_needs_a_reason() {
    let mut hand = Hand::with_an_incident();
    hand.keys("gad");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.notice(), "Say why it is not raised");
    assert!(hand.app.notice.as_ref().is_some_and(|n| n.refused));
    hand.type_text("Accident, seen by two adults");
    hand.press(Key::Ctrl('o'));
    let events = hand.events();
    let event: &NewEvent = events.first().expect("the decision");
    assert_eq!(event.kind, "alert_not_raised");
    assert_eq!(event.reason, "Accident, seen by two adults");
    assert_eq!(event.at, Moment::exact(hand::at(NIGHT)));
}

#[test]
fn a_time_in_the_future_is_refused_and_the_hand_goes_to_it() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.press(Key::Tab);
    hand.type_text("25/12/2026 09:00");
    for _ in 0..4 {
        hand.press(Key::Tab);
    }
    hand.press(Key::Ctrl('o'));
    assert!(
        hand.notice().contains("is in the future"),
        "{}",
        hand.notice()
    );
    assert_eq!(hand.focused(), "occurred");
    assert!(
        !hand
            .commands()
            .iter()
            .any(|c| matches!(c, Command::Log(..)))
    );
}

#[test]
fn a_time_typed_from_now_stays_the_time_it_was() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.press(Key::Tab);
    hand.type_text("-2h");
    hand.press(Key::Tab);
    assert_eq!(hand.field("occurred"), "24/12/2026 20:10");
    hand.press(Key::Esc);
    hand.now = hand::at("2026-12-25T06:00:00Z");
    hand.keys("n");
    assert_eq!(hand.field("occurred"), "24/12/2026 20:10");
    assert_eq!(
        hand.field("aware"),
        "24/12/2026 22:10",
        "the call stays when it was"
    );
}

#[test]
fn the_same_child_is_found_while_logging_and_opened_with_one_key() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("ahmadi");
    let Screen::Form(screen) = hand.app.front() else {
        panic!("the quick log");
    };
    assert_eq!(
        screen.matches.first().map(|(id, _)| *id),
        Some(IncidentId(42))
    );
    for _ in 0..7 {
        hand.press(Key::Tab);
    }
    hand.type_text("A second caller says the same");
    hand.press(Key::Ctrl('g'));
    assert!(hand.field("note").contains("A second caller says the same"));
    hand.press(Key::Ctrl('o'));
    let revised = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Revise { id, draft, .. } => Some((id, draft)),
            _ => None,
        });
    assert_eq!(revised, Some((IncidentId(42), Some("new".to_owned()))));
}

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
            Command::SaveContact(contact) => Some(contact),
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
        matches!(hand.app.front(), Screen::Form(_)),
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
    assert!(matches!(edits.first(), Some(Edit::File(filing)) if filing.channel == "eml"));
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
    let mut hand = Hand::with_an_incident();
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
fn a_new_desk_asks_for_a_passphrase_twice_and_never_keeps_it() {
    let mut hand = Hand::first_run();
    hand.press(Key::Right);
    hand.press(Key::Tab);
    hand.type_text("K. Duty-Example");
    hand.press(Key::Tab);
    hand.type_text("short");
    hand.press(Key::Ctrl('o'));
    assert!(hand.app.notice.as_ref().is_some_and(|n| n.refused));
    assert_eq!(hand.focused(), "passphrase");
    for _ in 0.."short".len() {
        hand.press(Key::Backspace);
    }
    hand.type_text("correct horse battery");
    hand.press(Key::Tab);
    hand.type_text("correct horse battery");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.focused(), "again");
    for _ in 0.."correct horse battery".len() {
        hand.press(Key::Backspace);
    }
    hand.type_text("correct horse battery");
    hand.press(Key::Enter);
    let made = hand.effects.iter().any(|effect| {
        matches!(effect, Effect::Create { user, passphrase, .. }
            if user == "K. Duty-Example" && passphrase.as_str() == "correct horse battery")
    });
    assert!(made);
    assert!(hand.drafts().is_empty());
    assert!(!format!("{:?}", hand.effects).contains("correct horse"));
}

#[test]
fn a_refused_write_says_so_and_the_form_stays() {
    let mut hand = Hand::with_an_incident();
    hand.keys("gcc");
    hand.press(Key::Ctrl('o'));
    let failure = Failure::new(
        "The desk could not write",
        "disk full",
        "Make room, then save again.",
    );
    hand.refuse(Refused::Failed(failure));
    assert!(hand.notice().contains("disk full"));
    assert!(matches!(hand.app.front(), Screen::Form(_)));
}

#[test]
fn a_call_answered_tells_and_one_not_answered_does_not() {
    for (outcome, told) in [("answered", true), ("no answer", false)] {
        let mut hand = Hand::with_an_incident();
        hand.keys("gcc");
        if !told {
            hand.press(Key::Right);
        }
        hand.press(Key::Ctrl('o'));
        let kinds: Vec<String> = hand.events().into_iter().map(|e| e.kind).collect();
        assert_eq!(
            kinds.first().map(String::as_str),
            Some("call_made"),
            "{outcome}"
        );
        let row = hand.app.desk.row(IncidentId(42)).expect("the incident");
        let face = row.case.told.first().expect("somebody to tell");
        let expected = 1 + usize::from(told && face.event.is_some());
        assert_eq!(kinds.len(), expected, "{outcome}");
    }
}

#[test]
fn what_is_chosen_stays_chosen_when_the_list_changes_under_it() {
    let mut hand = Hand::with_an_incident();
    let mut newer = hand::incident();
    newer.id = IncidentId(43);
    newer.created_at = hand::at("2026-12-24T22:09:00Z");
    newer.timeline.clear();
    hand.reply(Reply::Incident(Box::new(newer)));
    assert_eq!(hand.app.selected, Some(IncidentId(42)));
    assert_eq!(hand.app.listed().len(), 2);
}

#[test]
fn the_palette_does_what_its_row_says() {
    let mut hand = Hand::with_an_incident();
    hand.keys(":");
    hand.type_text("what the protocol says");
    hand.press(Key::Enter);
    assert!(matches!(hand.app.front(), Screen::Advice(_)));
}

#[test]
fn tabs_of_an_incident_go_round() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    let mut seen = Vec::new();
    for _ in 0..Tab::ALL.len() {
        let Screen::Incident(screen) = hand.app.front() else {
            panic!("the incident");
        };
        seen.push(screen.tab);
        hand.press(Key::Right);
    }
    assert_eq!(seen, Tab::ALL);
    assert!(matches!(hand.app.front(), Screen::Incident(s) if s.tab == Tab::Summary));
}
