//! Undo takes back the last thing that was done here, whatever it was, and nothing older.

use super::*;
use crate::app::page::Next;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, Record, Task, TaskField};

/// A note on the incident, written and on the disk.
fn with_a_note() -> (Hand, Incident) {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("gd1");
    hand.press(Key::Enter);
    hand.keys("i");
    hand.type_text("The ward rang.");
    hand.press(Key::Ctrl('o'));
    hand.saved(&mut known);
    hand.keys("gd");
    hand.confirm_every_mailbox();
    for contact in &mut hand.app.desk.contacts {
        contact.confirmed_at = None;
    }
    (hand, known)
}

/// Answers a write of a contact as the store would: the entries are read again.
fn contact_saved(hand: &mut Hand, known: &Incident) -> Contact {
    let saved = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::SaveContact(contact, _) => Some(*contact),
            _ => None,
        });
    let mut saved = saved.expect("an entry is saved");
    saved.id = Some(crate::domain::id::ContactId(1));
    saved.version += 1;
    hand.commit(Saved::Contact);
    hand.file.incidents = vec![known.clone()];
    hand.reply(Reply::Rest(Box::new(crate::app::message::Rest {
        contacts: vec![saved.clone()],
        ..Default::default()
    })));
    saved
}

#[test]
fn a_confirmation_is_undone_and_not_the_note_before_it() {
    let (mut hand, known) = with_a_note();
    hand.keys("4vt");
    hand.press(Key::Ctrl('o'));
    let confirmed = contact_saved(&mut hand, &known);
    assert!(confirmed.confirmed_at.is_some());
    assert_eq!(confirmed.confirmed_how, "by telephone");
    assert!(hand.notice().contains("is confirmed"), "{}", hand.notice());
    hand.keys("u");
    assert!(hand.edits().is_empty(), "the note stays");
    let back = contact_saved(&mut hand, &known);
    assert_eq!(back.confirmed_at, None);
    assert_eq!(back.confirmed_how, "");
    assert!(
        hand.notice().starts_with("Undone: the confirmation"),
        "{}",
        hand.notice()
    );
    // What is before it comes next, after a question: it is on an incident that is not in view.
    hand.keys("u");
    let note = |edit: &Edit| matches!(edit, Edit::Withdraw(..));
    assert!(hand.edits().iter().any(note), "{:?}", hand.edits());
}

#[test]
fn a_contacts_change_is_undone_with_every_field_as_it_was() {
    let (mut hand, known) = with_a_note();
    hand.keys("4");
    let role = hand.app.lists().roles().first().cloned().expect("a role");
    let before = hand.app.desk.contact(&role).cloned().expect("an entry");
    hand.keys("e");
    hand.go_to("name");
    hand.type_text("W. Wrong-Example");
    hand.press(Key::Ctrl('o'));
    let changed = contact_saved(&mut hand, &known);
    assert_eq!(changed.name, "W. Wrong-Example");
    hand.keys("u");
    let back = contact_saved(&mut hand, &known);
    assert_eq!((back.name, back.mailbox), (before.name, before.mailbox));
}

#[test]
fn a_contact_that_somebody_else_changed_since_stays() {
    let (mut hand, known) = with_a_note();
    hand.keys("4vt");
    hand.press(Key::Ctrl('o'));
    let mut theirs = contact_saved(&mut hand, &known);
    theirs.mailbox = "other@council.example".to_owned();
    theirs.version += 1;
    hand.file.incidents = vec![known];
    hand.reply(Reply::Rest(Box::new(crate::app::message::Rest {
        contacts: vec![theirs],
        ..Default::default()
    })));
    hand.keys("u");
    assert!(hand.commands().is_empty());
    assert!(
        hand.notice()
            .contains("(the confirmation) cannot be undone"),
        "{}",
        hand.notice()
    );
}

