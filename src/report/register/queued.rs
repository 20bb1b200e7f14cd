//! A case in a queue, in words.

use super::columns::Column;
use crate::domain::instant::Instant;
use crate::rules::sight::table::Entry;
use crate::words::time::span;

/// A case in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its reference, whom it is about, since when it is known, what is due next and whose that is.
    pub words: String,
    /// What is due next is past its time.
    pub is_late: bool,
}

/// Returns a case in a queue in words; of a restricted record its reference and its times.
#[must_use]
pub fn queued(entry: &Entry, now: Instant) -> Queued {
    let cell = |column: Column| column.cell(entry, now);
    let late = cell(Column::Late);
    let is_late = !late.is_empty();
    let due = entry.listed.waits.and_then(|waits| waits.due);
    let due = match (is_late, due) {
        (true, _) => format!("OVERDUE {late}"),
        (false, Some(due)) => format!("due {} (in {})", due.in_a_list(now), span(due.since(now))),
        (false, None) => String::new(),
    };
    let age = match cell(Column::Age) {
        none if none.is_empty() => String::new(),
        age => format!("age {age}"),
    };
    let parts = [
        cell(Column::Reference),
        cell(Column::Child),
        age,
        format!("told {}", cell(Column::Told)),
        cell(Column::State),
        due,
        cell(Column::Owner),
    ];
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty() && part != "told ");
    Queued {
        words: parts.collect::<Vec<_>>().join(" · "),
        is_late,
    }
}
