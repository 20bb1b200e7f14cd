//! A key acts on what is in sight: what was just logged, the marked line, the page in front.

use super::*;
use crate::app::page::Next;
use crate::app::screen::{IncidentScreen, Pane};
use crate::domain::id::Reference;
use crate::domain::incident::Incident;

/// Another incident like the fixture's.
fn numbered(id: i64) -> Incident {
    let mut incident = hand::incident();
    incident.id = IncidentId(id);
    incident.reference = Reference::new("TH", 2026, id);
    incident
}

/// The incident with its alert gone, so that it waits for it no longer.
fn sent(mut incident: Incident) -> Incident {
    incident.version += 1;
    let event = NewEvent::new("alert_sent", Moment::exact(hand::at(NIGHT)));
    let recorded = crate::rules::form::tests::recorded(9, &event, "k.duty", hand::at(NIGHT));
    incident.timeline.push(recorded);
    incident
}

/// Logs incident 43 from the desk.
fn log(hand: &mut Hand) {
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.press(Key::Ctrl('o'));
    let reference = Reference::new("TH", 2026, 43);
    hand.commit(Saved::Logged(IncidentId(43), reference));
    hand.incident(numbered(43));
    hand.press(Key::Esc);
    assert!(matches!(hand.app.screens.front(), Screen::Desk));
}

#[test]
fn what_was_just_logged_is_chosen_in_every_pane() {
    for pane in ["1", "2", "3", "4"] {
        let mut hand = Hand::with_an_incident();
        hand.keys(pane);
        log(&mut hand);
        assert_eq!(
            hand.app.lists().in_view(),
            Some(IncidentId(43)),
            "pane {pane}"
        );
        assert!(hand.app.lists().due_place().is_some(), "a line is marked");
        hand.keys("ga");
        let advice =
            matches!(hand.app.screens.front(), Screen::Advice(s) if s.id == IncidentId(43));
        assert!(advice, "pane {pane}");
    }
    let mut hand = Hand::with_an_incident();
    hand.keys("3");
    log(&mut hand);
    hand.keys("e");
    let form = matches!(hand.app.screens.front(), Screen::Form(s)
        if s.form.title == "ALERT FORM" && s.sheet.incident() == Some(IncidentId(43)));
    assert!(
        form,
        "the form of what was logged: {:?}",
        hand.app.screens.front()
    );
}

#[test]
fn what_was_just_logged_is_not_hidden_by_a_filter() {
    let mut hand = Hand::with_an_incident();
    hand.keys("/0042");
    hand.press(Key::Enter);
    log(&mut hand);
    assert_eq!(hand.app.lists().subject(), Some(IncidentId(43)));
    assert!(hand.app.lists().listed_place().is_some(), "it is marked");
}

#[test]
fn when_the_chosen_incident_leaves_the_list_the_next_is_chosen_and_marked() {
    let mut hand = Hand::opened(vec![numbered(41), numbered(42), numbered(43)]);
    let listed = |hand: &Hand| -> Vec<i64> {
        let rows = hand.app.desk.sight.listed.rows.iter();
        rows.map(|listed| listed.id.0).collect()
    };
    let before = listed(&hand);
    hand.press(Key::Down);
    let chosen = hand.app.lists().subject().expect("the second").0;
    assert_eq!(Some(&chosen), before.get(1));
    hand.incident(sent(numbered(chosen)));
    let next = hand.app.lists().subject().map(|id| id.0);
    assert_eq!(next.as_ref(), before.get(2), "the next of {before:?}");
    assert_eq!(hand.app.lists().listed_place(), Some(1), "and it is marked");
    // The last of the list: the one above it is next.
    let chosen = next.expect("the third");
    hand.incident(sent(numbered(chosen)));
    assert_eq!(
        hand.app.lists().subject().map(|id| id.0).as_ref(),
        before.first()
    );
}

