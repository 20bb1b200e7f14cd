//! What is not known, numbered in the order it is asked.

use std::collections::{BTreeSet, HashMap};

use crate::domain::facts::{Facts, PersonFacts, Role, age_on, birthday};
use crate::protocol::condition::{Condition, Test};
use crate::protocol::diagram::{Diagram, Node, Variable};
use crate::protocol::pack::{FactKind, FactOf, Pack};

/// One thing that is not known, and what it may turn out to be.
pub(super) enum Unknown {
    /// Yes or no: value 0 is no, 1 is yes.
    YesNo,
    /// Two facts that cannot both be yes: value 0 neither, 1 the first, 2 the second.
    Pair,
    /// One of a list: the value is the word's place.
    Choice,
    /// An empty list or not: value 0 is empty.
    Listed,
    /// A person's age: the value is the place in these ages, one for each span that rules tell
    /// apart.
    Age(Vec<u32>),
    /// The day of the incident, where only that keeps ages from being known: one day of each
    /// span in which nobody passes an age that rules tell apart.
    Day(Vec<chrono::NaiveDate>),
    /// Not known, and no fact settles it.
    Unsettled,
}

struct Entry {
    unknown: Unknown,
    /// The path and the place in the asking order of each fact behind it; two for a pair.
    paths: Vec<(String, usize)>,
}

/// Everything that is not known of one incident.
pub(super) struct Unknowns {
    entries: Vec<Entry>,
    by_fact: HashMap<(Option<usize>, usize), Variable>,
    ages: HashMap<usize, Variable>,
    day: Option<Variable>,
    unsettled: HashMap<(String, Option<usize>), Variable>,
    /// The asking order of what is no fact of the pack: it comes first in its group.
    rank_step: usize,
}

impl Unknowns {
    /// Numbers what is not known: the incident's first, then each person's, so that people share
    /// nothing but the incident and diagrams stay small.
    pub(super) fn new(pack: &Pack, facts: &Facts, people: &[PersonFacts], implied: bool) -> Self {
        let mut this = Self {
            entries: Vec::new(),
            by_fact: HashMap::new(),
            ages: HashMap::new(),
            day: None,
            unsettled: HashMap::new(),
            rank_step: people.len() + 2,
        };
        let classes = age_classes(pack);
        this.add_day(facts, people, &classes);
        this.add_facts(pack, None, &facts.incident.values, false);
        for (index, person) in people.iter().enumerate() {
            let age_known = person.unborn || person.age.is_some() || person.date_of_birth.is_some();
            if !age_known {
                let path = person_path(person, "date_of_birth", implied);
                let rank = this.rank(first_person_fact(pack), Some(index));
                let ages = allowed_ages(&classes, person.role);
                let variable = this.push(Unknown::Age(ages), vec![(path, rank)]);
                this.ages.insert(index, variable);
            }
            this.add_facts(pack, Some((index, person)), &person.values, implied);
        }
        this
    }

    fn rank(&self, fact: usize, person: Option<usize>) -> usize {
        (fact + 1) * self.rank_step + person.map_or(0, |i| i + 1)
    }

    fn push(&mut self, unknown: Unknown, paths: Vec<(String, usize)>) -> Variable {
        let variable = Variable::try_from(self.entries.len()).unwrap_or(Variable::MAX);
        self.entries.push(Entry { unknown, paths });
        variable
    }

    fn add_day(&mut self, facts: &Facts, people: &[PersonFacts], classes: &[u32]) {
        if facts.age_date().is_some() {
            return;
        }
        let born: Vec<_> = people
            .iter()
            .filter(|person| !person.unborn)
            .filter_map(|person| person.date_of_birth)
            .collect();
        let Some(first) = born.iter().max().copied() else {
            return;
        };
        let mut days: BTreeSet<_> = born
            .iter()
            .flat_map(|b| classes.iter().filter_map(|age| birthday(*b, *age)))
            .filter(|day| *day > first)
            .collect();
        days.insert(first);
        let paths = vec![("incident.occurred_at".to_owned(), 0)];
        let variable = self.push(Unknown::Day(days.into_iter().collect()), paths);
        self.day = Some(variable);
    }

