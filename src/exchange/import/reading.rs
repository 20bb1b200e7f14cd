//! A file read row by row: headings found, rows turned into incidents or into problems.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::case::Case;
pub use super::case::Standing;
use super::columns::{Column, Columns, How, read, written};
use super::problem::{Place, Problem};
use super::put::{Not, put};
use super::target::Target;
use crate::domain::importing::NewImported;
use crate::domain::instant::Instant;
use crate::domain::text::fold;
use crate::exchange::sheet::{Cell, Row, letters};
use crate::pack::Pack;

/// In how many rows from its first the heading of a sheet is looked for.
const HEADING: usize = 30;

/// How many headers must be known for a row to be a heading.
const ENOUGH: usize = 2;

/// How many values without a word are counted one by one; more are of a column of free text.
const MOST_VALUES: usize = 2_000;

/// By what a file is read.
pub struct Terms<'a> {
    /// The protocol.
    pub pack: &'a Pack,
    /// What headers mean.
    pub columns: Columns,
    /// Returns how a sheet with these headers was understood before.
    pub saved: &'a dyn Fn(&[String]) -> Option<String>,
    /// The day since which a row that nobody closed comes in open.
    pub open_since: NaiveDate,
    /// What cannot be read is left as not known, and is in the row as it was written.
    pub leaves_unread: bool,
    /// When.
    pub now: Instant,
}

impl std::fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Terms({})", self.now)
    }
}

/// A sheet whose heading was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFound {
    /// Its name; empty in plain text.
    pub name: Arc<str>,
    /// The row that the heading is in.
    pub row: u32,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl SheetFound {
    /// Returns its headers.
    #[must_use]
    pub fn headers(&self) -> Vec<String> {
        let headers = self.columns.iter();
        headers.map(|column| column.header.clone()).collect()
    }

    /// Returns how its columns are understood as text, to be kept.
    #[must_use]
    pub fn map(&self) -> String {
        written(&self.columns)
    }
}

/// What a row came to.
#[derive(Debug)]
pub enum Step {
    /// It is above a heading, or is one.
    Heading,
    /// It becomes an incident.
    Case(Box<NewImported>, Standing),
    /// It cannot, as it stands.
    Problems(Vec<Problem>),
}

/// A file while it is read.
#[derive(Debug)]
pub struct Reading<'a> {
    terms: &'a Terms<'a>,
    /// The sheets whose headings were found, in their order.
    pub sheets: Vec<SheetFound>,
    /// The sheets in which none was, with how many rows they have.
    pub without: Vec<(Arc<str>, usize)>,
    /// Values that the protocol has no word for, by header and value, with how many rows have them.
    pub no_word: BTreeMap<(String, String), usize>,
    /// What could not be read and was left, where that was asked for.
    pub left: Vec<Problem>,
    current: Option<Arc<str>>,
    has_heading: bool,
    /// How sheets are understood, where that is known already.
    found: Vec<SheetFound>,
}

impl<'a> Reading<'a> {
    /// Begins at the first row of the first sheet.
    #[must_use]
    pub fn new(terms: &'a Terms<'a>) -> Self {
        Self {
            terms,
            sheets: Vec::new(),
            without: Vec::new(),
            no_word: BTreeMap::new(),
            left: Vec::new(),
            current: None,
            has_heading: false,
            found: Vec::new(),
        }
    }

    /// Reads again what was read before: each sheet as it was understood then.
    #[must_use]
    pub fn as_found(mut self, sheets: &[SheetFound]) -> Self {
        self.found = sheets.to_vec();
        self
    }

    /// Reads a row.
    #[must_use]
    pub fn row(&mut self, row: &Row) -> Step {
        if self.current.as_ref() != Some(&row.sheet) {
            self.current = Some(Arc::clone(&row.sheet));
            self.has_heading = false;
            self.without.push((Arc::clone(&row.sheet), 0));
        }
        if !self.has_heading {
            let seen = match self.without.last_mut() {
                Some((_, seen)) => {
                    *seen += 1;
                    *seen
                }
                None => 0,
            };
            if seen <= HEADING && self.is_heading(row) {
                self.heading(row);
                self.has_heading = true;
                self.without.pop();
            }
            return Step::Heading;
        }
        self.case(row)
    }

