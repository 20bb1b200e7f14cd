//! The reports: a number opens the list that it counts and Escape comes back to it; days are moved.

use super::*;
use crate::app::page::Page;
use crate::app::page::reports::ReportsPage;
use crate::domain::id::Reference;
use crate::domain::incident::Incident;
use crate::rules::sight::reports::ReportOf;

fn at_the_reports() -> Hand {
    let numbered = |id: i64| -> Incident {
        let mut incident = hand::incident();
        incident.id = IncidentId(id);
        incident.reference = Reference::new("TH", 2026, id);
        incident
    };
    let mut hand = Hand::opened([41, 42, 43].map(numbered).to_vec());
    hand.keys("gR");
    hand
}

/// The title of the page in front, its lines, and the place of the chosen one.
fn lines(hand: &Hand) -> (String, Vec<String>, usize) {
    let (page, see) = (page(hand), hand.app.see());
    let lines = page.rows(&see).into_iter().map(|line| line.words);
    (page.title(&see), lines.collect(), page.at())
}

fn page(hand: &Hand) -> &dyn Page {
    match hand.app.screens.front() {
        Screen::Lines(page) => page.as_ref(),
        other => panic!("a report is in front: {other:?}"),
    }
}

/// The place of a line with some words, of those that can be chosen.
fn place(hand: &Hand, words: &str) -> usize {
    let rows = page(hand).rows(&hand.app.see()).into_iter();
    let mut chosen = rows.filter(|line| line.on.is_some());
    chosen.position(|line| line.words.contains(words)).unwrap()
}

#[test]
fn a_number_opens_the_register_with_what_it_counts_and_escape_comes_back_to_it() {
    let mut hand = at_the_reports();
    hand.press(Key::Left);
    let (title, shown, _) = lines(&hand);
    assert_eq!(title, "WHAT CAME IN: November 2026");
    assert!(
        shown.iter().any(|line| line.contains("All  3")),
        "{shown:#?}"
    );
    hand.press(Key::Down);
    hand.press(Key::Enter);
    let page = hand.app.screens.register().expect("the register");
    assert!(
        page.look.query.starts_with("received:2026-11 "),
        "{}",
        page.look.query
    );
    let listed = hand.app.desk.table.matching.at_least;
    let number = shown
        .iter()
        .find_map(|line| line.split_once(" of 3,"))
        .map(|(before, _)| before.rsplit(' ').next().unwrap().parse().unwrap());
    assert_eq!(number, Some(listed), "{shown:#?}");
    hand.press(Key::Esc);
    assert_eq!(lines(&hand).2, 1, "the same line is chosen");
}

#[test]
fn days_go_back_and_forth_and_grow_and_every_report_is_gone_through() {
    let mut hand = at_the_reports();
    assert_eq!(lines(&hand).0, "WHAT CAME IN: December 2026");
    hand.press(Key::Left);
    assert_eq!(lines(&hand).0, "WHAT CAME IN: November 2026");
    hand.keys("m");
    assert_eq!(
        lines(&hand).0,
        "WHAT CAME IN: September 2026 to November 2026"
    );
    hand.press(Key::Right);
    assert_eq!(
        lines(&hand).0,
        "WHAT CAME IN: December 2026 to February 2027"
    );
    hand.press(Key::Left);
    hand.keys("mmm");
    assert_eq!(lines(&hand).0, "WHAT CAME IN: November 2026");
    let titles = ReportOf::ALL.map(|_| {
        hand.keys("f");
        lines(&hand).0
    });
    assert_eq!(
        titles,
        [
            "WHAT WAS DONE IN TIME: November 2026",
            "WHAT WAS LEARNED: November 2026",
            "FOR INSPECTION: November 2026",
            "WHAT CAME IN: November 2026",
        ]
    );
}

#[test]
fn an_audience_is_left_out_and_chosen_again_and_nothing_is_marked_where_nothing_is_to_be() {
    let mut hand = at_the_reports();
    hand.keys("x");
    assert!(
        hand.notice().contains("f goes on to it"),
        "{}",
        hand.notice()
    );
    hand.keys("ff");
    for _ in 0..place(&hand, "[x] SLT") {
        hand.press(Key::Down);
    }
    hand.press(Key::Enter);
    let chosen = page(&hand).at();
    assert_eq!(place(&hand, "[ ] SLT"), chosen);
    hand.press(Key::Enter);
    assert_eq!(place(&hand, "[x] SLT"), chosen);
    hand.keys("x");
    assert!(
        hand.notice().contains("marked as shared already"),
        "{}",
        hand.notice()
    );
}

#[test]
fn it_begins_with_what_came_in_this_month() {
    let hand = at_the_reports();
    let page = ReportsPage::new(&hand.app.see());
    assert_eq!(page.wanted.of, ReportOf::Activity);
    assert!(page.wanted.days.holds(hand.app.now));
}
