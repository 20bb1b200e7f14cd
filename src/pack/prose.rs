//! A pack in plain words, for a head of service to read and sign off.

mod clocks;
mod conditions;
mod lists;
mod papers;
mod process;
#[cfg(test)]
mod tests;

use crate::domain::text::wrap;
use crate::pack::{Cite, Pack};

/// The widest line.
const WIDTH: usize = 96;

/// The text being written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
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
    cite: Option<&'a Cite>,
    also: &'a [Cite],
    basis: Option<&'a str>,
    readings: &'a [String],
    added: bool,
    note: Option<&'a str>,
}

/// Gathers what a row rests on; every row has the same fields.
macro_rules! rests {
    ($row:expr) => {
        &$crate::pack::prose::Rests {
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

/// Returns the pack's own rows and those that it extends, in the order in which they work.
#[must_use]
pub fn prose(pack: &Pack) -> String {
    let mut page = Page::default();
    header(&mut page, pack);
    advice(&mut page, pack);
    clocks::write(&mut page, pack);
    clocks::set_aside(&mut page, pack);
    process::facts(&mut page, pack);
    process::told(&mut page, pack);
    process::steps(&mut page, pack);
    process::states(&mut page, pack);
    process::decisions(&mut page, pack);
    process::meetings(&mut page, pack);
    papers::agencies(&mut page, pack);
    papers::origins(&mut page, pack);
    papers::checklists(&mut page, pack);
    papers::letters(&mut page, pack);
    papers::forms(&mut page, pack);
    process::reports(&mut page, pack);
    lists::roles(&mut page, pack);
    lists::contacts(&mut page, pack);
    lists::pick_lists(&mut page, pack);
    lists::events(&mut page, pack);
    sign_off(&mut page, pack);
    page.0
}

fn header(page: &mut Page, pack: &Pack) {
    let head = &pack.pack;
    page.line(0, &format!("{}: {}", head.council, head.title));
    page.line(
        0,
        &format!(
            "Edition {}; written against {}",
            head.edition, head.written_against
        ),
    );
    page.line(0, &head.notice);
    page.heading("Documents");
    for row in &pack.documents {
        page.line(2, &format!("{}  {} ({})", row.id, row.title, row.date));
        page.rests(4, rests!(row));
    }
}

fn advice(page: &mut Page, pack: &Pack) {
    page.heading("What the program advises");
    for row in &pack.advice {
        page.line(2, &format!("{} ({})", row.title, row.id));
        page.line(4, "yes when:");
        conditions::write(page, pack, 6, &row.when);
        page.line(4, &format!("it says: {}", row.yes));
        page.line(4, &format!("else: {}", row.no));
        page.line(4, &format!("not known: {}", row.unknown));
        page.said(
            4,
            "not known, and no fact settles it",
            row.unsettled.as_deref(),
        );
        if row.raises {
            page.line(4, "a yes makes an alert due");
        }
        if let Some(people) = &row.people {
            page.line(4, "it names each person of whom this holds:");
            conditions::write(page, pack, 6, people);
        }
        for note in &row.notes {
            page.line(4, &format!("it adds: {}", note.text));
            page.line(
                6,
                if note.anyone {
                    "whatever the answer, for anyone listed when:"
                } else {
                    "for a person when:"
                },
            );
            conditions::write(page, pack, 8, &note.when);
            page.quotes(6, note.cite.iter());
        }
        for ask in &row.asks {
            let question = pack.fact(&ask.fact).map_or("", |fact| fact.ask.as_str());
            page.line(4, &format!("whatever the answer it asks: {question}"));
            page.line(6, "of each person unless this is known to be false:");
            conditions::write(page, pack, 8, &ask.when);
            page.quotes(6, ask.cite.iter());
        }
        page.rests(4, rests!(row));
        page.0.push('\n');
    }
    if !pack.criteria.is_empty() {
        page.heading("Criteria that the advice looks at");
    }
    for row in &pack.criteria {
        page.line(2, &format!("{}  {}", row.id, row.title));
        conditions::write(page, pack, 6, &row.when);
        page.rests(4, rests!(row));
        page.0.push('\n');
    }
}

fn sign_off(page: &mut Page, pack: &Pack) {
    let head = &pack.pack;
    page.heading("Read and agreed");
    page.line(
        2,
        &format!("{}: {}, edition {}", head.council, head.title, head.edition),
    );
    page.line(2, "These rows are what the program will work by.");
    page.0.push('\n');
    for who in ["Name and role", "Signature", "Date"] {
        page.line(2, &format!("{who}: {}", "_".repeat(40)));
        page.0.push('\n');
    }
}
