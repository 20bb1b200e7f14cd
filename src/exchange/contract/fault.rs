//! What is wrong with an input, and where.

use crate::domain::text::{nearest, visible};

/// What is wrong with an input, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {what}{}", hint(.nearest.as_deref()))]
pub struct Fault {
    /// The place, such as `people[1].colour`.
    pub path: String,
    /// What was found there and what is allowed.
    pub what: String,
    /// The nearest known word.
    pub nearest: Option<String>,
}

fn hint(nearest: Option<&str>) -> String {
    match nearest {
        Some(word) => format!("; did you mean `{word}`?"),
        None => String::new(),
    }
}

/// The most of an input's own words that a message repeats, in characters.
const MOST_ECHOED: usize = 80;

/// The longest word of which the nearest known one is looked for: none is half as long.
const MOST_COMPARED: usize = 64;

/// Returns an input's own words as a message repeats them: on one line, control characters as
/// marks, cut where they are long.
pub(super) fn echo(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    for c in characters.by_ref().take(MOST_ECHOED) {
        match c {
            '\n' => out.push_str("<U+000A>"),
            c => out.push(c),
        }
    }
    let mut out = visible(&out);
    if characters.next().is_some() {
        out.push('…');
    }
    out
}

/// Refuses what was found at a place.
pub(super) fn fault<T>(path: &str, what: impl Into<String>) -> Result<T, Fault> {
    Err(Fault {
        path: echo(path),
        what: what.into(),
        nearest: None,
    })
}

/// Refuses a word that is none of those known, with the nearest of them.
pub(super) fn unknown_word<'a, T>(
    path: &str,
    kind: &str,
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<T, Fault> {
    Err(Fault {
        path: echo(path),
        what: format!("unknown {kind} `{}`", echo(found)),
        nearest: if found.len() <= MOST_COMPARED {
            nearest(found, known).map(str::to_owned)
        } else {
            None
        },
    })
}
