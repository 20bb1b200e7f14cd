//! What would happen: the whole file read, and nothing written.

use std::sync::Arc;

use chrono::NaiveDate;

use super::file::Source;
use crate::cli::io::print;
use crate::domain::importing::Known;
use crate::error::Failure;
use crate::exchange::import::{Problem, Reading, SheetFound, Standing, Step, Terms};
use crate::exchange::sheet::Format;
use crate::store::Store;

/// How many problems are said; the rest are counted.
const MOST_SAID: usize = 50;

/// How many rows that still are open are named.
const MOST_OPEN: usize = 10;

/// What was found of a file.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) format: Format,
    pub(super) sheets: Vec<SheetFound>,
    /// Sheets without a heading, with how many rows they have.
    pub(super) without: Vec<(Arc<str>, usize)>,
    /// Rows that would come in.
    pub(super) new: usize,
    /// Of these, how they would.
    pub(super) closed: usize,
    pub(super) past: usize,
    pub(super) open: usize,
    /// The first of those that still are open.
    pub(super) open_ones: Vec<String>,
    /// Rows that are here word for word.
    pub(super) same: usize,
    /// Rows whose reference is here with other words: what each is here.
    pub(super) other: Vec<String>,
    /// The first of what is wrong.
    pub(super) problems: Vec<Problem>,
    pub(super) problem_count: usize,
    /// Rows with a problem.
    pub(super) wrong_rows: usize,
    /// What could not be read and is left.
    pub(super) left: usize,
    /// Values without a word: header, value, rows; the most frequent first.
    pub(super) no_word: Vec<(String, String, usize)>,
    /// Headers that were spoken of and are in no sheet.
    pub(super) not_met: Vec<String>,
    pub(super) open_since: NaiveDate,
}

impl Survey {
    /// Reads a file; `says_rows` prints what each row would become.
    ///
    /// # Errors
    /// When it is refused, or the desk's file cannot be read.
    pub(super) fn of(
        store: &Store,
        source: &mut Source,
        terms: &Terms<'_>,
        says_rows: bool,
    ) -> Result<Self, Failure> {
        let mut out = Self {
            format: Format::Text,
            sheets: Vec::new(),
            without: Vec::new(),
            new: 0,
            closed: 0,
            past: 0,
            open: 0,
            open_ones: Vec::new(),
            same: 0,
            other: Vec::new(),
            problems: Vec::new(),
            problem_count: 0,
            wrong_rows: 0,
            left: 0,
            no_word: Vec::new(),
            not_met: Vec::new(),
            open_since: terms.open_since,
        };
        let mut reading = Reading::new(terms);
        let mut lines = String::new();
        out.format = source.rows(&mut |row| {
            let step = reading.row(&row);
            let line = out.take(store, step)?;
            if let Some(line) = line.filter(|_| says_rows) {
                lines.push_str(&line);
                lines.push('\n');
            }
            if lines.len() > 1 << 16 {
                print(&lines)?;
                lines.clear();
            }
            Ok(())
        })?;
        print(&lines)?;
        out.not_met = reading.not_met();
        out.left = reading.left.len();
        out.problems.extend(reading.left.drain(..).take(MOST_SAID));
        let no_word = reading.no_word.into_iter();
        out.no_word = no_word
            .map(|((header, value), rows)| (header, value, rows))
            .collect();
        out.no_word
            .sort_by_key(|(_, _, rows)| std::cmp::Reverse(*rows));
        out.sheets = reading.sheets;
        out.without = reading.without;
        Ok(out)
    }

    /// Counts a row; returns what is said of it.
    fn take(&mut self, store: &Store, step: Step) -> Result<Option<String>, Failure> {
        match step {
            Step::Heading => Ok(None),
            Step::Problems(found) => {
                self.wrong_rows += 1;
                self.problem_count += found.len();
                let line = found
                    .first()
                    .map(|first| format!("{}  problem", row_of(first)));
                let room = MOST_SAID.saturating_sub(self.problems.len());
                self.problems.extend(found.into_iter().take(room));
                Ok(line)
            }
            Step::Case(row, standing) => {
                let name = match (row.sheet.as_str(), row.reference.as_str()) {
                    ("", reference) => format!("row {}  {reference}", row.row),
                    (sheet, reference) => format!("{sheet}, row {}  {reference}", row.row),
                };
                Ok(Some(match store.known_row(&row)? {
                    Known::Same => {
                        self.same += 1;
                        format!("{name}  is here already")
                    }
                    Known::Other(reference) => {
                        let line = format!(
                            "{name}  is here as {reference} with other words: left as it is"
                        );
                        self.other.push(line.clone());
                        line
                    }
                    Known::New => {
                        self.new += 1;
                        let words = match standing {
                            Standing::Closed => {
                                self.closed += 1;
                                "comes in closed"
                            }
                            Standing::Past => {
                                self.past += 1;
                                "comes in closed: nobody wrote that it was, and it is old"
                            }
                            Standing::Open => {
                                self.open += 1;
                                if self.open_ones.len() < MOST_OPEN {
                                    self.open_ones.push(name.clone());
                                }
                                "comes in open, with a task and no clock"
                            }
                        };
                        format!("{name}  {words}")
                    }
                }))
            }
        }
    }

    /// Says whether nothing of it can come in as it stands.
    pub(super) fn is_refused(&self) -> bool {
        self.problem_count > 0 || !self.not_met.is_empty() || self.sheets.is_empty()
    }
}

fn row_of(problem: &Problem) -> String {
    let place = crate::exchange::import::Place {
        column: None,
        ..problem.place.clone()
    };
    place.to_string()
}