    fn add_facts(
        &mut self,
        pack: &Pack,
        of: Option<(usize, &PersonFacts)>,
        known: &crate::domain::facts::FactMap,
        implied: bool,
    ) {
        let wanted = if of.is_some() {
            FactOf::Person
        } else {
            FactOf::Incident
        };
        let index = of.map(|(index, _)| index);
        for (place, row) in pack.facts.iter().enumerate() {
            if row.of != wanted
                || known.contains_key(&row.id)
                || self.by_fact.contains_key(&(index, place))
                || excluded_by_known(pack, known, &row.id)
            {
                continue;
            }
            let path = |id: &str| match of {
                None => format!("incident.{id}"),
                Some((_, person)) => person_path(person, id, implied),
            };
            let mut paths = vec![(path(&row.id), self.rank(place, index))];
            let unknown = match row.kind {
                FactKind::YesNo => Unknown::YesNo,
                FactKind::Choice => Unknown::Choice,
                FactKind::Choices => Unknown::Listed,
            };
            let partner = partner(pack, place).filter(|other| {
                pack.facts
                    .get(*other)
                    .is_some_and(|r| !known.contains_key(&r.id))
            });
            let Some(other) = partner else {
                let variable = self.push(unknown, paths);
                self.by_fact.insert((index, place), variable);
                continue;
            };
            let (a, b) = (place.min(other), place.max(other));
            if let Some(row) = pack.facts.get(other) {
                paths.push((path(&row.id), self.rank(other, index)));
            }
            if place > other {
                paths.reverse();
            }
            let variable = self.push(Unknown::Pair, paths);
            self.by_fact.insert((index, a), variable);
            self.by_fact.insert((index, b), variable);
        }
    }

    /// Returns the diagram of a yes / no fact that is not known.
    pub(super) fn yes_no(
        &self,
        diagram: &mut Diagram,
        pack: &Pack,
        person: Option<usize>,
        place: usize,
    ) -> Option<Node> {
        let variable = *self.by_fact.get(&(person, place))?;
        Some(match self.entries.get(usize::from(variable))?.unknown {
            Unknown::Pair => {
                let first = partner(pack, place).is_some_and(|other| place < other);
                diagram.test(variable, vec![0, u32::from(first), u32::from(!first)])
            }
            _ => diagram.test(variable, vec![0, 1]),
        })
    }

    /// Returns the diagram of a choice fact's being one of the words whose place is given.
    pub(super) fn choice(
        &self,
        diagram: &mut Diagram,
        person: Option<usize>,
        place: usize,
        hits: &[bool],
    ) -> Option<Node> {
        let variable = *self.by_fact.get(&(person, place))?;
        let kids = hits.iter().map(|hit| u32::from(*hit)).collect();
        Some(diagram.test(variable, kids))
    }

    /// Returns the diagram of an age test on a person whose age hangs on what is not known.
    pub(super) fn age(
        &self,
        diagram: &mut Diagram,
        index: usize,
        person: &PersonFacts,
        passes: impl Fn(u32) -> bool,
    ) -> Option<Node> {
        let variable = self.ages.get(&index).copied().or(self.day)?;
        let kids = match &self.entries.get(usize::from(variable))?.unknown {
            Unknown::Age(ages) => ages.iter().map(|age| u32::from(passes(*age))).collect(),
            Unknown::Day(days) => {
                let born = person.date_of_birth?;
                days.iter()
                    .map(|day| u32::from(passes(age_on(born, *day))))
                    .collect()
            }
            _ => return None,
        };
        Some(diagram.test(variable, kids))
    }

    /// Returns the diagram of something that no fact settles, one for each person it is asked of.
    pub(super) fn unsettled(
        &mut self,
        diagram: &mut Diagram,
        reading: &str,
        person: Option<usize>,
    ) -> Node {
        let key = (reading.to_owned(), person);
        let known = self.unsettled.get(&key).copied();
        let variable = known.unwrap_or_else(|| self.push(Unknown::Unsettled, Vec::new()));
        self.unsettled.insert(key, variable);
        diagram.test(variable, vec![0, 1])
    }

