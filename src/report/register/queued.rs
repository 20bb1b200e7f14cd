//! A case in a queue, on one line of a narrow terminal.

use super::columns::Column;
use crate::domain::instant::Instant;
use crate::domain::text::{fit, pad};
use crate::rules::sight::table::Entry;

/// The columns of a reference: `TH-2026-0042`.
const REFERENCE: usize = 12;
/// The columns of whom a case is about.
const WHO: usize = 24;
/// The columns of the day that it was told on: `30 Nov 2026`.
const TOLD: usize = 11;

/// Returns what stands over the cases: what is due is the next of the case, which another step may be.
#[must_use]
pub fn heading() -> String {
    let (who, told) = (pad("about", WHO), pad("told", TOLD));
    format!("{}  {who}  {told}  next due", pad("reference", REFERENCE))
}

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
        due => due,
    };
    let parts = [cell(Column::Child), cell(Column::Age)];
    let who: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let who = pad(&fit(&who.join(", "), WHO), WHO);
    let told = entry.listed.told_at().london_date().format("%-d %b %Y");
    let told = pad(&told.to_string(), TOLD);
    let reference = pad(&cell(Column::Reference), REFERENCE);
    let words = format!("{reference}  {who}  {told}  {due}");
    Queued {
        words: words.trim_end().to_owned(),
        is_late,
    }
}