#[test]
fn what_cannot_be_undone_stands_in_the_way_of_what_is_older() {
    let (mut hand, mut known) = with_a_note();
    // A correction stays: the note before it is not reached.
    hand.press(Key::Enter);
    while !matches!(hand.app.screens.front(), Screen::Incident(s) if s.tab == Tab::Timeline) {
        hand.press(Key::Right);
    }
    hand.press(Key::Enter);
    hand.go_to("reason");
    hand.type_text("wrong day");
    hand.press(Key::Ctrl('o'));
    hand.saved(&mut known);
    for _ in 0..2 {
        hand.keys("u");
        assert!(hand.edits().is_empty());
        assert_eq!(
            hand.notice(),
            "The last thing (the correction) cannot be undone."
        );
    }
}

#[test]
fn a_person_who_was_added_is_taken_off_again() {
    let (mut hand, mut known) = with_a_note();
    hand.press(Key::Enter);
    hand.keys("p");
    hand.press(Key::Char('v'));
    hand.press(Key::Tab);
    hand.type_text("W. Wrong-Example");
    hand.press(Key::Ctrl('o'));
    hand.saved(&mut known);
    assert_eq!(known.people.len(), 4);
    hand.keys("u");
    let edits = hand.edits();
    let off = matches!(edits.as_slice(), [Edit::StrikePerson(id, Some(_))] if id.0 == 4);
    assert!(off, "{edits:?}");
    hand.saved(&mut known);
    assert_eq!(known.standing().count(), 3);
}

#[test]
fn logging_is_not_undone_and_nothing_before_it_is() {
    let (mut hand, _) = with_a_note();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.press(Key::Ctrl('o'));
    let reference = crate::domain::id::Reference::new("TH", 2026, 43);
    hand.commit(Saved::Logged(IncidentId(43), reference));
    let mut new = hand::incident();
    new.id = IncidentId(43);
    hand.incident(new);
    hand.keys("u");
    assert!(hand.edits().is_empty());
    assert_eq!(
        hand.notice(),
        "The last thing (an incident was logged) cannot be undone."
    );
}

/// Undoes what is on the disk after somebody else changed it as said.
fn undo_after(
    hand: &mut Hand,
    known: &mut Incident,
    change: impl FnOnce(&mut Incident),
) -> Vec<Edit> {
    hand.saved(known);
    change(known);
    hand.elsewhere(known);
    hand.keys("u");
    hand.edits()
}

fn says_changed_since(hand: &Hand) -> bool {
    let refused = hand.app.notice.shown().is_some_and(|n| n.refused);
    refused && hand.notice().contains("it was changed")
}

#[test]
fn a_colleague_s_newer_answer_is_not_undone() {
    for theirs in [Some(FactValue::YesNo(true)), None] {
        let mut known = hand::incident();
        let mut hand = Hand::with(known.clone());
        hand.keys("ga");
        hand.press(Key::End);
        hand.keys("n");
        assert_eq!(hand.facts_answered().len(), 1);
        let edits = undo_after(&mut hand, &mut known, |known| {
            let facts = &mut known.people.first_mut().expect("the child").facts;
            facts.remove("seriously_harmed");
            facts.extend(theirs.map(|value| ("seriously_harmed".to_owned(), value)));
        });
        assert!(edits.is_empty(), "{edits:?}");
        assert!(says_changed_since(&hand), "{}", hand.notice());
    }
}

#[test]
fn nothing_that_a_colleague_wrote_since_into_the_same_field_is_undone() {
    type Change = fn(&mut Incident);
    let fields: [(&str, Change); 2] = [
        ("place", |known| "Example Road".clone_into(&mut known.place)),
        ("safety_plan", |known| {
            let plan = "Home with her aunt.".to_owned();
            known.form.insert("safety_plan".to_owned(), plan);
        }),
    ];
    for (field, change) in fields {
        for changed in [true, false] {
            let mut known = hand::incident();
            let mut hand = Hand::with(known.clone());
            hand.keys("e");
            hand.go_to(field);
            hand.type_text(" East");
            hand.press(Key::Ctrl('o'));
            let edits = undo_after(&mut hand, &mut known, |known| {
                if changed {
                    change(known);
                }
            });
            assert_eq!(edits.is_empty(), changed, "{field}: {edits:?}");
            assert_eq!(says_changed_since(&hand), changed, "{field}");
        }
    }
}

