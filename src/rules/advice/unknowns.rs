//! What is not known, in the order that diagrams ask it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::facts::{FactMap, FactValue, Facts, PersonFacts, Role, age_on, birthday};
use crate::pack::condition::{Condition, Test};
use crate::pack::{FactOf, FactRow, Pack};
use crate::rules::diagram::{Diagram, Node, Power, Variable};

/// One thing that is not known.
#[derive(Clone, Copy)]
enum Unknown {
    /// The day of the incident, where only that keeps ages from being known: one value for each
    /// span in which nobody passes an age that rules tell apart.
    Day,
    /// A person's age: one value for each span that rules tell apart.
    Age(usize),
    /// A fact by its place in the pack, of the incident or of a person. Yes or no: value 1 is yes;
    /// one of a list: the word's place; a list: value 0 is empty. Two facts that cannot both be yes
    /// are one unknown, at the place of the first: value 0 neither, 1 the first, 2 the second.
    Fact(Option<usize>, usize),
    /// What no fact settles, by the place of its reading: value 1 is yes.
    Unsettled(usize),
}

/// Everything that is not known of one incident.
pub(super) struct Unknowns<'a> {
    pack: &'a Pack,
    facts: &'a Facts,
    people: &'a [PersonFacts],
    /// The fact that cannot be yes together with the fact of the same place.
    partners: Vec<Option<usize>>,
    /// The ages at which some rule changes its mind; most incidents never ask.
    ages: OnceCell<Vec<u32>>,
    days: OnceCell<Vec<NaiveDate>>,
    /// The readings that say that no fact settles something, as they were met.
    readings: Vec<String>,
}

impl<'a> Unknowns<'a> {
    pub(super) fn new(pack: &'a Pack, facts: &'a Facts, people: &'a [PersonFacts]) -> Self {
        Self {
            pack,
            facts,
            people,
            partners: partners(pack),
            ages: OnceCell::new(),
            days: OnceCell::new(),
            readings: Vec::new(),
        }
    }

    /// Returns the place in the order: the incident's, then person by person, then what is asked of
    /// all alike. Whatever else of a person came after the next one's would double the diagram with
    /// every person; this way each adds a few nodes.
    fn variable(&self, unknown: Unknown) -> Option<Variable> {
        let (group, slot) = match unknown {
            Unknown::Day => (0, 0),
            Unknown::Age(person) => (person + 1, 0),
            Unknown::Fact(None, place) => (0, place + 1),
            Unknown::Fact(Some(person), place) => (person + 1, place + 1),
            Unknown::Unsettled(reading) => (self.people.len() + 1, reading),
        };
        Variable::try_from(group * (self.pack.facts.len() + 1) + slot).ok()
    }

    /// Returns what [`Self::variable`] gave a place to.
    fn unknown(&self, variable: Variable) -> Option<Unknown> {
        let (place, size) = (usize::try_from(variable).ok()?, self.pack.facts.len() + 1);
        let last = (self.people.len() + 1) * size;
        if let Some(reading) = place.checked_sub(last) {
            return Some(Unknown::Unsettled(reading));
        }
        let person = (place / size).checked_sub(1);
        Some(match ((place % size).checked_sub(1), person) {
            (Some(fact), person) => Unknown::Fact(person, fact),
            (None, Some(person)) => Unknown::Age(person),
            (None, None) => Unknown::Day,
        })
    }

    /// Returns the fact that cannot be yes together with this one.
    fn partner(&self, place: usize) -> Option<(usize, &'a FactRow)> {
        let other = (*self.partners.get(place)?)?;
        Some((other, self.pack.facts.get(other)?))
    }

    /// Returns the partner of a fact where neither of the two is known.
    fn open_partner(&self, person: Option<usize>, place: usize) -> Option<(usize, &'a FactRow)> {
        let known = match person {
            None => &self.facts.incident.values,
            Some(person) => &self.people.get(person)?.values,
        };
        let partner = self.partner(place);
        partner.filter(|(_, row)| !known.contains_key(&row.id))
    }

