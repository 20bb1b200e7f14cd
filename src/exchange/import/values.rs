//! What stands in a cell as a word of the protocol's lists.

use super::words::words;
use crate::domain::text::fold;
use crate::pack::Choice;
use crate::pack::Pack;

/// Of which list or decision a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of<'a> {
    /// A named list: `trigger`, `status`, `source`.
    List(&'a str),
    /// A decision.
    Decision(&'a str),
    /// Whether a row is closed.
    Status,
}

/// Returns the words of a list that stand in a text, which may name several.
pub(super) fn several(pack: &Pack, of: Of<'_>, choices: &[Choice], text: &str) -> Vec<String> {
    if let Some(one) = whole(choices, text) {
        return vec![one];
    }
    let mut out: Vec<String> = Vec::new();
    for part in text.split([';', '\n', '|']) {
        let found = match whole(choices, part) {
            Some(one) => Some(one),
            None => usual(pack, of, choices, part),
        };
        out.extend(found.filter(|one| !out.contains(one)));
    }
    out
}

/// Returns the one word of a list that a text is.
pub(super) fn one(pack: &Pack, of: Of<'_>, choices: &[Choice], text: &str) -> Option<String> {
    whole(choices, text).or_else(|| usual(pack, of, choices, text))
}

/// Returns the word whose title or name the whole text is.
fn whole(choices: &[Choice], text: &str) -> Option<String> {
    let folded = fold(text);
    let is = |choice: &&Choice| fold(&choice.title) == folded || fold(&choice.id) == folded;
    choices.iter().find(is).map(|choice| choice.id.clone())
}

/// Returns the word of which the longest usual way of writing it stands in a text: of «not met», not «met».
fn usual(pack: &Pack, of: Of<'_>, choices: &[Choice], text: &str) -> Option<String> {
    let folded = format!(" {} ", fold(text));
    let mut best: Option<(usize, &str)> = None;
    for row in words().values.iter().filter(|row| is_of(pack, of, &row.of)) {
        if of != Of::Status && !choices.iter().any(|choice| choice.id == row.is) {
            continue;
        }
        for word in &row.words {
            let stands = match of {
                Of::List(_) => folded.contains(&format!(" {word} ")),
                // A short word says what was decided only where it stands alone.
                Of::Decision(_) | Of::Status if word.contains(' ') => {
                    folded.contains(&format!(" {word} "))
                }
                Of::Decision(_) | Of::Status => folded.trim() == word,
            };
            if stands && best.is_none_or(|(length, _)| word.len() > length) {
                best = Some((word.len(), &row.is));
            }
        }
    }
    best.map(|(_, is)| is.to_owned())
}

fn is_of(pack: &Pack, of: Of<'_>, word: &str) -> bool {
    match (of, word.split_once('.')) {
        (Of::List(list), None) => list == word,
        (Of::Status, None) => word == "status" && words().values.iter().any(|row| row.of == word),
        (Of::Decision(id), Some(("decision", which))) => {
            let mut decided = pack.decisions.iter().filter(|row| row.event.is_some());
            match which {
                "first" => decided.next().is_some_and(|row| row.id == id),
                "last" => decided.next_back().is_some_and(|row| row.id == id),
                other => other == id,
            }
        }
        _ => false,
    }
}

/// Says whether a status is that of a case that is done.
pub(super) fn is_closed(pack: &Pack, text: &str) -> bool {
    usual(pack, Of::Status, &[], text).is_some()
}

/// Returns what a text says of yes and no.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" => Some(true),
        "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}
