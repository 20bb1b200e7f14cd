//! A case is kept, held, proposed and disposed of from the Links tab.

use chrono::NaiveDate;

use super::*;
use crate::app::page::Next;
use crate::app::screen::Tab;
use crate::domain::command::{Command, Edit};
use crate::domain::facts::FactValue;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Disposal, Entry, Hold, NewEntry, Record, Retention};
use crate::domain::timeline::NewEvent;
use crate::rules::form::tests::recorded;

fn entry(id: i64, by: &str, record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(id),
        of: None,
        created_at: hand::at("2026-12-01T09:00:00Z"),
        created_by: by.to_owned(),
        record: record.into(),
        struck: None,
    }
}

/// A closed case past its review date, proposed for disposal by somebody.
fn proposed(by: &str) -> Incident {
    let mut incident = hand::incident();
    incident.people.truncate(1);
    incident.people[0].date_of_birth = NaiveDate::from_ymd_opt(1940, 2, 3);
    let looked_after = FactValue::YesNo(true);
    hand::record(&mut incident, "people.p1.looked_after", Some(&looked_after));
    let at = hand::at("2026-12-01T09:00:00Z");
    let closed = NewEvent::new("case_closed", Moment::exact(at));
    incident
        .timeline
        .push(recorded(90, &closed, "k.duty-example", at));
    let class = Retention {
        class: "looked_after".to_owned(),
        ..Retention::default()
    };
    incident.entries = vec![
        entry(70, "iaudit", class),
        entry(
            71,
            by,
            Disposal {
                reason: "its time has come".to_owned(),
            },
        ),
    ];
    incident
}

/// Goes to the line of the Links tab that holds some words.
fn go_to(hand: &mut Hand, words: &str) {
    let id = hand::incident().id;
    hand.apply(Next::Tab(id, Tab::Links));
    let lines = hand
        .app
        .screens
        .front()
        .page()
        .expect("a page")
        .rows(&hand.app.see());
    let chosen: Vec<_> = lines.iter().filter(|line| line.on.is_some()).collect();
    let at = chosen.iter().position(|line| line.words.contains(words));
    for _ in 0..at.unwrap_or_else(|| panic!("no «{words}» in {lines:?}")) {
        hand.press(Key::Down);
    }
    hand.effects.clear();
}

#[test]
fn a_case_is_disposed_of_after_a_grave_question_answered_no_by_itself() {
    let mut hand = Hand::with(proposed("iaudit"));
    go_to(&mut hand, "DISPOSAL PROPOSED by iaudit: its time has come");
    hand.press(Key::Enter);
    let asked = "TH-2026-0042, PAST REVIEW since 3 Feb 2015. Dispose of it for good?";
    assert!(hand.question().starts_with(asked), "{}", hand.question());
    // Enter once more, held or pressed twice, is No.
    hand.press(Key::Enter);
    assert_eq!(hand.commands(), []);
    hand.press(Key::Enter);
    hand.keys("Y");
    let id = hand::incident().id;
    let version = hand::incident().version;
    assert_eq!(hand.commands(), [Command::Dispose { id, version }]);
    hand.commit(Saved::Disposed(id, hand::reference()));
    assert!(
        hand.notice().contains("TH-2026-0042 is disposed of"),
        "{}",
        hand.notice()
    );
    assert!(hand.app.desk.row(id).is_none());
    assert!(matches!(hand.app.screens.front(), Screen::Desk));
}

#[test]
fn whoever_proposed_it_is_told_that_it_takes_two() {
    let name = hand::who("k.duty-example").name;
    let mut hand = Hand::with(proposed(&name));
    go_to(&mut hand, "DISPOSAL PROPOSED");
    hand.press(Key::Enter);
    assert!(hand.notice().contains("two people"), "{}", hand.notice());
    assert_eq!(hand.commands(), []);
}

#[test]
fn a_hold_stands_on_the_page_and_in_lists_and_is_lifted_because() {
    let mut held = proposed("iaudit");
    let inquiry = Hold {
        reason: "the inquiry".to_owned(),
        ..Hold::default()
    };
    held.entries.push(entry(72, "iaudit", inquiry));
    let mut hand = Hand::with(held);
    go_to(&mut hand, "DISPOSAL PROPOSED");
    hand.press(Key::Enter);
    assert!(
        hand.notice().contains("under a legal hold"),
        "{}",
        hand.notice()
    );
    let row = hand.app.desk.row(hand::incident().id).expect("the case");
    assert!(
        row.case
            .notes
            .iter()
            .any(|note| note == "LEGAL HOLD by iaudit: the inquiry")
    );
    go_to(&mut hand, "LEGAL HOLD by iaudit: the inquiry");
    hand.press(Key::Enter);
    hand.type_text("it reported");
    hand.press(Key::Ctrl('o'));
    let lifted = Edit::entry(
        EntryId(72),
        crate::domain::ledger::HoldField::Lifted,
        "it reported".to_owned(),
    );
    assert_eq!(hand.edits(), [lifted]);
}

#[test]
fn an_open_case_is_not_proposed_and_a_closed_one_is_with_a_reason() {
    let mut hand = Hand::with(hand::incident());
    go_to(&mut hand, "Propose to dispose of it");
    hand.press(Key::Enter);
    assert!(hand.notice().contains("it is open"), "{}", hand.notice());
    let mut closed = proposed("iaudit");
    closed.entries.truncate(1);
    let mut hand = Hand::with(closed);
    go_to(&mut hand, "Propose to dispose of it");
    hand.press(Key::Enter);
    hand.type_text("its time has come");
    hand.press(Key::Ctrl('o'));
    let reason = "its time has come".to_owned();
    let proposal = Edit::AddEntry(NewEntry::new(Disposal { reason }));
    assert_eq!(hand.edits(), [proposal]);
}
