//! The register as a table that leaves the desk.

use super::table::{Cell, Column as OfTable, Table};
use crate::domain::instant::Instant;
use crate::domain::text::width;
use crate::report::register::columns::Column;
use crate::rules::sight::table::Entry;
use crate::words::MARKING;

/// How children are named in what leaves the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// In full.
    #[default]
    Full,
    /// The first letter of each word.
    Initials,
    /// Not at all.
    Left,
}

impl Names {
    /// Returns what is said of it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Full => "in full",
            Self::Initials => "initials",
            Self::Left => "left out",
        }
    }

    /// Returns the names of a row, `;` between them, as they are to stand there.
    pub(super) fn of(self, names: &str) -> String {
        match self {
            Self::Full => names.to_owned(),
            Self::Left => String::new(),
            Self::Initials => {
                let each = names.split(';').map(initials);
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Returns the first letters of a name: `A. B.`, of one with a hyphen `A. B.-C.`
fn initials(name: &str) -> String {
    let of_part = |part: &str| part.chars().next().map(|first| format!("{first}."));
    let of_word = |word: &str| {
        let parts = word.split('-').filter_map(of_part);
        parts.collect::<Vec<_>>().join("-")
    };
    let words = name.split_whitespace().map(of_word);
    words.collect::<Vec<_>>().join(" ")
}

/// What is said of the table on its sheet.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The council.
    pub council: &'a str,
    /// What was asked for, as it was typed; nothing where everything was.
    pub query: &'a str,
    /// Who wrote it out.
    pub by: &'a str,
    /// When.
    pub at: Instant,
    /// How many incidents the desk has.
    pub all: usize,
    /// The journal's last entry as of which it was read, in hexadecimal.
    pub head: &'a str,
    /// How children are named.
    pub names: Names,
}

/// Returns rows of the register as a table, a column each of what the page shows.
#[must_use]
pub fn table(entries: &[Entry], about: &About<'_>) -> Table {
    let shown = Column::ALL.into_iter();
    let shown: Vec<Column> = shown
        .filter(|column| about.names != Names::Left || *column != Column::Child)
        .collect();
    let row = |entry: &Entry| -> Vec<Cell> {
        let cells = shown.iter().map(|column| cell(*column, entry, about));
        cells.collect()
    };
    let rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
    let columns = shown.iter().enumerate().map(|(at, column)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(widest);
        let widest = cells.chain([width(column.title())]).max();
        OfTable {
            title: column.title().to_owned(),
            width: widest
                .and_then(|columns| u16::try_from(columns + 2).ok())
                .unwrap_or(u16::MAX),
        }
    });
    Table {
        name: "Register",
        marking: MARKING,
        cover: cover(entries.len(), about),
        columns: columns.collect(),
        rows,
    }
}

/// Returns a cell: a time as a time, so that a spreadsheet counts with it.
fn cell(column: Column, entry: &Entry, about: &About<'_>) -> Cell {
    let (listed, said) = (&entry.listed, &entry.registered);
    // Its times stand where the page has them too: a duty is not hidden, whose it is is.
    if listed.is_restricted && !matches!(column, Column::Due) {
        return Cell::text(&column.cell(entry, about.at));
    }
    match column {
        Column::Child => Cell::text(&about.names.of(&said.child)),
        Column::Age => said.age.map_or(Cell::Empty, Cell::Count),
        Column::Happened => Cell::moment(listed.occurred_at),
        Column::Told => Cell::moment(listed.aware_at),
        Column::Due => Cell::moment(listed.waits.and_then(|waits| waits.due)),
        Column::Notified => Cell::moment(listed.notified_at),
        Column::Panel => Cell::moment(said.panel_at),
        Column::Learning => Cell::moment(said.learning_at),
        _ => Cell::text(&column.cell(entry, about.at)),
    }
}

/// Returns how wide the longest line of a cell is, in signs.
fn widest(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Count(count) => count.to_string().len(),
        Cell::Day(_) => 15,
        Cell::Moment(_) => 21,
        Cell::Text(words) => words.lines().map(width).max().unwrap_or(0),
    }
}

fn cover(count: usize, about: &About<'_>) -> Vec<(String, String)> {
    let query = match about.query.trim() {
        "" => "everything",
        typed => typed,
    };
    let lines = [
        ("Register of", about.council.to_owned()),
        ("Asked for", query.to_owned()),
        ("Rows", format!("{count} of {}", about.all)),
        ("Names", about.names.words().to_owned()),
        ("Written out", about.at.long()),
        ("By", about.by.to_owned()),
        ("The record as of this", about.head.to_owned()),
        (
            "Handling",
            "Once it has left the desk, who may read it is whoever has it: keep it where the desk's own \
             files are kept, and remove it once it has served."
                .to_owned(),
        ),
    ];
    let line = |(title, words): (&str, String)| (title.to_owned(), words);
    lines.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letter_of_each_word_of_each_name() {
        for (names, expected) in [
            ("Amal Ahmadi-Example", "A. A.-E."),
            ("Amal Ahmadi-Example; Élise Other", "A. A.-E.; É. O."),
            ("", ""),
        ] {
            assert_eq!(Names::Initials.of(names), expected);
        }
        assert_eq!(Names::Left.of("Amal Ahmadi-Example"), "");
        assert_eq!(Names::Full.of("Amal Ahmadi-Example"), "Amal Ahmadi-Example");
    }
}
