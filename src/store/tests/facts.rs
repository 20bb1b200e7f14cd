//! Facts through the file: each comes back as the kind it was, of the incident and of a person.

use proptest::prelude::*;

use super::*;
use crate::domain::facts::FactMap;

/// A value of any kind; a word of a list may read like a yes, or like what another kind is written
/// with.
fn value() -> impl Strategy<Value = FactValue> {
    let word = prop_oneof![
        Just("yes".to_owned()),
        Just("no".to_owned()),
        Just("[yes]".to_owned()),
        "[=a-z\\[\\]_]{1,8}",
    ];
    prop_oneof![
        any::<bool>().prop_map(FactValue::YesNo),
        word.prop_map(FactValue::Choice),
        prop::collection::vec("[a-z_]{1,8}", 0..4).prop_map(FactValue::Choices),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The last value of each fact is there after the desk is opened again; what was taken back is
    /// not known, and never a no.
    #[test]
    fn every_fact_survives_the_file(
        answers in prop::collection::vec((any::<bool>(), 0..5_u8, prop::option::weighted(0.8, value())), 1..16),
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        let logged = store.incident(id).unwrap().unwrap();
        let person = logged.people[0].id;
        let (mut of_incident, mut of_person) = (logged.facts, logged.people[0].facts.clone());
        for (is_person, fact, value) in answers {
            let fact = format!("fact_{fact}");
            let (of, known): (_, &mut FactMap) = if is_person {
                (Some(person), &mut of_person)
            } else {
                (None, &mut of_incident)
            };
            match &value {
                Some(value) => known.insert(fact.clone(), value.clone()),
                None => known.remove(&fact),
            };
            let version = store.incident(id).unwrap().unwrap().version;
            let edit = Edit::Fact(of, fact, value);
            store.run(&revise(id, version, vec![edit]), now()).unwrap();
        }
        drop(store);
        let read = scratch.open().unwrap().incident(id).unwrap().unwrap();
        prop_assert_eq!(&read.facts, &of_incident);
        prop_assert_eq!(&read.people[0].facts, &of_person);
    }
}
