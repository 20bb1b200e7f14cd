//! The register: a row is opened and come back to, asked for, sorted.

use super::*;
use crate::app::page::register::state::{Mode, RegisterPage};
use crate::domain::command::Command;
use crate::domain::id::Reference;
use crate::domain::incident::Incident;
use crate::domain::saved_view::SavedView;
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
    assert_eq!(page(&hand).look.query, "stab -again");
    assert!(!page(&hand).is_typing());
    // What cannot be read is said with its place and what was meant, and is not asked.
    hand.keys("/ stauts:open");
    let said = said(&hand);
    assert!(said.contains("^^^^^^|"), "{said}");
    assert!(said.contains("did you mean status:?"), "{said}");
    hand.press(Key::Enter);
    assert!(page(&hand).is_typing());
    hand.press(Key::Esc);
    assert_eq!(page(&hand).look.query, "stab -again");
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
    assert_eq!(page(&hand).look.query, "outcome:not-met");
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
    assert_eq!(page(&hand).look.columns.len(), Column::ALL.len());
    hand.press(Key::Down);
    hand.press(Key::Right);
    assert_eq!(
        page(&hand).look.columns.get(..3),
        Some(&[Column::Reference, Column::Age, Column::Child][..])
    );
    hand.press(Key::Enter);
    assert!(!page(&hand).look.columns.contains(&Column::Child));
    hand.press(Key::Enter);
    assert_eq!(page(&hand).look.columns.last(), Some(&Column::Child));
    hand.press(Key::Esc);
    assert!(!page(&hand).is_choosing());
}

#[test]
fn a_view_a_value_and_a_mark() {
    let mut hand = at_the_register();
    hand.keys("v");
    hand.press(Key::Enter);
    assert_eq!(page(&hand).look.query, "status:open step:acknowledge");
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
    assert_eq!(page(&hand).look.query, "\"TH-2026-0042\"");
}

#[test]
fn the_value_of_a_row_is_asked_for_once() {
    let mut hand = at_the_register();
    hand.keys("f");
    assert_eq!(page(&hand).look.query, "\"TH-2026-0043\"");
    hand.keys("f");
    assert_eq!(page(&hand).look.query, "\"TH-2026-0043\"", "no second time");
}

#[test]
fn one_more_column_sorts_what_is_equal_and_the_first_key_begins_anew() {
    let mut hand = at_the_register();
    hand.press(Key::Right);
    hand.press(Key::Right);
    assert_eq!(page(&hand).marked_column(), Column::Age);
    hand.keys("s");
    assert_eq!(
        rows(&hand),
        [41, 42, 43],
        "none has an age: by when they were told"
    );
    hand.press(Key::Left);
    hand.press(Key::Left);
    hand.keys("S");
    hand.keys("S");
    assert_eq!(
        rows(&hand),
        [43, 42, 41],
        "all of one age, by reference, last first"
    );
    hand.keys("s");
    assert_eq!(page(&hand).look.order.sorts().count(), 1);
}

#[test]
fn the_keys_of_an_incident_act_on_the_chosen_row() {
    let mut hand = at_the_register();
    hand.press(Key::Down);
    hand.keys("a");
    let about =
        matches!(hand.app.screens.front(), Screen::Advice(page) if page.id == IncidentId(42));
    assert!(about, "{:?}", hand.app.screens.front());
    hand.press(Key::Esc);
    hand.keys("i");
    assert!(hand.app.screens.form().is_some(), "a note on its timeline");
    assert_eq!(hand.app.screens.front().incident(), Some(IncidentId(42)));
    hand.press(Key::Esc);
    hand.press(Key::End);
    hand.keys("e");
    assert_eq!(hand.app.screens.front().incident(), Some(IncidentId(41)));
}

#[test]
fn it_is_found_again_as_it_was_left() {
    let mut hand = at_the_register();
    hand.keys("/stab");
    hand.press(Key::Enter);
    hand.press(Key::Right);
    hand.keys("s");
    hand.press(Key::Down);
    let chosen = page(&hand).chosen;
    hand.press(Key::Esc);
    assert!(hand.app.screens.register().is_none());
    hand.keys("gr");
    assert_eq!(page(&hand).look.query, "stab");
    assert_eq!(page(&hand).marked_column(), Column::Child);
    assert_eq!((page(&hand).chosen, rows(&hand).len()), (chosen, 2));
    hand.keys("1");
    hand.keys("gr");
    assert_eq!(
        page(&hand).look.query,
        "stab",
        "also after a pane was gone to"
    );
    hand.keys("gr");
    hand.press(Key::Esc);
    assert!(hand.app.screens.register().is_none(), "it lies there once");
}

