//! The first run, and a telephone call taken down.

use super::*;
use crate::domain::facts::Role;
use crate::domain::id::Reference;
use crate::domain::incident::Detail;
use crate::rules::form::tests::incident;

#[test]
fn a_call_is_logged_in_twelve_keystrokes_beyond_its_words() {
    let mut hand = Hand::at_the_desk();
    let mut beyond_words = 0;
    let mut press = |hand: &mut Hand, key: Key| {
        beyond_words += 1;
        hand.press(key);
    };
    press(&mut hand, Key::Char('n'));
    let words = [
        "",
        "today 2115",
        "",
        "Ward sister, 020 7946 0123",
        "",
        "Example Street",
        "y",
        "Stabbed once in the arm outside school.",
        "",
        "M. Ahmadi-Example",
        "4/3/2012",
    ];
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            press(&mut hand, Key::Tab);
        }
        hand.type_text(word);
    }
    press(&mut hand, Key::Ctrl('o'));
    assert_eq!(beyond_words, 12);
    let logged = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Log(incident, draft) => Some((incident, draft)),
            _ => None,
        });
    let (logged, draft) = logged.expect("the incident is logged");
    assert_eq!(draft, Some(DraftKey::New(1)));
    let mut details = logged.details.iter();
    let place = details.find(|(known, _)| *known == Detail::Place);
    assert_eq!(place.map(|(_, text)| text.as_str()), Some("Example Street"));
    assert_eq!(
        logged.facts,
        [("occurred_in_area".to_owned(), FactValue::YesNo(true))]
    );
    let times: Vec<_> = logged
        .events
        .iter()
        .map(|e| (e.kind.as_str(), e.at))
        .collect();
    assert_eq!(
        times,
        [
            (
                "incident_occurred",
                Moment::exact(hand::at("2026-12-24T21:15:00Z"))
            ),
            ("la_became_aware", Moment::exact(hand::at(NIGHT))),
        ]
    );
    let person = logged.people.first().expect("the child");
    let born = chrono::NaiveDate::from_ymd_opt(2012, 3, 4);
    assert_eq!((person.born.date, person.role), (born, Some(Role::Victim)));
}

#[test]
fn nothing_is_said_to_be_logged_before_its_commit() {
    let mut hand = Hand::at_the_desk();
    hand.press(Key::Char('n'));
    hand.press(Key::Ctrl('o'));
    assert!(hand.commands().is_empty(), "an empty call is not logged");
    assert!(hand.notice().contains("Nothing is said of it yet"));
    hand.type_text("Found hurt.");
    hand.press(Key::Ctrl('o'));
    assert!(hand.app.notice.shown().is_none());
    assert!(matches!(hand.app.screens.front(), Screen::Form(_)));
    let id = IncidentId(42);
    hand.commit(Saved::Logged(id, hand::reference()));
    assert_eq!(hand.notice(), "TH-2026-0042 is logged.");
    assert!(matches!(hand.app.screens.front(), Screen::Advice(screen) if screen.id == id));
}

#[test]
fn the_advice_lives_with_what_is_typed() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    let answer = |hand: &Hand| {
        let advice = hand
            .app
            .screens
            .form()
            .and_then(|screen| screen.live_advice(&hand.app.see()))
            .expect("advice beside the quick log");
        let alert = advice.into_iter().find(|a| a.id == "alert").expect("alert");
        alert.missing
    };
    let before = answer(&hand);
    hand.go_to("born");
    hand.type_text("4/3/2012");
    assert_ne!(answer(&hand), before);
}

#[test]
fn what_cannot_be_is_said_at_the_field_while_it_is_typed() {
    for (field, typed, words) in [
        (
            "occurred",
            "25/12/2026 09:00",
            "Err(\"Fri 25 Dec 2026 09:00 GMT is in the future",
        ),
        ("born", "14/3/2019", "Ok(\"14 Mar 2019 · 7 years old\")"),
        ("born", "25/12/2026", "Err(\"25 Dec 2026 is still to come"),
        ("born", "6 weeks", "Ok(\"6 weeks old\")"),
        ("born", "121", "Err(\"121 is no age"),
        (
            "born",
            "14/3/2019, 9",
            "Err(\"14 Mar 2019 · 7 years old is not 9 years old",
        ),
    ] {
        let mut hand = Hand::at_the_desk();
        hand.keys("n");
        hand.go_to(field);
        hand.type_text(typed);
        let form = &hand.app.screens.form().expect("the quick log").form;
        let field = form.focused().expect("a field");
        let said = format!("{:?}", field.echo(hand.app.now).expect("words"));
        assert!(said.starts_with(words), "{typed}: {said}");
    }
}

#[test]
fn a_time_in_the_future_is_refused_and_the_hand_goes_to_it() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.press(Key::Tab);
    hand.type_text("25/12/2026 09:00");
    for _ in 0..4 {
        hand.press(Key::Tab);
    }
    hand.press(Key::Ctrl('o'));
    assert!(
        hand.notice().contains("is in the future"),
        "{}",
        hand.notice()
    );
    assert_eq!(hand.focused(), "occurred");
    assert!(
        !hand
            .commands()
            .iter()
            .any(|c| matches!(c, Command::Log(..)))
    );
}

#[test]
fn a_time_typed_from_now_stays_the_time_it_was() {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.press(Key::Tab);
    hand.type_text("-2h");
    hand.press(Key::Tab);
    assert_eq!(hand.field("occurred"), "24/12/2026 20:10");
    hand.press(Key::Esc);
    hand.now = hand::at("2026-12-25T06:00:00Z");
    hand.keys("n");
    hand.press(Key::Enter);
    // The council was told when the call was begun.
    hand.press(Key::Enter);
    assert_eq!(hand.field("occurred"), "24/12/2026 20:10");
    assert_eq!(
        hand.field("aware"),
        "24/12/2026 22:10",
        "the call stays when it was"
    );
}