    /// Returns the headers that somebody spoke of and that no sheet has.
    #[must_use]
    pub fn not_met(&self) -> Vec<String> {
        let has = |said: &&str| {
            let mut columns = self.sheets.iter().flat_map(|sheet| &sheet.columns);
            !columns.any(|column| fold(&column.header) == **said)
        };
        let said = self.terms.columns.said();
        said.filter(has).map(str::to_owned).collect()
    }

    fn is_heading(&self, row: &Row) -> bool {
        let texts = row.cells.iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        });
        let known = texts.filter(|text| self.terms.columns.knows(text));
        known.count() >= ENOUGH
    }

    fn heading(&mut self, row: &Row) {
        let known = self.found.iter();
        let mut known = known.filter(|sheet| sheet.name == row.sheet && sheet.row == row.number);
        if let Some(sheet) = known.next() {
            self.sheets.push(sheet.clone());
            return;
        }
        let headers: Vec<String> = row
            .cells
            .iter()
            .map(|cell| cell.shown().trim().to_owned())
            .collect();
        let saved = (self.terms.saved)(&headers);
        let saved = saved.map_or_else(Vec::new, |text| read(self.terms.pack, &text));
        self.sheets.push(SheetFound {
            name: Arc::clone(&row.sheet),
            row: row.number,
            columns: self.terms.columns.map(&headers, &saved),
        });
    }

    fn case(&mut self, row: &Row) -> Step {
        let Some(sheet) = self.sheets.last() else {
            return Step::Heading;
        };
        let mut case = Case::new(self.terms.now);
        let (mut problems, mut no_word, mut original) = (Vec::new(), Vec::new(), Vec::new());
        let nothing = Column {
            header: String::new(),
            target: Target::Keep,
            how: How::NotKnown,
        };
        for (place, cell) in row.cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let column = sheet.columns.get(place).unwrap_or(&nothing);
            let header = match column.header.as_str() {
                "" => format!("column {}", letters(place)),
                header => header.to_owned(),
            };
            let shown = cell.shown();
            original.push((header.clone(), shown.clone()));
            match put(
                self.terms.pack,
                &mut case,
                &column.target,
                (cell, row.epoch),
            ) {
                Ok(()) => {}
                Err(Not::NoWord) => no_word.push((header, shown)),
                Err(Not::Problem(what)) => problems.push(Problem {
                    place: at(row, Some((place, header))),
                    what: format!("«{}» {what}", crate::domain::text::fit(&shown, 40)),
                }),
            }
        }
        if self.terms.leaves_unread {
            self.left.append(&mut problems);
        }
        if problems.is_empty() && !case.has_day() {
            problems.push(Problem {
                place: at(row, None),
                what: "no date of the alert, of the incident or of anything that was done"
                    .to_owned(),
            });
        }
        if !problems.is_empty() {
            return Step::Problems(problems);
        }
        for value in no_word {
            if self.no_word.len() < MOST_VALUES || self.no_word.contains_key(&value) {
                *self.no_word.entry(value).or_default() += 1;
            }
        }
        self.made(row, case, original)
    }

    fn made(&self, row: &Row, case: Case, original: Vec<(String, String)>) -> Step {
        let Some(made) = case.into_incident(self.terms.pack, self.terms.open_since) else {
            return Step::Problems(Vec::new());
        };
        let new = NewImported {
            sheet: row.sheet.to_string(),
            row: row.number,
            reference: made.reference,
            original,
            day: made.day,
            incident: made.incident,
            form: made.form,
            entries: made.entries,
        };
        Step::Case(Box::new(new), made.standing)
    }
}

fn at(row: &Row, column: Option<(usize, String)>) -> Place {
    Place {
        sheet: Arc::clone(&row.sheet),
        row: row.number,
        column,
    }
}
