//! The handover as plain text.

use std::fmt::Write as _;

use super::changes::happened;
use super::shift::{case_words, due_until, since, until};
use crate::app::page::See;
use crate::domain::text::visible;
use crate::exchange::form_text::MARKING;

/// Returns the handover as plain text, for offering, printing and reading aloud.
///
/// `notes` are what the person adds: to all of it, and to each case by its reference. No name of a
/// child stands in it but what people typed themselves.
#[must_use]
pub fn text(see: &See<'_>, note: &str, notes: &[(String, String)]) -> String {
    let since = since(see);
    let mut out = format!(
        "{MARKING}\nHandover, {}\nWritten out {} by {}\nShift since {}\n",
        see.pack.pack.council,
        see.now.long(),
        see.user,
        since.long()
    );
    let mut part = |title: &str, lines: Vec<String>| {
        let rule = "-".repeat(title.chars().count());
        let _infallible = write!(out, "\n{title}\n{rule}\n");
        if lines.is_empty() {
            out.push_str("Nothing.\n");
        }
        for line in lines {
            out.push_str(&line);
            out.push('\n');
        }
    };
    if !note.is_empty() {
        part("Note", vec![note.to_owned()]);
    }
    part(
        "Happened on this shift",
        happened(see, since)
            .into_iter()
            .map(|(_, words)| words)
            .collect(),
    );
    let [morning, close] = until(see);
    for (from, to) in [(None, morning), (Some(morning), close)] {
        let due = due_until(see, from, to);
        part(
            &format!("Due before {}", to.long()),
            due.into_iter().map(|(_, words)| words).collect(),
        );
    }
    let shift = &see.desk.shift;
    let cases = shift.open.iter().map(|listed| {
        let mut words = case_words(see, listed);
        let own = notes
            .iter()
            .find(|(reference, _)| *reference == listed.reference.0);
        if let Some((_, note)) = own {
            let _infallible = write!(words, "\n    note: {note}");
        }
        words
    });
    let mut cases: Vec<String> = cases.collect();
    let more = see.desk.sight.tally.open.saturating_sub(cases.len());
    if more > 0 {
        cases.push(format!("and {more} more: the register lists them"));
    }
    part("Open cases", cases);
    let unread = shift.unread.iter();
    part(
        "Unread by whoever wrote this",
        unread.map(|listed| listed.reference.to_string()).collect(),
    );
    let _infallible = write!(out, "\nEnd of handover. {MARKING}\n");
    // It goes into a file and into the record: what is in people's notes steers no terminal there.
    visible(&out)
}
