//! The register: every incident a row, by any of its columns, of those that a query asks for.

use crate::domain::id::IncidentId;
use crate::domain::page::{Around, Count, Page};
use crate::domain::query::Query;
use crate::rules::summary::{Listed, Registered};

/// The most incidents of a query that are counted: more is said to be more.
pub const MOST_MATCHING: usize = 10_000;

/// A column that the register is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// When the authority was told.
    #[default]
    Told,
    /// What people call it.
    Reference,
    /// The names of those whom it is about.
    Child,
    /// The age of the youngest of them.
    Age,
    /// When it happened.
    Happened,
    /// The reasons for the alert.
    Reason,
    /// The team that the alert came from.
    Team,
    /// The kind of case.
    Kind,
    /// Where the case stands.
    State,
    /// When the first decision was made.
    Decided,
    /// When it was notified.
    Notified,
    /// When the next duty is due.
    Due,
    /// Whose it is.
    Owner,
}

impl SortBy {
    /// Every column.
    pub const ALL: [Self; 13] = [
        Self::Told,
        Self::Reference,
        Self::Child,
        Self::Age,
        Self::Happened,
        Self::Reason,
        Self::Team,
        Self::Kind,
        Self::State,
        Self::Decided,
        Self::Notified,
        Self::Due,
        Self::Owner,
    ];
}

/// How the register is sorted; what is equal in the column by when the authority was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub by: SortBy,
    /// The greatest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: SortBy::Told,
            descending: true,
        }
    }
}

/// What of the register is to be in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableWanted {
    /// Which incidents.
    pub query: Query,
    /// In which order.
    pub sort: Sort,
    /// Where the page is cut.
    pub around: Around<IncidentId>,
    /// How many rows on either side.
    pub half: usize,
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What every list says of it.
    pub listed: Listed,
    /// What the register says beside.
    pub registered: Registered,
}

/// What of the register is in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, in their order; of what is beside them it is known only whether there is more.
    pub page: Page<Entry>,
    /// How many incidents the query asks for; up to [`MOST_MATCHING`] are counted.
    pub matching: Count,
    /// How many there are.
    pub all: usize,
    /// The names of everybody on what is in sight, those of restricted records left out.
    pub names: Vec<String>,
}
