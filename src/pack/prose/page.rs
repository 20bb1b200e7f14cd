//! The text of a pack while it is written: headings, lines that hang, what a row rests on.

use crate::domain::text::wrap;
use crate::pack::{Cite, Pack};

/// The widest line.
pub(super) const WIDTH: usize = 96;

/// The text being written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// Leaves a line empty.
    pub(super) fn blank(&mut self) {
        self.0.push('\n');
    }

    /// Returns what was written.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    pub(super) fn heading(&mut self, words: &str) {
        self.0.push('\n');
        self.line(0, &words.to_uppercase());
        self.0.push('\n');
    }

    /// Writes a line wrapped and indented; what follows the first line hangs by two.
    pub(super) fn line(&mut self, indent: usize, words: &str) {
        for (number, line) in wrap(words, WIDTH - indent - 2).into_iter().enumerate() {
            let hang = if number == 0 { indent } else { indent + 2 };
            self.0.push_str(&" ".repeat(hang));
            self.0.push_str(&line);
            self.0.push('\n');
        }
    }

    /// Writes words that are there, after what they are.
    pub(super) fn said(&mut self, indent: usize, what: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.line(indent, &format!("{what}: {words}"));
        }
    }

    /// Writes the titles of events, where there are any.
    pub(super) fn events(&mut self, indent: usize, what: &str, pack: &Pack, ids: &[String]) {
        let titles: Vec<&str> = ids.iter().map(|id| pack.event_title(id)).collect();
        if !titles.is_empty() {
            self.line(indent, &format!("{what}: {}", titles.join("; ")));
        }
    }

    /// Writes what the program itself takes a row for, where it does.
    pub(super) fn means(&mut self, indent: usize, word: Option<&str>) {
        let word = word.map(|word| word.replace('_', " "));
        self.said(indent, "the program takes it for", word.as_deref());
    }

    /// Writes quotes, each with its document.
    pub(super) fn quotes<'a>(&mut self, indent: usize, cites: impl Iterator<Item = &'a Cite>) {
        for cite in cites {
            self.line(indent, &format!("{}: «{}»", cite.source, cite.quote));
        }
    }

    /// Writes what a row rests on.
    pub(super) fn rests(&mut self, indent: usize, on: &Rests<'_>) {
        self.quotes(indent, on.cite.into_iter().chain(on.also));
        if let Some(basis) = on.basis {
            self.line(indent, &format!("basis: {basis}"));
        }
        if on.added {
            self.line(indent, "added: not in the council's document");
        }
        if !on.readings.is_empty() {
            self.line(indent, &format!("readings: {}", on.readings.join(", ")));
        }
        if let Some(note) = on.note {
            self.line(indent, &format!("note: {note}"));
        }
    }
}

/// What a row rests on.
pub(super) struct Rests<'a> {
    pub(super) cite: Option<&'a Cite>,
    pub(super) also: &'a [Cite],
    pub(super) basis: Option<&'a str>,
    pub(super) readings: &'a [String],
    pub(super) added: bool,
    pub(super) note: Option<&'a str>,
}

/// Gathers what a row rests on; every row has the same fields.
macro_rules! rests {
    ($row:expr) => {
        &$crate::pack::prose::page::Rests {
            cite: $row.cite.as_ref(),
            also: &$row.also,
            basis: $row.basis.as_deref(),
            readings: &$row.readings,
            added: $row.added,
            note: $row.note.as_deref(),
        }
    };
}
pub(super) use rests;
