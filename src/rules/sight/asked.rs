//! What the words of a filter ask of what is due: words that a row shows, and `before 0900`.

use crate::domain::age::Age;
use crate::domain::instant::{Instant, Moment};
use crate::domain::when::{Lean, read};
use crate::rules::summary::{DueLine, Listed};

/// The most words that a time is typed in: `before fri 25 dec 0900`.
const MOST_WORDS: usize = 4;

/// What a filter asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The words.
    pub words: String,
    /// Only what falls due from now on and before then.
    pub before: Option<Instant>,
}

impl Asked {
    /// Reads a filter as it was typed at a moment.
    #[must_use]
    pub fn of(filter: &str, now: Instant) -> Self {
        let typed: Vec<&str> = filter.split_whitespace().collect();
        let is_before = |word: &&str| word.eq_ignore_ascii_case("before");
        let Some(at) = typed.iter().position(is_before) else {
            return Self::words(filter.to_owned());
        };
        let (words, after) = typed.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        for count in (1..=after.len().min(MOST_WORDS)).rev() {
            let (time, rest) = after.split_at(count);
            let read = read(&time.join(" "), now, Lean::Future);
            if let Some(before) = read.ok().and_then(Moment::as_start) {
                return Self {
                    words: [words, rest].concat().join(" "),
                    before: Some(before),
                };
            }
        }
        // A time that is still being typed hides nothing yet.
        let is_begun = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        if after.iter().all(is_begun) {
            return Self::words(words.join(" "));
        }
        Self::words(filter.to_owned())
    }

    fn words(words: String) -> Self {
        Self {
            words,
            before: None,
        }
    }
}

/// Returns what a line of what is due is found by, beside what its incident is found by: what its
/// row shows.
#[must_use]
pub fn row_words(line: &DueLine, listed: &Listed) -> String {
    let mut words = vec![
        line.title.clone(),
        line.owner.clone(),
        line.state.word().to_owned(),
        line.because.clone(),
    ];
    words.extend(line.due.map(Instant::long));
    if line.only_if {
        words.push("only if".to_owned());
    }
    for person in &listed.leading {
        words.push(person.role.id().to_owned());
        if let Some(age) = person.age.filter(|age| *age != Age::Unborn) {
            words.push(age.to_string());
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn before_a_time_is_the_next_such_time() {
        let night = at("2026-12-24T22:10:00Z");
        for (typed, words, before) in [
            ("panel", "panel", None),
            ("before 0900", "", Some("2026-12-25T09:00:00Z")),
            ("Before 9am", "", Some("2026-12-25T09:00:00Z")),
            ("before 2330", "", Some("2026-12-24T23:30:00Z")),
            (
                "sqa before 09:00 alert",
                "sqa alert",
                Some("2026-12-25T09:00:00Z"),
            ),
            ("before 28 dec 1000", "", Some("2026-12-28T10:00:00Z")),
            // What is still being typed, and what is no time.
            ("before", "", None),
            ("before 09", "", None),
            ("before long", "before long", None),
        ] {
            let asked = Asked::of(typed, night);
            assert_eq!(asked.words, words, "{typed}");
            assert_eq!(asked.before, before.map(at), "{typed}");
        }
    }
}
