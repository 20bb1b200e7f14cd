//! How far the alert has come, stated by hand from the documents.

use super::*;
use crate::domain::age::Age;
use crate::domain::calendar::BankHolidays;
use crate::domain::facts::{Answer, FactMap, FactValue, Role};
use crate::domain::id::EventId;
use crate::domain::timeline::TimelineEvent;
use crate::rules::clocks::default_close;
use crate::rules::form::tests as fixture;
use crate::rules::testing::plain;

/// A subject of fifteen of whom these facts are known, and these of the incident.
fn incident(person: &[(&str, bool)], own: &[(&str, FactValue)]) -> Incident {
    let mut incident = fixture::incident();
    incident.timeline.clear();
    incident.people.truncate(1);
    let facts = person.iter();
    let facts: FactMap = facts
        .map(|(id, yes)| ((*id).to_owned(), FactValue::YesNo(*yes)))
        .collect();
    if let Some(child) = incident.people.first_mut() {
        child.role = Role::Subject;
        child.date_of_birth = None;
        child.age = Some(Age::Years(15));
        child.facts = facts;
    }
    let own = own.iter();
    incident.facts = own
        .map(|(id, value)| ((*id).to_owned(), value.clone()))
        .collect();
    incident
}

/// Returns which advice is yes, and how far the alert has come.
fn stands(pack: &Pack, incident: &Incident) -> (Vec<String>, Stage) {
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack,
        holidays: &holidays,
        close: default_close(),
    };
    let case = Case::of(counting, incident, fixture::at("2026-11-20T22:00:00Z"));
    let yes = case.advice.iter().filter(|row| row.answer == Answer::Yes);
    (yes.map(|row| row.id.clone()).collect(), case.stage)
}

fn built_in(council: &str) -> Pack {
    Pack::built_in(council).expect("the pack")
}

/// S4 sends a missing young person to another process, and S0 asks for no meeting of them.
#[test]
fn a_referral_of_a_missing_child_makes_no_alert_due() {
    let own = [("serious_violence", FactValue::YesNo(false))];
    let known = |missing| {
        [
            ("died", false),
            ("threat_to_life_notice", false),
            ("missing", missing),
        ]
    };
    let missing = incident(&known(true), &own);
    let (yes, stage) = stands(&built_in("barnet"), &missing);
    assert_eq!(yes, ["missing_referral"]);
    assert_eq!(stage, Stage::New);
    // A stabbing of a child of the borough is what S0's meeting is for.
    let mut own = own.to_vec();
    own[0].1 = FactValue::YesNo(true);
    own.push(("occurred_in_area", FactValue::YesNo(true)));
    let stabbed = incident(&known(false), &own);
    let (yes, stage) = stands(&built_in("barnet"), &stabbed);
    assert_eq!(yes, ["sirm"]);
    assert_eq!(stage, Stage::AlertDue);
}

/// Another authority is told of a child who lives there (S2); that is no alert of this one's.
#[test]
fn another_authority_to_tell_makes_no_alert_due() {
    let none = FactValue::Choices(Vec::new());
    let own = [
        ("triggers", none.clone()),
        ("parallel", none),
        ("abuse_or_neglect", FactValue::Choice("none".to_owned())),
    ];
    let elsewhere = [("died", false), ("resident_in_area", false)];
    let (yes, stage) = stands(&built_in("tower-hamlets"), &incident(&elsewhere, &own));
    assert_eq!(yes, ["tell_other_authority"]);
    assert_eq!(stage, Stage::New);
    // A death is one of S2's eight reasons.
    let died = [("died", true), ("resident_in_area", false)];
    let (yes, stage) = stands(&built_in("tower-hamlets"), &incident(&died, &own));
    assert_eq!(yes, ["tell_other_authority", "alert"]);
    assert_eq!(stage, Stage::AlertDue);
}

/// What a person decided counts before what is advised, the later before the earlier.
#[test]
fn a_decision_counts_before_the_advice() {
    let mut known = incident(&[("died", true)], &[]);
    let pack = plain();
    assert_eq!(stands(&pack, &known).1, Stage::AlertDue, "as is advised");
    let steps = [
        (Means::AlertNotRaised, Stage::NotRaised),
        (Means::AlertRaised, Stage::AlertDue),
        (Means::AlertSent, Stage::Sent),
    ];
    for (place, (means, expected)) in (1..).zip(steps) {
        known.timeline.push(TimelineEvent {
            id: EventId(place),
            kind: pack.event_meaning(means).to_owned(),
            value: None,
            at: Moment::exact(fixture::at("2026-11-20T21:30:00Z")),
            recorded_by: "d.okafor-example".to_owned(),
            recorded_at: fixture::at("2026-11-20T21:30:00Z"),
            note: String::new(),
            reason: String::new(),
            role: None,
            supersedes: None,
            superseded_by: None,
            withdrawn: false,
        });
        assert_eq!(stands(&pack, &known).1, expected);
    }
}