#[test]
fn the_same_child_is_found_while_logging_and_opened_with_one_key() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("ahmadi");
    let Screen::Form(screen) = hand.app.screens.front() else {
        panic!("the quick log");
    };
    assert_eq!(
        screen.matches.first().map(|(listed, _)| listed.id),
        Some(IncidentId(42))
    );
    for _ in 0..7 {
        hand.press(Key::Tab);
    }
    hand.type_text("A second caller says the same");
    hand.press(Key::Ctrl('g'));
    assert!(hand.field("note").contains("A second caller says the same"));
    hand.press(Key::Ctrl('o'));
    let revised = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::Revise { id, draft, .. } => Some((id, draft)),
            _ => None,
        });
    assert_eq!(revised, Some((IncidentId(42), Some(DraftKey::New(1)))));
}

/// Pressed before the desk has looked: the question still comes, for the key waits for the answer.
#[test]
fn no_hand_is_too_fast_for_the_question_whether_it_is_there() {
    let mut hand = Hand::with_an_incident();
    name_the_same_child(&mut hand);
    hand.type_text("4/3/201");
    hand.press_ahead(Key::Char('2'));
    hand.press_ahead(Key::Ctrl('o'));
    assert!(
        hand.commands()
            .iter()
            .all(|c| !matches!(c, Command::Log(..)))
    );
    hand.read();
    let Screen::Confirm(question) = hand.app.screens.front() else {
        panic!("a question: {:?}", hand.app.screens.front());
    };
    assert!(question.question.contains("may be the same"));
}

#[test]
fn a_new_desk_asks_for_a_passphrase_twice_and_never_keeps_it() {
    let mut hand = Hand::first_run();
    hand.press(Key::Right);
    hand.press(Key::Tab);
    hand.type_text("K. Duty-Example");
    hand.press(Key::Tab);
    hand.type_text("short");
    hand.press(Key::Ctrl('o'));
    assert!(hand.app.notice.shown().is_some_and(|n| n.refused));
    assert_eq!(hand.focused(), "passphrase");
    for _ in 0.."short".len() {
        hand.press(Key::Backspace);
    }
    hand.type_text("correct horse battery");
    hand.press(Key::Tab);
    hand.type_text("correct horse battery");
    hand.press(Key::Ctrl('o'));
    assert_eq!(hand.focused(), "again");
    for _ in 0.."correct horse battery".len() {
        hand.press(Key::Backspace);
    }
    hand.type_text("correct horse battery");
    hand.press(Key::Enter);
    hand.note_recovery();
    let made = hand.effects.iter().any(|effect| {
        matches!(effect, Effect::Create { user, passphrase, .. }
            if user == "K. Duty-Example" && passphrase.reveal() == "correct horse battery")
    });
    assert!(made);
    assert!(hand.drafts().is_empty());
    assert!(!format!("{:?}", hand.effects).contains("correct horse"));
}

#[test]
fn what_was_looked_for_stands_as_the_name_until_another_is_typed() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("Okoro");
    hand.press(Key::Tab);
    assert_eq!(hand.field("name"), "Okoro");
    hand.go_to("name");
    hand.type_text("Ada Okoro-Example");
    assert_eq!(hand.field("name"), "Ada Okoro-Example");
}

#[test]
fn a_number_that_was_looked_for_is_no_name() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("EX-10009");
    hand.press(Key::Tab);
    assert_eq!(hand.field("name"), "");
}

/// Takes a call down about the child of the incident that is on the desk, up to when they were born.
fn name_the_same_child(hand: &mut Hand) {
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("The same again");
    hand.go_to("name");
    hand.type_text("M. Ahmadi-Example");
    hand.press(Key::Tab);
}

/// Takes a call down for the child of the incident that is on the desk.
fn log_the_same_child(hand: &mut Hand) {
    name_the_same_child(hand);
    hand.type_text("4/3/2012");
    hand.press(Key::Ctrl('o'));
}

fn has_logged(hand: &Hand) -> bool {
    let commands = hand.commands();
    commands
        .iter()
        .any(|command| matches!(command, Command::Log(..)))
}

#[test]
fn logging_beside_the_same_child_asks_and_no_is_the_default() {
    let mut hand = Hand::with_an_incident();
    log_the_same_child(&mut hand);
    let Screen::Confirm(question) = hand.app.screens.front() else {
        panic!("a question");
    };
    assert_eq!(
        question.question,
        "TH-2026-0042 may be the same: same name and date of birth. Log another beside it? No goes \
         back; Ctrl-G opens it."
    );
    hand.press(Key::Enter);
    assert!(!has_logged(&hand));
    hand.press(Key::Ctrl('o'));
    hand.keys("y");
    assert!(has_logged(&hand));
}

#[test]
fn of_several_that_may_be_the_same_one_is_chosen() {
    let mut second = incident();
    second.id = IncidentId(43);
    second.reference = Reference::new("TH", 2026, 43);
    let mut hand = Hand::opened(vec![incident(), second]);
    hand.keys("n");
    hand.type_text("ahmedi");
    hand.go_to("narrative");
    hand.type_text("A second caller says the same");
    hand.press(Key::Ctrl('g'));
    hand.press(Key::Down);
    hand.press(Key::Enter);
    assert!(hand.field("note").contains("A second caller says the same"));
    let about = hand
        .app
        .screens
        .form()
        .and_then(|form| form.sheet.incident());
    assert_eq!(about, Some(IncidentId(42)), "the older of the two");
}
