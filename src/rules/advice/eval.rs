//! A condition, over the facts of one incident, as a diagram of what is not known.

use std::hash::BuildHasherDefault;
use std::ptr;

use super::unknowns::Unknowns;
use crate::domain::facts::{Answer, FactMap, FactValue, Facts, PersonFacts, Role, age_on};
use crate::pack::condition::{Condition, Test};
use crate::pack::{FactOf, Pack};
use crate::rules::diagram::hash::OwnMap;
use crate::rules::diagram::{Diagram, NO, Node, YES};
use crate::rules::history::{History, NoHistory};

/// Whom rules are asked of when nobody is known yet: a victim of whom nothing is known.
static NOBODY_YET: [PersonFacts; 1] = [PersonFacts {
    id: String::new(),
    role: Role::Victim,
    date_of_birth: None,
    age: None,
    unborn: false,
    values: FactMap::new(),
}];

/// As many answers as an ordinary incident asks for: kept room for, so that none is moved.
const MANY: usize = 1024;

/// A condition by its place in memory, the person it is asked of, and the one person it is asked
/// as if there were no other.
type Asked = (*const Condition, Option<usize>, Option<usize>);

/// Evaluates the conditions of one pack on one incident.
pub(super) struct Evaluator<'a> {
    pub(super) pack: &'a Pack,
    pub(super) facts: &'a Facts,
    pub(super) people: &'a [PersonFacts],
    pub(super) diagram: Diagram,
    pub(super) unknowns: Unknowns<'a>,
    history: &'a dyn History,
    /// Set while a rule is asked of one person alone.
    only: Option<usize>,
    /// What was asked before: a criterion stands in several rules, and each rule is asked as a
    /// whole, of each person and for its reasons. Conditions outlive this, so a place in memory
    /// stands for one of them.
    known: OwnMap<Asked, Node>,
}

