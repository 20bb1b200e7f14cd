//! What advice costs: one ordinary incident, and an affray of thirty people of no known age.

use std::time::Instant as Monotonic;

use dutydesk::domain::facts::{FactMap, FactValue, Facts, PersonFacts, Role};
use dutydesk::pack::Pack;
use dutydesk::rules::advice::advise;

use super::measure::status;

/// How often each is done.
const TIMES: usize = 200;

fn person(place: usize, age: Option<u32>) -> PersonFacts {
    PersonFacts {
        id: format!("p{place}"),
        role: Role::Suspect,
        date_of_birth: None,
        age,
        unborn: false,
        values: FactMap::new(),
    }
}

fn facts(people: Vec<PersonFacts>) -> Facts {
    let mut facts = Facts::default();
    let yes = |id: &str| (id.to_owned(), FactValue::YesNo(true));
    facts.incident.values = FactMap::from(["serious_violence", "occurred_in_area"].map(yes));
    facts.people = people;
    facts
}

/// Prints a line a pack and an incident: the median, and what the process grew by.
pub(crate) fn print() {
    let ordinary = facts(vec![person(0, Some(15)), person(1, Some(17))]);
    let affray = facts((0..30).map(|place| person(place, None)).collect());
    println!(
        "{:50}{:>12}{:>12}",
        "advice, microseconds", "median", "grown, MB"
    );
    for pack in Pack::councils() {
        for (name, facts) in [
            ("an ordinary incident", &ordinary),
            ("thirty of no known age", &affray),
        ] {
            let before = status("VmRSS:");
            let mut all: Vec<u128> = (0..TIMES)
                .map(|_| {
                    let began = Monotonic::now();
                    let advised = advise(&pack, facts);
                    assert!(!advised.is_empty());
                    began.elapsed().as_micros()
                })
                .collect();
            all.sort_unstable();
            let grown = status("VmRSS:").saturating_sub(before) as f64 / 1024.0;
            let name = format!("{}, {name}", pack.pack.short);
            println!("{name:50}{:>12}{grown:>12.2}", all[TIMES / 2]);
        }
    }
    println!("targets: an ordinary incident at most 100, thirty people at most 5000 and 20 MB");
}
