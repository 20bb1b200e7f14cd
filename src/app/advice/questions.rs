//! What is still to be asked of an incident, and what was answered.

use crate::app::desk::Row;
use crate::domain::facts::{FactMap, FactValue};
use crate::protocol::advice::Advised;
use crate::protocol::pack::{Choice, FactKind, FactOf, FactRow, Pack};

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
    /// How many advices wait for it.
    pub advices: usize,
}

/// Returns the questions still open, most useful first: the first of every advice, then the
/// second of every advice, and so on.
#[must_use]
pub fn questions(pack: &Pack, advice: &[Advised], words: impl Fn(&str) -> String) -> Vec<Question> {
    let mut out: Vec<Question> = Vec::new();
    let longest = advice.iter().map(|a| a.missing.len()).max().unwrap_or(0);
    for place in 0..longest {
        for path in advice.iter().filter_map(|a| a.missing.get(place)) {
            if out.iter().any(|known| known.path == *path) {
                continue;
            }
            let waits = |a: &&Advised| a.missing.contains(path);
            out.push(Question {
                path: path.clone(),
                ask: ask(pack, path, &words),
                words: words_of(pack, path),
                answer: None,
                typed: String::new(),
                advices: advice.iter().filter(waits).count(),
            });
        }
    }
    out
}

/// Returns the words that one key can answer with.
fn words_of(pack: &Pack, path: &str) -> Vec<Choice> {
    let name = path.rsplit('.').next().unwrap_or(path);
    match pack.fact(name) {
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
    let mut out = Vec::new();
    let mut add = |fact: &FactRow, facts: &FactMap, path: String| {
        let Some(value) = facts.get(&fact.id) else {
            return;
        };
        out.push(Question {
            ask: ask(pack, &path, |key| person_words(row, key)),
            words: words_of(pack, &path),
            answer: Some(value_words(pack, fact, value)),
            typed: match value {
                FactValue::Choices(words) if words.is_empty() => "none".to_owned(),
                FactValue::Choices(words) => words.join(","),
                FactValue::Choice(word) => word.clone(),
                value @ FactValue::YesNo(_) => value.to_text(),
            },
            advices: 0,
            path,
        });
    };
    for fact in pack.facts.iter().filter(|fact| fact.of == FactOf::Incident) {
        add(fact, &incident.facts, format!("incident.{}", fact.id));
    }
    for person in &incident.people {
        let key = incident.person_key(person.id);
        for fact in pack.facts.iter().filter(|fact| fact.of == FactOf::Person) {
            add(fact, &person.facts, format!("people.{key}.{}", fact.id));
        }
    }
    out
}

fn value_words(pack: &Pack, fact: &FactRow, value: &FactValue) -> String {
    let title = |word: &String| {
        let known = pack.fact_values(fact).into_iter().find(|c| c.id == *word);
        known.map_or_else(|| word.replace('_', " "), |choice| choice.title)
    };
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Choice(word) => title(word),
        FactValue::Choices(words) if words.is_empty() => "none of them".to_owned(),
        FactValue::Choices(words) => words.iter().map(title).collect::<Vec<_>>().join("; "),
    }
}

/// Returns who a person is, in a few words: `p1 victim, 16`.
#[must_use]
pub fn person_words(row: &Row, key: &str) -> String {
    let Some(person) = row.incident.person_by_key(key) else {
        return key.to_owned();
    };
    let day = row.case.facts.age_date();
    let age = match (person.date_of_birth, day) {
        _ if person.unborn => ", unborn".to_owned(),
        (Some(born), Some(day)) => {
            format!(", {}", crate::domain::facts::age_on(born, day))
        }
        _ => person.age.map(|age| format!(", {age}")).unwrap_or_default(),
    };
    format!("{key} {}{age}", person.role.title())
}
