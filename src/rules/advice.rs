//! Advice: each rule of the pack answers yes, no or not known, shows why, and stops.
//!
//! Where every way of filling in the unknowns gives the same answer, that is the answer; what is
//! missing is exactly the facts that can still change it. `unknowns` numbers what is not known,
//! `eval` turns a condition into a diagram over it, `because` finds the leaves that decided.

mod because;
mod eval;
mod unknowns;

use serde::Serialize;

pub use because::Because;
use eval::Evaluator;

use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::pack::condition::{Condition, Test};
use crate::pack::{self, Pack};
use crate::rules::diagram::Node;

/// One rule's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advised {
    /// The rule's id in the pack.
    pub id: String,
    /// Its answer.
    pub answer: Answer,
    /// What it says, with what else should be known.
    pub text: String,
    /// The people it speaks of, by their ids, in the order given.
    pub people: Vec<String>,
    /// The leaves that decided.
    pub because: Vec<Because>,
    /// The unknown facts that can still change the answer, most useful first.
    pub missing: Vec<String>,
}

/// Returns every advice of the pack, in its order.
#[must_use]
pub fn advise(pack: &Pack, facts: &Facts) -> Vec<Advised> {
    let mut evaluator = Evaluator::new(pack, facts);
    pack.advice
        .iter()
        .map(|row| advise_row(&mut evaluator, row))
        .collect()
}

/// Returns what is asked whatever the answers, by its path: of each person a fact that is not known
/// and on which more than the advice hangs.
#[must_use]
pub fn asked_anyway(pack: &Pack, facts: &Facts) -> Vec<String> {
    let mut evaluator = Evaluator::new(pack, facts);
    let mut out: Vec<String> = Vec::new();
    for ask in pack.advice.iter().flat_map(|row| &row.asks) {
        for (index, person) in facts.people.iter().enumerate() {
            let path = format!("people.{}.{}", person.id, ask.fact);
            let open = !person.values.contains_key(&ask.fact) && !out.contains(&path);
            if open && eval::answer(evaluator.eval(&ask.when, Some(index))) != Answer::No {
                out.push(path);
            }
        }
    }
    out
}

/// Returns whether a condition of the pack holds; `history` answers what was recorded.
///
/// Used for steps, invitees and who is told: anything that opens on facts and events.
#[must_use]
pub fn holds(pack: &Pack, facts: &Facts, history: &dyn History, condition: &Condition) -> Answer {
    let quick = plain(history, condition);
    if quick != Answer::Unknown {
        return quick;
    }
    let mut evaluator = Evaluator::new(pack, facts).with_history(history);
    let node = evaluator.eval(condition, None);
    eval::answer(node)
}

/// Answers a condition from what was recorded and from the advice given already, where that settles
/// it; most do not need the facts, and looking at those costs a hundred times as much.
fn plain(history: &dyn History, condition: &Condition) -> Answer {
    let all = |parts: &[Condition], every: Answer, one: Answer| {
        let mut unknown = false;
        for part in parts {
            match plain(history, part) {
                answer if answer == one => return one,
                Answer::Unknown => unknown = true,
                _ => {}
            }
        }
        if unknown { Answer::Unknown } else { every }
    };
    match &condition.test {
        Test::All(parts) => all(parts, Answer::Yes, Answer::No),
        Test::Any(parts) => all(parts, Answer::No, Answer::Yes),
        Test::Not(part) => match plain(history, part) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
        },
        Test::Event(id) => history.recorded(id).into(),
        Test::Decision(id, values) => {
            let decided = history.decided(id);
            decided.is_some_and(|value| values.contains(&value)).into()
        }
        Test::Advice(id) => history.advised(id).unwrap_or(Answer::Unknown),
        _ => Answer::Unknown,
    }
}

fn advise_row<'a>(evaluator: &mut Evaluator<'a>, row: &'a pack::Advice) -> Advised {
    let root = evaluator.eval(&row.when, None);
    let answer = eval::answer(root);
    let people = people(evaluator, row, answer);
    let missing = if answer == Answer::Unknown {
        evaluator.unknowns.missing(&evaluator.diagram, root)
    } else {
        Vec::new()
    };
    let mut text = match (answer, &row.unsettled) {
        (Answer::Yes, _) => row.yes.clone(),
        (Answer::No, _) => row.no.clone(),
        (Answer::Unknown, Some(unsettled)) if missing.is_empty() => unsettled.clone(),
        (Answer::Unknown, _) => row.unknown.clone(),
    };
    for note in notes(evaluator, row, answer) {
        text.push(' ');
        text.push_str(&note);
    }
    let because = because::because(evaluator, row, root, answer);
    Advised {
        id: row.id.clone(),
        answer,
        text,
        people,
        because,
        missing,
    }
}

/// Returns the people named: those the rule holds of, or those the pack's own condition picks.
fn people<'a>(evaluator: &mut Evaluator<'a>, row: &'a pack::Advice, answer: Answer) -> Vec<String> {
    let facts = evaluator.facts;
    if answer == Answer::No {
        return Vec::new();
    }
    let per_person = asks_people(evaluator.pack, &row.when);
    let mut out = Vec::new();
    for (index, person) in facts.people.iter().enumerate() {
        let named = match &row.people {
            Some(condition) => {
                // An advice in it is asked of this person alone.
                let node = evaluator.eval_of(condition, index);
                eval::answer(node) == Answer::Yes
            }
            None if per_person => eval::answer(evaluator.eval_for(&row.when, index)) == answer,
            None => false,
        };
        if named {
            out.push(person.id.clone());
        }
    }
    out
}

fn asks_people(pack: &Pack, condition: &Condition) -> bool {
    let mut found = false;
    condition.walk(&mut |part| match &part.test {
        Test::SomePerson(_) | Test::EveryPerson(_) => found = true,
        Test::Advice(id) => {
            found |= pack
                .advice_row(id)
                .is_some_and(|row| asks_people(pack, &row.when));
        }
        _ => {}
    });
    found
}

/// Returns the words to add: one for each note that is true of a person the answer concerns, or of
/// anyone where the note says so.
fn notes<'a>(evaluator: &mut Evaluator<'a>, row: &'a pack::Advice, answer: Answer) -> Vec<String> {
    let mut out = Vec::new();
    for note in &row.notes {
        let applies = (0..evaluator.facts.people.len()).any(|index| {
            let node: Node = evaluator.eval(&note.when, Some(index));
            eval::answer(node) == Answer::Yes
                && (note.anyone || concerns(evaluator, row, answer, index))
        });
        if applies {
            out.push(note.text.clone());
        }
    }
    out
}

/// Says whether an answer that is not no concerns a person: as if there were no other, it is not no.
fn concerns<'a>(
    evaluator: &mut Evaluator<'a>,
    row: &'a pack::Advice,
    answer: Answer,
    person: usize,
) -> bool {
    answer != Answer::No && eval::answer(evaluator.eval_for(&row.when, person)) != Answer::No
}

#[cfg(test)]
mod tests;
