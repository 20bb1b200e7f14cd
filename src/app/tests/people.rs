//! A person who was put on an incident by mistake: taken off with a reason, and visible still.

use super::*;
use crate::app::page::advice::order::questions_of;
use crate::rules::form::people_of;

/// Opens the People tab with a person chosen.
fn at_person(hand: &mut Hand, place: usize) {
    hand.press(Key::Enter);
    while !matches!(hand.app.screens.front(), Screen::Incident(s) if s.tab == Tab::People) {
        hand.press(Key::Right);
    }
    for _ in 0..place {
        hand.press(Key::Down);
    }
}

/// Takes p2, the sibling, off the fixture's incident.
fn without_the_sibling() -> (Hand, crate::domain::incident::Incident) {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    at_person(&mut hand, 1);
    hand.keys("D");
    hand.type_text("another family's child");
    hand.press(Key::Ctrl('o'));
    hand.saved(&mut known);
    (hand, known)
}

#[test]
fn a_person_is_taken_off_with_a_reason_and_not_without() {
    let mut hand = Hand::with_an_incident();
    at_person(&mut hand, 1);
    hand.keys("D");
    hand.press(Key::Ctrl('o'));
    assert!(hand.edits().is_empty());
    assert!(hand.notice().starts_with("Say why"), "{}", hand.notice());
    hand.type_text("another family's child");
    hand.press(Key::Ctrl('o'));
    let id = crate::domain::id::PersonId(2);
    let reason = Some("another family's child".to_owned());
    assert_eq!(hand.edits(), [Edit::StrikePerson(id, reason)]);
}

#[test]
fn who_was_taken_off_is_in_no_form_rule_label_or_search_and_the_numbers_stay() {
    let (hand, known) = without_the_sibling();
    let keys: Vec<String> = known
        .facts(None, None)
        .people
        .into_iter()
        .map(|person| person.id)
        .collect();
    assert_eq!(keys, ["p1", "p3"]);
    let pack = &hand.app.desk.current;
    let form = pack.alert_form().expect("the alert form");
    let in_form = form
        .section
        .iter()
        .flat_map(|section| people_of(pack, section, &known));
    assert!(in_form.into_iter().all(|person| person.id.0 != 2));
    let row = hand.app.desk.row(known.id).expect("the incident");
    assert_eq!(row.who().lead(), "TH-2026-0042 victim 14 +1");
    assert_eq!(row.who().leading(), "victim 14, suspect 34");
    let asked = questions_of(row);
    assert!(
        asked.iter().all(|question| !question.path.contains("p2")),
        "{asked:?}"
    );
    let searched = crate::domain::similar::searched(&known);
    assert!(searched.contains("M. Ahmadi") && !searched.contains("Ş. Ahmadi"));
}

#[test]
fn who_was_taken_off_is_put_back_by_undo_or_after_a_question() {
    let (mut hand, _) = without_the_sibling();
    hand.keys("u");
    let id = crate::domain::id::PersonId(2);
    assert_eq!(hand.edits(), [Edit::StrikePerson(id, None)]);
    let (mut hand, mut known) = without_the_sibling();
    hand.keys("D");
    let Screen::Confirm(confirm) = hand.app.screens.front() else {
        panic!("a question: {:?}", hand.app.screens.front());
    };
    assert!(
        confirm
            .question
            .contains("Taken off: another family's child")
    );
    hand.keys("y");
    assert_eq!(hand.edits(), [Edit::StrikePerson(id, None)]);
    hand.saved(&mut known);
    assert_eq!(known.standing().count(), 3);
}

#[test]
fn the_person_forms_are_never_emptied() {
    for (keys, said) in [("p", "Esc leaves"), ("\n", "on the People tab D")] {
        let mut hand = Hand::with_an_incident();
        at_person(&mut hand, 1);
        match keys {
            "p" => hand.keys("p"),
            _ => hand.press(Key::Enter),
        }
        hand.press(Key::Ctrl('x'));
        assert!(hand.notice().contains(said), "{}", hand.notice());
        assert_eq!(hand.focused(), "role", "the form is whole");
    }
}

#[test]
fn the_alert_form_says_where_a_person_on_file_is_taken_off() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("child_name");
    hand.press(Key::Ctrl('x'));
    assert!(
        hand.notice().contains("on the People tab D takes them off"),
        "{}",
        hand.notice()
    );
    let whole = matches!(hand.app.screens.front(), Screen::Form(s)
        if s.form.title == "ALERT FORM");
    assert!(whole);
}
