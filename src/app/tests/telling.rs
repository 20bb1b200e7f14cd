//! When the council was told: now until somebody types another time, and asked about when a call is
//! taken up again.

use super::*;

const LATER: &str = "2026-12-24T22:46:00Z";

/// Types a call half, leaves it, and comes back to it later.
fn taken_up_again(told: &str) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    if !told.is_empty() {
        hand.go_to("aware");
        for _ in 0.."now".len() {
            hand.press(Key::Backspace);
        }
        hand.type_text(told);
    }
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.press(Key::Esc);
    hand.now = hand::at(LATER);
    hand.keys("n");
    hand.press(Key::Enter);
    hand
}

fn told(hand: &Hand) -> Option<Moment> {
    let logged = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Log(incident, _) => Some(incident),
            _ => None,
        });
    let logged = logged.expect("it is logged");
    let event = logged
        .events
        .into_iter()
        .find(|event| event.kind == "la_became_aware");
    event.map(|event| event.at)
}

#[test]
fn an_untouched_time_is_now_when_it_is_logged() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    assert_eq!(hand.field("aware"), "now");
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.now = hand::at(LATER);
    hand.press(Key::Ctrl('o'));
    assert_eq!(told(&hand), Some(Moment::exact(hand::at(LATER))));
}

#[test]
fn looking_for_an_incident_keeps_no_time() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.type_text("malik");
    hand.press(Key::Esc);
    hand.now = hand::at(LATER);
    hand.keys("n");
    hand.press(Key::Enter);
    assert_eq!(hand.field("search"), "malik");
    assert_eq!(hand.field("aware"), "now");
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.press(Key::Ctrl('o'));
    assert_eq!(told(&hand), Some(Moment::exact(hand::at(LATER))));
}

#[test]
fn a_call_taken_up_again_asks_and_keeps_the_earlier_time() {
    for key in [Key::Enter, Key::Esc, Key::Char('n')] {
        let mut hand = taken_up_again("");
        let asked = hand.question();
        for words in ["begun Thu 24 Dec 22:10", "now, 22:46?"] {
            assert!(asked.contains(words), "{asked}");
        }
        hand.press(key);
        assert_eq!(hand.field("aware"), "24/12/2026 22:10", "{key:?}");
        assert!(
            hand.notice().contains("stays 24/12/2026 22:10"),
            "{}",
            hand.notice()
        );
        hand.press(Key::Ctrl('o'));
        assert_eq!(told(&hand), Some(Moment::exact(hand::at(NIGHT))), "{key:?}");
    }
}

#[test]
fn a_call_taken_up_again_can_be_told_now() {
    let mut hand = taken_up_again("");
    hand.keys("y");
    assert_eq!(hand.field("aware"), "now");
    hand.press(Key::Ctrl('o'));
    assert_eq!(told(&hand), Some(Moment::exact(hand::at(LATER))));
}

#[test]
fn what_was_kept_is_not_asked_again() {
    let mut hand = taken_up_again("");
    hand.press(Key::Enter);
    hand.press(Key::Esc);
    hand.now = hand::at("2026-12-24T23:10:00Z");
    hand.keys("n");
    hand.press(Key::Enter);
    assert_eq!(hand.field("aware"), "24/12/2026 22:10");
}

#[test]
fn a_time_that_was_typed_is_never_changed() {
    let hand = taken_up_again("today 2200");
    assert_eq!(hand.field("aware"), "24/12/2026 22:00");
}
