//! The door: who opens the desk, the key that is typed back, the wait after wrong passphrases, and a
//! desk that locks.

use super::hand::{Hand, NIGHT, at, who};
use super::*;
use crate::app::message::Elsewhere;
use crate::app::session::door::Door;
use crate::domain::user::Own;

const PASSPHRASE: &str = "correct horse battery";

fn filled_in() -> Hand {
    let mut hand = Hand::first_run();
    hand.press(Key::Right);
    hand.press(Key::Tab);
    hand.type_text("K. Duty-Example");
    for _ in 0..2 {
        hand.press(Key::Tab);
        hand.type_text(PASSPHRASE);
    }
    hand.press(Key::Enter);
    hand
}

fn made(hand: &Hand) -> bool {
    let is_made = |effect: &Effect| matches!(effect, Effect::Create { .. });
    hand.effects.iter().any(is_made)
}

fn form(hand: &Hand) -> &crate::app::form::Form {
    match hand.app.screens.front() {
        Screen::Form(screen) => &screen.form,
        other => panic!("a form, not {other:?}"),
    }
}

fn fault(hand: &Hand) -> String {
    let fault = form(hand).fault.as_ref();
    fault.map_or_else(String::new, |fault| fault.words.clone())
}

#[test]
fn a_desk_is_made_once_the_whole_recovery_key_is_typed_back() {
    let mut hand = filled_in();
    let printed = hand.draw_recovery();
    assert!(form(&hand).intro.contains(&printed));
    let one_group = printed.split('-').next().unwrap();
    for (typed, said) in [
        ("", "Type the whole key, from your note"),
        (
            one_group,
            "it has 4 letters and digits, and a recovery key has 32",
        ),
        // 28 zeros with their own check group: a recovery key, and not this one.
        (
            "0000-0000-0000-0000-0000-0000-0000-QVRA",
            "This is another recovery key than the one above",
        ),
    ] {
        hand.type_text(typed);
        hand.press(Key::Enter);
        assert_eq!(fault(&hand), said);
        assert!(!made(&hand));
        for _ in 0..typed.len() {
            hand.press(Key::Backspace);
        }
    }
    hand.type_text(&printed.replace('-', " ").to_lowercase());
    hand.press(Key::Enter);
    assert!(made(&hand));
    assert!(!format!("{:?}", hand.effects).contains(one_group));
}

#[test]
fn a_desk_that_could_not_be_made_shows_its_form_again_and_another_key_then() {
    let mut hand = filled_in();
    hand.note_recovery();
    hand.reply(Reply::NotOpened(
        Failure::new("The desk was not opened", "the disk is full", ""),
        None,
    ));
    assert_eq!(form(&hand).title, "A NEW DESK");
    assert!(!format!("{:?}", hand.app).contains("correct horse"));
}

fn locked(last: Option<&str>) -> Hand {
    let names = ["K. Duty-Example", "S. Other-Example"].map(str::to_owned);
    let door = Door::of(names.to_vec(), last.map(str::to_owned));
    Hand::new(&Start::Locked(door))
}

fn opened_as(hand: &Hand) -> Option<(Option<String>, String)> {
    hand.effects.iter().find_map(|effect| match effect {
        Effect::Open { name, passphrase } => Some((name.clone(), passphrase.reveal().to_owned())),
        _ => None,
    })
}

#[test]
fn of_several_the_name_is_asked_first_and_the_last_one_stands_there() {
    let mut hand = locked(Some("S. Other-Example"));
    assert_eq!(hand.focused(), "passphrase");
    hand.type_text(PASSPHRASE);
    hand.press(Key::Enter);
    let as_other = (Some("S. Other-Example".to_owned()), PASSPHRASE.to_owned());
    assert_eq!(opened_as(&hand), Some(as_other));
    // Whoever is not known here is asked, and one who has no passphrase any more is not offered.
    for last in [None, Some("G. Gone-Example")] {
        let mut hand = locked(last);
        assert_eq!(hand.focused(), "name");
        hand.press(Key::Right);
        hand.press(Key::Tab);
        hand.type_text(PASSPHRASE);
        hand.press(Key::Enter);
        let as_first = (Some("K. Duty-Example".to_owned()), PASSPHRASE.to_owned());
        assert_eq!(opened_as(&hand), Some(as_first));
    }
    // Without a name nothing is tried.
    let mut hand = locked(None);
    hand.press(Key::Tab);
    hand.type_text(PASSPHRASE);
    hand.press(Key::Enter);
    assert_eq!(opened_as(&hand), None);
    assert_eq!(hand.focused(), "name");
}

#[test]
fn the_wait_after_wrong_passphrases_counts_down_and_takes_nothing_typed_away() {
    let mut hand = Hand::locked();
    hand.type_text(PASSPHRASE);
    hand.press(Key::Enter);
    let wrong = Failure::new("The desk was not opened", "the passphrase is not right", "");
    let until = at(NIGHT).plus(chrono::Duration::seconds(4));
    hand.effects.clear();
    hand.reply(Reply::NotOpened(wrong, Some(until)));
    let mut seen = Vec::new();
    for second in 1..=4 {
        hand.now = at(NIGHT).plus(chrono::Duration::seconds(second));
        hand.send(Message::Tick);
        seen.push(fault(&hand));
        if second == 2 {
            hand.type_text(PASSPHRASE);
            hand.press(Key::Enter);
            assert_eq!(opened_as(&hand), None);
        }
    }
    let waits = |left: i64| {
        format!("After wrong passphrases none is taken for {left} s yet. What is typed stays.")
    };
    assert_eq!(
        seen,
        [
            waits(3),
            waits(2),
            waits(1),
            "The passphrase was not right: type it again".to_owned()
        ]
    );
    assert!(!hand.app.door.is_counting());
    hand.press(Key::Enter);
    assert_eq!(opened_as(&hand), Some((None, PASSPHRASE.to_owned())));
}

fn tell(hand: &mut Hand, own: Own) {
    hand.reply(Reply::Elsewhere(Box::new(Elsewhere {
        own: Some(own),
        names: vec!["S. Other-Example".to_owned()],
        ..Elsewhere::default()
    })));
}

#[test]
fn a_desk_locks_under_whoever_is_disabled_and_shows_nothing_of_it() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("half a sentence");
    tell(
        &mut hand,
        Own::Ended(at(NIGHT), "A. Admin-Example".to_owned()),
    );
    assert_eq!(
        fault(&hand),
        "A. Admin-Example said at 22:10 that you may be at this desk no more. What you recorded stays."
    );
    let shown = format!("{:?}", hand.app);
    assert!(
        !shown.contains("Ahmadi") && !shown.contains("half a sentence"),
        "{shown}"
    );
    assert_eq!(hand.app.who, Who::default());
    // No key reaches what was there, nor does what the store still answers.
    hand.press(Key::Esc);
    hand.keys("n");
    hand.reply(Reply::Failed(Failure::new(
        "Not read",
        "the desk is locked",
        "",
    )));
    assert_eq!(hand.app.desk.rows().count(), 0);
    hand.type_text(PASSPHRASE);
    hand.press(Key::Enter);
    assert_eq!(opened_as(&hand).map(|(name, _)| name), Some(None));
}

#[test]
fn roles_that_somebody_else_gives_are_there_at_once() {
    let mut hand = Hand::at_the_desk();
    assert_eq!(hand.app.who, who("k.duty-example"));
    tell(&mut hand, Own::Roles("sqa".parse().unwrap()));
    assert_eq!(hand.app.who.roles.to_string(), "sqa");
}
