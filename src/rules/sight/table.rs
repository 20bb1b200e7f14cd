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

/// A column that the register is sorted by, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub by: SortBy,
    /// The greatest first.
    pub descending: bool,
}

/// The most columns that the register is sorted by.
pub const MOST_SORTS: usize = 3;

/// The order of the register: by the first column, what is equal in it by the next, and what is equal
/// in all by when the authority was told, the same way round as the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    first: Sort,
    then: Vec<Sort>,
}

impl Default for Order {
    fn default() -> Self {
        Self::TOLD
    }
}

impl Order {
    /// Newest trouble first.
    pub const TOLD: Self = Self::by(Sort {
        by: SortBy::Told,
        descending: true,
    });
    /// What is due first first; before it what has nothing due.
    pub const DUE: Self = Self::by(Sort {
        by: SortBy::Due,
        descending: false,
    });

    /// Returns the order by one column.
    #[must_use]
    pub const fn by(sort: Sort) -> Self {
        Self {
            first: sort,
            then: Vec::new(),
        }
    }

    /// Returns the order by one more column, or with one that it has the other way round; none where it
    /// has as many as it can have.
    #[must_use]
    pub fn then(&self, sort: Sort) -> Option<Self> {
        let mut out = self.clone();
        let mut sorts = std::iter::once(&mut out.first).chain(&mut out.then);
        if let Some(one) = sorts.find(|one| one.by == sort.by) {
            one.descending = !one.descending;
        } else if out.then.len() + 1 < MOST_SORTS {
            out.then.push(sort);
        } else {
            return None;
        }
        Some(out)
    }

    /// Returns the columns it sorts by, the first first.
    #[must_use]
    pub fn sorts(&self) -> impl DoubleEndedIterator<Item = Sort> + Clone {
        std::iter::once(self.first).chain(self.then.iter().copied())
    }

    /// Returns how it sorts by a column, and the column's place among those it sorts by.
    #[must_use]
    pub fn of(&self, by: SortBy) -> Option<(usize, Sort)> {
        let mut sorts = self.sorts().enumerate();
        sorts.find(|(_, sort)| sort.by == by)
    }

    /// Returns the columns whose values can be equal, and whether what is equal in all of them stands
    /// latest told first. No two are told of in the same place, so what comes after that sorts nothing.
    #[must_use]
    pub fn keys(&self) -> (Vec<Sort>, bool) {
        let mut keys = Vec::new();
        let mut newest_first = self.first.descending;
        for sort in self.sorts() {
            newest_first = sort.descending;
            if sort.by == SortBy::Told {
                break;
            }
            keys.push(sort);
        }
        (keys, newest_first)
    }
}

/// What of the register is to be in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableWanted {
    /// Which incidents.
    pub query: Query,
    /// In which order.
    pub order: Order,
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
