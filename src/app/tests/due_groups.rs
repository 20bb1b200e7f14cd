//! What is due in its groups: folded and opened, one owner's alone, found by what a row shows.

use super::*;
use crate::app::panes::stops::{DueChoice, DueStop};
use crate::app::screen::Pane;
use crate::rules::sight::groups::DueGroup;

/// Returns the rows of what is due that can be chosen: the group of each, and the title of a line.
fn stops(hand: &Hand) -> Vec<(DueGroup, Option<String>)> {
    let stops = hand.app.lists().due_stops().into_iter();
    stops
        .map(|(group, stop)| match stop {
            DueStop::Line(due) => (group, Some(due.line.title.clone())),
            DueStop::Group(..) => (group, None),
        })
        .collect()
}

fn at_due() -> Hand {
    let mut hand = Hand::told_now();
    hand.keys("3");
    assert_eq!(hand.app.panes.pane, Pane::Deadlines);
    hand
}

#[test]
fn what_comes_stands_before_what_may_be_which_is_folded() {
    let mut hand = at_due();
    let before = stops(&hand);
    assert_eq!(
        before.first().map(|(group, _)| *group),
        Some(DueGroup::Tomorrow)
    );
    assert_eq!(
        before.last(),
        Some(&(DueGroup::OnlyIf, None)),
        "a heading alone"
    );
    // Enter on the heading opens the group; what was chosen is its first line.
    hand.press(Key::End);
    assert_eq!(hand.app.panes.due, Some(DueChoice::Group(DueGroup::OnlyIf)));
    assert_eq!(hand.app.lists().subject(), None, "a heading is no incident");
    hand.keys("e");
    assert!(
        hand.notice().contains("No incident is chosen"),
        "{}",
        hand.notice()
    );
    hand.press(Key::Enter);
    let opened = stops(&hand);
    assert!(opened.len() > before.len());
    let place = hand.app.lists().due_place().expect("a line is marked");
    assert_eq!(opened[place].0, DueGroup::OnlyIf);
    assert!(opened[place].1.is_some());
    // z folds it again, and its heading is chosen.
    hand.keys("z");
    assert_eq!(stops(&hand), before);
    assert_eq!(hand.app.panes.due, Some(DueChoice::Group(DueGroup::OnlyIf)));
}

#[test]
fn a_group_is_folded_from_any_of_its_lines() {
    let mut hand = at_due();
    hand.press(Key::Home);
    hand.keys("z");
    assert_eq!(stops(&hand)[0], (DueGroup::Tomorrow, None));
    hand.keys("z");
    assert!(stops(&hand)[0].1.is_some());
}

#[test]
fn o_goes_round_whose_duties_are_listed() {
    let mut hand = at_due();
    let all = stops(&hand);
    let mut seen = Vec::new();
    for _ in 0..10 {
        hand.keys("o");
        let Some(whose) = hand.app.panes.whose.clone() else {
            break;
        };
        let (count, _) = hand.app.lists().due_counts();
        assert!(!count.is_none(), "{whose} has something to do");
        seen.push(whose);
    }
    assert!(seen.contains(&"Notifier".to_owned()), "{seen:?}");
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(hand.app.panes.whose, None, "and everybody's again");
    assert_eq!(stops(&hand), all);
}

#[test]
fn a_filter_finds_what_the_row_shows() {
    for (typed, found) in [
        // The alert is due a day after Christmas Eve, 22:10.
        ("25 dec", true),
        ("notifier", true),
        ("victim 14", true),
        ("before 0900", false),
        ("before 26 dec 0900", true),
        ("21 nov", false),
    ] {
        let mut hand = at_due();
        hand.keys("/");
        hand.type_text(typed);
        let has_alert = stops(&hand)
            .iter()
            .any(|(_, title)| title.as_deref() == Some("Alert to Head of SQA"));
        assert_eq!(has_alert, found, "{typed}");
    }
}

#[test]
fn when_the_shift_ends_the_groups_are_read_again() {
    let mut hand = at_due();
    // The alert is due at 22:10: on the next evening it is of that night.
    hand.now = hand::at("2026-12-25T17:00:00Z");
    hand.send(Message::Tick);
    assert_eq!(stops(&hand)[0].0, DueGroup::Shift);
}

#[test]
fn enter_explains_and_enter_again_opens_the_incident() {
    let mut hand = at_due();
    hand.press(Key::Home);
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Explain(_)));
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Incident(_)));
}
