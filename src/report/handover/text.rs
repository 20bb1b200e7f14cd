//! The handover as plain text: what is offered, printed and read aloud.

use std::fmt::Write as _;

use super::{ShiftReport, due_words};
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::words::MARKING;

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
    let happened = report.happened.iter().map(|(_, words)| words);
    part(&mut out, "Happened on this shift", happened);
    for due in &report.due {
        let title = format!("Due before {}", due.end.long());
        part(&mut out, &title, due.rows.iter().map(due_words));
    }
    part(&mut out, "Open cases", open(report, written.notes));
    let unread = report.unread.iter().map(|case| &case.reference.0);
    part(&mut out, "Unread by whoever wrote this", unread);
    let _infallible = write!(out, "\nEnd of handover. {MARKING}\n");
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

/// Returns the open cases, each with its note, and how many more there are.
fn open(report: &ShiftReport, notes: &[(String, String)]) -> Vec<String> {
    let cases = report.open.iter().map(|case| {
        let mut own = notes.iter();
        let own = own.find(|(reference, _)| *reference == case.reference.0);
        match own {
            Some((_, note)) => format!("{}\n    note: {note}", case.words),
            None => case.words.clone(),
        }
    });
    let mut cases: Vec<String> = cases.collect();
    if report.more > 0 {
        let more = report.more;
        cases.push(format!("and {more} more: the register lists them"));
    }
    cases
}
