//! Review dates by hand, from the schedule's own words.

use super::*;
use crate::domain::age::Age;
use crate::domain::id::EntryId;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Entry, Record};
use crate::rules::form::tests::{incident, pack};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("a time")
}

/// An incident of one child.
fn case(born: Option<NaiveDate>, facts: &[(&str, bool)]) -> Incident {
    let mut incident = incident();
    incident.people.truncate(1);
    let child = incident.people.first_mut().expect("a child");
    (child.role, child.date_of_birth, child.age) = (Role::Victim, born, None::<Age>);
    child.facts.clear();
    for (fact, yes) in facts {
        child
            .facts
            .insert((*fact).to_owned(), FactValue::YesNo(*yes));
    }
    incident.timeline.clear();
    incident.entries.clear();
    incident.filings.clear();
    incident.created_at = at("2026-11-20T20:41:00Z");
    incident
}

fn entry(record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(70),
        of: None,
        created_at: at("2026-12-01T09:00:00Z"),
        created_by: "iaudit".to_owned(),
        record: record.into(),
        struck: None,
    }
}

fn choose(incident: &mut Incident, class: &str, from: Option<NaiveDate>) {
    incident.entries.push(entry(Retention {
        class: class.to_owned(),
        from: from.map(Moment::day),
        reason: String::new(),
    }));
}

fn review_of(incident: &Incident) -> Review {
    Keeping::of(&pack(), incident).review
}

#[test]
fn each_class_of_the_national_schedule_counts_as_its_source_says() {
    let born = Some(date(2011, 2, 3));
    // To the 75th anniversary of birth.
    let mut looked_after = case(born, &[("looked_after", true)]);
    choose(&mut looked_after, "looked_after", None);
    assert_eq!(review_of(&looked_after), Review::On(date(2086, 2, 3)));
    // Or 15 years from death if under 18: the day before the birthday still is.
    for (death, until) in [
        (date(2026, 11, 20), date(2041, 11, 20)),
        (date(2029, 2, 2), date(2044, 2, 2)),
        (date(2029, 2, 3), date(2086, 2, 3)),
    ] {
        let mut died = case(born, &[("looked_after", true), ("died", true)]);
        choose(&mut died, "looked_after", Some(death));
        assert_eq!(review_of(&died), Review::On(until), "{death}");
    }
    let mut leaver = case(born, &[("care_leaver", true)]);
    choose(&mut leaver, "care_leaver", None);
    assert_eq!(review_of(&leaver), Review::On(date(2086, 2, 3)));
    // 35 years after last contact: what was recorded last, not that its class was chosen after.
    let mut protection = case(born, &[]);
    choose(&mut protection, "child_protection", None);
    assert_eq!(review_of(&protection), Review::On(date(2061, 11, 20)));
    choose(&mut protection, "allegation", None);
    assert_eq!(review_of(&protection), Review::On(date(2126, 11, 20)));
}

#[test]
fn what_is_not_known_is_said_and_never_guessed() {
    let mut unborn = case(None, &[("looked_after", true)]);
    choose(&mut unborn, "looked_after", None);
    let missing = Review::NotKnown("a child's date of birth");
    assert_eq!(review_of(&unborn), missing);
    let mut died = case(Some(date(2011, 2, 3)), &[("died", true)]);
    choose(&mut died, "looked_after", None);
    assert_eq!(review_of(&died), Review::NotKnown("the day of the death"));
    let mut gone = case(None, &[]);
    choose(&mut gone, "of_another_schedule", None);
    assert!(matches!(review_of(&gone), Review::NotKnown(_)));
    let keeping = |incident: &Incident| {
        let now = at("2200-01-01T00:00:00Z");
        Keeping::of(&pack(), incident).hinders_any(false, now)
    };
    assert!(matches!(keeping(&unborn), Some(Hindrance::NoReview(_))));
}

/// A youngest child keeps the record of all longest.
#[test]
fn of_several_children_the_last_date_counts() {
    let mut both = case(Some(date(2011, 2, 3)), &[("looked_after", true)]);
    let mut younger = both.people[0].clone();
    younger.date_of_birth = Some(date(2020, 2, 29));
    both.people.push(younger);
    choose(&mut both, "looked_after", None);
    // The 75th anniversary of a leap day.
    assert_eq!(review_of(&both), Review::On(date(2095, 2, 28)));
}

#[test]
fn the_first_class_that_is_not_known_to_be_anothers_is_proposed() {
    let proposed = |facts: &[(&str, bool)]| {
        let case = case(Some(date(2011, 2, 3)), facts);
        proposed(&pack(), &case).map(|row| row.id.clone())
    };
    let (no, yes) = (("looked_after", false), ("care_leaver", true));
    assert_eq!(
        proposed(&[("looked_after", true)]).as_deref(),
        Some("looked_after")
    );
    assert_eq!(proposed(&[]).as_deref(), Some("looked_after"));
    assert_eq!(proposed(&[no, yes]).as_deref(), Some("care_leaver"));
    let neither = [no, ("care_leaver", false)];
    assert_eq!(proposed(&neither).as_deref(), Some("child_protection"));
}
