//! Decisions that cannot be made: without a place, without a way back, despite nobody.

use super::checking::Checking;
use super::tree::{Part, Word};
use crate::domain::user::Role;
use crate::pack::{Decision, UNDECIDED};

pub(super) fn check(checking: &mut Checking<'_>) {
    let own = checking.own;
    for part in checking.rows("role") {
        if let Some(word) = part.word("desk") {
            let known = Role::ALL.map(Role::word);
            let what = format!("`{}` is no role at a desk", word.text);
            checking.among(what, word, &known);
        }
    }
    for (part, row) in checking.rows("decision").into_iter().zip(&own.decisions) {
        decision(checking, part, row);
        despite(checking, part);
        answered_for(checking, part);
    }
}

fn decision(checking: &mut Checking<'_>, part: Part<'_>, row: &Decision) {
    if row.values.first().is_none_or(|value| value.id != UNDECIDED) {
        let what = "the first of `values` is `undecided`: a blank is not a no";
        checking.say(part.key("values"), what);
    }
    // What a decision records must be a word that its event may carry.
    let event = row.event.as_deref().and_then(|id| checking.whole.event(id));
    if let Some(event) = event.filter(|event| !event.value.is_empty()) {
        for value in part
            .parts("values")
            .iter()
            .filter_map(|value| value.word("id"))
        {
            if value.text != UNDECIDED && !event.value.iter().any(|word| word == value.text) {
                let what = format!("the event `{}` has no word `{}`", event.id, value.text);
                checking.say(value.at, what);
            }
        }
    }
    records(checking, part);
    if row.deciders.is_empty() {
        checking.say(part.key("deciders"), "nobody decides this");
    }
}

/// Checks that somebody at the desk answers for each who decides. A pack of an earlier release says it
/// of none.
fn answered_for(checking: &mut Checking<'_>, decision: Part<'_>) {
    let whole = checking.whole;
    if checking.own.roles.iter().all(|role| role.desk.is_none()) {
        return;
    }
    let despite = decision.parts("despite").into_iter();
    let despite = despite.filter_map(|part| part.word("role"));
    for word in decision.words("deciders").into_iter().chain(despite) {
        if whole
            .role(word.text)
            .is_some_and(|role| role.desk.is_none())
        {
            let what = format!(
                "nobody at a desk answers for `{}`: its row has no `desk`",
                word.text
            );
            checking.say(word.at, what);
        }
    }
}

/// Returns the words that may be decided.
fn values(decision: Part<'_>) -> Vec<&str> {
    let values = decision.parts("values").into_iter();
    values
        .filter_map(|value| Some(value.word("id")?.text))
        .collect()
}

/// Checks who decides although the others do not agree: beside a place of their own, and one way
/// alone, for against all the others nobody decides freely.
fn despite(checking: &mut Checking<'_>, decision: Part<'_>) {
    for part in decision.parts("despite") {
        let deciders = decision.words("deciders");
        let deciders: Vec<&str> = deciders.iter().map(|word| word.text).collect();
        if let Some(place) = part.word("place") {
            let what = format!("`{}` is none of the deciders", place.text);
            checking.among(what, place, &deciders);
        }
        let known = values(decision);
        let takes = part.words("takes");
        for value in &takes {
            let what = format!("this decision has no value `{}`", value.text);
            checking.among(what, *value, &known);
        }
        let may_be = |value: &&str| takes.iter().any(|word| word.text == *value);
        let mut left = known
            .iter()
            .filter(|value| **value != UNDECIDED && !may_be(value));
        if part.has("takes") && takes.is_empty() {
            let what = "nothing can be decided despite the others";
            checking.say(part.key("takes"), what);
        } else if known.len() > 2 && left.next().is_none() {
            let what = "`takes` names every value: despite the others it is decided one way";
            checking.say(part.key("takes"), what);
        }
    }
}

/// Checks the events that a decision's values record, each by its own name.
fn records(checking: &mut Checking<'_>, decision: Part<'_>) {
    let values = values(decision);
    let events: Vec<&str> = checking
        .whole
        .events
        .iter()
        .map(|row| row.id.as_str())
        .collect();
    for part in decision.parts("records") {
        for key in part.table.keys() {
            let value = Word {
                text: key.get_ref(),
                at: key.span().start,
            };
            let what = format!("this decision has no value `{}`", value.text);
            checking.among(what, value, &values);
            for event in part.words(key.get_ref()) {
                let name = event.text.split('=').next().unwrap_or(event.text);
                let event = Word {
                    text: name,
                    at: event.at,
                };
                checking.known("event", event, &events);
            }
        }
    }
}
