//! The list of incidents, a page at a time.

use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::super::column::InOrder;
use super::super::error::StoreError;
use super::found::Words;
use super::leading::leading;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::page::{Around, Count, MOST_COUNTED, Page};
use crate::rules::case::{How, Stage};
use crate::rules::clocks::ClockState;
use crate::rules::sight::{MOST_HANDED_OVER, Which};
use crate::rules::state::CaseState;
use crate::rules::summary::{Decided, Listed, NextStep, Waits};

/// The columns of a row of the register, of the table as `g`.
pub(in crate::store) const COLUMNS: &str = include_str!("columns.sql");

/// One list of incidents: which, and with which words.
pub(in crate::store) struct List<'a> {
    connection: &'a Connection,
    which: Which,
    words: Words,
}

/// Which side of a place, and how far.
#[derive(Clone, Copy)]
enum Side {
    /// Greater: newer troubles, which stand above.
    Above,
    /// Smaller, or the place itself.
    FromHere,
}

impl Side {
    /// Returns how a place on this side compares, and in which order they are read from it.
    fn terms(self) -> (&'static str, &'static str) {
        match self {
            Self::Above => (">", "ASC"),
            Self::FromHere => ("<=", "DESC"),
        }
    }
}

impl<'a> List<'a> {
    pub(in crate::store) fn new(
        connection: &'a Connection,
        which: Which,
        filter: &str,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            connection,
            which,
            words: Words::of(connection, filter)?,
        })
    }

    /// Reads a page: up to `half` rows before the place and as many from it on.
    pub(in crate::store) fn page(
        &self,
        around: &Around<IncidentId>,
        half: usize,
    ) -> Result<Page<Listed>, StoreError> {
        let place = match around {
            Around::First => i64::MAX,
            Around::Last => i64::MIN,
            // An incident that is not there any more, or not yet: the list from its beginning.
            Around::Place(id) => place_of(self.connection, *id)?.unwrap_or(i64::MAX),
        };
        // Nothing stands before the first: it is not asked, for each question of words has its cost.
        let (mut above, beyond_above) = match place {
            i64::MAX => (Vec::new(), Count::default()),
            _ => self.side(Side::Above, place, half)?,
        };
        let (below, beyond_below) = self.side(Side::FromHere, place, half)?;
        above.reverse();
        Ok(Page {
            at: above.len(),
            above: beyond_above,
            below: beyond_below,
            rows: above.into_iter().chain(below).collect(),
        })
    }

    /// Reads up to so many rows on one side of a place, and counts what is beyond them.
    fn side(
        &self,
        side: Side,
        place: i64,
        most: usize,
    ) -> Result<(Vec<Listed>, Count), StoreError> {
        if !self.words.is_empty() {
            return self.side_with_words(side, place, most);
        }
        let rows = self.rows(side, place, most)?;
        let beyond = match rows.last() {
            Some(last) if rows.len() == most => match side {
                Side::Above => self.count(side, last.order())?,
                Side::FromHere => self.count(side, last.order().saturating_sub(1))?,
            },
            _ => Count::default(),
        };
        Ok((rows, beyond))
    }

    /// The same of those that hold the words, in one question to their index: what begins with four
    /// letters or more is merged from every word that does, each time it is asked.
    fn side_with_words(
        &self,
        side: Side,
        place: i64,
        most: usize,
    ) -> Result<(Vec<Listed>, Count), StoreError> {
        let index = Words::index_of(self.which);
        let (wanted, order) = side.terms();
        let sql = format!(
            "SELECT rowid FROM {index} WHERE {index} MATCH ?3 AND rowid {wanted} ?1
             ORDER BY rowid {order} LIMIT ?2"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let counted = most + MOST_COUNTED + 1;
        let parameters = params_from_iter(self.parameters(place, counted));
        let numbers = query.query_map(parameters, |row| row.get(0))?;
        let numbers = numbers.collect::<Result<Vec<i64>, _>>()?;
        let (shown, beyond) = numbers.split_at(numbers.len().min(most));
        let sql = format!("SELECT {COLUMNS} FROM register g WHERE g.newest = ?1");
        let mut row = self.connection.prepare_cached(&sql)?;
        let rows = shown.iter().map(|number| row.query_row([number], listed));
        Ok((
            rows.collect::<Result<_, _>>()?,
            Count::counted(beyond.len()),
        ))
    }

    /// Reads the rows after a place, from the first where there is none.
    pub(in crate::store) fn after(
        &self,
        place: Option<i64>,
        most: usize,
    ) -> Result<Vec<Listed>, StoreError> {
        let place = place.map_or(i64::MAX, |place| place.saturating_sub(1));
        self.rows(Side::FromHere, place, most)
    }

    fn rows(&self, side: Side, place: i64, most: usize) -> Result<Vec<Listed>, StoreError> {
        let (wanted, order) = side.terms();
        let from = self.from(wanted, order);
        let sql = format!("SELECT {COLUMNS} {from}");
        let mut query = self.connection.prepare_cached(&sql)?;
        let parameters = params_from_iter(self.parameters(place, most));
        let found = query.query_map(parameters, listed)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Counts the incidents that hold the words; none where there are no words.
    pub(in crate::store) fn with_words(&self) -> Result<Count, StoreError> {
        if self.words.is_empty() {
            return Ok(Count::default());
        }
        self.count(Side::FromHere, i64::MAX)
    }

    fn count(&self, side: Side, place: i64) -> Result<Count, StoreError> {
        let (wanted, _) = side.terms();
        let from = if self.words.is_empty() {
            self.from(wanted, "DESC")
        } else {
            // The index of words alone says how many: no row of the list is read.
            let index = Words::index_of(self.which);
            format!(
                "FROM {index} t WHERE t.{index} MATCH ?3 AND t.rowid {wanted} ?1
                 ORDER BY t.rowid DESC LIMIT ?2"
            )
        };
        let sql = format!("SELECT count(*) FROM (SELECT 1 {from})");
        let mut query = self.connection.prepare_cached(&sql)?;
        let most = MOST_COUNTED + 1;
        let parameters = params_from_iter(self.parameters(place, most));
        let count = query.query_row(parameters, |row| row.get(0))?;
        Ok(Count::counted(count))
    }

    /// Returns the rest of a query: `?1` is the place, `?2` the most rows, `?3` the words.
    fn from(&self, wanted: &str, order: &str) -> String {
        if self.words.is_empty() {
            let flag = match self.which {
                Which::Incoming => "AND g.is_incoming",
                Which::Open => "AND g.is_open",
                Which::All => "",
            };
            return format!(
                "FROM register g WHERE g.newest {wanted} ?1 {flag} ORDER BY g.newest {order} LIMIT ?2"
            );
        }
        // The index gives its rows in their order: a page of it is read, not all that match.
        let index = Words::index_of(self.which);
        format!(
            "FROM {index} t CROSS JOIN register g ON g.newest = t.rowid
             WHERE t.{index} MATCH ?3 AND t.rowid {wanted} ?1 ORDER BY t.rowid {order} LIMIT ?2"
        )
    }

    fn parameters(&self, place: i64, most: usize) -> Vec<Box<dyn ToSql>> {
        let mut out: Vec<Box<dyn ToSql>> = vec![Box::new(place), Box::new(most)];
        if !self.words.is_empty() {
            out.push(Box::new(self.words.match_in(self.which)));
        }
        out
    }
}

/// Returns the place of an incident in the lists.
pub(in crate::store) fn place_of(
    connection: &Connection,
    id: IncidentId,
) -> Result<Option<i64>, StoreError> {
    use rusqlite::OptionalExtension;
    let mut query = connection.prepare_cached("SELECT newest FROM register WHERE id = ?1")?;
    Ok(query.query_row([id.0], |row| row.get(0)).optional()?)
}

/// Reads the row of the register of some incidents, in the order given.
pub(in crate::store) fn of_ids(
    connection: &Connection,
    ids: impl IntoIterator<Item = IncidentId>,
) -> Result<Vec<Listed>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM register g WHERE g.id = ?1");
    let mut query = connection.prepare_cached(&sql)?;
    let mut out = Vec::new();
    for id in ids {
        let found = query.query_map([id.0], listed)?;
        for row in found {
            out.push(row?);
        }
    }
    Ok(out)
}