    /// Says whether a known yes of its partner makes an absent fact no.
    pub(super) fn excluded(&self, known: &FactMap, place: usize) -> bool {
        let partner = self.partner(place);
        partner.is_some_and(|(_, row)| known.get(&row.id) == Some(&FactValue::YesNo(true)))
    }

    /// Returns the diagram of a yes / no fact that is not known.
    pub(super) fn yes_no(
        &self,
        diagram: &mut Diagram,
        person: Option<usize>,
        place: usize,
    ) -> Option<Node> {
        let (first, kids) = match self.open_partner(person, place) {
            Some((other, _)) if place < other => (place, &[0, 1, 0][..]),
            Some((other, _)) => (other, &[0, 0, 1][..]),
            None => (place, &[0, 1][..]),
        };
        Some(diagram.test(self.variable(Unknown::Fact(person, first))?, kids))
    }

    /// Returns the diagram of a choice fact's being one of the words whose place is given.
    pub(super) fn choice(
        &self,
        diagram: &mut Diagram,
        person: Option<usize>,
        place: usize,
        hits: &[bool],
    ) -> Option<Node> {
        let kids: Vec<Node> = hits.iter().map(|hit| u32::from(*hit)).collect();
        Some(diagram.test(self.variable(Unknown::Fact(person, place))?, &kids))
    }

    /// Returns the diagram of an age test on a person whose age hangs on what is not known.
    pub(super) fn age(
        &self,
        diagram: &mut Diagram,
        index: usize,
        passes: impl Fn(u32) -> bool,
    ) -> Option<Node> {
        let person = self.people.get(index)?;
        let (unknown, kids): (_, Vec<Node>) = if let Some(born) = person.date_of_birth {
            let days = self.days().iter();
            let kids = days.map(|day| u32::from(passes(age_on(born, *day))));
            (Unknown::Day, kids.collect())
        } else {
            let ages = std::iter::once(&0).chain(self.ages());
            let kids = ages
                .filter(|age| allows(person.role, **age))
                .map(|age| u32::from(passes(*age)));
            (Unknown::Age(index), kids.collect())
        };
        Some(diagram.test(self.variable(unknown)?, &kids))
    }

    /// Returns the diagram of something that no fact settles: one for all whom it is asked of, as
    /// the doubt is about the words of the reading and not about the person.
    pub(super) fn unsettled(&mut self, diagram: &mut Diagram, reading: &str) -> Option<Node> {
        let known = self.readings.iter().position(|known| known == reading);
        let place = known.unwrap_or_else(|| {
            self.readings.push(reading.to_owned());
            self.readings.len() - 1
        });
        Some(diagram.test(self.variable(Unknown::Unsettled(place))?, &[0, 1]))
    }

    fn ages(&self) -> &[u32] {
        self.ages.get_or_init(|| ages_apart(self.pack))
    }

    fn days(&self) -> &[NaiveDate] {
        self.days
            .get_or_init(|| days_apart(self.people, self.ages()))
    }

    /// Returns the paths of the facts that can still change a diagram: first those that can
    /// settle it alone, then in the pack's order of facts.
    pub(super) fn missing(&self, diagram: &Diagram, root: Node) -> Vec<String> {
        let mut found = Vec::new();
        for power in diagram.powers(root) {
            match self.unknown(power.variable) {
                Some(Unknown::Fact(person, place)) => {
                    self.facts_behind(&power, person, place, &mut found);
                }
                Some(Unknown::Age(person)) => {
                    let rank = (first_person_fact(self.pack), person + 1);
                    let path = self.path(Some(person), "date_of_birth");
                    found.push((!power.settles_alone(), rank, path));
                }
                Some(Unknown::Day) => {
                    let path = self.path(None, "occurred_at");
                    found.push((!power.settles_alone(), (0, 0), path));
                }
                Some(Unknown::Unsettled(_)) | None => {}
            }
        }
        found.sort_unstable();
        let mut told = BTreeSet::new();
        let paths = found.into_iter().map(|(_, _, path)| path);
        paths.filter(|path| told.insert(path.clone())).collect()
    }

