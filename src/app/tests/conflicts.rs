//! Two people at one incident: what each typed is shown, and nothing is overwritten unseen.

use super::*;
use crate::app::screen::Words;
use crate::domain::change::Change;

fn meanwhile(field: &str, before: &str, after: &str) -> Change {
    Change {
        by: "s.other-example".to_owned(),
        at: hand::at("2026-12-24T22:09:00Z"),
        version: 2,
        what: field.parse().expect("a field"),
        before: Some(before.to_owned()),
        after: Some(after.to_owned()),
    }
}

fn words_in_front(hand: &Hand) -> String {
    match hand.app.screens.front() {
        Screen::Words(words) => words.lines.join("\n"),
        other => panic!("no words in front: {other:?}"),
    }
}

#[test]
fn a_stale_save_shows_what_changed_and_keeps_what_was_typed() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("safety_plan");
    hand.type_text(" Then home.");
    hand.press(Key::Ctrl('o'));
    hand.refuse(Refused::Stale(vec![meanwhile(
        "place",
        "Example Street",
        "Example Road",
    )]));
    let words = words_in_front(&hand);
    assert!(
        words.contains("place: was «Example Street», now «Example Road»"),
        "{words}"
    );
    assert!(words.contains("s.other-example"));
    let mut theirs = hand::incident();
    theirs.version += 1;
    "Example Road".clone_into(&mut theirs.place);
    hand.incident(theirs.clone());
    hand.press(Key::Esc);
    assert_eq!(
        hand.field("place"),
        "Example Road",
        "untouched here: theirs is shown"
    );
    assert_eq!(
        hand.field("safety_plan"),
        "Stays on the ward tonight. Then home."
    );
    hand.press(Key::Ctrl('o'));
    let saved = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Revise { version, edits, .. } => Some((version, edits)),
            _ => None,
        });
    let (version, edits) = saved.expect("saved again");
    assert_eq!(version, theirs.version);
    assert_eq!(
        edits,
        [
            // Offered from who is on the incident, and saved with the form.
            Edit::Form(
                "household".to_owned(),
                Some("sibling Ş. Ahmadi-Example, 9".to_owned())
            ),
            Edit::Form(
                "safety_plan".to_owned(),
                Some("Stays on the ward tonight. Then home.".to_owned())
            )
        ],
        "their place is not taken back"
    );
}

#[test]
fn a_field_typed_into_by_both_is_shown_before_it_can_be_saved() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("place");
    hand.type_text(" 1");
    let mut theirs = hand::incident();
    theirs.version += 1;
    "Example Street 2".clone_into(&mut theirs.place);
    hand.incident(theirs);
    // Left and opened again, it is still there to be looked at.
    hand.press(Key::Esc);
    hand.keys("e");
    assert!(words_in_front(&hand).contains("typed here «Example Street 1»"));
    hand.press(Key::Esc);
    let mut theirs = hand::incident();
    theirs.version += 2;
    "Example Street 3".clone_into(&mut theirs.place);
    hand.incident(theirs);
    // No page opens of itself: the next letters are of the field, and none is a key.
    hand.type_text("1 u");
    assert_eq!(hand.field("place"), "Example Street 11 u");
    hand.press(Key::Ctrl('o'));
    let words = words_in_front(&hand);
    assert!(
        words.contains("recorded «Example Street 3», typed here «Example Street 11 u»"),
        "{words}"
    );
    let revised = |hand: &mut Hand| {
        let commands = hand.commands();
        commands.iter().any(|c| matches!(c, Command::Revise { .. }))
    };
    assert!(!revised(&mut hand), "nothing is saved unseen");
    hand.press(Key::Esc);
    assert_eq!(hand.field("place"), "Example Street 11 u");
    hand.press(Key::Ctrl('o'));
    assert!(revised(&mut hand), "it was seen");
}

#[test]
fn a_draft_taken_up_later_meets_what_was_recorded_since() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("place");
    hand.type_text(" 1");
    hand.press(Key::Esc);
    let mut theirs = hand::incident();
    theirs.version += 1;
    "Example Street 2".clone_into(&mut theirs.place);
    "Two adults ran off.".clone_into(&mut theirs.narrative);
    hand.incident(theirs);
    hand.keys("e");
    assert!(matches!(hand.app.screens.front(), Screen::Words(w) if w.title == Words::MEANWHILE));
    hand.press(Key::Esc);
    assert_eq!(hand.field("place"), "Example Street 1");
    let narrative = hand.app.desk.current.alert_form().and_then(|form| {
        let fields = form.section.iter().flat_map(|section| &section.field);
        let mut bound = fields.filter(|f| f.binds.as_deref() == Some("incident.narrative"));
        bound.next().map(|field| field.id.clone())
    });
    if let Some(id) = narrative {
        assert_eq!(hand.field(&id), "Two adults ran off.");
    }
}
