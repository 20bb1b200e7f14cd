//! What stands oddly is kept, flagged and explained.

use chrono::NaiveDate;

use crate::domain::calendar::BankHolidays;
use crate::domain::id::EventId;
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::timeline::TimelineEvent;
use crate::rules::case::Case;
use crate::rules::clocks::{Counting, default_close};
use crate::rules::form::tests as fixture;
use crate::rules::testing::plain;

/// An event at a time of January 2027, with its word.
fn with(incident: &mut Incident, kind: &str, value: Option<&str>, at: &str) {
    let id = i64::try_from(incident.timeline.len()).unwrap_or(0) + 100;
    let at = format!("2027-01-{at}:00Z");
    incident.timeline.push(TimelineEvent {
        id: EventId(id),
        kind: kind.to_owned(),
        value: value.map(str::to_owned),
        at: Moment::exact(fixture::at(&at)),
        recorded_by: "kduty".to_owned(),
        recorded_at: fixture::at("2027-01-31T09:00:00Z"),
        note: String::new(),
        reason: "because".to_owned(),
        role: None,
        supersedes: None,
        superseded_by: None,
        withdrawn: false,
    });
}

fn notes(incident: &Incident, now: &str) -> String {
    let pack = plain();
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack: &pack,
        holidays: &holidays,
        close: default_close(),
    };
    Case::of(counting, incident, fixture::at(now))
        .notes
        .join("\n")
}

const NOW: &str = "2027-02-01T09:00:00Z";

#[test]
fn a_case_in_order_has_no_notes() {
    let mut incident = fixture::incident();
    incident.timeline.remove(2); // told twice
    incident.timeline[0].at = Moment::exact(fixture::at("2026-11-20T20:00:00Z"));
    with(&mut incident, "sent", None, "04T10:00");
    with(&mut incident, "decided", Some("met"), "04T12:00");
    with(&mut incident, "notified", None, "05T10:00");
    with(&mut incident, "arranged", None, "05T12:00");
    with(&mut incident, "held", None, "12T10:00");
    assert_eq!(notes(&incident, NOW), "");
}

#[test]
fn a_panel_before_the_notification_is_kept_and_said() {
    let mut incident = fixture::incident();
    with(&mut incident, "sent", None, "04T10:00");
    with(&mut incident, "arranged", None, "05T12:00");
    with(&mut incident, "held", None, "05T10:00");
    let said = notes(&incident, NOW);
    assert!(
        said.contains("Order: «Hold the panel» is recorded at a time before what it follows"),
        "{said}"
    );
    assert!(
        said.contains("Out of order: «Arrange the panel» is recorded, and what it follows is not"),
        "{said}"
    );
    // Once what it follows is recorded, only the time stands oddly.
    with(&mut incident, "decided", Some("met"), "04T12:00");
    with(&mut incident, "notified", None, "06T10:00");
    let said = notes(&incident, NOW);
    assert!(!said.contains("Out of order: «Arrange"), "{said}");
    assert!(said.contains("Order: «Hold the panel»"), "{said}");
}

#[test]
fn a_first_review_stays_in_order_when_not_met_becomes_met() {
    let mut incident = fixture::incident();
    with(&mut incident, "sent", None, "04T10:00");
    with(&mut incident, "decided", Some("not_met"), "04T12:00");
    with(&mut incident, "reviewed", None, "05T10:00");
    with(&mut incident, "decided", Some("met"), "06T12:00");
    assert!(!notes(&incident, NOW).contains("Out of order"));
}

#[test]
fn what_is_recorded_twice_is_said_and_what_may_be_done_again_is_not() {
    let mut incident = fixture::incident();
    with(&mut incident, "told_director", None, "05T10:00");
    with(&mut incident, "told_director", None, "06T10:00");
    with(&mut incident, "decided", Some("met"), "05T10:00");
    with(&mut incident, "decided", Some("not_met"), "06T10:00");
    let said = notes(&incident, NOW);
    assert!(said.contains("Recorded twice: «Director told»"), "{said}");
    assert!(!said.contains("Recorded twice: «Decided»"), "{said}");
}

#[test]
fn an_age_passed_since_the_incident_is_said() {
    // The incident is of 20 November 2026; the case is read on 1 February 2027.
    for (born, said) in [
        ((2008, 12, 1), "p1 turned 18 on 1 Dec 2026"),
        ((2007, 12, 1), "p1 turned 19 on 1 Dec 2026"),
        ((2001, 12, 1), "p1 turned 25 on 1 Dec 2026"),
        ((2010, 12, 1), ""),
        ((2008, 11, 1), ""),
    ] {
        let mut incident = fixture::incident();
        let (year, month, day) = born;
        incident.people[0].date_of_birth = NaiveDate::from_ymd_opt(year, month, day);
        let found = notes(&incident, NOW);
        assert_eq!(
            found.contains("turned"),
            !said.is_empty(),
            "{born:?}: {found}"
        );
        assert!(found.contains(said), "{born:?}: {found}");
    }
}

#[test]
fn an_unborn_subject_past_the_expected_day_is_asked_after() {
    let mut incident = fixture::incident();
    incident.people[0].unborn = true;
    incident.people[0].date_of_birth = NaiveDate::from_ymd_opt(2027, 1, 15);
    assert!(!notes(&incident, "2027-01-14T09:00:00Z").contains("expected"));
    let said = notes(&incident, NOW);
    assert!(
        said.contains("p1 was expected on 15 Jan 2027: record the birth"),
        "{said}"
    );
}
