//! Who may be a child that is looked for, by an index, as reading everybody through would say.

use super::*;
use crate::domain::command::NewPerson;
use crate::domain::person::Born;
use crate::domain::similar::{KnownPerson, Probe, ProbePerson, Why, grouped, why_known};

/// Somebody by name, birth, number and address.
fn person(name: &str, born: &str, number: &str, address: &str) -> NewPerson {
    let details = [("address".to_owned(), address.to_owned())].into_iter();
    NewPerson {
        name: name.to_owned(),
        born: Born {
            date: born.parse().ok(),
            ..Born::default()
        },
        mosaic_id: number.to_owned(),
        details: details.filter(|(_, text)| !text.is_empty()).collect(),
        ..NewPerson::default()
    }
}

fn logged(store: &mut Store, people: Vec<NewPerson>) -> IncidentId {
    let mut incident = an_incident();
    incident.people = people;
    log(store, incident, now())
}

fn sought(name: &str, born: &str, address: &str) -> Probe {
    Probe {
        people: vec![ProbePerson {
            name: name.to_owned(),
            date_of_birth: born.parse().ok(),
            address: address.to_owned(),
            ..ProbePerson::default()
        }],
        ..Probe::default()
    }
}

/// The names found, each with why and on how many incidents.
fn found(store: &Store, probe: &Probe) -> Vec<(String, Why, usize)> {
    let people = store.find_child(probe).unwrap().people.into_iter();
    people
        .map(|person| (person.on[0].name.clone(), person.why, person.on.len()))
        .collect()
}

#[test]
fn a_child_is_one_person_over_every_incident_whatever_they_were_called_there() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let home = "12 Example Road, London";
    logged(
        &mut store,
        vec![
            person("Mohammed Noor", "2010-03-04", "M-1", home),
            person("Zara Noor", "2012-05-06", "", "12 Example Rd"),
        ],
    );
    logged(&mut store, vec![person("Mo", "", "M-1", "")]);
    logged(
        &mut store,
        vec![person("Muhammad Noor", "2010-03-04", "M-1", "")],
    );
    logged(
        &mut store,
        vec![person("Petra Novak", "", "", "12 example road")],
    );
    logged(
        &mut store,
        vec![person("Mohammed Noor", "2001-01-01", "", "")],
    );
    let one = |name: &str, why, count| (name.to_owned(), why, count);
    // Of a number alone others are known by, and of a name with a birth.
    assert_eq!(
        found(&store, &sought("Mohamed Noor", "2010-03-04", "")),
        [
            one("Muhammad Noor", Why::SlipAndBirth, 3),
            one("Mohammed Noor", Why::Slip, 1)
        ]
    );
    assert_eq!(
        found(&store, &sought("Amira Noor", "", home)),
        [
            one("Muhammad Noor", Why::Sibling, 3),
            one("Zara Noor", Why::Sibling, 1),
            one("Petra Novak", Why::SameAddress, 1)
        ]
    );
    // The quick log says the same of the incidents.
    let alike = store
        .alike(&sought("Mohamed Noor", "2010-03-04", ""))
        .unwrap();
    let whys: Vec<Why> = alike.found.iter().map(|(_, why)| *why).collect();
    assert_eq!(whys[0], Why::SlipAndBirth);
    assert!(!alike.is_more);
}

#[test]
fn of_very_many_the_newest_are_found_and_it_is_said_that_there_are_more() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let all: Vec<IncidentId> = (0..22)
        .map(|_| logged(&mut store, vec![person("Amira Noor", "", "", "")]))
        .collect();
    let people = store.find_child(&sought("amira noor", "", "")).unwrap();
    assert!(people.is_more);
    let ids: Vec<IncidentId> = people.people.iter().map(|one| one.on[0].incident).collect();
    let newest: Vec<IncidentId> = all.into_iter().rev().take(20).collect();
    assert_eq!(ids, newest);
}

const FIRST: [&str; 8] = [
    "Amira", "Amirah", "Mohammed", "Muhammad", "Siobhan", "Shivaun", "Jo", "Zara",
];
const LAST: [&str; 7] = [
    "Noor",
    "Nur",
    "Khan",
    "Khan-Noor",
    "Kahn",
    "Kelly",
    "O'Brien",
];
const BORN: [&str; 3] = ["2010-03-04", "2012-05-06", ""];
const HOMES: [&str; 3] = ["12 Example Road", "Flat 2, 12 Example Road, London", ""];

fn anybody() -> impl Strategy<Value = (usize, usize, usize, usize, usize)> {
    (
        0..FIRST.len(),
        0..LAST.len(),
        0..BORN.len(),
        0..HOMES.len(),
        0..4usize,
    )
}

/// Returns a name: said in order, the other way round, one part of it, or with an initial.
fn name(first: usize, last: usize, how: usize) -> String {
    match how {
        0 => format!("{} {}", FIRST[first], LAST[last]),
        1 => format!("{}, {}", LAST[last], FIRST[first]),
        2 => LAST[last].to_owned(),
        _ => format!("{} {} {}", FIRST[first], FIRST[last % 3], LAST[last]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_whom_reading_everybody_finds(
        on_file in proptest::collection::vec(anybody(), 1..14),
        asked in proptest::collection::vec(anybody(), 6),
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        for pair in on_file.chunks(2) {
            let people = pair.iter().map(|(first, last, born, home, how)| {
                let number = if first == last { format!("M-{first}") } else { String::new() };
                person(&name(*first, *last, *how), BORN[*born], &number, HOMES[*home])
            });
            logged(&mut store, people.collect());
        }
        for (first, last, born, home, how) in asked {
            let probe = sought(&name(first, last, how), BORN[born], HOMES[home]);
            let all = incidents(&store);
            let all = all.iter().flat_map(|one| {
                one.standing().map(|person| KnownPerson::of(one, person))
            });
            let all = all.map(|known| {
                let why = why_known(&probe.people[0], &known);
                (known, why)
            });
            let people = store.find_child(&probe).unwrap();
            prop_assert!(!people.is_more);
            prop_assert_eq!(people.people, grouped(all));
        }
    }
}
