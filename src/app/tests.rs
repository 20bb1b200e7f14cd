//! The desk as a person uses it: keys in, effects out; answers by hand.

mod any_order;
mod asking;
mod clock;
mod conflicts;
mod deciding;
mod disputing;
mod due_groups;
mod editions;
mod entering;
mod failing;
pub(crate) mod file;
mod find_child;
mod hand;
mod handing_over;
mod inviting;
mod keeping;
mod kept;
mod leaving;
mod left_behind;
mod locking;
mod logging;
mod matrix;
mod named_keys;
mod notifying;
mod pasting;
mod people;
mod privacy;
mod queues;
mod random;
mod register;
mod reports;
mod requesting;
mod restricted;
mod rights;
mod saving;
mod sending;
mod sight;
mod telling;
mod undoing;
mod unkept;
mod unknown_time;

use hand::{Hand, NIGHT};

use super::key::{Key, Pace};
use super::message::{Effect, Refused, Reply, Saved};
use super::screen::Tab;
use super::*;
use crate::domain::age::Age;
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;
use crate::domain::draft::DraftKey;
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::domain::instant::Moment;
use crate::domain::person::PersonSaid;
use crate::domain::timeline::NewEvent;
use crate::error::Failure;

#[test]
fn a_key_on_a_list_that_the_filter_emptied_reaches_no_incident() {
    let mut hand = Hand::with_an_incident();
    hand.keys("/nothing like it");
    hand.press(Key::Enter);
    for key in [Key::Enter, Key::Char('x'), Key::Char('s'), Key::Char('a')] {
        hand.press(key);
        assert!(matches!(hand.app.screens.front(), Screen::Desk), "{key:?}");
        assert!(hand.notice().contains("No incident is chosen"), "{key:?}");
    }
    assert!(hand.commands().is_empty());
    hand.press(Key::Esc);
    hand.press(Key::Enter);
    assert!(
        matches!(hand.app.screens.front(), Screen::Incident(_)),
        "shown again"
    );
}

#[test]
fn what_is_typed_while_a_write_is_under_way_waits_for_it() {
    let mut hand = Hand::with_an_incident();
    hand.keys("gajjjjjn");
    let first = hand.facts_answered();
    assert_eq!(first.len(), 1);
    hand.keys("n");
    assert_eq!(hand.facts_answered().len(), 1, "the second answer waits");
    let mut known = hand::incident();
    known.version += 1;
    for (fact, value) in first {
        hand::record(&mut known, &fact, value.as_ref());
    }
    hand.commit(Saved::Revised(known.id));
    assert!(
        hand.facts_answered().is_empty(),
        "and for the reading after it"
    );
    hand.incident(known.clone());
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
    let (key, last) = drafts.last().expect("a draft");
    assert_eq!(*key, DraftKey::Alert(IncidentId(42)));
    let fields = last.fields.iter();
    let fields: Vec<_> = fields.map(|f| (f.id.as_str(), f.value.as_str())).collect();
    let typed = "Stays on the ward tonight. and tomorrow";
    assert_eq!(
        fields,
        [("action/safety_plan", typed)],
        "and of no other field"
    );
    hand.press(Key::Esc);
    assert!(matches!(hand.app.screens.front(), Screen::Desk));
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
    hand.commit(Saved::Draft(
        DraftKey::Alert(IncidentId(42)),
        hand::at(NIGHT),
    ));
    hand.press(Key::Ctrl('d'));
    hand.press(Key::Enter);
    assert_eq!(hand.field("safety_plan"), "Stays on the ward tonight.!");
    hand.press(Key::Ctrl('d'));
    hand.press(Key::Char('y'));
    let dropped = |c: &Command| matches!(c, Command::DropDraft(DraftKey::Alert(IncidentId(42))));
    assert!(hand.commands().iter().any(dropped));
    assert!(matches!(hand.app.screens.front(), Screen::Desk));
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
    hand.keys("ga6");
    let answered = hand.facts_answered();
    let (fact, _) = answered.first().expect("one answer").clone();
    let mut known = hand::incident();
    known.version += 1;
    hand::record(
        &mut known,
        &fact,
        Some(&FactValue::Choice("suspected".to_owned())),
    );
    hand.commit(Saved::Revised(known.id));
    hand.incident(known);
    hand.keys("u");
    assert_eq!(hand.facts_answered(), [(fact, None)]);
}

