//! The questions of the advice page keep their places, say back what was recorded, and ask before
//! what would be grave if it were a slip.

use super::*;
use crate::app::action::Action;
use crate::app::page::advice::order::{Line, advice_lines};
use crate::app::page::advice::questions::Question;
use crate::domain::draft::RecordOf;
use crate::domain::incident::Incident;
use crate::pack::{FactKind, FactOf};

/// The questions of the page in front, in their order.
fn asked(hand: &Hand) -> Vec<Question> {
    let Screen::Advice(screen) = hand.app.screens.front() else {
        panic!("the advice page: {:?}", hand.app.screens.front());
    };
    let row = hand.app.desk.row(screen.id).expect("the incident");
    let lines = advice_lines(row, screen).into_iter();
    let asked = lines.filter_map(|line| match line {
        Line::Asked(question) => Some(question),
        _ => None,
    });
    asked.collect()
}

fn paths(hand: &Hand) -> Vec<String> {
    asked(hand)
        .into_iter()
        .map(|question| question.path)
        .collect()
}

fn chosen(hand: &Hand) -> String {
    let Screen::Advice(screen) = hand.app.screens.front() else {
        panic!("the advice page: {:?}", hand.app.screens.front());
    };
    paths(hand).get(screen.at).expect("a question").clone()
}

fn go_to(hand: &mut Hand, path: &str) {
    hand.press(Key::Home);
    while chosen(hand) != path {
        hand.press(Key::Down);
    }
}

fn died(known: &Incident, place: usize) -> Option<&FactValue> {
    known
        .people
        .get(place)
        .and_then(|person| person.facts.get("died"))
}

#[test]
fn an_answer_right_after_another_falls_on_no_question_that_nobody_has_read() {
    let quick = |key: char| Message::Key(Key::Char(key), Pace::Quick);
    let answers = |hand: &Hand| hand.facts_answered().len();
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    go_to(&mut hand, "people.p2.looked_after");
    hand.send(quick('n'));
    assert_eq!(answers(&hand), 1);
    hand.saved(&mut known);
    let next = chosen(&hand);
    for _held in 0..3 {
        hand.send(quick('n'));
        assert!(hand.notice().contains("had only just come"));
    }
    assert_eq!(chosen(&hand), next);
    assert_eq!(answers(&hand), 0);
    // Whoever waited, or moved, has looked.
    hand.keys("n");
    assert_eq!(answers(&hand), 1);
    hand.saved(&mut known);
    hand.press(Key::Down);
    hand.send(quick('n'));
    assert_eq!(answers(&hand), 1);
}

#[test]
fn the_questions_are_asked_of_one_person_at_a_time() {
    let mut hand = Hand::with_an_incident();
    hand.keys("ga");
    let mut about: Vec<String> = paths(&hand)
        .iter()
        .map(
            |path| match path.split('.').collect::<Vec<_>>().as_slice() {
                ["people", key, _] => (*key).to_owned(),
                _ => "incident".to_owned(),
            },
        )
        .collect();
    about.dedup();
    assert_eq!(about, ["incident", "p1", "p2", "p3"]);
}

#[test]
fn a_question_keeps_its_place_and_the_next_one_is_below_it() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    let before = paths(&hand);
    hand.keys("6");
    hand.saved(&mut known);
    go_to(&mut hand, "people.p1.died");
    let at = before.iter().position(|path| path == "people.p1.died");
    hand.keys("n");
    hand.saved(&mut known);
    assert_eq!(paths(&hand).get(..before.len()), Some(before.as_slice()));
    let next = chosen(&hand);
    let place = before.iter().position(|path| *path == next);
    assert!(place > at, "below the one that was answered: {next}");
    assert!(next.starts_with("people.p1."), "the same person: {next}");
    let answered = asked(&hand)
        .into_iter()
        .find(|question| question.path == "people.p1.died");
    let answered = answered.expect("it stays");
    assert_eq!(answered.answer.as_deref(), Some("no"));
    // The next key, however fast, is about the child that it was meant for.
    hand.keys("n");
    let edits = hand.edits();
    let of_child = |edit: &Edit| matches!(edit, Edit::Fact(Some(id), _, _) if id.0 == 1);
    assert!(edits.iter().all(of_child) && !edits.is_empty(), "{edits:?}");
    assert_eq!(died(&known, 1), None);
}