#[test]
fn with_no_line_marked_the_keys_reach_no_incident_and_say_so() {
    let mut hand = Hand::with_an_incident();
    hand.incident(sent(hand::incident()));
    assert!(hand.app.desk.sight.listed.rows.is_empty());
    for key in ["e", "s", "c", "a", "x", "ga"] {
        hand.keys(key);
        assert!(matches!(hand.app.screens.front(), Screen::Desk), "{key}");
        assert!(hand.notice().contains("No incident is chosen"), "{key}");
    }
    assert!(hand.edits().is_empty());
}

#[test]
fn what_is_chosen_elsewhere_and_not_listed_is_not_what_the_list_means() {
    let mut hand = Hand::opened(vec![sent(numbered(42)), numbered(43)]);
    hand.keys("3");
    while hand.app.lists().subject() != Some(IncidentId(42)) {
        hand.press(Key::Down);
    }
    hand.keys("1");
    assert_eq!(hand.app.lists().listed_place(), None, "no line is marked");
    hand.keys("e");
    assert!(
        hand.notice().contains("Down chooses one"),
        "{}",
        hand.notice()
    );
    hand.press(Key::Down);
    assert_eq!(hand.app.lists().subject(), Some(IncidentId(43)));
    assert_eq!(hand.app.lists().listed_place(), Some(0));
}

#[test]
fn when_the_chosen_line_of_what_is_due_is_done_the_next_is_chosen() {
    let mut hand = Hand::opened(vec![numbered(42), numbered(43)]);
    hand.keys("3");
    hand.press(Key::Down);
    let place = hand.app.lists().due_place().expect("a line is marked");
    let gone = hand.app.panes.due.clone().expect("a line");
    let mut closed = numbered(gone.incident().expect("a line of an incident").0);
    closed.version += 1;
    let event = NewEvent::new("case_closed", Moment::exact(hand::at(NIGHT)));
    let recorded = crate::rules::form::tests::recorded(9, &event, "k.duty", hand::at(NIGHT));
    closed.timeline.push(recorded);
    closed
        .timeline
        .retain(|entry| entry.kind != "la_became_aware");
    hand.incident(closed);
    let lines = hand.app.lists().due_stops();
    assert!(!lines.is_empty());
    let now = hand
        .app
        .lists()
        .due_place()
        .expect("a line is marked still");
    assert_eq!(now, place.min(lines.len() - 1));
    assert_ne!(hand.app.panes.due, Some(gone));
}

#[test]
fn a_key_on_words_acts_on_the_page_that_they_lie_over() {
    let mut hand = Hand::opened(vec![numbered(42), numbered(43)]);
    hand.app.panes.selected = Some(IncidentId(43));
    let page = IncidentScreen {
        id: IncidentId(42),
        tab: Tab::Summary,
        at: 0,
    };
    let pushed = hand.app.screens.push(Screen::Incident(page), (80, 24));
    assert!(pushed.redraw);
    hand.keys("?");
    assert_eq!(hand.app.lists().subject(), Some(IncidentId(42)));
    hand.press(Key::Esc);
    hand.press(Key::Esc);
    assert_eq!(hand.app.panes.pane, Pane::Incoming);
    hand.keys("?ga");
    let none = hand.notice();
    assert!(
        none.contains("No incident is chosen"),
        "no line is in sight"
    );
}

#[test]
fn a_call_is_recorded_to_the_role_that_is_marked() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    while !matches!(hand.app.screens.front(), Screen::Incident(s) if s.tab == Tab::Told) {
        hand.press(Key::Right);
    }
    let row = hand.app.desk.row(IncidentId(42)).expect("the incident");
    let first = row.case.told.first().expect("a role").role.clone();
    hand.keys("c");
    assert_eq!(hand.field("role"), first);
}

#[test]
fn an_incident_that_is_opened_at_a_tab_is_remembered_as_read() {
    let mut hand = Hand::with_an_incident();
    let opened = hand.app.apply(Next::Tab(IncidentId(42), Tab::Tasks));
    let seen = |effect: &Effect| matches!(effect, Effect::Run(_, Command::Seen { .. }));
    assert!(opened.effects.iter().any(seen), "{opened:?}");
}