/// Returns the answer a diagram stands for.
pub(super) fn answer(node: Node) -> Answer {
    match node {
        NO => Answer::No,
        YES => Answer::Yes,
        _ => Answer::Unknown,
    }
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(pack: &'a Pack, facts: &'a Facts) -> Self {
        let people = if facts.people.is_empty() {
            &NOBODY_YET[..]
        } else {
            &facts.people
        };
        Self {
            pack,
            facts,
            people,
            diagram: Diagram::default(),
            unknowns: Unknowns::new(pack, facts, people),
            history: &NoHistory,
            only: None,
            known: OwnMap::with_capacity_and_hasher(MANY, BuildHasherDefault::default()),
        }
    }

    pub(super) fn with_history(mut self, history: &'a dyn History) -> Self {
        self.history = history;
        self
    }

    /// Evaluates a condition as if this person were the only one.
    pub(super) fn eval_for(&mut self, condition: &'a Condition, person: usize) -> Node {
        self.eval_alone(condition, None, person)
    }

    /// Evaluates what is asked of a person, and any advice in it as if there were no other.
    pub(super) fn eval_of(&mut self, condition: &'a Condition, person: usize) -> Node {
        self.eval_alone(condition, Some(person), person)
    }

    fn eval_alone(
        &mut self,
        condition: &'a Condition,
        asked_of: Option<usize>,
        only: usize,
    ) -> Node {
        let before = self.only.replace(only);
        let node = self.eval(condition, asked_of);
        self.only = before;
        node
    }

    pub(super) fn eval(&mut self, condition: &'a Condition, person: Option<usize>) -> Node {
        let asked = (ptr::from_ref(condition), person, self.only);
        if let Some(node) = self.known.get(&asked) {
            return *node;
        }
        let node = self.work_out(condition, person);
        self.known.insert(asked, node);
        node
    }

    fn work_out(&mut self, condition: &'a Condition, person: Option<usize>) -> Node {
        match &condition.test {
            Test::All(parts) => {
                let mut node = YES;
                for part in parts {
                    let next = self.eval(part, person);
                    node = self.diagram.and(node, next);
                }
                node
            }
            Test::Any(parts) => {
                let mut node = NO;
                for part in parts {
                    let next = self.eval(part, person);
                    node = self.diagram.or(node, next);
                }
                node
            }
            Test::Not(part) => {
                let node = self.eval(part, person);
                self.diagram.not(node)
            }
            Test::SomePerson(part) => self.over_people(part, false),
            Test::EveryPerson(part) => self.over_people(part, true),
            Test::Criterion(id) => match self.pack.criterion(id) {
                Some(row) => self.eval(&row.when, person),
                None => NO,
            },
            Test::Advice(id) => match self.pack.advice_row(id) {
                Some(row) => self.eval(&row.when, None),
                None => NO,
            },
            Test::Unsettled(reading) => self
                .unknowns
                .unsettled(&mut self.diagram, reading)
                .unwrap_or(NO),
            Test::Event(id) => u32::from(self.history.recorded(id)),
            Test::Decision(id, values) => {
                let decided = self.history.decided(id);
                u32::from(decided.is_some_and(|value| values.contains(&value)))
            }
            Test::Fact(_) | Test::FactIs(..) | Test::FactListed(_) | Test::Recorded(_) => {
                self.fact(&condition.test, person)
            }
            Test::Role(roles) => {
                u32::from(self.person(person).is_some_and(|p| roles.contains(&p.role)))
            }
            Test::AgeUnder(age) => self.age(person, |years| years < *age),
            Test::AgeAtLeast(age) => self.age(person, |years| years >= *age),
            Test::AgeIs(age) => self.age(person, |years| years == *age),
        }
    }

    /// Asks of each person, the last one first: what is added stands before all that is there, and
    /// so costs no more with many people than with few.
    fn over_people(&mut self, part: &'a Condition, every: bool) -> Node {
        let mut node = u32::from(every);
        for index in self.asked().into_iter().rev() {
            let next = self.eval(part, Some(index));
            node = if every {
                self.diagram.and(node, next)
            } else {
                self.diagram.or(node, next)
            };
        }
        node
    }

    /// Returns the places of the people that are asked.
    pub(super) fn asked(&self) -> Vec<usize> {
        match self.only {
            Some(index) => vec![index],
            None => (0..self.people.len()).collect(),
        }
    }

    fn person(&self, person: Option<usize>) -> Option<&'a PersonFacts> {
        self.people.get(person?)
    }

    fn fact(&mut self, test: &Test, person: Option<usize>) -> Node {
        let (Test::Fact(id) | Test::FactIs(id, _) | Test::FactListed(id) | Test::Recorded(id)) =
            test
        else {
            return NO;
        };
        let Some((place, row)) = self.pack.fact_at(id) else {
            return NO;
        };
        let person = if row.of == FactOf::Person {
            person
        } else {
            None
        };
        let values = match (row.of, self.person(person)) {
            (FactOf::Incident, _) => &self.facts.incident.values,
            (FactOf::Person, Some(person)) => &person.values,
            (FactOf::Person, None) => return NO,
        };
        let known = values.get(id);
        match (test, known) {
            (_, None) if self.unknowns.excluded(values, place) => NO,
            (Test::Recorded(_), known) => u32::from(known == Some(&FactValue::YesNo(true))),
            (Test::Fact(_), Some(value)) => u32::from(*value == FactValue::YesNo(true)),
            (Test::FactIs(_, words), Some(FactValue::Choice(word))) => {
                u32::from(words.contains(word))
            }
            (Test::FactListed(_), Some(FactValue::Choices(words))) => u32::from(!words.is_empty()),
            (_, Some(_)) => NO,
            (Test::FactIs(_, words), None) => {
                let hits: Vec<bool> = self
                    .pack
                    .fact_values(row)
                    .iter()
                    .map(|choice| words.contains(&choice.id))
                    .collect();
                self.unknowns
                    .choice(&mut self.diagram, person, place, &hits)
                    .unwrap_or(NO)
            }
            (_, None) => self
                .unknowns
                .yes_no(&mut self.diagram, person, place)
                .unwrap_or(NO),
        }
    }

    fn age(&mut self, person: Option<usize>, passes: impl Fn(u32) -> bool) -> Node {
        let (Some(index), Some(found)) = (person, self.person(person)) else {
            return NO;
        };
        match known_age(found, self.facts) {
            Some(years) => u32::from(passes(years)),
            None => self
                .unknowns
                .age(&mut self.diagram, index, passes)
                .unwrap_or(NO),
        }
    }
}

/// Returns the age as far as it is known: an unborn child is 0, a date of birth wins over an age.
fn known_age(person: &PersonFacts, facts: &Facts) -> Option<u32> {
    if person.unborn {
        return Some(0);
    }
    match person.date_of_birth {
        Some(born) => facts.age_date().map(|day| age_on(born, day)),
        None => person.age,
    }
}
