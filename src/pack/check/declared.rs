//! What the program itself must recognise: each meaning is declared by one row, and some advice
//! makes an alert due.

use super::checking::Checking;
use super::tree::{Part, Word};
use crate::pack::{FactMeans, Means, StartMeans};

pub(super) fn check(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    // The rows of the pack that this one extends stand before its own.
    let above = whole.events.len().saturating_sub(own.events.len());
    let events = whole.events.iter().take(above);
    let events: Vec<&str> = events
        .filter_map(|row| row.means.map(Means::word))
        .collect();
    let above = whole.starts.len().saturating_sub(own.starts.len());
    let starts = whole.starts.iter().take(above);
    let starts: Vec<&str> = starts
        .filter_map(|row| row.means.map(StartMeans::word))
        .collect();
    let above = whole.facts.len().saturating_sub(own.facts.len());
    let facts = whole.facts.iter().take(above);
    let facts: Vec<&str> = facts
        .filter_map(|row| row.means.map(FactMeans::word))
        .collect();
    let wanted: [(&str, Vec<&str>, Vec<&str>); 3] = [
        (
            "event",
            (Means::ALL.iter().filter(|means| means.is_needed()))
                .map(|means| means.word())
                .collect(),
            events,
        ),
        (
            "start",
            StartMeans::ALL.iter().map(|means| means.word()).collect(),
            starts,
        ),
        (
            "fact",
            (FactMeans::ALL.iter().filter(|means| means.is_needed()))
                .map(|means| means.word())
                .collect(),
            facts,
        ),
    ];
    let mut missing = Vec::new();
    for (list, wanted, above) in wanted {
        let rows = checking.rows(list);
        let said: Vec<Word<'_>> = rows.iter().flat_map(|row| row.words("means")).collect();
        once(checking, list, &said, &above);
        let nowhere = wanted
            .into_iter()
            .filter(|means| !above.contains(means) && !said.iter().any(|word| word.text == *means));
        missing.extend(nowhere.map(|means| format!("{list} `{means}`")));
    }
    // A word that could not be read may be the one that is not there.
    let unread = checking.left_out.iter().any(|(_, key)| key == "means");
    if !missing.is_empty() && !unread {
        let what = format!(
            "the program must know by `means`, each on one row: {}",
            missing.join(", ")
        );
        at_header(checking, &what);
    }
    taken_back(checking);
    raises(checking);
}

/// What the program records as taken back, and by what: without it a reopened case stays closed.
const TAKEN_BACK: [(Means, Means); 3] = [
    (Means::Notified, Means::Withdrawn),
    (Means::Closed, Means::Reopened),
    (Means::Merged, Means::Reopened),
];

/// Says each of those whose row is taken back by something else.
fn taken_back(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    for (part, row) in checking.rows("event").into_iter().zip(&own.events) {
        for (means, by) in TAKEN_BACK {
            let back = whole.events.iter().find(|event| event.means == Some(by));
            if let Some(back) = back.filter(|_| row.means == Some(means))
                && row.withdrawn_by.as_ref() != Some(&back.id)
                && !checking.is_unread(part, "withdrawn_by")
            {
                let what = format!(
                    "what means `{}` needs `withdrawn_by = \"{}\"`, which means `{}`",
                    means.word(),
                    back.id,
                    by.word()
                );
                checking.say(part.name().at, what);
            }
        }
    }
}

/// Says each meaning that a second row has.
fn once(checking: &mut Checking<'_>, list: &str, said: &[Word<'_>], above: &[&str]) {
    for (place, word) in said.iter().enumerate() {
        // What was written there is told already: the meaning is a guess at what was meant.
        if checking.told.contains(&word.at.saturating_sub(1)) {
            continue;
        }
        let before = said.iter().take(place);
        if before.into_iter().any(|known| known.text == word.text) {
            let what = format!("a second {list} means `{}`: one alone may", word.text);
            checking.say(word.at, what);
        } else if above.contains(&word.text) {
            let what = format!(
                "a second {list} means `{}`: the pack it extends has it",
                word.text
            );
            checking.say(word.at, what);
        }
    }
}

/// Says that none of a council's own advice makes an alert due: what its protocol asks to be told
/// of would be logged and never called for.
fn raises(checking: &mut Checking<'_>) {
    let own = checking.own;
    let unread = checking.left_out.iter().any(|(_, key)| key == "raises");
    if !unread && !own.advice.iter().any(|row| row.raises) {
        at_header(
            checking,
            "no advice says `raises = true`: which of them makes an alert due",
        );
    }
}

fn at_header(checking: &mut Checking<'_>, what: &str) {
    let header: Option<Part<'_>> = checking.rows("pack").into_iter().next();
    checking.say(header.map_or(0, |part| part.at), what);
}