    /// Adds the fact behind a variable, or of two that cannot both be yes each that can change it.
    fn facts_behind(
        &self,
        power: &Power,
        person: Option<usize>,
        place: usize,
        found: &mut Vec<(bool, (usize, usize), String)>,
    ) {
        let mut add = |place: usize, row: &FactRow, settles: bool| {
            let rank = (place + 1, person.map_or(0, |person| person + 1));
            found.push((!settles, rank, self.path(person, &row.id)));
        };
        let Some(row) = self.pack.facts.get(place) else {
            return;
        };
        let Some((other, other_row)) = self.open_partner(person, place) else {
            return add(place, row, power.settles_alone());
        };
        for (place, row, own) in [(place, row, 1), (other, other_row, 2)] {
            if power.changes(own) {
                // "Yes" makes the other one no; "no" leaves the other one open.
                let settles = power.settles(&[own]) || power.settles(&[0, 3 - own]);
                add(place, row, settles);
            }
        }
    }

    fn path(&self, person: Option<usize>, fact: &str) -> String {
        match person {
            None => format!("incident.{fact}"),
            Some(person) => match self.facts.people.get(person) {
                Some(person) => format!("people.{}.{fact}", person.id),
                None => "people".to_owned(),
            },
        }
    }
}

/// Returns the place of the fact before the people's own: an age comes after it and before those.
fn first_person_fact(pack: &Pack) -> usize {
    let first = pack.facts.iter().position(|row| row.of == FactOf::Person);
    first.map_or(1, |place| place.max(1))
}

/// Returns for each fact the one that cannot be yes together with it, either way round.
fn partners(pack: &Pack) -> Vec<Option<usize>> {
    let mut out = vec![None; pack.facts.len()];
    for (place, row) in pack.facts.iter().enumerate() {
        let Some(excludes) = row.excludes.as_deref() else {
            continue;
        };
        let Some(other) = pack.facts.iter().position(|row| row.id == excludes) else {
            continue;
        };
        for (of, partner) in [(place, other), (other, place)] {
            if let Some(slot) = out.get_mut(of) {
                *slot = slot.or(Some(partner));
            }
        }
    }
    out
}

/// Returns the ages at which some rule of the pack changes its mind, and 18, which roles imply.
fn ages_apart(pack: &Pack) -> Vec<u32> {
    let mut edges = BTreeSet::from([18]);
    let mut look = |condition: &Condition| {
        condition.walk(&mut |part| match part.test {
            Test::AgeUnder(age) | Test::AgeAtLeast(age) => {
                edges.insert(age);
            }
            Test::AgeIs(age) => {
                edges.extend([age, age + 1]);
            }
            _ => {}
        });
    };
    pack.advice.iter().for_each(|row| {
        look(&row.when);
        row.notes.iter().for_each(|note| look(&note.when));
        row.people.iter().for_each(&mut look);
    });
    pack.criteria.iter().for_each(|row| look(&row.when));
    edges.into_iter().collect()
}

/// Returns one day of each span in which nobody passes an age that rules tell apart.
fn days_apart(people: &[PersonFacts], ages: &[u32]) -> Vec<NaiveDate> {
    let born = people.iter().filter(|person| !person.unborn);
    let born: Vec<NaiveDate> = born.filter_map(|person| person.date_of_birth).collect();
    let Some(newest) = born.iter().max().copied() else {
        return Vec::new();
    };
    let birthdays = born
        .iter()
        .flat_map(|born| ages.iter().filter_map(|age| birthday(*born, *age)));
    let mut days: BTreeSet<NaiveDate> = birthdays.filter(|day| *day > newest).collect();
    days.insert(newest);
    days.into_iter().collect()
}

/// Says whether a person of this role may be of this age.
fn allows(role: Role, age: u32) -> bool {
    match role {
        Role::HouseholdChild => age < 18,
        Role::Adult => age >= 18,
        _ => true,
    }
}
