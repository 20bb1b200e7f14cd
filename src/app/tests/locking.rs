//! A desk that is to lock while a write is under way; whoever opens it again.

use std::time::Duration;

use super::hand::{Hand, who};
use super::*;
use crate::app::page::Next;
use crate::app::session::waiting::Waiting;
use crate::domain::command::Command;

const LONG: Message = Message::Idle(Duration::from_mins(10));

fn is_lock(effect: &Effect) -> bool {
    matches!(effect, Effect::Lock)
}

#[test]
fn a_running_write_is_answered_before_the_desk_locks_and_nothing_is_shown_meanwhile() {
    let mut hand = Hand::with_an_incident();
    let write = Next::write(Command::ForgetDrafts(Vec::new()), Waiting::Forgotten);
    hand.apply(write);
    hand.send(LONG);
    assert!(!hand.effects.iter().any(is_lock));
    assert!(hand.app.is_open() && hand.app.guard.is_concealed());
    // No key shows it again.
    hand.press(Key::Enter);
    assert!(hand.app.guard.is_concealed());
    hand.commit(Saved::DraftsForgotten(Vec::new()));
    assert!(hand.effects.iter().any(is_lock));
    assert!(!hand.app.is_open() && !hand.app.guard.is_concealed());
    assert!(!format!("{:?}", hand.app).contains("Ahmadi"));
}

#[test]
fn another_person_who_opens_a_locked_desk_is_not_where_the_first_was() {
    for (name, is_back) in [("k.duty-example", true), ("s.other-example", false)] {
        let mut hand = Hand::with_an_incident();
        hand.press(Key::Enter);
        assert!(matches!(hand.app.screens.front(), Screen::Incident(_)));
        hand.send(LONG);
        hand.reply(Reply::Opened {
            who: who(name),
            cipher: Cipher::Standard,
            pack: Box::new(crate::rules::form::tests::pack()),
            rest: Box::default(),
            findings: Vec::new(),
            newest_at: hand.now,
        });
        let is_there = matches!(hand.app.screens.front(), Screen::Incident(_));
        assert_eq!(is_there, is_back, "{name}");
    }
}
