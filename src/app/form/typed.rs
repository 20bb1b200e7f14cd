//! What stands in a form before anybody has typed: times as they would be typed, words to choose from.

use crate::domain::instant::Moment;
use crate::pack::Choice;

/// Returns a moment as it would be typed: `20/11/2026 21:15`, `20/11/2026`, `about 20/11/2026 23:00`,
/// `?`.
#[must_use]
pub fn typed_time(moment: Moment) -> String {
    moment.typed()
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
