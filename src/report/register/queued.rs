//! A case in a queue, on one line of a narrow terminal.

use super::columns::Column;
use crate::domain::instant::Instant;
use crate::domain::text::{fit, pad};
use crate::rules::sight::table::Entry;

/// The columns of whom a case is about.
const WHO: usize = 20;
/// The columns of when it was told: `Mon 30 Nov 17:00`.
const TOLD: usize = 16;

/// A case in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its reference, whom it is about, when it was told, when the next of it is due.
    pub words: String,
    /// That is past its time.
    pub is_late: bool,
}

/// Returns a case in a queue in words; of a restricted record its reference and its times.
#[must_use]
pub fn queued(entry: &Entry, now: Instant) -> Queued {
    let cell = |column: Column| column.cell(entry, now);
    let late = cell(Column::Late);
    let is_late = !late.is_empty();
    let due = match cell(Column::Due) {
        _ if is_late => format!("OVERDUE {late}"),
        none if none.is_empty() => none,
        due => format!("due {due}"),
    };
    let parts = [cell(Column::Child), cell(Column::Age)];
    let who: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let who = pad(&fit(&who.join(", "), WHO), WHO);
    let told = pad(&fit(&cell(Column::Told), TOLD), TOLD);
    let words = format!("{}  {who}  {told}  {due}", cell(Column::Reference));
    Queued {
        words: words.trim_end().to_owned(),
        is_late,
    }
}