fn saved_view(hand: &Hand) -> SavedView {
    match hand.commands().last() {
        Some(Command::SaveView(view)) => (**view).clone(),
        other => panic!("a view is saved, not {other:?}"),
    }
}

#[test]
fn how_it_is_looked_at_is_saved_chosen_and_dropped() {
    let mut hand = at_the_register();
    hand.keys("/stab");
    hand.press(Key::Enter);
    hand.keys("s");
    hand.keys("w");
    hand.type_text("Knives");
    hand.press(Key::Ctrl('o'));
    let view = saved_view(&hand);
    assert_eq!(
        (view.name.as_str(), view.query.as_str()),
        ("Knives", "stab")
    );
    assert_eq!(view.order, "reference");
    assert_eq!(
        view.owner.as_deref(),
        Some(&*hand.app.who.name),
        "one's own"
    );
    hand.file.rest.views = vec![view];
    hand.commit(Saved::Views);
    assert!(hand.notice().contains("v lists it"), "{}", hand.notice());
    // From anywhere else it is one choice away, above those of the protocol.
    hand.press(Key::Char('/'));
    hand.press(Key::Ctrl('u'));
    hand.press(Key::Enter);
    hand.keys("v");
    hand.press(Key::Enter);
    assert_eq!(
        (rows(&hand), page(&hand).look.query.as_str()),
        (vec![41, 43], "stab")
    );
    hand.keys("v");
    hand.keys("D");
    assert!(hand.question().contains("«Knives»"), "{}", hand.question());
    hand.keys("y");
    assert!(
        matches!(hand.commands().last(), Some(Command::DropView(view)) if view.name == "Knives")
    );
    hand.file.rest.views = Vec::new();
    hand.commit(Saved::Views);
    // One of the protocol's is not dropped.
    hand.keys("D");
    assert!(
        hand.notice().contains("The protocol has this view"),
        "{}",
        hand.notice()
    );
}

#[test]
fn it_is_counted_by_the_marked_column_and_a_count_asks_for_what_it_counts() {
    let mut hand = at_the_register();
    hand.keys("b");
    assert!(
        hand.notice().contains("is not counted by reference"),
        "{}",
        hand.notice()
    );
    for _ in 0..7 {
        hand.press(Key::Right);
    }
    assert_eq!(page(&hand).marked_column(), Column::State);
    hand.keys("b");
    let counts = hand.app.desk.counts.as_ref().unwrap();
    assert_eq!((counts.all, counts.counts.len()), (3, 1));
    hand.press(Key::Enter);
    assert!(
        page(&hand).look.query.starts_with("status:=\""),
        "{}",
        page(&hand).look.query
    );
    assert_eq!(rows(&hand), [43, 42, 41]);
    hand.keys("b");
    hand.press(Key::Esc);
    assert!(!page(&hand).is_choosing());
}

#[test]
fn a_view_of_the_same_name_is_replaced_only_after_a_question() {
    let mut hand = at_the_register();
    hand.keys("/stab");
    hand.press(Key::Enter);
    let look = page(&hand).look.clone();
    hand.app.desk.saved_views = vec![look.named("Knives", None, "s.other-example")];
    hand.keys("w");
    hand.type_text("knives");
    hand.press(Key::Tab);
    hand.keys("e");
    hand.press(Key::Ctrl('o'));
    assert!(
        hand.question().contains("saved by s.other-example"),
        "{}",
        hand.question()
    );
    hand.press(Key::Enter);
    assert_eq!(hand.commands(), [], "Enter means no");
    assert!(hand.app.screens.form().is_some(), "the form is still there");
    hand.press(Key::Ctrl('o'));
    hand.keys("y");
    assert_eq!(saved_view(&hand).owner, None);
    hand.commit(Saved::Views);
    assert!(
        hand.app.screens.form().is_none(),
        "it closes once it is committed"
    );
}

#[test]
fn today_is_another_day_when_the_register_is_found_again() {
    let mut hand = at_the_register();
    hand.keys("/received:today");
    hand.press(Key::Enter);
    let before = page(&hand).wanted(24).query;
    hand.press(Key::Esc);
    hand.now = hand.now.plus(chrono::Duration::days(1));
    hand.keys("gr");
    assert_eq!(page(&hand).look.query, "received:today");
    assert_ne!(page(&hand).wanted(24).query, before);
}

#[test]
fn whoever_opens_the_desk_next_does_not_find_what_was_asked() {
    let mut hand = at_the_register();
    hand.keys("/child:ahmadi");
    hand.press(Key::Enter);
    hand.press(Key::Esc);
    assert!(hand.app.panes.register.is_some());
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    assert!(!hand.app.is_open());
    assert!(!format!("{:?}", hand.app).contains("child:ahmadi"));
}
