//! Decisions by hand: two at once, the question before, what a changed answer takes back.

use super::*;
use crate::app::page::Next;
use crate::app::page::decisions::{Decisions, On};
use crate::app::page::lines::Lines;
use crate::app::page::meetings::Meetings;
use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::id::EntryId;
use crate::domain::ledger::{Entry, Position, PositionField, Record};

/// An answer of somebody at another desk.
fn theirs(slot: &str, value: &str, name: &str) -> Entry {
    let position = Position {
        decision: "criteria".to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        name: name.to_owned(),
        reasons: "The harm is not serious.".to_owned(),
        ..Position::default()
    };
    Entry {
        id: EntryId(7),
        of: None,
        created_at: hand::at("2026-12-24T22:09:00Z"),
        created_by: "s.other-example".to_owned(),
        record: position.into(),
        struck: None,
    }
}

fn meanwhile() -> Change {
    Change {
        by: "s.other-example".to_owned(),
        at: hand::at("2026-12-24T22:09:00Z"),
        version: 2,
        what: Path::EntryField(EntryId(7), PositionField::Value.into()),
        before: None,
        after: Some("not_met".to_owned()),
    }
}

/// Opens the answer of a slot of the criteria, by the chosen line of the Decisions tab.
pub(super) fn open_answer(hand: &mut Hand, slot: &str) {
    hand.keys("f");
    hand.press(Key::Enter);
    for _ in 0..5 {
        hand.press(Key::Right);
    }
    let id = hand::incident().id;
    let lines = Decisions(id).lines(&hand.app.see());
    let choices: Vec<_> = lines.iter().filter(|line| line.on.is_some()).collect();
    let wanted = On::Slot("criteria".to_owned(), slot.to_owned());
    let at = choices
        .iter()
        .position(|line| line.on.as_ref() == Some(&wanted));
    for _ in 0..at.expect("the slot is listed") {
        hand.press(Key::Down);
    }
    hand.press(Key::Char('x'));
}

fn intro(hand: &Hand) -> String {
    match hand.app.screens.front() {
        Screen::Form(screen) => screen.form.intro.clone(),
        other => panic!("no form in front: {other:?}"),
    }
}

/// Answers met, with reasons.
pub(super) fn answer_met(hand: &mut Hand) {
    hand.go_to("value");
    hand.press(Key::Right);
    hand.press(Key::Right);
    hand.go_to("reasons");
    hand.type_text("Stabbed; neglect suspected.");
    hand.press(Key::Ctrl('o'));
}

#[test]
fn two_who_decide_at_once_are_asked_again_with_the_others_answer_in_view() {
    let mut hand = Hand::with_an_incident();
    open_answer(&mut hand, "director");
    assert!(!intro(&hand).contains("not met"));
    answer_met(&mut hand);
    // The Head of SQA was faster, and says the other thing: nothing is written over it.
    hand.refuse(Refused::Stale(vec![meanwhile()]));
    let mut known = hand::incident();
    known.version += 1;
    known
        .entries
        .push(theirs("hos_sqa", "not_met", "H. Head-Example"));
    hand.incident(known.clone());
    hand.press(Key::Esc);
    let words = intro(&hand);
    assert!(
        words.contains(
            "Head of SQA: criteria not met, H. Head-Example, because The harm is not serious."
        ),
        "{words}"
    );
    assert_eq!(hand.field("reasons"), "Stabbed; neglect suspected.");
    // Asked again, and answered the same: both answers stand, and nothing is decided by them.
    hand.press(Key::Ctrl('o'));
    assert!(hand.events().is_empty(), "no decision is recorded");
    let added = hand.edits().into_iter().any(
        |edit| matches!(edit, Edit::AddEntry(entry) if matches!(entry.record, Record::Position(_))),
    );
    assert!(added, "the answer is kept");
    let mut both = known;
    both.version += 1;
    both.entries.push(Entry {
        id: EntryId(8),
        ..theirs("director", "met", "D. Director-Example")
    });
    hand.commit(Saved::Revised(both.id));
    hand.incident(both.clone());
    let lines = Decisions(both.id).lines(&hand.app.see());
    let words: Vec<&str> = lines.iter().map(|line| line.words.as_str()).collect();
    let words = words.join("\n");
    assert!(
        words.contains("Serious incident notification criteria  answers differ"),
        "{words}"
    );
    assert!(words.contains("Each is asked again, with the others' answers in view."));
    assert!(words.contains("The duty rests with the local authority; the clock still runs."));
}

