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

/// Refuses what was found at a place.
pub(super) fn fault<T>(path: &str, what: impl Into<String>) -> Result<T, Fault> {
    Err(Fault {
        path: path.to_owned(),
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
        path: path.to_owned(),
        what: format!("unknown {kind} `{}`", visible(found)),
        nearest: nearest(found, known).map(str::to_owned),
    })
}
