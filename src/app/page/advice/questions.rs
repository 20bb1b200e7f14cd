//! What is still to be asked of an incident, and what was answered.

use super::said::fact_of;
use crate::app::desk::Row;
use crate::app::form::typed::typed_time;
use crate::domain::birth;
use crate::domain::facts::FactValue;
use crate::pack::{Choice, FactKind, FactOf, Means, Pack};
use crate::rules::advice::Advised;
use crate::words;

/// A question whose answer could change an advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact's path: `people.p1.died`, `incident.serious_violence`.
    pub path: String,
    /// The question, with the person it is about.
    pub ask: String,
    /// The words that answer it, where it is not yes or no: `known`, `suspected`, `none`.
    pub words: Vec<Choice>,
    /// What was answered, in words; nothing while it is open.
    pub answer: Option<String>,
    /// What was answered, as it would be typed.
    pub typed: String,
    /// How many advices wait for it; none once it is answered or needed no longer.
    pub advices: usize,
}

impl Question {
    /// Says whether its answer could still change an advice.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.advices > 0
    }
}

/// Returns the questions still open, most useful first: the first of every advice, then the
/// second of every advice, and so on; last what is asked whatever the answers.
#[must_use]
pub fn questions(
    pack: &Pack,
    advice: &[Advised],
    anyway: &[String],
    words: impl Fn(&str) -> String,
) -> Vec<Question> {
    let question = |path: &String, advices: usize| Question {
        path: path.clone(),
        ask: ask(pack, path, &words),
        words: words_of(pack, path),
        answer: None,
        typed: String::new(),
        advices,
    };
    let mut out: Vec<Question> = Vec::new();
    let longest = advice.iter().map(|a| a.missing.len()).max().unwrap_or(0);
    for place in 0..longest {
        for path in advice.iter().filter_map(|a| a.missing.get(place)) {
            if out.iter().any(|known| known.path == *path) {
                continue;
            }
            let waits = |a: &&Advised| a.missing.contains(path);
            out.push(question(path, advice.iter().filter(waits).count()));
        }
    }
    for path in anyway {
        if !out.iter().any(|known| known.path == *path) {
            out.push(question(path, 1));
        }
    }
    out
}

/// Returns the words that one key can answer with.
fn words_of(pack: &Pack, path: &str) -> Vec<Choice> {
    match pack.fact(fact_of(path)) {
        Some(fact) if fact.kind == FactKind::Choice => pack.fact_values(fact),
        _ => Vec::new(),
    }
}

/// Returns the words of a question.
fn ask(pack: &Pack, path: &str, person: impl Fn(&str) -> String) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["people"] => "Who is it about? Put at least one person on the incident.".to_owned(),
        ["people", key, "date_of_birth"] => format!("{}: born when, or how old?", person(key)),
        ["people", key, name] => {
            let ask = pack.fact(name).map_or(*name, |row| row.ask.as_str());
            format!("{}: {ask}", person(key))
        }
        ["incident", "occurred_at"] => "When did it happen?".to_owned(),
        ["incident", name] => pack
            .fact(name)
            .map_or(*name, |row| row.ask.as_str())
            .to_owned(),
        _ => path.to_owned(),
    }
}

/// Returns every question that was answered, in the pack's order, the incident's own first.
#[must_use]
pub(super) fn answered(pack: &Pack, row: &Row) -> Vec<Question> {
    let incident = &row.incident;
    let facts = |of: FactOf| pack.facts.iter().filter(move |fact| fact.of == of);
    let mut paths: Vec<String> = facts(FactOf::Incident)
        .filter(|fact| incident.facts.contains_key(&fact.id))
        .map(|fact| format!("incident.{}", fact.id))
        .collect();
    for person in incident.standing() {
        let key = incident.person_key(person.id);
        let known = facts(FactOf::Person).filter(|fact| person.facts.contains_key(&fact.id));
        paths.extend(known.map(|fact| format!("people.{key}.{}", fact.id)));
    }
    let paths = paths.iter();
    paths.map(|path| settled(pack, row, path)).collect()
}

/// Returns a question that is not open: answered, or needed no longer.
#[must_use]
pub(super) fn settled(pack: &Pack, row: &Row, path: &str) -> Question {
    let (answer, typed) = match answer_of(pack, row, path) {
        Some((words, typed)) => (Some(words), typed),
        None => (None, String::new()),
    };
    Question {
        path: path.to_owned(),
        ask: ask(pack, path, |key| row.who().person(key)),
        words: words_of(pack, path),
        answer,
        typed,
        advices: 0,
    }
}

/// Returns what is recorded for a question: in words, and as it would be typed.
fn answer_of(pack: &Pack, row: &Row, path: &str) -> Option<(String, String)> {
    let incident = &row.incident;
    let parts: Vec<&str> = path.split('.').collect();
    let (fact, value) = match parts.as_slice() {
        ["incident", "occurred_at"] => {
            let occurred = pack.event_meaning(Means::Occurred);
            let at = incident.current(occurred).next()?.at;
            return Some((at.words(), typed_time(at)));
        }
        ["people", key, "date_of_birth"] => {
            let typed = birth::typed(incident.person_by_key(key)?.born());
            return Some((typed.clone(), typed)).filter(|(words, _)| !words.is_empty());
        }
        ["incident", name] => (pack.fact(name)?, incident.facts.get(*name)?),
        ["people", key, name] => {
            let person = incident.person_by_key(key)?;
            (pack.fact(name)?, person.facts.get(*name)?)
        }
        _ => return None,
    };
    let typed = match value {
        FactValue::Choices(words) if words.is_empty() => "none".to_owned(),
        FactValue::Choices(words) => words.join(","),
        FactValue::Choice(word) => word.clone(),
        value @ FactValue::YesNo(_) => value.to_text(),
    };
    Some((words::fact::value(pack, &fact.id, value), typed))
}
