//! Names in full, as initials, hidden: one after the other, for as long as the sitting lasts.

use std::time::Duration;

use super::hand::who;
use super::*;
use crate::app::session::privacy::Privacy;

#[test]
fn a_key_goes_round_the_three_levels_and_a_lock_does_not_end_them() {
    let mut hand = Hand::with_an_incident();
    let mut shown = vec![hand.app.desk.privacy];
    for _ in 0..3 {
        hand.keys("V");
        shown.push(hand.app.desk.privacy);
    }
    let [full, initials, hidden] = [Privacy::Full, Privacy::Initials, Privacy::Hidden];
    assert_eq!(shown, [full, initials, hidden, full]);
    hand.keys("VV");
    hand.send(Message::Idle(Duration::from_mins(10)));
    assert!(!hand.app.is_open());
    hand.reply(Reply::Opened {
        who: who("k.duty-example"),
        cipher: Cipher::Standard,
        pack: Box::new(crate::rules::form::tests::pack()),
        rest: Box::default(),
        findings: Vec::new(),
        newest_at: hand.now,
    });
    assert_eq!(hand.app.desk.privacy, hidden);
    // In a form the letter is text.
    hand.keys("n");
    hand.keys("V");
    assert_eq!(hand.app.desk.privacy, hidden);
}

#[test]
fn a_handover_that_was_written_out_is_not_read_while_names_are_hidden() {
    let mut hand = Hand::at_the_desk();
    hand.file.rest.handovers = vec![crate::domain::handover::Handover {
        id: crate::domain::id::HandoverId(1),
        offered_at: hand.now,
        offered_by: "k.duty-example".to_owned(),
        offered_to: "the day shift".to_owned(),
        since: hand.now,
        body: "Z. Elsewhere-Example is on the ward.".to_owned(),
        accepted_at: None,
        accepted_by: String::new(),
        accepted_note: String::new(),
    }];
    hand.reply(Reply::Rest(Box::new(hand.file.rest.clone())));
    hand.keys("VVgh");
    hand.press(Key::Enter);
    assert!(!format!("{:?}", hand.app.screens).contains("Elsewhere"));
    assert!(hand.notice().contains("V shows them"), "{}", hand.notice());
    hand.keys("V");
    hand.press(Key::Enter);
    assert!(format!("{:?}", hand.app.screens).contains("Elsewhere"));
}
