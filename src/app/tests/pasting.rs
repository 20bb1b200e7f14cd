//! Keys that may have been pasted end, send and leave nothing; many characters at once are one
//! edit.

use super::*;

const IGNORED: &str = "Ignored: that key came with pasted text. Press it again.";

/// A call that only has to be logged.
fn call_taken_down() -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.press(Key::Tab);
    hand.type_text("today 2115");
    for _ in 0..6 {
        hand.press(Key::Tab);
    }
    hand.type_text("Stabbed once in the arm.");
    hand
}

#[test]
fn a_pasted_key_logs_nothing_and_says_so() {
    let mut hand = call_taken_down();
    hand.press_hasty(Key::Ctrl('o'));
    assert!(hand.commands().is_empty());
    assert_eq!(hand.notice(), IGNORED);
    hand.press_hasty(Key::Char('x'));
    assert_eq!(hand.notice(), IGNORED, "it outlasts what came with it");
    hand.press(Key::Backspace);
    assert_eq!(hand.notice(), "");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.commands().len(), 1);
}

#[test]
fn a_pasted_enter_on_the_last_line_ends_no_form() {
    let mut hand = Hand::first_run();
    for words in [
        "K. Duty-Example",
        "correct horse battery",
        "correct horse battery",
    ] {
        hand.press(Key::Tab);
        hand.type_text(words);
    }
    hand.press_hasty(Key::Enter);
    assert_eq!(hand.notice(), IGNORED);
    hand.text("\n", Pace::Hasty);
    assert_eq!(hand.notice(), IGNORED);
    hand.press(Key::Enter);
    assert_ne!(hand.notice(), IGNORED);
}

#[test]
fn pasted_keys_neither_leave_nor_answer_a_question() {
    let mut hand = Hand::with_an_incident();
    for key in [Key::Char('q'), Key::Ctrl('c')] {
        hand.press_hasty(key);
        assert_eq!(hand.notice(), IGNORED, "{key}");
        assert!(matches!(hand.app.screens.front(), Screen::Desk), "{key}");
    }
    hand.keys(":quit");
    hand.press_hasty(Key::Enter);
    assert_eq!(hand.notice(), IGNORED);
    hand.keys("q");
    hand.press_hasty(Key::Char('y'));
    assert_eq!(hand.notice(), IGNORED);
    assert!(hand.effects.is_empty());
    assert!(
        matches!(hand.app.screens.front(), Screen::Confirm(_)),
        "the question stands"
    );
    hand.press(Key::Char('y'));
    assert!(matches!(hand.effects[..], [Effect::Quit]));
}

#[test]
fn pasted_keys_send_no_alert() {
    let mut hand = Hand::told_now();
    hand.confirm_every_mailbox();
    hand.keys("2s");
    hand.press_hasty(Key::Enter);
    assert_eq!(hand.notice(), IGNORED);
    assert!(matches!(hand.app.screens.front(), Screen::Send(_)));
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Confirm(_)));
    hand.press_hasty(Key::Char('y'));
    assert_eq!(hand.notice(), IGNORED);
    assert!(!hand.effects.iter().any(|e| matches!(e, Effect::Write(..))));
}

#[test]
fn a_key_that_waits_for_a_write_stays_a_pasted_one() {
    let mut hand = Hand::with_an_incident();
    hand.keys("ga6");
    hand.press_hasty(Key::Esc);
    hand.press_hasty(Key::Char('q'));
    let mut known = hand::incident();
    known.version += 1;
    hand.commit(Saved::Revised(known.id));
    hand.incident(known);
    assert_eq!(hand.notice(), IGNORED);
    assert!(!matches!(hand.app.screens.front(), Screen::Confirm(_)));
}