#[test]
fn the_second_answer_makes_the_decision_and_says_first_what_follows() {
    let mut incident = hand::incident();
    let mut first = theirs("hos_sqa", "met", "H. Head-Example");
    first.id = EntryId(7);
    incident.entries.push(first);
    incident.timeline.push(hand_sent());
    let mut hand = Hand::with(incident);
    open_answer(&mut hand, "director");
    answer_met(&mut hand);
    let Screen::Confirm(asked) = hand.app.screens.front() else {
        panic!("no question: {:?}", hand.app.screens.front());
    };
    let question = &asked.question;
    assert!(question.contains("criteria met"), "{question}");
    assert!(
        question.contains("It opens: Notify the DfE of the serious incident"),
        "{question}"
    );
    assert!(
        question.contains("It stands down: Need to Know, first case review"),
        "{question}"
    );
    assert!(matches!(asked.yes, Next::Write(_)));
    // The answer is No unless somebody says Yes.
    hand.press(Key::Enter);
    assert!(hand.edits().is_empty());
    assert_eq!(hand.field("reasons"), "Stabbed; neglect suspected.");
    hand.press(Key::Ctrl('o'));
    hand.press(Key::Char('y'));
    let events = hand.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "criteria_decided");
    assert_eq!(events[0].value.as_deref(), Some("met"));
    assert_eq!(events[0].reason, "Stabbed; neglect suspected.");
}

pub(super) fn hand_sent() -> crate::domain::timeline::TimelineEvent {
    let mut sent = hand::incident().timeline.remove(0);
    sent.id = crate::domain::id::EventId(9);
    "alert_sent".clone_into(&mut sent.kind);
    sent.at = Moment::exact(hand::at("2026-12-24T20:00:00Z"));
    sent
}

#[test]
fn a_meeting_whose_decision_is_recorded_is_not_called_for_again() {
    let headings = |incident: crate::domain::incident::Incident| {
        let id = incident.id;
        let hand = Hand::with(incident);
        let lines = Meetings(id).lines(&hand.app.see());
        let words: Vec<String> = lines.into_iter().map(|line| line.words).collect();
        words.join("\n")
    };
    let mut incident = hand::incident();
    incident.timeline.push(hand_sent());
    let before = headings(incident.clone());
    assert!(
        before.contains("Joint decision on the criteria  called for"),
        "{before}"
    );
    let mut decided = hand_sent();
    decided.id = crate::domain::id::EventId(10);
    "criteria_decided".clone_into(&mut decided.kind);
    decided.value = Some("not_met".to_owned());
    incident.timeline.push(decided);
    let after = headings(incident);
    assert!(
        after.contains(
            "Joint decision on the criteria  done: Notification criteria decided, Thu 24"
        ),
        "{after}"
    );
    assert!(
        after.contains("Arrange it all the same"),
        "it can still be held"
    );
}

fn position(id: i64, slot: &str, value: &str, name: &str) -> Entry {
    Entry {
        id: EntryId(id),
        ..theirs(slot, value, name)
    }
}

/// A decision made by two: the answers, and the event that they made.
fn decided(value: &str) -> crate::domain::incident::Incident {
    let mut incident = hand::incident();
    incident.timeline.push(hand_sent());
    incident.entries = vec![
        position(7, "hos_sqa", value, "H. Head-Example"),
        position(8, "director", value, "D. Director-Example"),
    ];
    let mut made = hand_sent();
    made.id = crate::domain::id::EventId(10);
    "criteria_decided".clone_into(&mut made.kind);
    made.value = Some(value.to_owned());
    made.at = Moment::exact(hand::at("2026-12-24T21:00:00Z"));
    incident.timeline.push(made);
    incident
}

