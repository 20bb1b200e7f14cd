//! Conditions: every name and word in them is known, each is asked of what it can be asked of,
//! and none leads back to itself.

use super::checking::Checking;
use super::tree::{Part, Word};
use crate::domain::text::nearest;
use crate::pack::condition::{Condition, Test};
use crate::pack::{FactKind, FactOf, Rows};

/// Every condition of a row: the list, the way to the table in it, the key, of what it is asked.
const CONDITIONS: [(&str, &str, &str, FactOf); 21] = [
    ("advice", "", "when", FactOf::Incident),
    ("advice", "", "people", FactOf::Person),
    ("advice", "notes", "when", FactOf::Person),
    ("advice", "asks", "when", FactOf::Person),
    ("clock", "", "applies", FactOf::Incident),
    ("clock", "", "stands_down", FactOf::Incident),
    ("set_aside", "", "when", FactOf::Incident),
    ("told", "", "when", FactOf::Incident),
    ("step", "", "opens", FactOf::Incident),
    ("state", "", "when", FactOf::Incident),
    ("decision", "", "asked", FactOf::Incident),
    ("agency", "", "when", FactOf::Incident),
    ("checklist", "", "when", FactOf::Incident),
    ("letter", "", "when", FactOf::Incident),
    ("outcome", "", "asked", FactOf::Incident),
    ("form", "", "when", FactOf::Incident),
    ("retention", "", "when", FactOf::Incident),
    ("meeting", "", "trigger", FactOf::Incident),
    ("meeting", "chair", "when", FactOf::Incident),
    ("meeting", "invitee", "when", FactOf::Incident),
    ("criterion", "", "when", FactOf::Incident),
];

pub(super) fn check(checking: &mut Checking<'_>) {
    for (list, way, key, of) in CONDITIONS {
        for row in checking.rows(list) {
            let person = row.word("of").is_some_and(|word| word.text == "person");
            let of = if list == "criterion" && person {
                FactOf::Person
            } else {
                of
            };
            for part in row.along(way) {
                for condition in part.parts(key) {
                    one(checking, condition, of);
                }
            }
        }
    }
    circles(checking);
}

/// Checks a condition and its parts.
fn one(checking: &mut Checking<'_>, part: Part<'_>, of: FactOf) {
    for key in ["all", "any", "not"] {
        if (key != "not") && part.has(key) && part.parts(key).is_empty() {
            let what = format!("`{key}` of nothing: it would hold always or never");
            checking.say(part.key(key), what);
        }
        for inner in part.parts(key) {
            one(checking, inner, of);
        }
    }
    for inner in ["some_person", "every_person"]
        .map(|key| part.parts(key))
        .concat()
    {
        one(checking, inner, FactOf::Person);
    }
    for key in ["age_under", "age_at_least", "age_is", "role"] {
        if part.has(key) {
            of_person(checking, part.key(key), key, of);
        }
    }
    leaf(checking, part, of);
}

/// Says that what only a person has is asked of the incident: it could never be answered.
fn of_person(checking: &mut Checking<'_>, at: usize, name: &str, of: FactOf) {
    if of == FactOf::Incident {
        let what = format!("`{name}` is asked of a person: put it inside `some_person = {{ .. }}`");
        checking.say(at, what);
    }
}

