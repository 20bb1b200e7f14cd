//! An incident whose time nobody knows: its duties in hours count from being told, at the latest.

use super::*;
use crate::rules::summary::DueOf;
use crate::words::clock;

/// Told two hours ago of an incident whose time is not known.
fn told_two_hours_ago() -> Hand {
    let mut incident = hand::incident();
    for entry in incident
        .timeline
        .iter_mut()
        .filter(|entry| entry.kind == "la_became_aware")
    {
        entry.at = Moment::exact(hand::at("2026-12-24T20:10:00Z"));
    }
    let unknown =
        |entry: &&crate::domain::timeline::TimelineEvent| entry.kind == "incident_occurred";
    let happened = incident
        .timeline
        .iter()
        .find(unknown)
        .expect("the incident");
    assert_eq!(happened.at, Moment::UNKNOWN);
    Hand::with(incident)
}

#[test]
fn the_alert_leads_the_desk_with_its_own_clock_at_the_latest() {
    let hand = told_two_hours_ago();
    let desk = &hand.app.desk;
    let row = desk.row(IncidentId(42)).expect("the incident");
    let next = row.case.next.clone().expect("something to do");
    let step = row.case.steps.iter().find(|step| step.id == next.step);
    assert_eq!(step.expect("its step").done, ["alert_sent"]);
    let clock = next.clock.and_then(|place| row.case.clocks.get(place));
    let clock = clock.expect("its clock");
    assert_eq!((clock.id.as_str(), clock.bounded), ("alert_to_sqa", true));
    assert_eq!(clock::left(clock, hand.now), "at latest 22 h");
    let (_, first) = desk.sight.due.rows.first().expect("a line");
    assert_eq!(first.line.of, DueOf::Clock(clock.id.clone()));
    assert_eq!(clock::line_left(&first.line, hand.now), "at latest 22 h");
    assert_eq!(first.line.due, Some(hand::at("2026-12-25T20:10:00Z")));
}

#[test]
fn beside_a_step_that_only_leads_to_a_clock_stands_no_clock() {
    let mut incident = hand::incident();
    for entry in &mut incident.timeline {
        entry.at = Moment::exact(hand::at("2026-12-24T20:10:00Z"));
    }
    let mut sent = incident.timeline[0].clone();
    sent.id = crate::domain::id::EventId(9);
    sent.kind = "alert_sent".to_owned();
    incident.timeline.push(sent);
    let hand = Hand::with(incident);
    let row = hand.app.desk.row(IncidentId(42)).expect("the incident");
    // The reviews of two days wait for the decision, which no clock stops at.
    let first = row.case.open_clocks(hand.now)[0];
    assert_eq!(row.case.clocks[first].id, "need_to_know_first");
    let next = row.case.next.clone().expect("something to do");
    let step = row.case.steps.iter().find(|step| step.id == next.step);
    assert!(
        step.expect("its step")
            .done
            .contains(&"criteria_decided".to_owned())
    );
    assert_eq!(next.clock, None);
}