#[test]
fn a_death_is_asked_about_by_name_and_enter_means_no() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    go_to(&mut hand, "people.p2.died");
    hand.keys("y");
    let Screen::Confirm(confirm) = hand.app.screens.front() else {
        panic!("a question: {:?}", hand.app.screens.front());
    };
    assert_eq!(
        confirm.question,
        "Record that p2 sibling, 9 (Ş. Ahmadi-Example) has died? Capital Y records it; y does \
         nothing."
    );
    assert!(hand.edits().is_empty());
    hand.press(Key::Enter);
    assert!(hand.edits().is_empty(), "Enter is no");
    hand.keys("yyyy");
    assert!(hand.edits().is_empty(), "a key that is held is no yes");
    let footer = crate::app::keymap::available(&hand.app.screens.scopes(&hand.app.panes));
    let yes = footer.iter().find(|row| row.action == Action::Yes);
    assert_eq!(yes.map(|row| row.key_words()), Some("Y".to_owned()));
    hand.keys("Y");
    assert_eq!(
        hand.facts_answered(),
        [("died".to_owned(), Some(FactValue::YesNo(true)))]
    );
    hand.saved(&mut known);
    assert_eq!(
        hand.notice(),
        "p2 sibling, 9 (Ş. Ahmadi-Example): Did this person die? yes."
    );
    // When the authority learned of it is asked, in a form where u is a letter; it need not be
    // answered.
    hand.press(Key::Esc);
    hand.keys("u");
    hand.saved(&mut known);
    assert_eq!(died(&known, 1), None);
}

#[test]
fn a_death_answered_after_logging_is_asked_when_it_was_learned_of() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    go_to(&mut hand, "people.p2.died");
    hand.keys("yY");
    hand.saved(&mut known);
    let Screen::Form(form) = hand.app.screens.front() else {
        panic!("a form: {:?}", hand.app.screens.front());
    };
    let of = &form.form.draft_key;
    assert!(
        matches!(of, Some(DraftKey::Record(_, RecordOf::Event(event))) if event == "death_became_known"),
        "{of:?}"
    );
    hand.press(Key::Ctrl('o'));
    let recorded = hand.events();
    let learned: Vec<&str> = recorded.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(learned, ["death_became_known"]);
}

#[test]
fn an_answer_is_said_back_with_the_person_it_is_about() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    go_to(&mut hand, "people.p1.died");
    hand.keys("n");
    assert_eq!(hand.notice(), "", "nothing before it is on the disk");
    hand.saved(&mut known);
    let said = hand.notice();
    assert!(
        said.starts_with("p1 victim, 14 (M. Ahmadi-Example): "),
        "{said}"
    );
    assert!(said.ends_with("no. u undoes it."), "{said}");
}

#[test]
fn a_death_in_the_alert_form_is_asked_about_too() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("died");
    hand.keys("y");
    hand.press(Key::Ctrl('o'));
    assert!(hand.edits().is_empty());
    let asks =
        matches!(hand.app.screens.front(), Screen::Confirm(c) if c.question.contains("has died?"));
    assert!(asks, "{:?}", hand.app.screens.front());
}

#[test]
fn of_two_deaths_in_one_form_both_are_named_also_of_somebody_new() {
    let mut hand = Hand::with_an_incident();
    hand.keys("e");
    hand.go_to("died");
    hand.keys("y");
    hand.press(Key::Ctrl('n'));
    hand.go_to("child_name");
    hand.type_text("N. New-Example");
    hand.go_to("died");
    hand.keys("y");
    hand.press(Key::Ctrl('o'));
    let Screen::Confirm(confirm) = hand.app.screens.front() else {
        panic!("a question: {:?}", hand.app.screens.front());
    };
    assert_eq!(
        confirm.question,
        "Record that p1 victim, 14 (M. Ahmadi-Example) has died, and that one more subject \
         (N. New-Example) has died? Capital Y records it; y does nothing."
    );
    hand.keys("y");
    assert!(hand.edits().is_empty());
    hand.keys("Y");
    let added = |edit: &Edit| matches!(edit, Edit::AddPerson(person) if !person.facts.is_empty());
    assert!(hand.edits().iter().any(added), "{:?}", hand.edits());
}

#[test]
fn the_chosen_line_stays_chosen_when_somebody_else_answers_above_it() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    let asked = paths(&hand);
    hand.press(Key::End);
    let facts = hand.app.desk.current.facts.iter();
    let unasked = facts.filter(|fact| fact.of == FactOf::Incident && fact.kind == FactKind::YesNo);
    let mut unasked = unasked.filter(|fact| !asked.contains(&format!("incident.{}", fact.id)));
    let fact = unasked.next().expect("a fact that nobody asks").id.clone();
    known.facts.insert(fact, FactValue::YesNo(true));
    hand.elsewhere(&mut known);
    hand.keys("-");
    assert_eq!(
        hand.facts_answered(),
        [("seriously_harmed".to_owned(), None)]
    );
}

#[test]
fn an_alert_is_raised_once() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("gar");
    hand.saved(&mut known);
    assert!(
        hand.notice().contains("the alert is raised"),
        "{}",
        hand.notice()
    );
    hand.keys("r");
    assert!(hand.edits().is_empty());
    assert_eq!(hand.notice(), "The alert is already raised.");
    hand.keys("u");
    assert!(matches!(hand.edits().as_slice(), [Edit::Withdraw(..)]));
}

#[test]
fn leaving_the_page_puts_what_was_answered_with_the_rest() {
    let mut known = hand::incident();
    let mut hand = Hand::with(known.clone());
    hand.keys("ga");
    go_to(&mut hand, "people.p1.died");
    hand.keys("n");
    hand.saved(&mut known);
    hand.press(Key::Esc);
    hand.keys("ga");
    assert!(!paths(&hand).contains(&"people.p1.died".to_owned()));
}