#[test]
fn an_answer_given_long_ago_can_be_taken_back() {
    let mut hand = Hand::with_an_incident();
    hand.keys("ga");
    hand.press(Key::End);
    hand.keys("-");
    // The fixture's last answer: the child's serious harm is known.
    assert_eq!(
        hand.facts_answered(),
        [("seriously_harmed".to_owned(), None)]
    );
}

#[test]
fn who_a_person_is_can_be_changed_field_by_field() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    hand.press(Key::Right);
    hand.press(Key::Right);
    hand.press(Key::Enter);
    hand.go_to("born");
    for _ in 0..10 {
        hand.press(Key::Backspace);
    }
    hand.type_text("14");
    hand.press(Key::Ctrl('o'));
    let id = crate::domain::id::PersonId(1);
    let edit = |said| Edit::Person(id, said);
    assert_eq!(
        hand.edits(),
        [
            edit(PersonSaid::DateOfBirth(None)),
            edit(PersonSaid::Age(Some(Age::Years(14)))),
            edit(PersonSaid::Unborn(false))
        ]
    );
}

#[test]
fn not_raising_an_alert_needs_a_reason() {
    let mut hand = Hand::with_an_incident();
    hand.keys("gad");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.notice(), "Say why it is not raised");
    assert!(hand.app.notice.shown().is_some_and(|n| n.refused));
    hand.type_text("Accident, seen by two adults");
    hand.press(Key::Ctrl('o'));
    let events = hand.events();
    let event: &NewEvent = events.first().expect("the decision");
    assert_eq!(event.kind, "alert_not_raised");
    assert_eq!(event.reason, "Accident, seen by two adults");
    assert_eq!(event.at, Moment::exact(hand::at(NIGHT)));
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
    assert!(matches!(hand.app.screens.front(), Screen::Form(_)));
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
    hand.incident(newer);
    assert_eq!(hand.app.panes.selected, Some(IncidentId(42)));
    assert_eq!(hand.app.desk.sight.listed.rows.len(), 2);
}

#[test]
fn the_palette_does_what_its_row_says() {
    let mut hand = Hand::with_an_incident();
    hand.keys(":");
    hand.type_text("what the protocol says");
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Advice(_)));
}

#[test]
fn tabs_of_an_incident_go_round() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    let mut seen = Vec::new();
    for _ in 0..Tab::ALL.len() {
        let Screen::Incident(screen) = hand.app.screens.front() else {
            panic!("the incident");
        };
        seen.push(screen.tab);
        hand.press(Key::Right);
    }
    assert_eq!(seen, Tab::ALL);
    assert!(matches!(hand.app.screens.front(), Screen::Incident(s) if s.tab == Tab::Summary));
}

#[test]
fn the_palette_finds_what_works_from_anywhere() {
    let mut hand = Hand::with_an_incident();
    hand.keys(":");
    hand.type_text("send");
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Send(_)));
}

#[test]
fn a_page_is_not_scrolled_past_its_end() {
    let mut hand = Hand::with_an_incident();
    hand.keys("?");
    hand.app.last_scroll = 3;
    hand.press(Key::PageDown);
    hand.press(Key::PageDown);
    hand.press(Key::Up);
    assert!(matches!(hand.app.screens.front(), Screen::Words(words) if words.at == 2));
}

#[test]
fn on_an_incident_one_key_records_the_next_step_and_any_other_can_be_chosen() {
    let mut hand = Hand::with_a_late_incident();
    let row = hand.app.desk.row(IncidentId(42)).expect("the incident");
    let next = row.case.next.clone().expect("something to do");
    let step = row.case.steps.iter().find(|step| step.id == next.step);
    let event = step
        .expect("its step")
        .done
        .first()
        .cloned()
        .expect("an event");
    hand.press(Key::Enter);
    hand.keys("x");
    assert_eq!(hand.field("event"), event);
    // The alert is past its 24 hours.
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.notice(), "Say why it is late");
    hand.type_text("Told by telephone, not recorded then");
    hand.press(Key::Ctrl('o'));
    let kinds: Vec<String> = hand.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [event], "{}", hand.notice());
}
