//! Walks over the index of what is due, and the readings that need no page: what falls due next, all
//! that is to be done, whose duties there are.

use rusqlite::{CachedStatement, Connection};

use super::super::super::error::StoreError;
use super::{COLUMNS, due};
use crate::domain::instant::Instant;
use crate::domain::page::{Count, MOST_COUNTED};
use crate::rules::sight::groups::{DueGroup, Groups};
use crate::rules::sight::{Due, DueOrder, ONLY_IF};
use crate::rules::summary::Standing;

/// Before everything of an urgency.
pub(super) const fn beginning(urgency: i64) -> DueOrder {
    DueOrder {
        urgency,
        pressing: i64::MIN,
        later: i64::MIN,
        place: i64::MIN,
    }
}

/// A walk over the index of one standing.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    pub(super) standing: Standing,
    /// The urgencies that it keeps to: from the first on, before the second.
    pub(super) span: (i64, i64),
    /// Where it begins: with what stands there, or backwards with what stands before it.
    pub(super) from: DueOrder,
    pub(super) backwards: bool,
    /// It keeps to what words are looked for in.
    pub(super) searched: bool,
}

impl Walk {
    pub(super) fn over(standing: Standing, span: (i64, i64)) -> Self {
        Self {
            standing,
            span,
            from: beginning(span.0),
            backwards: false,
            searched: false,
        }
    }

    /// Returns the question, for each line or for how many up to a number. The index alone answers
    /// it: only lines that are shown are read whole.
    fn sql(self, counted: Option<usize>) -> String {
        // Each in the words of the index that it walks.
        let which = match (self.standing, self.searched) {
            (Standing::Open, _) => "d.standing = 'open'",
            (_, false) => "d.standing = 'aside' AND d.because <> ''",
            (_, true) => "d.standing = 'aside' AND d.is_searched",
        };
        let (bounds, direction) = if self.backwards {
            (
                "d.urgency >= ?1 AND (d.urgency, d.pressing, d.later, d.place) <",
                "DESC",
            )
        } else {
            (
                "d.urgency < ?1 AND (d.urgency, d.pressing, d.later, d.place) >=",
                "ASC",
            )
        };
        let what = match counted {
            None => "d.later, d.rowid",
            Some(_) => "1",
        };
        let walked = format!(
            "SELECT {what} FROM due d WHERE {which}
             AND {bounds} (?2, ?3, ?4, ?5)
             AND (?6 IS NULL OR d.owner = ?6)
             ORDER BY d.urgency {direction}, d.pressing {direction}, d.later {direction},
             d.place {direction}"
        );
        match counted {
            None => walked,
            Some(most) => format!("SELECT count(*) FROM ({walked} LIMIT {most})"),
        }
    }

    /// Returns what the question asks with.
    fn parameters(self, whose: Option<&str>) -> (i64, i64, i64, i64, i64, Option<&str>) {
        let (first, last) = self.span;
        let (end, from) = (if self.backwards { first } else { last }, self.from);
        let (urgency, pressing) = (from.urgency, from.pressing);
        (end, urgency, pressing, from.later, from.place, whose)
    }

    /// Counts its lines, as far as they are counted: in one step, where none is to be looked at.
    pub(super) fn count(
        self,
        connection: &Connection,
        whose: Option<&str>,
    ) -> Result<Count, StoreError> {
        let sql = self.sql(Some(MOST_COUNTED + 1));
        let mut query = connection.prepare_cached(&sql)?;
        let count = query.query_row(self.parameters(whose), |row| row.get(0))?;
        Ok(Count::counted(count))
    }

    /// Calls with each line of it, by what lists are sorted by and its row, while it says to go on.
    pub(super) fn each(
        self,
        connection: &Connection,
        whose: Option<&str>,
        mut with: impl FnMut(i64, i64) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut query = connection.prepare_cached(&self.sql(None))?;
        let mut rows = query.query(self.parameters(whose))?;
        while let Some(row) = rows.next()? {
            if !with(row.get(0)?, row.get(1)?)? {
                break;
            }
        }
        Ok(())
    }
}

/// Prepares the reading of one line by its row.
pub(super) fn line(connection: &Connection) -> Result<CachedStatement<'_>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM due WHERE rowid = ?1");
    Ok(connection.prepare_cached(&sql)?)
}

/// Reads what is still to be done of some urgencies, most urgent first.
fn open(connection: &Connection, span: (i64, i64), most: usize) -> Result<Vec<Due>, StoreError> {
    let mut out = Vec::new();
    let mut line = line(connection)?;
    Walk::over(Standing::Open, span).each(connection, None, |_, number| {
        out.push(line.query_row([number], due)?);
        Ok(out.len() < most)
    })?;
    Ok(out)
}

/// Returns what falls due next: what is past its time is counted, and what is due only if something
/// not known is so presses nobody.
pub(in crate::store) fn next(
    connection: &Connection,
    groups: &Groups,
) -> Result<Option<Due>, StoreError> {
    let (from, _) = groups.span(DueGroup::Shift);
    Ok(open(connection, (from, ONLY_IF), 1)?.pop())
}

/// Returns everything that is still to be done, most urgent first.
pub(in crate::store) fn all(connection: &Connection) -> Result<Vec<Due>, StoreError> {
    open(connection, (i64::MIN, i64::MAX), usize::MAX)
}

/// Returns everything that is due by a moment.
pub(in crate::store) fn until(
    connection: &Connection,
    at: Instant,
) -> Result<Vec<Due>, StoreError> {
    let end = at.utc().timestamp() + 1;
    let mut rows = open(connection, (i64::MIN, end), usize::MAX)?;
    let only_if = (ONLY_IF, ONLY_IF + end);
    rows.extend(open(connection, only_if, usize::MAX)?);
    Ok(rows)
}

/// Returns whose duties there are, in the order of the alphabet; each found by one step through the
/// index.
pub(in crate::store) fn owners(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare_cached(
        "WITH RECURSIVE whose (owner) AS (
             SELECT min(owner) FROM due WHERE standing = 'open'
             UNION ALL
             SELECT (SELECT min(owner) FROM due WHERE standing = 'open' AND owner > whose.owner)
             FROM whose WHERE whose.owner IS NOT NULL
         ) SELECT owner FROM whose WHERE owner IS NOT NULL",
    )?;
    let owners = query.query_map([], |row| row.get(0))?;
    Ok(owners.collect::<Result<_, _>>()?)
}
