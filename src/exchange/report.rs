//! A report as a table that leaves the desk: a row a number with its query, or of an inspection a row
//! a child.

use super::register::Names;
use super::table::{Cell, Column, Table};
use crate::domain::facts::FactValue;
use crate::domain::incident::Person;
use crate::domain::instant::Instant;
use crate::domain::text::width;
use crate::report::inspection::decisions;
use crate::report::sheet::text::{SMALL, share};
use crate::report::sheet::{Number, Sheet};
use crate::rules::sight::reports::{Examined, Gathered};
use crate::rules::summary::{Leading, is_leading};
use crate::words::MARKING;
use crate::words::person::listed;

/// What is said of the table on its sheet.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The council.
    pub council: &'a str,
    /// Who wrote it out.
    pub by: &'a str,
    /// When.
    pub at: Instant,
    /// The journal's last entry as of which it was read, in hexadecimal.
    pub head: &'a str,
    /// How children are named, where there is a row for each.
    pub names: Names,
}

/// Returns a report as a table, a row a number and a row what is said.
#[must_use]
pub fn numbers(sheet: &Sheet, about: &About<'_>) -> Table {
    let titles = [
        "Part",
        "What",
        "Count",
        "Of",
        "Percent",
        "Late, median hours",
        "Late, 9 in 10, hours",
        "Query of the register",
    ];
    let mut rows = Vec::new();
    for part in &sheet.parts {
        for number in &part.numbers {
            rows.push(row(&part.title, number, sheet.leaves));
        }
        for passage in &part.passages {
            let mut cells = vec![
                Cell::text(&part.title),
                Cell::text(&passage.lines.join("\n")),
            ];
            cells.resize(titles.len(), Cell::Empty);
            rows.push(cells);
        }
    }
    made("Report", &titles, rows, cover(sheet, about))
}

fn row(part: &str, number: &Number, leaves: bool) -> Vec<Cell> {
    let count = |count: Option<usize>| match count.map(u32::try_from) {
        Some(Ok(count)) => Cell::Count(count),
        _ => Cell::Empty,
    };
    let hours = |hours: Option<i64>| count(hours.and_then(|hours| usize::try_from(hours).ok()));
    let is_small = leaves && number.is_hidden;
    let percent = number.of.and_then(|of| share(number.count, of));
    vec![
        Cell::text(part),
        Cell::text(&number.label),
        if is_small {
            Cell::text(SMALL)
        } else {
            count(Some(number.count))
        },
        count(number.of),
        count(percent.filter(|_| !is_small)),
        hours(number.late.map(|late| late.median)),
        hours(number.late.map(|late| late.ninetieth)),
        Cell::text(&number.query),
    ]
}

/// Returns what an inspection asks for: a row for each child whom an incident is about.
#[must_use]
pub fn children(sheet: &Sheet, gathered: &Gathered, about: &About<'_>) -> Table {
    let titles = [
        "Reference",
        "Child",
        "Case system",
        "Who",
        "Age in years",
        "Looked after",
        "Told",
        "Happened",
        "Reasons",
        "Kind",
        "Outcome",
        "Decisions and reasons",
        "Notified",
        "Panel",
        "Final decision",
        "Learning shared",
    ];
    let mut rows = Vec::new();
    for entry in &gathered.entries {
        let mut found = gathered.examined.iter();
        let Some(found) = found.find(|found| found.incident.id == entry.listed.id) else {
            continue;
        };
        let (row_of, said) = (&entry.listed, &entry.registered);
        let people = found
            .incident
            .standing()
            .filter(|person| is_leading(person));
        let mut children: Vec<Vec<Cell>> = people
            .zip(&row_of.leading)
            .map(|(person, leading)| of_child(person, *leading, found, about.names))
            .collect();
        if children.is_empty() {
            children.push(vec![Cell::Empty; 5]);
        }
        for child in children {
            let mut row = vec![Cell::text(&row_of.reference.0)];
            row.extend(child);
            row.extend([
                Cell::moment(Some(row_of.told_at())),
                Cell::moment(row_of.occurred_at),
                Cell::text(&said.reasons),
                Cell::text(&said.kinds),
                Cell::text(&said.outcome),
                Cell::text(&decisions(found).join("\n")),
                Cell::moment(row_of.notified_at),
                Cell::moment(said.panel_at),
                Cell::text(said.ended.as_ref().map_or("", |ended| &ended.value)),
                Cell::moment(said.learning_at),
            ]);
            rows.push(row);
        }
    }
    let mut cover = cover(sheet, about);
    cover.push(("Names".to_owned(), about.names.words().to_owned()));
    for (part, number) in sheet.numbers() {
        let words = format!("{} [{}]", number.count, number.query);
        cover.push((format!("{part}: {}", number.label), words));
    }
    made("Inspection", &titles, rows, cover)
}

fn of_child(person: &Person, leading: Leading, found: &Examined, names: Names) -> Vec<Cell> {
    let fact = found.rules.pack.looked_after();
    let looked_after = match fact.and_then(|fact| person.facts.get(fact)) {
        Some(FactValue::YesNo(true)) => "yes",
        Some(FactValue::YesNo(false)) => "no",
        _ => "not known",
    };
    vec![
        Cell::text(&names.of(&person.name)),
        match names {
            Names::Full => Cell::text(&person.mosaic_id),
            Names::Initials | Names::Left => Cell::Empty,
        },
        Cell::text(&listed(&[leading])),
        leading
            .age
            .map_or(Cell::Empty, |age| Cell::Count(age.years())),
        Cell::text(looked_after),
    ]
}

fn cover(sheet: &Sheet, about: &About<'_>) -> Vec<(String, String)> {
    let lines = [
        ("Report", sheet.title.clone()),
        ("Of", sheet.days.to_string()),
        ("Council", about.council.to_owned()),
        ("Written out", about.at.long()),
        ("By", about.by.to_owned()),
        ("The record as of this", about.head.to_owned()),
    ];
    let line = |(title, words): (&str, String)| (title.to_owned(), words);
    let notes = sheet
        .notes
        .iter()
        .map(|note| ("Note".to_owned(), note.clone()));
    lines.into_iter().map(line).chain(notes).collect()
}

fn made(
    name: &'static str,
    titles: &[&str],
    rows: Vec<Vec<Cell>>,
    cover: Vec<(String, String)>,
) -> Table {
    let columns = titles.iter().enumerate().map(|(at, title)| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(wide).chain([width(title)]).max();
        Column {
            title: (*title).to_owned(),
            width: widest
                .and_then(|columns| u16::try_from(columns + 2).ok())
                .unwrap_or(u16::MAX),
        }
    });
    Table {
        name,
        marking: MARKING,
        cover,
        columns: columns.collect(),
        rows,
    }
}

/// Returns how wide the longest line of a cell is, in signs.
fn wide(cell: &Cell) -> usize {
    match cell {
        Cell::Text(words) => words.lines().map(width).max().unwrap_or(0),
        Cell::Moment(_) => 21,
        Cell::Empty | Cell::Count(_) | Cell::Day(_) => 10,
    }
}