#[test]
fn a_hundred_thousand_characters_are_as_many_edits_as_they_came_in_runs() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("safety_plan");
    let before = hand.field("safety_plan");
    let kept = hand.drafts().len();
    let typed: String = "  two  blanks, a line\nand  more "
        .chars()
        .cycle()
        .take(100_000)
        .collect();
    let characters: Vec<char> = typed.chars().collect();
    let runs = characters.chunks(4096);
    let count = runs.len();
    for run in runs {
        hand.text(&run.iter().collect::<String>(), Pace::Hasty);
    }
    assert_eq!(hand.field("safety_plan"), format!("{before}{typed}"));
    assert_eq!(hand.drafts().len() - kept, count);
    hand.press(Key::Ctrl('u'));
    assert_ne!(hand.field("safety_plan"), format!("{before}{typed}"));
}

#[test]
fn characters_that_came_together_go_where_each_would_have_gone() {
    let together = |text: &str| {
        let mut hand = Hand::with_an_incident();
        hand.text(text, Pace::ByHand);
        hand
    };
    // A key of the desk, then a form's fields: a line, a choice, yes and no.
    let hand = together("n2\n-2h\n\nWard sister \n\nExample Street\ny");
    assert_eq!(hand.field("place"), "Example Street");
    let mut alone = Hand::with_an_incident();
    for character in "n2\n-2h\n\nWard sister \n\nExample Street\ny".chars() {
        alone.press(match character {
            '\n' => Key::Enter,
            character => Key::Char(character),
        });
    }
    assert_eq!(alone.focused(), hand.focused());
    assert_eq!(alone.draft(), hand.draft());
    // A filter.
    let hand = together("/ahmadi\n");
    assert_eq!(hand.app.panes.filter, "ahmadi");
    assert!(!hand.app.panes.filtering);
}

#[test]
fn what_comes_together_with_an_answer_waits_for_its_write() {
    let mut hand = Hand::with_an_incident();
    hand.text("gajjjjjnn", Pace::ByHand);
    let first = hand.facts_answered();
    assert_eq!(first.len(), 1, "the second answer waits");
    let mut known = hand::incident();
    known.version += 1;
    for (fact, value) in first {
        hand::record(&mut known, &fact, value.as_ref());
    }
    hand.commit(Saved::Revised(known.id));
    hand.incident(known);
    assert_eq!(hand.facts_answered().len(), 1, "and then is given");
}

#[test]
fn a_paste_that_was_cut_says_so_where_it_went_into_a_field() {
    let mut hand = Hand::with_an_incident();
    let paste = |hand: &mut Hand| {
        hand.send(Message::Paste {
            text: "long".to_owned(),
            cut: true,
        });
    };
    paste(&mut hand);
    assert_eq!(hand.notice(), "");
    hand.keys("e");
    hand.go_to("safety_plan");
    paste(&mut hand);
    assert_eq!(
        hand.notice(),
        "The paste was longer than 1 MB: the first 1 MB is in the field."
    );
}

#[test]
fn nothing_is_trimmed_from_a_passphrase() {
    for pasted in [false, true] {
        let mut hand = Hand::first_run();
        hand.press(Key::Right);
        hand.press(Key::Tab);
        hand.type_text(" K. Duty-Example ");
        for _ in 0..2 {
            hand.press(Key::Tab);
            if pasted {
                hand.send(Message::Paste {
                    text: " correct  horse battery \r\n".to_owned(),
                    cut: false,
                });
            } else {
                hand.type_text(" correct  horse battery ");
            }
        }
        hand.press(Key::Enter);
        hand.note_recovery();
        let made = hand.effects.iter().find_map(|effect| match effect {
            Effect::Create {
                user, passphrase, ..
            } => Some((user.as_str(), passphrase.reveal())),
            _ => None,
        });
        assert_eq!(
            made,
            Some(("K. Duty-Example", " correct  horse battery ")),
            "pasted: {pasted}"
        );
    }
}

#[test]
fn a_write_that_waits_long_says_so_until_it_is_done() {
    let mut hand = Hand::with_an_incident();
    hand.send(Message::Waiting(true));
    assert!(hand.notice().starts_with("Not on the disk yet"));
    hand.send(Message::Waiting(false));
    assert_eq!(hand.notice(), "");
}
