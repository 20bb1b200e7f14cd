//! The register: a row is opened and come back to, asked for, sorted.

use super::*;
use crate::app::page::register::{Mode, RegisterPage};
use crate::domain::id::Reference;
use crate::domain::incident::Incident;
use crate::report::register::columns::Column;

fn numbered(id: i64, narrative: &str) -> Incident {
    let mut incident = hand::incident();
    incident.id = IncidentId(id);
    incident.reference = Reference::new("TH", 2026, id);
    narrative.clone_into(&mut incident.narrative);
    incident
}

fn at_the_register() -> Hand {
    let all = [(41, "Stabbed"), (42, "Burnt"), (43, "Stabbed again")];
    let all = all.map(|(id, narrative)| numbered(id, narrative));
    let mut hand = Hand::opened(all.to_vec());
    hand.keys("gr");
    hand
}

fn page(hand: &Hand) -> &RegisterPage {
    hand.app.screens.register().expect("the register is open")
}

fn rows(hand: &Hand) -> Vec<i64> {
    let rows = hand.app.desk.table.page.rows.iter();
    rows.map(|entry| entry.listed.id.0).collect()
}

fn said(hand: &Hand) -> String {
    match &page(hand).mode {
        Mode::Typing(line) => line.said.join("|"),
        other => panic!("a query is typed, not {other:?}"),
    }
}

#[test]
fn enter_opens_the_chosen_row_and_escape_comes_back_to_it() {
    let mut hand = at_the_register();
    assert_eq!(rows(&hand), [43, 42, 41], "newest trouble first");
    assert_eq!(page(&hand).chosen, Some(IncidentId(43)));
    hand.press(Key::Down);
    hand.press(Key::Enter);
    let opened = matches!(hand.app.screens.front(), Screen::Incident(s) if s.id == IncidentId(42));
    assert!(opened, "{:?}", hand.app.screens.front());
    hand.press(Key::Esc);
    assert!(matches!(hand.app.screens.front(), Screen::Register(_)));
    assert_eq!(page(&hand).chosen, Some(IncidentId(42)));
    hand.press(Key::End);
    assert_eq!(page(&hand).chosen, Some(IncidentId(41)));
    hand.press(Key::Home);
    assert_eq!(page(&hand).chosen, Some(IncidentId(43)));
}

#[test]
fn the_rows_follow_what_is_typed_and_a_mistake_is_pointed_at() {
    let mut hand = at_the_register();
    hand.keys("/stab");
    assert_eq!(rows(&hand), [43, 41]);
    hand.keys(" -again");
    assert_eq!(rows(&hand), [41]);
    hand.press(Key::Enter);
    assert_eq!(page(&hand).typed, "stab -again");
    assert!(!page(&hand).is_typing());
    // What cannot be read is said with its place and what was meant, and is not asked.
    hand.keys("/ stauts:open");
    let said = said(&hand);
    assert!(said.contains("^^^^^^|"), "{said}");
    assert!(said.contains("did you mean status:?"), "{said}");
    hand.press(Key::Enter);
    assert!(page(&hand).is_typing());
    hand.press(Key::Esc);
    assert_eq!(page(&hand).typed, "stab -again");
    assert_eq!(rows(&hand), [41]);
}

#[test]
fn tab_completes_a_word_or_lists_what_it_can_be() {
    let mut hand = at_the_register();
    hand.keys("/outc");
    hand.press(Key::Tab);
    hand.keys("n");
    hand.press(Key::Tab);
    hand.press(Key::Enter);
    assert_eq!(page(&hand).typed, "outcome:not-met");
    assert_eq!(rows(&hand), [0; 0]);
    hand.press(Key::Char('/'));
    hand.press(Key::Ctrl('u'));
    hand.keys("looked-after:");
    hand.press(Key::Tab);
    assert_eq!(
        said(&hand),
        "looked-after:no  looked-after:unknown  looked-after:yes"
    );
    hand.press(Key::Char('?'));
    assert!(matches!(hand.app.screens.front(), Screen::Words(_)));
    hand.press(Key::Esc);
    assert!(page(&hand).is_typing(), "the query is still being typed");
}

#[test]
fn a_column_is_sorted_by_and_again_the_other_way_round() {
    let mut hand = at_the_register();
    hand.keys("s");
    assert_eq!(rows(&hand), [41, 42, 43], "by the reference");
    hand.keys("s");
    assert_eq!(rows(&hand), [43, 42, 41]);
    for _ in 0..Column::ALL.len() {
        hand.press(Key::Right);
    }
    assert_eq!(page(&hand).marked_column(), Column::Learning);
    hand.keys("s");
    assert_eq!(rows(&hand), [43, 42, 41], "by this nothing is sorted");
}

#[test]
fn columns_are_left_out_and_put_elsewhere_and_the_first_stays() {
    let mut hand = at_the_register();
    hand.keys("C");
    hand.press(Key::Enter);
    assert_eq!(page(&hand).columns.len(), Column::ALL.len());
    hand.press(Key::Down);
    hand.press(Key::Right);
    assert_eq!(
        page(&hand).columns.get(..3),
        Some(&[Column::Reference, Column::Age, Column::Child][..])
    );
    hand.press(Key::Enter);
    assert!(!page(&hand).columns.contains(&Column::Child));
    hand.press(Key::Enter);
    assert_eq!(page(&hand).columns.last(), Some(&Column::Child));
    hand.press(Key::Esc);
    assert!(!page(&hand).is_choosing());
}

#[test]
fn a_view_a_value_and_a_mark() {
    let mut hand = at_the_register();
    hand.keys("v");
    hand.press(Key::Enter);
    assert!(page(&hand).typed.contains("outcome:undecided"));
    hand.press(Key::Char('/'));
    hand.press(Key::Ctrl('u'));
    hand.press(Key::Enter);
    assert_eq!(rows(&hand), [43, 42, 41]);
    hand.keys("m");
    assert_eq!(
        page(&hand).marked.iter().collect::<Vec<_>>(),
        [&IncidentId(43)]
    );
    assert_eq!(page(&hand).chosen, Some(IncidentId(42)), "on to the next");
    hand.keys("f");
    assert_eq!(rows(&hand), [42]);
    assert_eq!(page(&hand).typed, "\"TH-2026-0042\"");
}
