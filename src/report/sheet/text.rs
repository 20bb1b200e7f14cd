//! A report as plain text, to be read by eye or aloud: a number a line, in words, with its query.

use std::fmt::Write;

use super::{Lateness, Number, Part, Sheet};
use crate::domain::instant::Instant;
use crate::domain::text::{pad, width};
use crate::words::MARKING;
use crate::words::time::span;

/// The widest label that numbers line up behind.
const WIDEST: usize = 44;

/// Who has it written, and when.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The council.
    pub council: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub at: Instant,
}

/// Returns a report as plain text: with every number, for those at the desk.
#[must_use]
pub fn text(sheet: &Sheet, written: &Written<'_>) -> String {
    let mut out = format!(
        "{MARKING}\n{}: {}\n{}, as of {}, by {}\n",
        sheet.title.to_uppercase(),
        sheet.days,
        written.council,
        written.at.long(),
        written.by
    );
    for note in &sheet.notes {
        let _infallible = writeln!(out, "{note}");
    }
    for part in &sheet.parts {
        add(&mut out, part, sheet.leaves);
    }
    let _infallible = write!(out, "\nEnd of report. {MARKING}\n");
    out
}

fn add(out: &mut String, part: &Part, leaves: bool) {
    let _infallible = write!(out, "\n{}\n", part.title);
    if !part.note.is_empty() {
        let _infallible = writeln!(out, "  ({})", part.note);
    }
    let labels = part.numbers.iter().map(|number| width(&number.label));
    let wide = labels.max().unwrap_or_default().min(WIDEST);
    for number in &part.numbers {
        let _infallible = writeln!(
            out,
            "  {}  {}  [{}]",
            pad(&number.label, wide),
            figures(number, leaves),
            number.query
        );
    }
    for passage in &part.passages {
        for line in &passage.lines {
            let _infallible = writeln!(out, "  {line}");
        }
    }
    if part.numbers.is_empty() && part.passages.is_empty() {
        out.push_str("  None.\n");
    }
}

/// What stands in the place of a small number.
pub const SMALL: &str = "c";

/// Returns a number in words: `3 of 12, 25%; late by 2 h (median of 3), 1 d 3 h (9 in 10)`; of what
/// leaves the desk no small one.
#[must_use]
pub fn figures(number: &Number, leaves: bool) -> String {
    if leaves && number.is_hidden {
        return SMALL.to_owned();
    }
    let mut out = number.count.to_string();
    if let Some(of) = number.of {
        let _infallible = write!(out, " of {of}");
        if let Some(share) = share(number.count, of) {
            let _infallible = write!(out, ", {share}%");
        }
    }
    if let Some(late) = number.late {
        let _infallible = write!(out, "; {}", lateness(late));
    }
    out
}

/// Returns how many in a hundred a part is, rounded.
#[must_use]
pub fn share(count: usize, of: usize) -> Option<usize> {
    (count * 200 + of).checked_div(of * 2)
}

fn lateness(late: Lateness) -> String {
    let words = |hours| span(chrono::Duration::hours(hours));
    format!(
        "late by {} (median of {}), {} (9 in 10)",
        words(late.median),
        late.known,
        words(late.ninetieth)
    )
}
