//! A clock that is behind the record is said until somebody says that it is right, and again when
//! it is another fault.

use chrono::Duration;

use super::*;

/// Sets the clock of the computer back from the newest record.
fn set_back(hand: &mut Hand, minutes: i64) {
    hand.now = hand::at(NIGHT).plus(Duration::minutes(-minutes));
    hand.send(Message::Tick);
}

fn is_warned(hand: &Hand) -> bool {
    hand.app.clock.warning(hand.app.now).is_some()
}

fn confirmed_an_hour_behind() -> Hand {
    let mut hand = Hand::with_an_incident();
    assert!(!is_warned(&hand));
    set_back(&mut hand, 60);
    assert!(is_warned(&hand));
    hand.press(Key::Ctrl('l'));
    hand.keys("y");
    assert!(!is_warned(&hand));
    hand
}

#[test]
fn a_clock_further_behind_than_was_confirmed_is_said_again() {
    let mut hand = confirmed_an_hour_behind();
    set_back(&mut hand, 62);
    assert!(!is_warned(&hand), "clocks may differ by a little");
    set_back(&mut hand, 180);
    assert!(is_warned(&hand));
}

#[test]
fn what_was_confirmed_is_forgotten_once_the_clock_has_caught_up() {
    let mut hand = confirmed_an_hour_behind();
    set_back(&mut hand, 30);
    assert!(!is_warned(&hand), "still the same fault");
    set_back(&mut hand, 0);
    assert!(!is_warned(&hand));
    set_back(&mut hand, 60);
    assert!(is_warned(&hand), "another fault");
}
