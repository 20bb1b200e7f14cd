//! Conditions: every name and word in them is known, and none leads back to itself.

use super::{At, Checking};
use crate::domain::text::nearest;
use crate::protocol::condition::{Condition, Test};
use crate::protocol::pack::{FactKind, Pack};

pub(super) fn check(checking: &mut Checking<'_>) {
    for (at, condition) in all(checking.own) {
        condition.walk(&mut |part| leaf(checking, at, part));
    }
    circles(checking);
}

/// Returns every condition of a pack with the row that it stands in.
fn all(pack: &Pack) -> Vec<(At<'_>, &Condition)> {
    let mut out: Vec<(At<'_>, &Condition)> = Vec::new();
    for (index, row) in pack.criteria.iter().enumerate() {
        out.push((
            At {
                list: "criterion",
                index,
                id: &row.id,
            },
            &row.when,
        ));
    }
    for (index, row) in pack.advice.iter().enumerate() {
        let at = At {
            list: "advice",
            index,
            id: &row.id,
        };
        let notes = row.notes.iter().map(|note| &note.when);
        let parts = std::iter::once(&row.when).chain(&row.people).chain(notes);
        out.extend(parts.map(|part| (at, part)));
    }
    for (index, row) in pack.clocks.iter().enumerate() {
        let at = At {
            list: "clock",
            index,
            id: &row.id,
        };
        out.extend(
            row.applies
                .iter()
                .chain(&row.stands_down)
                .map(|part| (at, part)),
        );
    }
    for (index, row) in pack.told.iter().enumerate() {
        let at = At {
            list: "told",
            index,
            id: &row.role,
        };
        out.extend(row.when.iter().map(|part| (at, part)));
    }
    for (index, row) in pack.steps.iter().enumerate() {
        let at = At {
            list: "step",
            index,
            id: &row.id,
        };
        out.extend(row.opens.iter().map(|part| (at, part)));
    }
    for (index, row) in pack.meetings.iter().enumerate() {
        let at = At {
            list: "meeting",
            index,
            id: &row.id,
        };
        let chairs = row.chair.iter().filter_map(|chair| chair.when.as_ref());
        let invitees = row
            .invitee
            .iter()
            .filter_map(|invitee| invitee.when.as_ref());
        let parts = row.trigger.iter().chain(chairs).chain(invitees);
        out.extend(parts.map(|part| (at, part)));
    }
    out
}

fn leaf(checking: &mut Checking<'_>, at: At<'_>, part: &Condition) {
    let whole = checking.whole;
    match &part.test {
        Test::Fact(name) | Test::Recorded(name) => fact(checking, at, name, FactKind::YesNo),
        Test::FactListed(name) => fact(checking, at, name, FactKind::Choices),
        Test::FactIs(name, words) => {
            fact(checking, at, name, FactKind::Choice);
            let known = whole
                .fact(name)
                .map(|row| whole.fact_values(row))
                .unwrap_or_default();
            let known: Vec<&str> = known.iter().map(|choice| choice.id.as_str()).collect();
            for word in words.iter().filter(|_| !known.is_empty()) {
                checking.known(at, &format!("word of the fact `{name}`"), word, &known);
            }
        }
        Test::Criterion(name) => {
            let known: Vec<&str> = whole.criteria.iter().map(|row| row.id.as_str()).collect();
            checking.known(at, "criterion", name, &known);
        }
        Test::Advice(name) => {
            let known: Vec<&str> = whole.advice.iter().map(|row| row.id.as_str()).collect();
            checking.known(at, "advice", name, &known);
        }
        Test::Event(name) => {
            let known: Vec<&str> = whole.events.iter().map(|row| row.id.as_str()).collect();
            checking.known(at, "event", name, &known);
        }
        Test::Decision(name, words) => {
            let known: Vec<&str> = whole.events.iter().map(|row| row.id.as_str()).collect();
            checking.known(at, "event", name, &known);
            if let Some(row) = whole.event(name) {
                let known: Vec<&str> = row.value.iter().map(String::as_str).collect();
                for word in words {
                    checking.known(at, &format!("word of the event `{name}`"), word, &known);
                }
            }
        }
        _ => {}
    }
}

/// Checks that a fact is known and of the kind that is asked for.
fn fact(checking: &mut Checking<'_>, at: At<'_>, name: &str, kind: FactKind) {
    let whole = checking.whole;
    match whole.fact(name) {
        Some(row) if row.kind == kind => {}
        Some(_) => {
            let how = match kind {
                FactKind::YesNo => "is no yes-or-no fact: ask it with `is` or `listed`",
                FactKind::Choice => "is no fact of one word: `is` does not go with it",
                FactKind::Choices => "is no fact of several words: `listed` does not go with it",
            };
            checking.say(at, name, format!("`{name}` {how}"), None);
        }
        None => {
            let known = whole.facts.iter().map(|row| row.id.as_str());
            let near = nearest(name, known).map(str::to_owned);
            checking.say(at, name, format!("there is no fact `{name}`"), near);
        }
    }
}

/// Says every criterion and advice whose condition leads back to itself.
fn circles(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    for (index, row) in own.criteria.iter().enumerate() {
        if comes_back(whole, &row.when, &row.id, false) {
            let at = At {
                list: "criterion",
                index,
                id: &row.id,
            };
            let what = format!("the criterion `{}` asks for itself", row.id);
            checking.say(at, &row.id, what, None);
        }
    }
    for (index, row) in own.advice.iter().enumerate() {
        if comes_back(whole, &row.when, &row.id, true) {
            let at = At {
                list: "advice",
                index,
                id: &row.id,
            };
            checking.say(
                at,
                &row.id,
                format!("the advice `{}` asks for itself", row.id),
                None,
            );
        }
    }
}

/// Says whether a condition leads to the named criterion or advice, however far.
fn comes_back(pack: &Pack, condition: &Condition, name: &str, is_advice: bool) -> bool {
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
                let row = pack.criteria.iter().find(|row| row.id == id);
                open.extend(row.map(|row| &row.when));
            }
        }
    }
    false
}