fn leaf(checking: &mut Checking<'_>, part: Part<'_>, of: FactOf) {
    let whole = checking.whole;
    if let Some(name) = part.word("fact") {
        let kind = if part.has("is") {
            FactKind::Choice
        } else if part.is_true("listed") {
            FactKind::Choices
        } else {
            FactKind::YesNo
        };
        fact(checking, name, kind, of);
        if let Some(row) = whole.fact(name.text) {
            let known = whole.fact_values(row);
            let known: Vec<&str> = known.iter().map(|choice| choice.id.as_str()).collect();
            for word in part.words("is").into_iter().filter(|_| !known.is_empty()) {
                let what = format!("the fact `{}` has no word `{}`", name.text, word.text);
                checking.among(what, word, &known);
            }
        }
    }
    if let Some(name) = part.word("recorded") {
        fact(checking, name, FactKind::YesNo, of);
    }
    if let Some(name) = part.word("criterion") {
        let known: Vec<&str> = whole.criteria.iter().map(|row| row.id.as_str()).collect();
        checking.known("criterion", name, &known);
        let row = whole.criterion(name.text);
        if row.is_some_and(|row| row.of == FactOf::Person) {
            of_person(checking, name.at, name.text, of);
        }
    }
    if let Some(name) = part.word("advice") {
        let known: Vec<&str> = whole.advice.iter().map(|row| row.id.as_str()).collect();
        checking.known("advice", name, &known);
    }
    for name in part.words("event").into_iter().chain(part.word("decision")) {
        let known: Vec<&str> = whole.events.iter().map(|row| row.id.as_str()).collect();
        checking.known("event", name, &known);
    }
    if let Some(name) = part.word("decision")
        && whole.event(name.text).is_some()
    {
        let values = whole.event_values(name.text);
        let known: Vec<&str> = values.iter().map(|value| value.id.as_str()).collect();
        for word in part.words("is") {
            let what = format!("the event `{}` has no word `{}`", name.text, word.text);
            checking.among(what, word, &known);
        }
    }
}

/// Checks that a fact is known, of the kind that is asked for, and asked of what it is about.
fn fact(checking: &mut Checking<'_>, name: Word<'_>, kind: FactKind, of: FactOf) {
    let whole = checking.whole;
    let Some(row) = whole.fact(name.text) else {
        let known = whole.facts.iter().map(|row| row.id.as_str());
        let near = nearest(name.text, known).map(str::to_owned);
        checking.say_near(name.at, format!("there is no fact `{}`", name.text), near);
        return;
    };
    if row.kind != kind {
        let how = match kind {
            FactKind::YesNo => "is no yes-or-no fact: ask it with `is` or `listed`",
            FactKind::Choice => "is no fact of one word: `is` does not go with it",
            FactKind::Choices => "is no fact of several words: `listed` does not go with it",
        };
        checking.say(name.at, format!("`{}` {how}", name.text));
    }
    if row.of == FactOf::Person {
        of_person(checking, name.at, name.text, of);
    }
}

/// Says every criterion and advice whose condition leads back to itself.
fn circles(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    let criteria = own.criteria.iter().map(|row| (&row.id, &row.when));
    let advice = own.advice.iter().map(|row| (&row.id, &row.when));
    let criteria = checking.rows("criterion").into_iter().zip(criteria);
    let advice = checking.rows("advice").into_iter().zip(advice);
    let both = criteria
        .map(|pair| (pair, "criterion"))
        .chain(advice.map(|pair| (pair, "advice")));
    for ((row, (id, when)), kind) in both {
        if comes_back(whole, when, id, kind == "advice") {
            checking.say(row.name().at, format!("the {kind} `{id}` asks for itself"));
        }
    }
}

/// Says whether a condition leads to the named criterion or advice, however far.
fn comes_back(pack: &Rows, condition: &Condition, name: &str, is_advice: bool) -> bool {
    let mut seen: Vec<(bool, &str)> = Vec::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        let mut next: Vec<(bool, &str)> = Vec::new();
        condition.walk(&mut |part| match &part.test {
            Test::Criterion(id) => next.push((false, id)),
            Test::Advice(id) => next.push((true, id)),
            _ => {}
        });
        for (advice, id) in next {
            if (advice, id) == (is_advice, name) {
                return true;
            }
            if seen.contains(&(advice, id)) {
                continue;
            }
            seen.push((advice, id));
            if advice {
                open.extend(pack.advice_row(id).map(|row| &row.when));
            } else {
                open.extend(pack.criterion(id).map(|row| &row.when));
            }
        }
    }
    false
}
