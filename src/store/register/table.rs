//! The register by any of its columns, a page at a time.
//!
//! A page begins with a comparison of the column's index and goes on in its order: first the rows
//! that are equal in the column, then those beyond. Where a query asks, its index of words says which
//! rows are meant; by when the authority was told, that index gives them in their order itself.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::super::column::InOrder;
use super::super::error::StoreError;
use super::list::{COLUMNS, listed};
use super::question::question;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::query::Query;
use crate::rules::sight::table::{Entry, Order, Sort, SortBy, TableWanted};
use crate::rules::summary::{Decided, Registered};

/// What the register says beside what every list does, of the table as `g`.
const REGISTERED: &str = "g.child, g.age, g.reasons, g.team, g.agency, g.source, g.kinds, g.outcome, \
    g.panel_at, g.ended, g.ended_at, g.learning_at, g.owner";

/// What is there, beside what was read of it.
const MORE: Count = Count {
    at_least: 1,
    is_more: true,
};

/// Puts what the register says of an incident beside what every list does.
pub(super) fn put(rows: &Connection, id: i64, said: &Registered) -> Result<(), StoreError> {
    let text = |at: Option<Instant>| at.map(Instant::to_rfc3339);
    let ended = said.ended.as_ref();
    let sql = "UPDATE register SET child = ?2, age = ?3, reasons = ?4, team = ?5, agency = ?6, source = ?7,
        kinds = ?8, outcome = ?9, panel_at = ?10, ended = ?11, ended_at = ?12, learning_at = ?13,
        owner = ?14 WHERE id = ?1";
    rows.prepare_cached(sql)?.execute((
        id,
        &said.child,
        said.age.map_or(-1, i64::from),
        &said.reasons,
        &said.team,
        &said.agency,
        &said.source,
        &said.kinds,
        &said.outcome,
        text(said.panel_at),
        ended.map(|ended| &ended.value),
        ended.and_then(|ended| text(ended.at)),
        text(said.learning_at),
        &said.owner,
    ))?;
    Ok(())
}

fn registered(row: &mut InOrder<'_, '_>) -> Result<Registered, rusqlite::Error> {
    Ok(Registered {
        child: row.next()?,
        age: u32::try_from(row.next::<i64>()?).ok(),
        reasons: row.next()?,
        team: row.next()?,
        agency: row.next()?,
        source: row.next()?,
        kinds: row.next()?,
        outcome: row.next()?,
        panel_at: row.time()?,
        ended: match (row.next::<Option<String>>()?, row.time()?) {
            (Some(value), at) => Some(Decided { value, at }),
            (None, _) => None,
        },
        learning_at: row.time()?,
        owner: row.next()?,
    })
}

fn entry(row: &Row<'_>) -> Result<Entry, rusqlite::Error> {
    let listed = listed(row)?;
    let mut rest = InOrder::from(row, COLUMNS.split(',').count());
    Ok(Entry {
        listed,
        registered: registered(&mut rest)?,
    })
}

/// Reads what the register says of one incident.
pub(super) fn registered_of(
    connection: &Connection,
    id: IncidentId,
) -> Result<Option<Registered>, StoreError> {
    let sql = format!("SELECT {REGISTERED} FROM register g WHERE g.id = ?1");
    let mut query = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| registered(&mut InOrder::new(row));
    Ok(query.query_row([id.0], read).optional()?)
}

/// Returns what a column is sorted by: as its index has it.
fn key(by: SortBy) -> &'static str {
    match by {
        SortBy::Told => "g.newest",
        SortBy::Reference => "g.reference",
        SortBy::Child => "g.child",
        SortBy::Age => "g.age",
        SortBy::Happened => "ifnull(g.occurred_at, '')",
        SortBy::Reason => "g.reasons",
        SortBy::Team => "g.team",
        SortBy::Kind => "g.kinds",
        SortBy::State => "g.state_title",
        SortBy::Decided => "ifnull(g.decided_at, '')",
        SortBy::Notified => "ifnull(g.notified_at, '')",
        SortBy::Due => "ifnull(g.waits_due, '')",
        SortBy::Owner => "g.owner",
    }
}

