//! Advice on a few facts that are not known, against every way of filling them in.

use std::collections::BTreeSet;

use dutydesk::domain::facts::{Answer, FactMap, FactValue, Facts, PersonFacts, Role};
use dutydesk::pack::{FactKind, FactOf, FactRow, Pack};
use dutydesk::rules::advice::{Advised, advise};
use proptest::prelude::*;

/// One of every span of ages that a rule tells apart.
const AGES: [u32; 8] = [3, 17, 18, 19, 20, 24, 25, 26];

/// A place that can be left open: a fact of the incident, or a person's fact or age.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Incident(usize),
    Person(usize, usize),
    Age(usize),
}

impl Place {
    fn path(self, pack: &Pack, facts: &Facts) -> String {
        match self {
            Self::Incident(row) => format!("incident.{}", pack.facts[row].id),
            Self::Person(of, row) => {
                format!("people.{}.{}", facts.people[of].id, pack.facts[row].id)
            }
            Self::Age(of) => format!("people.{}.date_of_birth", facts.people[of].id),
        }
    }

    /// How many values there are.
    fn width(self, pack: &Pack) -> usize {
        match self {
            Self::Incident(row) | Self::Person(_, row) => values(pack, &pack.facts[row]).len(),
            Self::Age(_) => AGES.len(),
        }
    }

    /// Fills it with its value of that number, or leaves it open.
    fn fill(self, pack: &Pack, facts: &mut Facts, value: Option<usize>) {
        let (map, row) = match self {
            Self::Age(of) => {
                facts.people[of].age = value.map(|value| AGES[value]);
                return;
            }
            Self::Incident(row) => (&mut facts.incident.values, &pack.facts[row]),
            Self::Person(of, row) => (&mut facts.people[of].values, &pack.facts[row]),
        };
        match value {
            Some(value) => map.insert(row.id.clone(), values(pack, row).swap_remove(value)),
            None => map.remove(&row.id),
        };
    }
}

fn values(pack: &Pack, row: &FactRow) -> Vec<FactValue> {
    let mut words = pack.fact_values(row).into_iter().map(|choice| choice.id);
    match row.kind {
        FactKind::YesNo => vec![FactValue::YesNo(false), FactValue::YesNo(true)],
        FactKind::Choice => words.map(FactValue::Choice).collect(),
        FactKind::Choices => vec![
            FactValue::Choices(Vec::new()),
            FactValue::Choices(words.next().into_iter().collect()),
        ],
    }
}

/// Says whether no two facts are yes that cannot both be.
fn can_be(pack: &Pack, facts: &Facts) -> bool {
    let yes = |id: &str| facts.incident.values.get(id) == Some(&FactValue::YesNo(true));
    let both = |row: &FactRow| {
        row.excludes
            .as_deref()
            .is_some_and(|other| yes(&row.id) && yes(other))
    };
    !pack.facts.iter().any(both)
}

fn people(roles: &[Role]) -> Vec<PersonFacts> {
    let person = |(place, role): (usize, &Role)| PersonFacts {
        id: format!("p{place}"),
        role: *role,
        date_of_birth: None,
        age: None,
        unborn: false,
        values: FactMap::new(),
    };
    roles.iter().enumerate().map(person).collect()
}

fn places(pack: &Pack, people: usize) -> Vec<Place> {
    let mut out = Vec::new();
    for (row, fact) in pack.facts.iter().enumerate() {
        match fact.of {
            FactOf::Incident => out.push(Place::Incident(row)),
            FactOf::Person => out.extend((0..people).map(|of| Place::Person(of, row))),
        }
    }
    out.extend((0..people).map(Place::Age));
    out
}

/// The value of each open place, and the advice on that.
type Way = (Vec<usize>, Vec<Advised>);

/// Returns every way of filling in the open places that can be, as values and what they give.
fn ways(pack: &Pack, facts: &Facts, open: &[Place]) -> Vec<Way> {
    let mut fillings = vec![Vec::new()];
    for place in open {
        let longer = |filling: &Vec<usize>| {
            let filling = filling.clone();
            (0..place.width(pack)).map(move |value| [&filling[..], &[value]].concat())
        };
        fillings = fillings.iter().flat_map(longer).collect();
    }
    let mut out = Vec::new();
    for filling in fillings {
        let mut facts = facts.clone();
        for (place, value) in open.iter().zip(&filling) {
            place.fill(pack, &mut facts, Some(*value));
        }
        if can_be(pack, &facts) {
            let advised = advise(pack, &facts);
            out.push((filling, advised));
        }
    }
    out
}

/// Says whether two ways that differ in one place alone give a rule different answers.
fn alters(ways: &[Way], row: usize, place: usize) -> bool {
    let same_elsewhere = |one: &[usize], two: &[usize]| {
        let pairs = one.iter().zip(two).enumerate();
        pairs
            .filter(|(other, _)| *other != place)
            .all(|(_, (one, two))| one == two)
    };
    let differs = |(one, this): &Way| {
        let mut others = ways.iter();
        others.any(|(two, that)| this[row].answer != that[row].answer && same_elsewhere(one, two))
    };
    ways.iter().any(differs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_answer_is_what_every_way_of_filling_in_gives(
        council in 0..2_usize,
        roles in prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 1..4),
        known in prop::collection::vec(0..8_usize, 70),
        open in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
    ) {
        let pack = Pack::councils().swap_remove(council);
        let mut facts = Facts { people: people(&roles), ..Facts::default() };
        let places = places(&pack, roles.len());
        for (place, value) in places.iter().zip(known.iter().cycle()) {
            place.fill(&pack, &mut facts, Some(value % place.width(&pack)));
        }
        let mut left: Vec<Place> = Vec::new();
        for index in open {
            let place = *index.get(&places);
            let ages = left.iter().filter(|left| matches!(left, Place::Age(_))).count();
            let role = |of: usize| matches!(roles[of], Role::Adult | Role::HouseholdChild);
            let skip = matches!(place, Place::Age(of) if ages > 0 || role(of));
            if !skip && !left.contains(&place) {
                place.fill(&pack, &mut facts, None);
                left.push(place);
            }
        }
        prop_assume!(can_be(&pack, &facts));
        let found = advise(&pack, &facts);
        let ways = ways(&pack, &facts, &left);
        for (row, advised) in found.iter().enumerate() {
            prop_assert!(!advised.because.is_empty(), "{} rests on nothing", advised.id);
            // A notice that nobody recorded counts as none for roles that the page does not name:
            // it is no fact to be filled in there.
            let recorded = |place: &Place| matches!(place, Place::Person(of, fact)
                if pack.facts[*fact].id == "threat_to_life_notice"
                    && !matches!(roles[*of], Role::Victim | Role::Suspect | Role::Subject));
            if left.iter().any(recorded) {
                continue;
            }
            let answers: BTreeSet<Answer> = ways.iter().map(|(_, all)| all[row].answer).collect();
            let expected = if answers.len() == 1 { answers.first().copied() } else { None };
            prop_assert_eq!(advised.answer, expected.unwrap_or(Answer::Unknown), "{}", advised.id);
            let alters = left.iter().enumerate().filter(|(place, _)| alters(&ways, row, *place));
            let missing: BTreeSet<String> = alters.map(|(_, place)| place.path(&pack, &facts)).collect();
            let found: BTreeSet<String> = advised.missing.iter().cloned().collect();
            prop_assert_eq!(found, missing, "missing of {}", advised.id);
        }
    }
}
