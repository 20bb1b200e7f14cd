//! A pack in plain words, for a head of service to read and sign off.

mod conditions;
mod process;
#[cfg(test)]
mod tests;

use crate::domain::text::wrap;
use crate::protocol::pack::{Cite, Pack, ReadingName, Unit};

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

    /// Writes what a row rests on.
    pub(super) fn rests(&mut self, indent: usize, on: &Rests<'_>) {
        for cite in on.cite.into_iter().chain(on.also) {
            self.line(indent, &format!("{}: «{}»", cite.source, cite.quote));
        }
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
        &$crate::exchange::pack_text::Rests {
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
pub fn pack_text(pack: &Pack) -> String {
    let mut page = Page::default();
    header(&mut page, pack);
    advice(&mut page, pack);
    clocks(&mut page, pack);
    process::told(&mut page, pack);
    process::steps(&mut page, pack);
    process::decisions(&mut page, pack);
    process::meetings(&mut page, pack);
    process::forms(&mut page, pack);
    process::lists(&mut page, pack);
    sign_off(&mut page);
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
        for note in &row.notes {
            page.line(4, &format!("it adds: {}", note.text));
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
    for row in &pack.clocks {
        let owner = pack.role_title(&row.owner);
        page.line(2, &format!("{} ({}); owner {owner}", row.title, row.id));
        let starts: Vec<&str> = row.starts.iter().map(|id| start_title(pack, id)).collect();
        page.line(
            4,
            &format!("counts from the earliest of: {}", starts.join("; ")),
        );
        for reading in &row.reading {
            page.line(4, &reading_words(pack, reading));
        }
        let stops: Vec<&str> = row.stops.iter().map(|id| pack.event_title(id)).collect();
        page.line(4, &format!("stopped by: {}", stops.join("; ")));
        if let Some(applies) = &row.applies {
            page.line(4, "applies unless this is no:");
            conditions::write(page, pack, 6, applies);
        }
        if let Some(down) = &row.stands_down {
            page.line(4, "stands down when:");
            conditions::write(page, pack, 6, down);
        }
        page.rests(4, rests!(row));
        page.0.push('\n');
    }
}

fn start_title<'a>(pack: &'a Pack, id: &'a str) -> &'a str {
    let named = pack.starts.iter().find(|row| row.id == id);
    named.map_or_else(|| pack.event_title(id), |row| row.title.as_str())
}

fn reading_words(pack: &Pack, reading: &crate::protocol::pack::Reading) -> String {
    let unit = match (reading.unit, reading.amount) {
        (Unit::Hours, _) => "hours, through nights and weekends",
        (Unit::Days, _) => "calendar days",
        (Unit::WorkingDays, _) => "working days of England and Wales",
        (Unit::Months, _) => "calendar months",
        (Unit::MonthEnd, _) => "last working day of the month",
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
    format!("{name}: {} {unit}{own}", reading.amount)
}

fn sign_off(page: &mut Page) {
    page.heading("Read and agreed");
    for who in ["Name and role", "Signature", "Date"] {
        page.line(2, &format!("{who}: {}", "_".repeat(40)));
        page.0.push('\n');
    }
}
