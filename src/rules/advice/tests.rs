//! How large an incident's diagrams become, counted and not timed.

use super::*;
use crate::domain::facts::{FactMap, FactValue, PersonFacts, Role};

/// An affray: so many suspects of whom nothing is known, not even the age.
fn affray(suspects: usize) -> Facts {
    let mut facts = Facts::default();
    let yes = |id: &str| (id.to_owned(), FactValue::YesNo(true));
    facts.incident.values = FactMap::from(["serious_violence", "occurred_in_area"].map(yes));
    facts.people = (0..suspects)
        .map(|place| PersonFacts {
            id: format!("p{place}"),
            role: Role::Suspect,
            date_of_birth: None,
            age: None,
            unborn: false,
            values: FactMap::new(),
        })
        .collect();
    facts
}

/// Returns how many nodes all the advice of a pack takes.
fn nodes(pack: &Pack, facts: &Facts) -> usize {
    let mut evaluator = Evaluator::new(pack, facts);
    for row in &pack.advice {
        advise_row(&mut evaluator, row);
    }
    evaluator.diagram.size()
}

#[test]
fn each_further_suspect_of_unknown_age_adds_as_much_as_the_one_before() {
    for pack in Pack::councils() {
        let of = |suspects| nodes(&pack, &affray(suspects));
        let (ten, twenty, thirty) = (of(10), of(20), of(30));
        assert_eq!(thirty - twenty, twenty - ten, "{}", pack.pack.id);
        assert!(thirty < 10_000, "{}: {thirty} nodes", pack.pack.id);
    }
}

#[test]
fn thirty_suspects_are_told_what_one_is() {
    for pack in Pack::councils() {
        let (one, thirty) = (advise(&pack, &affray(1)), advise(&pack, &affray(30)));
        for (one, thirty) in one.iter().zip(&thirty) {
            assert_eq!(one.answer, thirty.answer, "{}", one.id);
            assert_eq!(thirty.people.len(), one.people.len() * 30, "{}", one.id);
            let of_each = |path: &&String| path.starts_with("people.");
            let asked = one.missing.iter().filter(of_each).count();
            assert_eq!(thirty.missing.iter().filter(of_each).count(), asked * 30);
        }
    }
}

/// S2 «Particular attention should be given to incidents involving a child / young person we care
/// for»: whatever happened, so nothing has to have been answered for it to be asked.
#[test]
fn whether_it_is_a_child_we_care_for_is_asked_whatever_happened() {
    let pack = Pack::built_in("tower-hamlets").expect("the pack");
    let person = |id: &str, role, age| PersonFacts {
        id: id.to_owned(),
        role,
        date_of_birth: None,
        age: Some(age),
        unborn: false,
        values: FactMap::from([("died".to_owned(), FactValue::YesNo(false))]),
    };
    let people = vec![
        person("p1", Role::Victim, 15),
        person("p2", Role::Suspect, 40),
        person("p3", Role::Parent, 39),
    ];
    let mut facts = Facts {
        people,
        ..Facts::default()
    };
    assert_eq!(asked_anyway(&pack, &facts), ["people.p1.looked_after"]);
    let known = FactValue::YesNo(false);
    facts.people[0]
        .values
        .insert("looked_after".to_owned(), known);
    assert!(asked_anyway(&pack, &facts).is_empty());
}
