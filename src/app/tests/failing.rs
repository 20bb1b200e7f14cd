//! What went wrong can be read, with all that it came of.

use super::hand::Hand;
use crate::app::key::Key;
use crate::app::message::{Effect, Refused, Reply};
use crate::app::page::Screen;
use crate::error::{Cause, Failure};

fn read_only() -> Failure {
    let failure = Failure::new("Not saved", "desk.db cannot be written", "Make room.");
    failure.because_of(Cause::new("SQLite code 1544"))
}

fn words(hand: &Hand) -> Vec<String> {
    match hand.app.screens.front() {
        Screen::Words(words) => words.lines.clone(),
        _ => Vec::new(),
    }
}

const TOLD: [&str; 5] = [
    "Not saved",
    "because: desk.db cannot be written",
    "because: SQLite code 1544",
    "",
    "Make room.",
];

#[test]
fn what_an_error_came_of_is_read_with_a_key() {
    let mut hand = Hand::with_an_incident();
    hand.keys("gw");
    assert!(hand.notice().starts_with("Nothing has gone wrong"));
    hand.reply(Reply::Failed(read_only()));
    assert_eq!(
        hand.notice(),
        "Not saved: desk.db cannot be written. Make room."
    );
    hand.keys("gw");
    assert_eq!(words(&hand), TOLD);
}

#[test]
fn what_refused_a_save_is_read_over_its_form_and_the_form_stays() {
    let mut hand = Hand::with_an_incident();
    hand.keys("i");
    hand.type_text("rang back");
    hand.press(Key::Ctrl('o'));
    hand.refuse(Refused::Failed(read_only()));
    hand.press(Key::Ctrl('r'));
    assert_eq!(words(&hand), TOLD);
    hand.press(Key::Esc);
    assert!(matches!(hand.app.screens.front(), Screen::Form(_)));
}

#[test]
fn a_desk_that_does_not_open_says_why_and_forgets_what_was_typed() {
    let mut hand = Hand::locked();
    hand.type_text("correct horse battery ");
    hand.press(Key::Enter);
    // Enter pressed twice opens once.
    hand.press(Key::Enter);
    let opened = hand.effects.iter().filter_map(|effect| match effect {
        Effect::Open { passphrase, .. } => Some(passphrase.reveal()),
        _ => None,
    });
    assert_eq!(opened.collect::<Vec<_>>(), ["correct horse battery "]);
    hand.reply(Reply::NotOpened(read_only(), None));
    assert!(!format!("{:?}", hand.app).contains("correct horse"));
    hand.press(Key::Ctrl('r'));
    assert_eq!(words(&hand), TOLD);
}
