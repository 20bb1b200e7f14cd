//! A report as rows of words and numbers: what the screen, the command line and a spreadsheet share.
//!
//! Every number counts incidents, and stands with the query that lists exactly those.

pub mod text;

use crate::domain::id::IncidentId;
use crate::domain::months::Days;
use crate::rules::sight::reports::ReportOf;

/// How much later than they were due some things were done, in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lateness {
    /// Half were no later than this.
    pub median: i64,
    /// Nine in ten were no later than this.
    pub ninetieth: i64,
    /// Of how many it is known.
    pub known: usize,
}

/// A number, and the list that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: usize,
    /// Of how many, where that is said.
    pub of: Option<usize>,
    /// How much later than due.
    pub late: Option<Lateness>,
    /// The query that lists them.
    pub query: String,
    /// It is small enough to tell who somebody is, or tells another that is: it stays on the desk.
    pub is_hidden: bool,
    /// Not even that it is counted leaves the desk.
    pub is_kept: bool,
}

impl Number {
    /// Returns a number with the query that lists what it counts.
    #[must_use]
    pub fn new(label: impl Into<String>, count: usize, query: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            count,
            of: None,
            late: None,
            query: query.into(),
            is_hidden: false,
            is_kept: false,
        }
    }

    /// Returns the same as a part of so many.
    #[must_use]
    pub fn among(self, all: usize) -> Self {
        Self {
            of: Some(all),
            ..self
        }
    }
}

/// Something that is said of an incident, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its words, a line each.
    pub lines: Vec<String>,
    /// The incident that it is of.
    pub incident: Option<IncidentId>,
    /// It is to be put right, or looked at.
    pub is_warning: bool,
    /// It stays on the desk, for it says of which incident it is.
    pub is_kept: bool,
}

/// Some numbers under one title, and what is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What they are about.
    pub title: String,
    /// How they are to be read; nothing where that is plain.
    pub note: String,
    /// Numbers of one row of months: their line is drawn.
    pub is_in_time: bool,
    /// The numbers.
    pub numbers: Vec<Number>,
    /// What is said.
    pub passages: Vec<Passage>,
}

impl Part {
    /// Returns numbers under a title.
    #[must_use]
    pub fn new(title: impl Into<String>, numbers: Vec<Number>) -> Self {
        Self {
            title: title.into(),
            numbers,
            ..Self::default()
        }
    }

    /// Returns the same with how it is to be read.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }

    /// Returns the greatest of its numbers.
    #[must_use]
    pub fn greatest(&self) -> usize {
        let counts = self.numbers.iter().map(|number| number.count);
        counts.max().unwrap_or_default()
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which.
    pub of: ReportOf,
    /// Of which days.
    pub days: Days,
    /// What it is called.
    pub title: String,
    /// What is to be known of all of it.
    pub notes: Vec<String>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// It is what leaves the desk: small numbers are not in it.
    pub leaves: bool,
}

impl Sheet {
    /// Returns what of it leaves the desk: of small numbers that they are, and nothing that says of which
    /// incident it is.
    #[must_use]
    pub fn leaving(mut self) -> Self {
        for part in &mut self.parts {
            part.numbers.retain(|number| !number.is_kept);
            part.passages.retain(|passage| !passage.is_kept);
            for number in part.numbers.iter_mut().filter(|number| number.is_hidden) {
                (number.count, number.of, number.late) = (0, None, None);
            }
        }
        let is_empty = |part: &Part| part.numbers.is_empty() && part.passages.is_empty();
        self.parts.retain(|part| !is_empty(part));
        self.leaves = true;
        self
    }

    /// Returns every number, with the title of its part.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, &Number)> {
        let parts = self.parts.iter();
        parts.flat_map(|part| part.numbers.iter().map(|one| (part.title.as_str(), one)))
    }
}

/// Returns the query for what the authority was told of in some days.
#[must_use]
pub fn received(days: Days) -> String {
    format!("received:{}", days.asked())
}

/// Returns what is said of restricted records.
#[must_use]
pub fn restricted_note() -> String {
    "Restricted records are counted here alone, of whatever time: a list says neither when one was nor \
     what of it."
        .to_owned()
}
