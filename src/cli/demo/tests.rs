use std::collections::BTreeSet;
use std::time::Duration;

use super::*;
use crate::domain::incident::Incident;
use crate::domain::text::fold;
use crate::rules::case::{Case, Stage};
use crate::rules::clocks::{ClockState, Counting, default_close};
use crate::store::tests::incidents;

/// A Friday evening, a Sunday night, New Year's Day, the days after both clock changes, and the
/// day after a leap day.
const MOMENTS: [&str; 6] = [
    "2026-11-20T20:41:00Z",
    "2026-08-02T02:30:00Z",
    "2027-01-01T00:05:00Z",
    "2027-03-28T12:00:00Z",
    "2026-10-25T09:00:00Z",
    "2028-03-01T17:00:00Z",
];

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn cases(demo: &Demo, now: Instant) -> Vec<(Incident, Case)> {
    let with = Counting {
        pack: &demo.pack,
        holidays: &demo.holidays,
        close: default_close(),
    };
    let incidents = incidents(&demo.store);
    incidents
        .into_iter()
        .map(|incident| {
            let case = Case::of(with, &incident, now);
            (incident, case)
        })
        .collect()
}

fn states(council: Council) {
    for moment in MOMENTS {
        let now = at(moment);
        let demo = prepare(council, Some(now)).unwrap();
        let cases = cases(&demo, now);
        assert!((36..=44).contains(&cases.len()), "{}", cases.len());
        let clocks = || cases.iter().flat_map(|(_, case)| &case.clocks);
        let states: BTreeSet<ClockState> = clocks().map(|face| face.state).collect();
        for state in [
            ClockState::OverdueAtReceipt,
            ClockState::Overdue,
            ClockState::DueSoon,
            ClockState::Running,
            ClockState::Provisional,
            ClockState::NotStarted,
            ClockState::MetLate,
            ClockState::Met,
            ClockState::StoodDown,
        ] {
            assert!(
                states.contains(&state),
                "{council:?} at {moment}: {}",
                state.word()
            );
        }
        let reached: BTreeSet<Stage> = cases.iter().map(|(_, case)| case.stage).collect();
        assert_eq!(reached.len(), 4, "{council:?} at {moment}: {reached:?}");
    }
}

#[test]
fn every_state_occurs_whenever_the_demo_is_shown_in_tower_hamlets() {
    states(Council::TowerHamlets);
}

#[test]
fn every_state_occurs_whenever_the_demo_is_shown_in_barnet() {
    states(Council::Barnet);
}

fn history(council: Council) {
    let now = at(MOMENTS[0]);
    let demo = prepare(council, Some(now)).unwrap();
    let incidents = incidents(&demo.store);
    let oldest = incidents.iter().map(|one| one.created_at).min().unwrap();
    assert!(now.since(oldest).num_days() > 150);
    for incident in &incidents {
        assert!(incident.created_at <= now);
        for entry in &incident.timeline {
            assert!(entry.recorded_at <= now && entry.at.at.is_none_or(|at| at <= now));
        }
    }
    let references: BTreeSet<_> = incidents.iter().map(|one| &one.reference).collect();
    assert_eq!(references.len(), incidents.len());
    assert!(incidents.iter().any(|one| !one.filings.is_empty()));
    let corrected = |one: &Incident| one.timeline.iter().any(|entry| !entry.is_current());
    assert!(incidents.iter().any(corrected));
    assert_eq!(demo.store.drafts().unwrap().len(), 1);
}

#[test]
fn the_history_is_as_long_as_it_says_and_not_ahead_of_the_clock_in_tower_hamlets() {
    history(Council::TowerHamlets);
}

#[test]
fn the_history_is_as_long_as_it_says_and_not_ahead_of_the_clock_in_barnet() {
    history(Council::Barnet);
}

fn harmless(council: Council) {
    let now = at(MOMENTS[0]);
    let demo = prepare(council, Some(now)).unwrap();
    let contacts = demo.store.contacts().unwrap();
    assert!(contacts.len() > 5);
    let mut standings = BTreeSet::new();
    for contact in &contacts {
        assert!(contact.mailbox.ends_with(".example"), "{}", contact.mailbox);
        for phone in [
            &contact.phone_day,
            &contact.phone_night,
            &contact.deputy_phone,
        ] {
            assert!(
                phone.starts_with("020 7946 0") && phone.len() == 13,
                "{phone}"
            );
        }
        assert!(contact.name.ends_with("-Example"));
        standings.insert(format!("{:?}", contact.standing_at(now)));
    }
    assert_eq!(standings.len(), 3, "{standings:?}");
    for incident in incidents(&demo.store) {
        for person in &incident.people {
            assert!(person.name.is_empty() || person.name.ends_with("-Example"));
            let told = fold(&format!("{} {}", incident.narrative, incident.told_by));
            let name = fold(&person.name);
            assert!(
                name.is_empty() || !told.contains(&name),
                "{}",
                incident.reference
            );
        }
        for filing in &incident.filings {
            assert!(filing.to.iter().all(|to| to.ends_with(".example")));
        }
    }
}

#[test]
fn nothing_in_it_can_reach_or_name_anybody_in_tower_hamlets() {
    harmless(Council::TowerHamlets);
}

#[test]
fn nothing_in_it_can_reach_or_name_anybody_in_barnet() {
    harmless(Council::Barnet);
}

#[test]
fn its_files_are_encrypted_private_and_gone_at_the_end() {
    use std::os::unix::fs::PermissionsExt;

    let demo = prepare(Council::TowerHamlets, Some(at(MOMENTS[0]))).unwrap();
    let folder = demo.folder.path().to_owned();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&folder) & 0o077, 0);
    assert_eq!(mode(&demo.places.desk()) & 0o077, 0);
    for entry in std::fs::read_dir(&demo.places.data).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let bytes = std::fs::read(path).unwrap();
        let marker = b"Ahmadi-Example";
        assert!(!bytes.windows(marker.len()).any(|part| part == marker));
    }
    drop(demo);
    assert!(!folder.exists());
}

#[test]
fn its_clock_starts_where_it_is_told_and_runs_on() {
    let asked = at(MOMENTS[0]);
    let demo = prepare(Council::TowerHamlets, Some(asked)).unwrap();
    let since = demo.clock.now().since(asked).to_std().unwrap();
    assert!(since < Duration::from_mins(2), "{since:?}");
}

#[test]
fn a_moment_is_read_as_people_type_it_and_needs_a_time() {
    assert_eq!(moment("2026-11-20T20:41:00Z"), Ok(at(MOMENTS[0])));
    assert_eq!(moment("2026-08-02T03:30:00+01:00"), Ok(at(MOMENTS[1])));
    assert_eq!(moment("20/11/2026 20:41"), Ok(at(MOMENTS[0])));
    for wrong in ["20/11/2026", "unknown", "31/2/2026 10:00", "x", ""] {
        assert!(moment(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn ages_come_out_right_on_the_day() {
    let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
    for (birthday, year) in [("03-04", 2010), ("03-05", 2009), ("01-01", 2010)] {
        let born = script::born(16, birthday, on).unwrap();
        assert_eq!(chrono::Datelike::year(&born), year, "{birthday}");
        assert_eq!(crate::domain::facts::age_on(born, on), 16);
    }
}