#[test]
fn a_name_that_a_colleague_put_right_since_stays() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.press(Key::Enter);
    hand.press(Key::Right);
    hand.press(Key::Right);
    hand.press(Key::Enter);
    hand.go_to("name");
    hand.type_text("x");
    hand.press(Key::Ctrl('o'));
    let edits = undo_after(&mut hand, &mut known, |known| {
        let child = known.people.first_mut().expect("the child");
        "Q. Right-Example".clone_into(&mut child.name);
    });
    assert!(edits.is_empty(), "{edits:?}");
    assert!(says_changed_since(&hand), "{}", hand.notice());
}

#[test]
fn a_task_s_time_that_a_colleague_put_right_since_stays() {
    for changed in [true, false] {
        let mut known = hand::incident();
        known.entries.push(Entry {
            id: EntryId(5),
            of: None,
            created_at: hand::at(NIGHT),
            created_by: "k.duty-example".to_owned(),
            record: Record::Task(Task {
                what: "Ring the ward".to_owned(),
                ..Task::default()
            }),
            struck: None,
        });
        let mut hand = Hand::with(known.clone());
        let _opened = hand.app.apply(Next::Tab(known.id, Tab::Tasks));
        hand.keys("x");
        let edits = undo_after(&mut hand, &mut known, |known| {
            let task = known.entries.first_mut().expect("the task");
            if changed {
                let earlier = Moment::exact(hand::at("2026-12-24T21:00:00Z")).to_text();
                let done = task.record.set(TaskField::DoneAt.into(), &earlier);
                done.expect("a time");
            }
        });
        assert_eq!(edits.is_empty(), changed, "{edits:?}");
    }
}

/// Returns a hand that made a task, and it is on the disk.
fn with_a_task() -> Hand {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    hand.keys("t");
    hand.type_text("Ring the ward");
    hand.go_to("owner");
    hand.type_text("K. Duty-Example");
    hand.go_to("due");
    hand.type_text("tomorrow");
    hand.press(Key::Ctrl('o'));
    hand.commit(Saved::Revised(hand::incident().id));
    hand
}

#[test]
fn undo_takes_back_its_own_entry_and_never_another_persons() {
    let mut hand = with_a_task();
    // Meanwhile somebody else made a task too, and it is the newest.
    let task = |id: i64, what: &str, by: &str| Entry {
        id: EntryId(id),
        of: None,
        created_at: hand::at("2026-12-24T22:10:00Z"),
        created_by: by.to_owned(),
        record: Record::Task(Task {
            what: what.to_owned(),
            owner: "K. Duty-Example".to_owned(),
            due: Moment::from_text("2026-12-25"),
            done_at: None,
        }),
        struck: None,
    };
    let mut known = hand::incident();
    known.version += 2;
    known.entries = vec![
        task(1, "Ring the ward", "k.duty-example"),
        task(2, "Ring the school", "s.other-example"),
    ];
    hand.incident(known);
    hand.keys("u");
    let edits = hand.edits();
    assert!(
        matches!(edits.as_slice(), [Edit::Strike(EntryId(1), _)]),
        "{edits:?}"
    );
}

#[test]
fn undo_refuses_what_is_no_longer_as_it_made_it() {
    let mut hand = with_a_task();
    let mut known = hand::incident();
    known.version += 1;
    hand.incident(known);
    hand.keys("u");
    assert!(hand.edits().is_empty());
    assert!(
        hand.notice().contains("cannot be undone"),
        "{}",
        hand.notice()
    );
}
