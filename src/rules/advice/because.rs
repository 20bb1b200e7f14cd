//! Why: the leaves of a rule that decided its answer.

use serde::Serialize;

use super::eval::{Evaluator, answer};
use crate::domain::facts::Answer;
use crate::pack::condition::{Condition, Test};
use crate::pack::{self, Cite};
use crate::rules::diagram::{Node, Variable};

/// One leaf that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The criterion's id, such as `E1`, or the leaf's own id in the pack.
    pub rule: String,
    /// Whose answer it is; absent for a fact of the incident.
    pub person: Option<String>,
    /// The leaf's own answer.
    pub value: Answer,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

struct Walk<'e, 'a> {
    evaluator: &'e mut Evaluator<'a>,
    /// What the rule as a whole hangs on, where it is not known; in the diagrams' order.
    hangs_on: Vec<Variable>,
    cite: Option<&'a Cite>,
    out: Vec<Because>,
}

/// Returns the leaves that decided a rule; where it is not known, the unknown leaves that are in
/// what is missing.
pub(super) fn because<'a>(
    evaluator: &mut Evaluator<'a>,
    row: &'a pack::Advice,
    root: Node,
    decided: Answer,
) -> Vec<Because> {
    let hangs_on = evaluator.diagram.support(root);
    let mut walk = Walk {
        evaluator,
        hangs_on,
        cite: row.cite.as_ref(),
        out: Vec::new(),
    };
    walk.visit(&row.when, None, decided);
    walk.out
}

impl<'a> Walk<'_, 'a> {
    fn visit(&mut self, condition: &'a Condition, person: Option<usize>, wanted: Answer) {
        let pack = self.evaluator.pack;
        match &condition.test {
            Test::All(parts) => self.parts(parts, person, wanted, Answer::Yes),
            Test::Any(parts) => self.parts(parts, person, wanted, Answer::No),
            Test::Not(part) => self.visit(part, person, flipped(wanted)),
            Test::SomePerson(part) => self.people(part, wanted, Answer::No),
            Test::EveryPerson(part) => self.people(part, wanted, Answer::Yes),
            Test::Criterion(id) => match pack.criterion(id) {
                Some(row) if row.cite.is_none() => self.visit(&row.when, person, wanted),
                Some(row) => {
                    let cite = self.limb_cite(&row.when, person);
                    let person = person.filter(|_| row.of == pack::FactOf::Person);
                    self.leaf(&row.id, person, &row.when, cite.or(row.cite.as_ref()));
                }
                None => {}
            },
            Test::Advice(id) => {
                if let Some(row) = pack.advice_row(id) {
                    self.visit(&row.when, None, wanted);
                }
            }
            // Whom a rule looks at is told only where that is why it says no of somebody.
            Test::Recorded(_) => {}
            Test::Role(_) if condition.id.is_none() || wanted != Answer::No => {}
            test => {
                let name = condition.id.clone().unwrap_or_else(|| leaf_name(test));
                let of_person = match test {
                    Test::Fact(id) | Test::FactIs(id, _) | Test::FactListed(id) => pack
                        .fact(id)
                        .is_some_and(|row| row.of == pack::FactOf::Person),
                    _ => true,
                };
                let cite = condition.cite.as_ref().or_else(|| match test {
                    // A rule that no source document states borrows no fact's words either.
                    Test::Fact(id) | Test::FactIs(id, _) | Test::FactListed(id)
                        if self.cite.is_some() =>
                    {
                        pack.fact(id).and_then(|row| row.cite.as_ref())
                    }
                    _ => None,
                });
                let person = person.filter(|_| of_person);
                self.leaf(&name, person, condition, cite);
            }
        }
    }

    /// Returns the words of the limb that a criterion rests on, where it has its own: the first that
    /// answers as the whole does. A no rests on all of them.
    fn limb_cite(&mut self, when: &'a Condition, person: Option<usize>) -> Option<&'a Cite> {
        let Test::Any(limbs) = &when.test else {
            return None;
        };
        let whole = answer(self.evaluator.eval(when, person));
        let mut limbs = limbs.iter();
        let limb = limbs.find(|&limb| answer(self.evaluator.eval(limb, person)) == whole)?;
        limb.cite.as_ref().filter(|_| whole != Answer::No)
    }

    /// Visits the parts of `all` or `any`; `needs_each` is the answer that takes every part.
    fn parts(
        &mut self,
        parts: &'a [Condition],
        person: Option<usize>,
        wanted: Answer,
        needs_each: Answer,
    ) {
        let answers: Vec<Answer> = parts
            .iter()
            .map(|part| answer(self.evaluator.eval(part, person)))
            .collect();
        // Parts can share an unknown and settle the whole though none is settled alone.
        let none_fits = !answers.contains(&wanted);
        for (part, of_part) in parts.iter().zip(answers) {
            let decides = of_part == wanted
                || (wanted == needs_each && of_part != flipped(wanted))
                || (none_fits && of_part == Answer::Unknown);
            if decides {
                self.visit(part, person, of_part);
            }
        }
    }

    fn people(&mut self, part: &'a Condition, wanted: Answer, needs_each: Answer) {
        let asked = self.evaluator.asked();
        let answers: Vec<Answer> = asked
            .iter()
            .map(|index| answer(self.evaluator.eval(part, Some(*index))))
            .collect();
        let none_fits = !answers.contains(&wanted);
        for (index, of_person) in asked.into_iter().zip(answers) {
            let decides = of_person == wanted
                || (wanted == needs_each && of_person != flipped(wanted))
                || (none_fits && of_person == Answer::Unknown);
            if decides {
                self.visit(part, Some(index), of_person);
            }
        }
    }

    fn leaf(
        &mut self,
        name: &str,
        person: Option<usize>,
        condition: &'a Condition,
        cite: Option<&'a Cite>,
    ) {
        let node = self.evaluator.eval(condition, person);
        let value = answer(node);
        let open = !self.hangs_on.is_empty();
        if value == Answer::Unknown && open && !self.touches(node) {
            return;
        }
        if open && value != Answer::Unknown {
            return;
        }
        let given = !self.evaluator.facts.people.is_empty();
        let person = person
            .filter(|_| given)
            .and_then(|index| self.evaluator.people.get(index))
            .map(|person| person.id.as_str());
        let cite = cite.or(self.cite);
        // Compared before it is copied: most are told already, one person after the other.
        let is_told = self.out.iter().any(|told| {
            told.person.as_deref() == person
                && told.rule == name
                && told.value == value
                && told.cite.as_ref() == cite
        });
        if !is_told {
            self.out.push(Because {
                rule: name.to_owned(),
                person: person.map(str::to_owned),
                value,
                cite: cite.cloned(),
            });
        }
    }

    /// Says whether a node hangs on anything the root hangs on.
    fn touches(&self, node: Node) -> bool {
        self.evaluator.diagram.hangs_on(node, &self.hangs_on)
    }
}

fn flipped(answer: Answer) -> Answer {
    match answer {
        Answer::Yes => Answer::No,
        Answer::No => Answer::Yes,
        Answer::Unknown => Answer::Unknown,
    }
}

fn leaf_name(test: &Test) -> String {
    match test {
        Test::Fact(id) | Test::FactIs(id, _) | Test::FactListed(id) | Test::Event(id) => id.clone(),
        Test::AgeUnder(age) => format!("age_under_{age}"),
        Test::AgeAtLeast(age) => format!("age_at_least_{age}"),
        Test::AgeIs(age) => format!("age_is_{age}"),
        Test::Unsettled(reading) | Test::Decision(reading, _) => reading.clone(),
        _ => "rule".to_owned(),
    }
}
