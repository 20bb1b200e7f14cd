//! The handover as plain text: what is offered, printed and read aloud.

use std::fmt::Write as _;

use super::{CaseRow, Named, ShiftReport, due_words};
use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::words::MARKING;

/// The most cases that are named by their numbers alone.
const MOST_NAMED: usize = 8;

/// Who writes a handover out, and what they add to it.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The council.
    pub council: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub at: Instant,
    /// What the person adds to all of it.
    pub note: &'a str,
    /// What they add to a case, by its reference.
    pub notes: &'a [(String, String)],
}

/// Returns the handover as plain text. No name of a child stands in it but what people typed
/// themselves.
#[must_use]
pub fn text(report: &ShiftReport, written: &Written<'_>) -> String {
    let mut out = format!(
        "{MARKING}\nHandover, {}\nWritten out {} by {}\nShift since {}\n",
        written.council,
        written.at.long(),
        written.by,
        report.since.long()
    );
    if !written.note.is_empty() {
        part(&mut out, "Note", [written.note]);
    }
    part(&mut out, "Done on this shift", cases(report, written.notes));
    for due in &report.due {
        let title = format!("Due before {}", due.end.long());
        let (rows, more) = due.listed();
        part(&mut out, &title, rows.iter().map(due_words).chain(more));
    }
    let besides = besides(report).into_iter().map(|(words, _)| words);
    part(&mut out, "Besides", besides);
    let _infallible = write!(
        out,
        "\nThe record as of this handover, for `dutydesk verify --expect`:\n{}\n\
         \nEnd of handover. {MARKING}\n",
        report.head
    );
    // It goes into a file and into the record: what is in people's notes steers no terminal there.
    visible(&out)
}

/// Writes a part under its title; says so where there is nothing in it.
fn part<T: AsRef<str>>(out: &mut String, title: &str, lines: impl IntoIterator<Item = T>) {
    let rule = "-".repeat(title.chars().count());
    let _infallible = write!(out, "\n{title}\n{rule}\n");
    let mut is_empty = true;
    for line in lines {
        is_empty = false;
        out.push_str(line.as_ref());
        out.push('\n');
    }
    if is_empty {
        out.push_str("Nothing.\n");
    }
}

/// Returns the cases that something was done on, a paragraph each with its note, and the notes on
/// others.
fn cases(report: &ShiftReport, notes: &[(String, String)]) -> Vec<String> {
    let of = |reference: &Reference| {
        let mut own = notes.iter();
        let own = own.find(|(known, _)| *known == reference.0);
        own.map(|(_, note)| format!("\n    Note: {note}"))
    };
    let paragraph = |case: &CaseRow| {
        let reference = &case.reference;
        let note = of(reference).unwrap_or_default();
        format!(
            "{reference}  {}\n    Done: {}\n    {}{note}",
            case.what, case.done, case.stands
        )
    };
    let told = report.cases.iter().map(paragraph);
    let is_told = |noted: &str| report.cases.iter().any(|case| case.reference.0 == noted);
    let others = notes.iter().filter(|(noted, _)| !is_told(noted));
    let others = others.map(|(noted, note)| format!("{noted}\n    Note: {note}"));
    told.chain(others).collect()
}

/// Returns what there is besides, a line each; with what is unread the incident to begin with.
#[must_use]
pub fn besides(report: &ShiftReport) -> Vec<(String, Option<IncidentId>)> {
    let mut out = Vec::new();
    if report.overdue_before > 0 {
        let count = report.overdue_before;
        let named = references(&report.overdue_on, 0);
        let first = report.overdue_on.first().map(|first| first.incident);
        out.push((format!("Overdue before this shift: {count}{named}."), first));
    }
    if report.only_if > 0 {
        let count = report.only_if;
        let words = format!("Due by then only if something not known is so: {count}.");
        out.push((words, None));
    }
    let open = report.besides.len() + report.more;
    if open > 0 {
        let named = references(&report.besides, report.more);
        let words = format!("Open, with nothing done on this shift: {open}{named}.");
        out.push((words, None));
    }
    if let Some(first) = report.unread.first() {
        let count = report.unread.len();
        let named = references(&report.unread, 0);
        let words = format!("Unread by whoever hands over: {count}{named}.");
        out.push((words, Some(first.incident)));
    }
    out
}

/// Returns the numbers of cases in brackets, as many as a line or two hold, and how many more there
/// are; nothing where none has one here.
fn references(named: &[Named], more: usize) -> String {
    let shown: Vec<&str> = named
        .iter()
        .take(MOST_NAMED)
        .map(|one| one.reference.short())
        .collect();
    let more = more + named.len() - shown.len();
    match (shown.join(", "), more) {
        (shown, _) if shown.is_empty() => String::new(),
        (shown, 0) => format!(" ({shown})"),
        (shown, more) => format!(" ({shown} and {more} more)"),
    }
}
