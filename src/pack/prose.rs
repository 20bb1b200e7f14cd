//! A pack in plain words, for a head of service to read and sign off.

mod conditions;
mod lists;
mod papers;
mod process;
#[cfg(test)]
mod tests;

use crate::domain::calendar::Counted;
use crate::domain::text::wrap;
use crate::pack::{Cite, End, Pack, ReadingName, StartMeans, Unit};

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
    clocks(&mut page, pack);
    process::facts(&mut page, pack);
    process::told(&mut page, pack);
    process::steps(&mut page, pack);
    process::states(&mut page, pack);
    process::decisions(&mut page, pack);
    process::meetings(&mut page, pack);
    papers::agencies(&mut page, pack);
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

fn clocks(page: &mut Page, pack: &Pack) {
    page.heading("Clocks");
    for row in &pack.starts {
        page.line(2, &format!("What is meant by: {}", row.title));
        page.events(4, "the earliest of", pack, &row.earliest);
        page.means(4, row.means.map(StartMeans::word));
        page.rests(4, rests!(row));
        page.0.push('\n');
    }
    for row in &pack.clocks {
        let owner = pack.role_title(&row.owner);
        page.line(2, &format!("{} ({}); owner {owner}", row.title, row.id));
        let starts: Vec<&str> = row.starts.iter().map(|id| start_title(pack, id)).collect();
        page.line(
            4,
            &format!("counts from the earliest of: {}", starts.join("; ")),
        );
        let until = row.bounded_until.as_deref();
        page.said(
            4,
            "counts from awareness at the latest, until a time is known of",
            until.map(|id| pack.event_title(id)),
        );
        for reading in &row.reading {
            page.line(4, &reading_words(pack, reading));
            page.quotes(6, reading.cite.iter());
        }
        page.events(4, "received by", pack, &row.received);
        page.events(4, "stopped by any of", pack, &row.stops);
        if let Some(applies) = &row.applies {
            page.line(4, "applies unless this is no:");
            conditions::write(page, pack, 6, applies);
            page.said(6, "else it says", row.why_not.as_deref());
        }
        if let Some(down) = &row.stands_down {
            page.line(4, "stands down when:");
            conditions::write(page, pack, 6, down);
            page.said(6, "it says", row.stood_down.as_deref());
        }
        let until = row.provisional_until.as_deref();
        page.said(4, "provisional until", until.map(|id| pack.event_title(id)));
        page.rests(4, rests!(row));
        page.0.push('\n');
    }
}

fn start_title<'a>(pack: &'a Pack, id: &'a str) -> &'a str {
    pack.start(id)
        .map_or_else(|| pack.event_title(id), |row| row.title.as_str())
}

fn reading_words(pack: &Pack, reading: &crate::pack::Reading) -> String {
    let amount = reading.amount;
    let span = match reading.unit {
        Unit::Hours => format!("{amount} hours, through nights and weekends"),
        Unit::Days => format!("{amount} calendar days"),
        Unit::WorkingDays => format!("{amount} working days of England and Wales"),
        Unit::Months => format!("{amount} calendar months"),
        Unit::MonthEnd => "the last working day of the month".to_owned(),
    };
    let counted = match reading.counted {
        Some(Counted::Day0) => ", the day it counts from not included",
        Some(Counted::Day1) => ", the day it counts from included if it is a working day",
        None => "",
    };
    let ends = match (reading.unit, reading.ends) {
        (Unit::Hours, _) => "",
        (_, End::Close) => ", to the close of the office",
        (_, End::DayEnd) => ", to the end of the day",
    };
    let name = match reading.name {
        ReadingName::Early => "early line",
        ReadingName::Target => "target",
        ReadingName::Limit => "limit",
    };
    let own: Vec<&str> = reading
        .starts
        .iter()
        .map(|id| start_title(pack, id))
        .collect();
    let own = if own.is_empty() {
        String::new()
    } else {
        format!(", from: {}", own.join("; "))
    };
    format!("{name}: {span}{counted}{ends}{own}")
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
