//! What stands in a form before anybody has typed: times as they would be typed, words to choose from.

use crate::domain::instant::{Moment, Precision};
use crate::pack::Choice;

/// Returns a moment as it would be typed: `20/11/2026 21:15`, `20/11/2026`, `?`.
#[must_use]
pub fn typed_time(moment: Moment) -> String {
    match (moment.precision, moment.at) {
        (Precision::Exact, Some(at)) => at.london().format("%-d/%-m/%Y %H:%M").to_string(),
        (Precision::Day, Some(at)) => at.london().format("%-d/%-m/%Y").to_string(),
        _ => "?".to_owned(),
    }
}

/// Returns a time as it would be typed; empty where none is recorded.
#[must_use]
pub fn typed(at: Option<Moment>) -> String {
    at.map_or_else(String::new, typed_time)
}

/// Returns one of the words to choose from.
#[must_use]
pub fn choice(id: &str, title: &str) -> Choice {
    Choice::new(id, title)
}