/// Reads the incidents that somebody has not read as they are now, newest trouble first: of those
/// that are open, and of `lately`, which were changed a short time ago.
pub(in crate::store) fn unread(
    connection: &Connection,
    user: &str,
    lately: &[IncidentId],
) -> Result<Vec<Listed>, StoreError> {
    let from = "FROM register g LEFT JOIN seen s ON s.user = ?1 AND s.incident = g.id";
    let newer = "g.version > coalesce(s.version, 0)";
    let sql = format!(
        "SELECT {COLUMNS} {from} WHERE g.is_open AND {newer} ORDER BY g.newest DESC LIMIT ?2"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map((user, MOST_HANDED_OVER), listed)?;
    let mut out = rows.collect::<Result<Vec<_>, _>>()?;
    let sql = format!("SELECT {COLUMNS} {from} WHERE g.id = ?2 AND NOT g.is_open AND {newer}");
    let mut query = connection.prepare_cached(&sql)?;
    for id in lately {
        for row in query.query_map((user, id.0), listed)? {
            out.push(row?);
        }
    }
    out.sort_by_key(|listed| std::cmp::Reverse(listed.order()));
    Ok(out)
}

/// Reads the columns of [`COLUMNS`], in their order.
pub(in crate::store) fn listed(row: &Row<'_>) -> Result<Listed, rusqlite::Error> {
    let mut row = InOrder::new(row);
    Ok(Listed {
        id: IncidentId(row.next()?),
        reference: Reference(row.next()?),
        version: row.next()?,
        occurred_at: row.time()?,
        aware_at: row.time()?,
        created_at: row.required_time()?,
        created_by: row.next()?,
        place: row.next()?,
        summary: row.next()?,
        leading: row.known("people with their roles and ages", leading)?,
        people: row.next()?,
        stage: row.known("a stage", Stage::from_id)?,
        state: CaseState {
            id: row.next()?,
            title: row.next()?,
            has_moved: row.next()?,
            closed: !row.next::<bool>()?,
            merged: row.next()?,
        },
        decided: match (row.next::<Option<String>>()?, row.time()?) {
            (Some(value), at) => Some(Decided { value, at }),
            (None, _) => None,
        },
        notified_at: row.time()?,
        next: next_step(&mut row)?,
        waits: waits(&mut row)?,
        clocks_open: row.next()?,
        clocks_overdue: row.next()?,
        next_change_at: row.time()?,
        is_restricted: row.next()?,
    })
}

fn next_step(row: &mut InOrder<'_, '_>) -> Result<Option<NextStep>, rusqlite::Error> {
    let title: Option<String> = row.next()?;
    let owner: Option<String> = row.next()?;
    let how = row.known_if_any("a way to do a step", How::from_id)?;
    // Of a step all three are written, or none.
    match (title, owner, how) {
        (Some(title), Some(owner), Some(how)) => Ok(Some(NextStep { title, owner, how })),
        (None, None, None) => Ok(None),
        _ => Err(row.unread_last("a step, an owner and a way, or nothing")),
    }
}

fn waits(row: &mut InOrder<'_, '_>) -> Result<Option<Waits>, rusqlite::Error> {
    let state = row.known_if_any("a state of a clock", ClockState::from_id)?;
    let due = row.time()?;
    let bounded: Option<bool> = row.next()?;
    let only_if: bool = row.next()?;
    match (state, bounded) {
        (Some(state), Some(bounded)) => Ok(Some(Waits {
            state,
            due,
            bounded,
            only_if,
        })),
        (None, None) => Ok(None),
        _ => Err(row.unread_last("whether it is bounded, where a clock waits")),
    }
}