/// A place in the order: what the columns are there, and what equal ones are sorted by.
#[derive(Clone, Debug)]
struct Place {
    keys: Vec<Value>,
    newest: i64,
}

/// One reading of rows: the statement, and what stands in it.
struct Reading {
    sql: String,
    values: Vec<Value>,
}

/// The register as it is asked for.
pub(in crate::store) struct RegisterTable<'a> {
    connection: &'a Connection,
    order: &'a Order,
    question: Option<String>,
}

impl<'a> RegisterTable<'a> {
    pub(in crate::store) fn new(
        connection: &'a Connection,
        query: &Query,
        order: &'a Order,
    ) -> Self {
        Self {
            connection,
            order,
            question: question(query),
        }
    }

    /// Reads a page: up to `half` rows before the place and as many from it on.
    pub(in crate::store) fn page(&self, wanted: &TableWanted) -> Result<Page<Entry>, StoreError> {
        let half = wanted.half;
        let (mut above, mut below) = match &wanted.around {
            Around::First => (Vec::new(), self.from(None, true, half + 1)?),
            Around::Last => (self.from(None, false, half + 1)?, Vec::new()),
            Around::Place(id) => match self.place(*id)? {
                Some(place) => (
                    self.from(Some(&place), false, half + 1)?,
                    self.from(Some(&place), true, half + 1)?,
                ),
                None => (Vec::new(), self.from(None, true, half + 1)?),
            },
        };
        let more = |rows: &mut Vec<Entry>| {
            let is_more = rows.len() > half;
            rows.truncate(half);
            if is_more { MORE } else { Count::default() }
        };
        let (beyond_above, beyond_below) = (more(&mut above), more(&mut below));
        above.reverse();
        Ok(Page {
            at: above.len(),
            above: beyond_above,
            below: beyond_below,
            rows: above.into_iter().chain(below).collect(),
        })
    }

    /// Reads the rows after an incident, from the first where there is none.
    pub(in crate::store) fn after(
        &self,
        after: Option<IncidentId>,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let place = match after {
            Some(id) => self.place(id)?,
            None => None,
        };
        let mut rows = self.from(place.as_ref(), true, most + 1)?;
        rows.retain(|entry| Some(entry.listed.id) != after);
        rows.truncate(most);
        Ok(rows)
    }

    /// Counts the incidents that the query asks for, up to so many; none where it asks for all.
    pub(in crate::store) fn matching(&self, most: usize) -> Result<Option<Count>, StoreError> {
        let Some(question) = &self.question else {
            return Ok(None);
        };
        let sql = "SELECT count(*) FROM (SELECT 1 FROM register_text WHERE register_text MATCH ?1 LIMIT ?2)";
        let mut query = self.connection.prepare_cached(sql)?;
        let count: usize = query.query_row((question, most + 1), |row| row.get(0))?;
        Ok(Some(Count {
            at_least: count.min(most),
            is_more: count > most,
        }))
    }

    fn place(&self, id: IncidentId) -> Result<Option<Place>, StoreError> {
        let (sorts, _) = self.order.keys();
        let mut columns: Vec<&str> = sorts.iter().map(|sort| key(sort.by)).collect();
        columns.push("g.newest");
        let columns = columns.join(", ");
        let sql = format!("SELECT {columns} FROM register g WHERE g.id = ?1");
        let mut query = self.connection.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| {
            let keys = (0..sorts.len()).map(|at| row.get(at));
            Ok(Place {
                keys: keys.collect::<Result<_, _>>()?,
                newest: row.get(sorts.len())?,
            })
        };
        Ok(query.query_row([id.0], read).optional()?)
    }