#[test]
fn an_answer_that_changes_takes_back_the_decision_it_made_and_what_that_stood_down() {
    let mut hand = Hand::with(decided("not_met"));
    open_answer(&mut hand, "director");
    hand.go_to("value");
    hand.press(Key::Right);
    hand.press(Key::Right);
    hand.go_to("reasons");
    hand.type_text("The scan shows lasting harm.");
    hand.go_to("name");
    for _ in 0..40 {
        hand.press(Key::Backspace);
    }
    hand.type_text("D. Director-Example");
    hand.press(Key::Ctrl('o'));
    let Screen::Confirm(asked) = hand.app.screens.front() else {
        panic!("no question: {}", hand.notice());
    };
    let question = &asked.question;
    assert!(
        question.contains("Taken back: Notification criteria decided"),
        "{question}"
    );
    assert!(
        question.contains("Due again: Panel notification"),
        "{question}"
    );
    hand.press(Key::Char('y'));
    let edits = hand.edits();
    let withdrawn = edits
        .iter()
        .any(|edit| matches!(edit, Edit::Withdraw(id, _) if id.0 == 10));
    assert!(withdrawn, "{edits:?}");
    let struck = edits
        .iter()
        .any(|edit| matches!(edit, Edit::Strike(EntryId(8), _)));
    assert!(struck, "the same person's earlier answer gives way");
}

#[test]
fn nobody_makes_a_joint_decision_alone_on_the_timeline() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    hand.keys("X");
    let Screen::Form(screen) = hand.app.screens.front() else {
        panic!("no form");
    };
    let events = screen.form.field("event").expect("the list").options();
    let offered = |id: &str| events.iter().any(|event| event.id == id);
    assert!(
        !offered("criteria_decided"),
        "it is answered under Decisions"
    );
    assert!(!offered("case_merged"), "it is linked under Links");
    assert!(offered("sin_withdrawn") && offered("case_closed"));
}

/// A9: two places take two people, said at the second and not when all have answered.
#[test]
fn the_same_person_in_a_second_place_is_refused_there() {
    let mut incident = hand::incident();
    incident
        .entries
        .push(position(7, "hos_sqa", "met", "H. Head-Example"));
    incident.timeline.push(hand_sent());
    let mut hand = Hand::with(incident);
    open_answer(&mut hand, "director");
    hand.go_to("value");
    hand.press(Key::Right);
    hand.press(Key::Right);
    hand.go_to("reasons");
    hand.type_text("Stabbed; neglect suspected.");
    hand.go_to("name");
    for _ in 0..40 {
        hand.press(Key::Backspace);
    }
    hand.type_text("h. head-example");
    hand.press(Key::Ctrl('o'));
    assert!(hand.edits().is_empty(), "nothing is recorded");
    assert!(
        matches!(hand.app.screens.front(), Screen::Form(_)),
        "the form is still in front"
    );
    assert_eq!(hand.focused(), "name");
}

/// What the desk refuses by hand says where it is answered, and keeps what was typed.
#[test]
fn a_decision_on_ones_own_alert_is_not_recorded_on_the_timeline() {
    let mut incident = hand::incident();
    let mut raised = hand_sent();
    "k.duty-example".clone_into(&mut raised.recorded_by);
    incident.timeline.push(raised);
    let mut hand = Hand::with(incident);
    hand.keys("f");
    hand.press(Key::Enter);
    hand.keys("X");
    hand.go_to("event");
    hand.type_text("referral to the r");
    assert_eq!(hand.field("event"), "panel_referral_decided");
    hand.go_to("value");
    hand.type_text("required");
    hand.press(Key::Ctrl('o'));
    assert!(hand.edits().is_empty(), "nothing is recorded");
    assert_eq!(hand.focused(), "event");
    let said = hand.notice();
    assert!(
        said.contains("nobody decides alone on their own") && said.contains("tab Decisions"),
        "{said}"
    );
}
