//! Forms: what a field is chosen from, and what it fills.

use super::Checking;
use super::rows::PICK_LISTS;
use super::tree::{Part, Word};
use crate::domain::text::nearest;
use crate::pack::FactOf;
use crate::pack::bind::{Bind, Stated};
use crate::pack::form::{FieldKind, FormField};

/// A person's own fields that a form may fill.
const PERSON: [&str; 17] = [
    "name",
    "aliases",
    "date_of_birth",
    "mosaic_id",
    "address",
    "legal_status",
    "parents",
    "sex",
    "ethnicity",
    "language",
    "disability",
    "school",
    "worker",
    "nhs_number",
    "status",
    "gp",
    "phone",
];

pub(super) fn check(checking: &mut Checking<'_>) {
    let own = checking.own;
    for (part, form) in checking.rows("form").into_iter().zip(&own.forms) {
        kept_once(checking, part);
        let sections = part.parts("section").into_iter().zip(&form.section);
        for (part, section) in sections {
            if section.field.is_empty() {
                checking.say(part.name().at, "a section without a field");
            }
            let per_person = !checking.lacks(part, "repeats");
            for (part, row) in part.parts("field").into_iter().zip(&section.field) {
                chosen(checking, part, row);
                binds(checking, part, row, per_person);
            }
        }
    }
}

/// Says each id of two sections: a field that fills nothing else is kept by its id alone.
fn kept_once(checking: &mut Checking<'_>, form: Part<'_>) {
    let mut kept: Vec<(usize, &str)> = Vec::new();
    for (number, section) in form.parts("section").into_iter().enumerate() {
        for field in section.parts("field") {
            let Some(id) = field.word("id").filter(|_| !field.has("binds")) else {
                continue;
            };
            let other = |(before, known): &(usize, &str)| *before != number && *known == id.text;
            if kept.iter().any(other) {
                let what = format!("another section has the field `{}`", id.text);
                checking.say(id.at, what);
            }
            kept.push((number, id.text));
        }
    }
}

/// Checks what a field is chosen from.
fn chosen(checking: &mut Checking<'_>, part: Part<'_>, row: &FormField) {
    for list in part.words("options_from") {
        checking.known("list", list, &PICK_LISTS);
    }
    let chosen = matches!(row.kind, FieldKind::Ticks | FieldKind::Choice);
    let options = part.has("options") || part.has("options_from");
    let none = checking.lacks(part, "options") && checking.lacks(part, "options_from");
    let bound = part.has("binds");
    if chosen && none && !bound {
        let what = "nothing to choose from: give `options` or `options_from`";
        checking.say(part.name().at, what);
    }
    if !chosen && options {
        let key = if part.has("options") {
            "options"
        } else {
            "options_from"
        };
        checking.say(
            part.key(key),
            "this kind of field is not chosen from a list",
        );
    }
}

/// Checks what a field fills.
fn binds(checking: &mut Checking<'_>, part: Part<'_>, row: &FormField, per_person: bool) {
    let Some(word) = part.word("binds") else {
        return;
    };
    let whole = checking.whole;
    match Bind::of(row) {
        None => {
            let what = format!("the field `{}` binds to nothing: `{}`", row.id, word.text);
            checking.say(word.at, what);
        }
        Some(Bind::Fact(name)) => fact(checking, word, name, FactOf::Incident),
        Some(Bind::PersonFact(name)) => {
            fact(checking, word, name, FactOf::Person);
            once_per_person(checking, word, per_person);
        }
        Some(Bind::Recorded(name, _)) => {
            let known: Vec<&str> = whole.events.iter().map(|row| row.id.as_str()).collect();
            let name = Word {
                text: name,
                at: word.at,
            };
            checking.known("event", name, &known);
        }
        Some(Bind::Decision(name, stated)) => decision(checking, word, name, stated),
        Some(Bind::PersonDetail(name)) => {
            let name = Word {
                text: name,
                at: word.at,
            };
            checking.known("field of a person", name, &PERSON);
            once_per_person(checking, word, per_person);
        }
        Some(Bind::Own | Bind::Detail(_) | Bind::Event(_)) => {}
    }
}

/// Checks a field that a decision fills: the decision, and what it may come to.
fn decision(checking: &mut Checking<'_>, word: Word<'_>, name: &str, stated: Stated<'_>) {
    let whole = checking.whole;
    let known: Vec<&str> = whole.decisions.iter().map(|row| row.id.as_str()).collect();
    let at = word.at;
    checking.known("decision", Word { text: name, at }, &known);
    if let (Stated::Is(value), Some(row)) = (stated, whole.decision(name)) {
        let known: Vec<&str> = row.values.iter().map(|value| value.id.as_str()).collect();
        let what = format!("the decision `{name}` has no value `{value}`");
        checking.among(what, Word { text: value, at }, &known);
    }
}

fn fact(checking: &mut Checking<'_>, word: Word<'_>, name: &str, of: FactOf) {
    let facts = checking.whole.facts.iter().filter(|row| row.of == of);
    let known: Vec<&str> = facts.map(|row| row.id.as_str()).collect();
    if !known.contains(&name) {
        let near = nearest(name, known.iter().copied()).map(str::to_owned);
        let whose = match of {
            FactOf::Incident => "the incident",
            FactOf::Person => "a person",
        };
        checking.say_near(
            word.at,
            format!("there is no fact `{name}` of {whose}"),
            near,
        );
    }
}

fn once_per_person(checking: &mut Checking<'_>, word: Word<'_>, per_person: bool) {
    if !per_person {
        let what = "this is a person's: the section needs `repeats`";
        checking.say(word.at, what);
    }
}
