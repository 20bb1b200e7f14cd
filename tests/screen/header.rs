//! The top line, stated by hand: what falls due next on the whole desk, and how much is overdue.

use dutydesk::cli::demo::Council;

use super::desk::WIDE;
use super::hand::{Call, Hand};
use super::tower_hamlets::stabbing;

/// Returns what stands after 999 in the top lines.
fn next(hand: &Hand) -> String {
    let screen = hand.desk.text();
    let line = screen.lines().find(|line| line.contains("NEXT  "));
    let line = line.expect("the line of what is next");
    let (_, next) = line.split_once("NEXT  ").expect("what is next");
    next.trim_end().to_owned()
}

/// S2 «within 24 hours of the incident taking place»: Christmas Eve 21:15 to Christmas Day 21:15.
#[test]
fn the_alert_of_a_new_incident_is_next_and_nothing_is_overdue() {
    let night = "2026-12-24T22:15:00Z";
    let mut hand = Hand::at(Council::TowerHamlets, night, WIDE, &stabbing());
    hand.desk.send("gd");
    assert_eq!(
        next(&hand),
        "23 h  0001 Alert to Head of SQA (Fri 25 Dec 21:15)"
    );
}

/// The alert is past its time; the local five days end on Tuesday 29 December at 17:00. A second
/// incident, of the 27th at 09:00, has had its alert due on the 28th at 09:00, and its five days end
/// in January.
#[test]
fn what_is_overdue_is_counted_and_the_nearest_that_is_not_is_next() {
    let noon = "2026-12-29T12:00:00Z";
    let mut hand = Hand::at(Council::TowerHamlets, noon, WIDE, &stabbing());
    hand.desk.send("gd");
    assert_eq!(
        next(&hand),
        "5 h  0001 DfE notification, local target (Tue 29 Dec 17:00) · 1 overdue"
    );
    let second = Call {
        happened: "27/12/2026 0900",
        told: "27/12/2026 1000",
        what: "Fell from a window.",
        people: &[("v", "B. Fern-Example", "4/3/2016")],
    };
    hand.log_another("0002", &second);
    hand.desk.send("gd");
    assert!(next(&hand).starts_with("5 h  0001 "), "{}", next(&hand));
    assert!(next(&hand).ends_with(" · 2 overdue"), "{}", next(&hand));
}
