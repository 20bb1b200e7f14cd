//! Leaving the desk while the disk is slow: the question in front is what the next key answers.

use super::*;
use crate::app::page::Next;
use crate::domain::id::Reference;

/// With a call being logged, the write not yet on the disk.
fn logging() -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("Found hurt.");
    hand.press(Key::Ctrl('o'));
    assert!(hand.app.is_busy());
    hand
}

fn commit(hand: &mut Hand) {
    let saved = Saved::Logged(IncidentId(42), Reference::new("TH", 2026, 42));
    hand.commit(saved);
    hand.incident(hand::incident());
}

fn asks_to_leave(hand: &Hand) -> bool {
    matches!(hand.app.screens.front(), Screen::Confirm(confirm) if matches!(confirm.yes, Next::Quit))
}

fn quits(hand: &Hand) -> bool {
    hand.effects.iter().any(|e| matches!(e, Effect::Quit))
}

#[test]
fn leaving_is_answered_while_a_write_is_under_way() {
    let mut hand = logging();
    hand.press(Key::Ctrl('c'));
    hand.keys("y");
    assert!(quits(&hand), "nothing waits for the disk");
}

#[test]
fn the_question_stays_in_front_of_what_a_commit_opens() {
    let mut hand = logging();
    hand.press(Key::Ctrl('c'));
    commit(&mut hand);
    assert!(asks_to_leave(&hand), "{:?}", hand.app.screens.front());
    hand.keys("n");
    assert!(hand.edits().is_empty(), "it answered the question");
    let advice = matches!(hand.app.screens.front(), Screen::Advice(s) if s.id == IncidentId(42));
    assert!(
        advice,
        "what was opened lay below: {:?}",
        hand.app.screens.front()
    );
}

#[test]
fn what_was_typed_before_the_question_does_not_answer_it() {
    let mut hand = logging();
    hand.keys("6y");
    hand.press(Key::Ctrl('c'));
    commit(&mut hand);
    assert!(!quits(&hand) && asks_to_leave(&hand));
    hand.press(Key::Esc);
    assert_eq!(hand.facts_answered().len(), 1, "then it is taken up");
}

#[test]
fn the_question_stays_in_front_of_a_desk_that_opens() {
    let mut hand = Hand::first_run();
    hand.press(Key::Ctrl('c'));
    hand.reply(Reply::Opened {
        who: hand::who("k.duty-example"),
        cipher: crate::vault::Cipher::Standard,
        pack: Box::new(crate::rules::form::tests::pack()),
        rest: Box::default(),
        findings: Vec::new(),
        newest_at: hand.now,
    });
    assert!(asks_to_leave(&hand));
    hand.keys("n");
    assert!(matches!(hand.app.screens.front(), Screen::Desk));
}
