//! What may be the same as a call, by an index: the likeliest reason of each.

use chrono::NaiveDate;

use super::*;
use crate::domain::age::Age;
use crate::domain::person::Born;
use crate::domain::similar::{Probe, ProbePerson, Why};
use crate::store::Store;

/// Logs an incident of one person at a place.
fn logged(store: &mut Store, name: &str, born: Born, place: &str) -> IncidentId {
    let mut incident = an_incident();
    incident.people[0].name = name.to_owned();
    incident.people[0].born = born;
    incident.details = vec![(Detail::Place, place.to_owned())];
    let at = Moment::exact(now());
    incident.events = vec![NewEvent::new("incident_occurred", at)];
    log(store, incident, now())
}

fn on(year: i32, month: u32, day: u32) -> Born {
    Born {
        date: NaiveDate::from_ymd_opt(year, month, day),
        ..Born::default()
    }
}

fn aged(age: u32) -> Born {
    Born {
        age: Some(Age::Years(age)),
        ..Born::default()
    }
}

fn named(name: &str, born: Born) -> Probe {
    Probe {
        people: vec![ProbePerson {
            name: name.to_owned(),
            date_of_birth: born.date,
            age: born.age.map(Age::years),
            ..ProbePerson::default()
        }],
        ..Probe::default()
    }
}

#[test]
fn a_child_is_found_however_the_caller_says_the_name() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let malik = logged(&mut store, "Jaden Malik", on(2010, 3, 4), "Example Road");
    let siobhan = logged(&mut store, "Siobhan Kelly", on(2011, 5, 6), "Example Lane");
    let other = logged(&mut store, "Petra Novak", on(2010, 3, 4), "Example Walk");
    let why = |probe: &Probe| -> Vec<(IncidentId, Why)> {
        let found = store.alike(probe).unwrap().found.into_iter();
        found.map(|(listed, why)| (listed.id, why)).collect()
    };
    for (name, born, wanted) in [
        (
            "jaden malik",
            on(2010, 3, 4),
            vec![(malik, Why::SameNameAndBirth)],
        ),
        ("Jaden Malik", Born::default(), vec![(malik, Why::SameName)]),
        // By its sound, the parts in any order.
        (
            "Mallick, Jayden",
            Born::default(),
            vec![(malik, Why::SoundsAlike)],
        ),
        ("Mallick", Born::default(), vec![(malik, Why::SoundsAlike)]),
        // By its letters, where the birth date is the same.
        (
            "Siobahn Keley",
            on(2011, 5, 6),
            vec![(siobhan, Why::NearNameAndBirth)],
        ),
        // A birth date alone is no reason.
        ("Ravi Example", on(2010, 3, 4), vec![]),
    ] {
        assert_eq!(why(&named(name, born)), wanted, "{name}");
    }
    // What is typed to look for it is a name too.
    let words = Probe {
        words: "novack".to_owned(),
        ..Probe::default()
    };
    assert_eq!(why(&words), [(other, Why::Slip)]);
}

#[test]
fn the_same_day_and_place_is_likelier_with_the_same_age() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let of_fourteen = logged(&mut store, "", aged(14), "Example Road");
    let of_nine = logged(&mut store, "", aged(9), "example road");
    let elsewhere = logged(&mut store, "", aged(14), "Example Lane");
    let probe = Probe {
        occurred: Some(now()),
        place: "Example Road".to_owned(),
        ..named("", aged(14))
    };
    let mut found: Vec<(IncidentId, Why)> = store
        .alike(&probe)
        .unwrap()
        .found
        .into_iter()
        .map(|(listed, why)| (listed.id, why))
        .collect();
    assert!(found.iter().all(|(id, _)| *id != elsewhere));
    found.sort_by_key(|(_, why)| *why);
    assert_eq!(
        found,
        [
            (of_fourteen, Why::SameAgeDayAndPlace),
            (of_nine, Why::SameDayAndPlace)
        ]
    );
    assert!(Why::SameAgeDayAndPlace.is_strong() && !Why::SameDayAndPlace.is_strong());
}