    /// Returns the paths of the facts that can still change a diagram: first those that can
    /// settle it alone, then in the pack's order of facts.
    pub(super) fn missing(&self, diagram: &Diagram, root: Node) -> Vec<String> {
        let mut found: Vec<(bool, usize, &str)> = Vec::new();
        for variable in diagram.support(root) {
            let Some(entry) = self.entries.get(usize::from(variable)) else {
                continue;
            };
            for (place, (path, rank)) in entry.paths.iter().enumerate() {
                if let Some(settles) = self.usefulness(diagram, root, variable, place) {
                    found.push((!settles, *rank, path));
                }
            }
        }
        found.sort_unstable();
        let mut out: Vec<String> = Vec::new();
        for (_, _, path) in found {
            if !out.iter().any(|known| known == path) {
                out.push(path.to_owned());
            }
        }
        out
    }

    /// Says whether one fact behind a variable can settle the diagram alone; `None` when it
    /// cannot change it at all.
    fn usefulness(
        &self,
        diagram: &Diagram,
        root: Node,
        variable: Variable,
        place: usize,
    ) -> Option<bool> {
        let entry = self.entries.get(usize::from(variable))?;
        let settles = |values: &[usize]| diagram.settled_by(root, variable, values);
        match &entry.unknown {
            Unknown::Pair => {
                let own = place + 1;
                let changes = diagram
                    .reachable(root)
                    .into_iter()
                    .any(|(v, kids)| v == variable && kids.first() != kids.get(own));
                // "Yes" makes the other one no; "no" leaves the other one open.
                changes.then(|| settles(&[own]) || settles(&[0, 3 - own]))
            }
            Unknown::YesNo | Unknown::Listed => Some(settles(&[0]) || settles(&[1])),
            Unknown::Choice | Unknown::Age(_) | Unknown::Day(_) => {
                let width = diagram
                    .reachable(root)
                    .into_iter()
                    .find(|(v, _)| *v == variable)
                    .map_or(0, |(_, kids)| kids.len());
                Some((0..width).any(|value| settles(&[value])))
            }
            Unknown::Unsettled => None,
        }
    }
}

fn person_path(person: &PersonFacts, fact: &str, implied: bool) -> String {
    if implied {
        "people".to_owned()
    } else {
        format!("people.{}.{fact}", person.id)
    }
}

fn first_person_fact(pack: &Pack) -> usize {
    let first = pack.facts.iter().position(|row| row.of == FactOf::Person);
    first.unwrap_or(0).saturating_sub(1)
}

/// Returns the fact that cannot be yes together with this one, either way round.
fn partner(pack: &Pack, place: usize) -> Option<usize> {
    let row = pack.facts.get(place)?;
    pack.facts.iter().position(|other| {
        row.excludes.as_deref() == Some(&other.id) || other.excludes.as_deref() == Some(&row.id)
    })
}

/// Says whether a known yes of its partner makes an absent fact no.
pub(super) fn excluded_by_known(
    pack: &Pack,
    known: &crate::domain::facts::FactMap,
    fact: &str,
) -> bool {
    use crate::domain::facts::FactValue::YesNo;
    pack.facts
        .iter()
        .position(|row| row.id == fact)
        .and_then(|place| partner(pack, place))
        .and_then(|other| pack.facts.get(other))
        .is_some_and(|row| known.get(&row.id) == Some(&YesNo(true)))
}

/// Returns the ages at which some rule of the pack changes its mind, and 18, which roles imply.
fn age_classes(pack: &Pack) -> Vec<u32> {
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

/// Returns one age of each span, as far as the role allows it.
fn allowed_ages(classes: &[u32], role: Role) -> Vec<u32> {
    std::iter::once(0)
        .chain(classes.iter().copied())
        .filter(|age| match role {
            Role::HouseholdChild => *age < 18,
            Role::Adult => *age >= 18,
            _ => true,
        })
        .collect()
}