    /// Reads rows from a place on, itself with them, or those before it, from it backwards.
    fn from(
        &self,
        place: Option<&Place>,
        onwards: bool,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut out = Vec::new();
        for reading in self.readings(place, onwards) {
            let left = most.saturating_sub(out.len());
            if left == 0 {
                break;
            }
            let mut query = self.connection.prepare_cached(&reading.sql)?;
            let most = i64::try_from(left).unwrap_or(i64::MAX);
            let values = reading.values.into_iter().chain([Value::Integer(most)]);
            for row in query.query_map(params_from_iter(values), entry)? {
                out.push(row?);
            }
        }
        Ok(out)
    }

    /// Returns the readings that go on from a place, one after the other: first what is equal to it in
    /// every column, then what is in all but the last, and so on; from no place the one of everything.
    fn readings(&self, place: Option<&Place>, onwards: bool) -> Vec<Reading> {
        let (sorts, newest_first) = self.order.keys();
        // Down a column in one direction, up it in the other.
        let is_down = |descending: bool| descending == onwards;
        let beyond = |descending| if is_down(descending) { "<" } else { ">" };
        let by = |sort: &Sort| format!("{} {}", key(sort.by), direction(is_down(sort.descending)));
        let orders: Vec<String> = sorts.iter().map(by).collect();
        let newest = direction(is_down(newest_first));
        let Some(place) = place else {
            return vec![self.reading(Vec::new(), Vec::new(), (&orders, newest))];
        };
        let mut out = Vec::new();
        for equal in (0..=sorts.len()).rev() {
            let same = sorts.iter().zip(1..).take(equal);
            let mut terms: Vec<String> = same
                .map(|(sort, at)| format!("{} = ?{at}", key(sort.by)))
                .collect();
            let mut values: Vec<Value> = place.keys.iter().take(equal).cloned().collect();
            let at = equal + 1;
            if let (Some(sort), Some(value)) = (sorts.get(equal), place.keys.get(equal)) {
                terms.push(format!(
                    "{} {} ?{at}",
                    key(sort.by),
                    beyond(sort.descending)
                ));
                values.push(value.clone());
            } else {
                let own = if onwards { "=" } else { "" };
                terms.push(format!("NEWEST {}{own} ?{at}", beyond(newest_first)));
                values.push(Value::Integer(place.newest));
            }
            // By what is one value SQLite would sort all the same: of an expression it does not see it.
            let rest = orders.get(equal..).unwrap_or_default();
            out.push(self.reading(terms, values, (rest, newest)));
        }
        out
    }

    /// Returns the statement of one reading; `NEWEST` in its terms stands for where an incident's place
    /// in time is read.
    fn reading(
        &self,
        mut terms: Vec<String>,
        mut values: Vec<Value>,
        (orders, by_newest): (&[String], &str),
    ) -> Reading {
        let mut from = "FROM register g".to_owned();
        let mut newest = "g.newest";
        if let Some(question) = &self.question {
            values.push(Value::Text(question.clone()));
            let place = values.len();
            if self.order.keys().0.is_empty() {
                newest = "t.rowid";
                "FROM register_text t CROSS JOIN register g ON g.newest = t.rowid"
                    .clone_into(&mut from);
                terms.push(format!("t.register_text MATCH ?{place}"));
            } else {
                terms.push(format!(
                    "g.newest IN (SELECT rowid FROM register_text WHERE register_text MATCH ?{place})"
                ));
            }
        }
        let wanted = match terms.join(" AND ") {
            none if none.is_empty() => String::new(),
            terms => format!("WHERE {}", terms.replace("NEWEST", newest)),
        };
        let mut orders = orders.to_vec();
        orders.push(format!("{newest} {by_newest}"));
        let orders = orders.join(", ");
        let limit = values.len() + 1;
        Reading {
            sql: format!(
                "SELECT {COLUMNS}, {REGISTERED} {from} {wanted} ORDER BY {orders} LIMIT ?{limit}"
            ),
            values,
        }
    }
}

fn direction(is_down: bool) -> &'static str {
    if is_down { "DESC" } else { "ASC" }
}

#[cfg(test)]
pub(in crate::store) mod tests;
