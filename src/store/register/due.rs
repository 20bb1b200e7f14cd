//! What is due over all incidents, a page at a time, most urgent first.

mod put;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};

use super::super::column::InOrder;
use super::super::error::StoreError;
use super::found::Words;
use super::matched::{Line, Matched};
use crate::domain::id::{EntryId, IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, MOST_COUNTED, Page};
use crate::pack::ReadingName;
use crate::rules::clocks::ClockState;
use crate::rules::sight::{Due, DueOrder, DuePlace, ONLY_IF};
use crate::rules::summary::{DueLine, DueOf, Standing};

pub(super) use put::put;

const COLUMNS: &str = "incident, reference, kind, key, place, title, owner, state, line, due_at, \
    is_bounded, is_only_if, started_at, stopped_at, urgency, pressing, later";

/// Before everything, and after it.
const FIRST: DueOrder = order(i64::MIN);
const LAST: DueOrder = order(i64::MAX);

const fn order(all: i64) -> DueOrder {
    DueOrder {
        urgency: all,
        pressing: all,
        later: all,
        place: all,
    }
}

fn stored(of: &DueOf) -> (&'static str, String) {
    match of {
        DueOf::Clock(id) => ("clock", id.clone()),
        DueOf::Task(entry) => ("task", entry.to_string()),
        DueOf::Meeting(entry) => ("meeting", entry.to_string()),
    }
}

/// The list of what is due: all of it, or what matches words.
pub(in crate::store) struct DueList<'a> {
    connection: &'a Connection,
    matched: Option<Matched>,
    /// The lines that match, where they are few.
    few: Option<Vec<Line>>,
}

impl<'a> DueList<'a> {
    pub(in crate::store) fn new(
        connection: &'a Connection,
        filter: &str,
    ) -> Result<Self, StoreError> {
        let words = Words::of(filter);
        let matched = if words.is_empty() {
            None
        } else {
            Some(Matched::find(connection, &words)?)
        };
        let few = match &matched {
            Some(matched) => matched.few(connection)?,
            None => None,
        };
        Ok(Self {
            connection,
            matched,
            few,
        })
    }

    /// Reads a page: up to `half` lines before the place and as many from it on.
    pub(in crate::store) fn page(
        &self,
        around: &Around<DuePlace>,
        half: usize,
    ) -> Result<Page<Due>, StoreError> {
        let place = match around {
            Around::First => FIRST,
            Around::Last => LAST,
            // A line that is not there any more: the list from its beginning.
            Around::Place(place) => order_of(self.connection, place)?.unwrap_or(FIRST),
        };
        if let Some(few) = &self.few {
            return self.page_of(few, place, half);
        }
        let mut above = self.rows("<", place, half)?;
        let below = self.rows(">=", place, half)?;
        above.reverse();
        let at = above.len();
        let first = above.first().or(below.first()).map(|due| due.order);
        let last = below.last().or(above.last()).map(|due| due.order);
        Ok(Page {
            at,
            above: first.map_or(Ok(Count::default()), |at| self.count("<", at))?,
            below: last.map_or(Ok(Count::default()), |at| self.count(">", at))?,
            rows: above.into_iter().chain(below).collect(),
        })
    }

    /// Cuts a page out of few lines.
    fn page_of(&self, few: &[Line], place: DueOrder, half: usize) -> Result<Page<Due>, StoreError> {
        let at = few.partition_point(|(order, ..)| *order < place);
        let from = at.saturating_sub(half);
        let to = at.saturating_add(half).min(few.len());
        let mut line = self.line()?;
        let shown = few.iter().skip(from).take(to - from);
        let rows = shown.map(|(_, number, _)| line.query_row([number], due));
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            at: at - from,
            above: Count::counted(from),
            below: Count::counted(few.len() - to),
        })
    }

    /// Prepares the reading of one line by its row.
    fn line(&self) -> Result<CachedStatement<'_>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM due WHERE rowid = ?1");
        Ok(self.connection.prepare_cached(&sql)?)
    }

    /// Returns what presses most.
    pub(in crate::store) fn first(&self) -> Result<Option<Due>, StoreError> {
        let first = self.rows(">=", FIRST, 1)?.pop();
        // What is due only if something not known is so presses nobody.
        Ok(first.filter(|due| !due.line.only_if))
    }

    /// Returns every line.
    pub(in crate::store) fn all(&self) -> Result<Vec<Due>, StoreError> {
        self.rows(">=", FIRST, usize::MAX)
    }

    /// Returns every line that is due by a moment.
    pub(in crate::store) fn until(&self, at: Instant) -> Result<Vec<Due>, StoreError> {
        let end = DueOrder {
            urgency: at.utc().timestamp(),
            ..LAST
        };
        let mut rows = self.rows("<=", end, usize::MAX)?;
        rows.reverse();
        let only_if = DueOrder {
            urgency: ONLY_IF,
            ..FIRST
        };
        let only_if = self.rows(">=", only_if, usize::MAX)?.into_iter();
        rows.extend(only_if.filter(|due| due.line.due.is_some_and(|due| due <= at)));
        Ok(rows)
    }

    /// Returns how many of the lines that match are past their time; nothing of a list of all, for
    /// which it is kept as they come and go.
    pub(in crate::store) fn overdue(&self) -> Result<Option<Count>, StoreError> {
        if let Some(few) = &self.few {
            let overdue = few.iter().filter(|(_, _, is_overdue)| *is_overdue);
            return Ok(Some(Count::counted(overdue.count())));
        }
        if self.matched.is_none() {
            return Ok(None);
        }
        let which = "d.is_overdue AND (d.urgency, d.pressing, d.later, d.place) >= ";
        self.counted(which, FIRST).map(Some)
    }

    fn rows(&self, side: &str, from: DueOrder, most: usize) -> Result<Vec<Due>, StoreError> {
        let direction = if side.starts_with('<') { "DESC" } else { "ASC" };
        let sql = format!(
            "SELECT d.later, d.rowid FROM due d
             WHERE d.standing = 'open' AND d.kind <> 'meeting'
             AND (d.urgency, d.pressing, d.later, d.place) {side} (?1, ?2, ?3, ?4)
             ORDER BY d.urgency {direction}, d.pressing {direction}, d.later {direction},
             d.place {direction}"
        );
        // The index alone says which lines they are; only those that are shown are read whole.
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query((from.urgency, from.pressing, from.later, from.place))?;
        let mut line = self.line()?;
        let mut out = Vec::new();
        while out.len() < most
            && let Some(row) = rows.next()?
        {
            let (later, number) = (row.get(0)?, row.get(1)?);
            if self.is_matched(later, number) {
                out.push(line.query_row([number], due)?);
            }
        }
        Ok(out)
    }

    fn count(&self, side: &str, from: DueOrder) -> Result<Count, StoreError> {
        self.counted(
            &format!("(d.urgency, d.pressing, d.later, d.place) {side} "),
            from,
        )
    }

    fn counted(&self, which: &str, from: DueOrder) -> Result<Count, StoreError> {
        let sql = format!(
            "SELECT d.later, d.rowid FROM due d
             WHERE d.standing = 'open' AND d.kind <> 'meeting' AND {which} (?1, ?2, ?3, ?4)
             ORDER BY d.urgency, d.pressing, d.later, d.place"
        );
        let from = (from.urgency, from.pressing, from.later, from.place);
        if self.matched.is_none() {
            let most = MOST_COUNTED + 1;
            let sql = format!("SELECT count(*) FROM ({sql} LIMIT {most})");
            let mut query = self.connection.prepare_cached(&sql)?;
            return Ok(Count::counted(query.query_row(from, |row| row.get(0))?));
        }
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(from)?;
        let mut count = 0;
        while count <= MOST_COUNTED
            && let Some(row) = rows.next()?
        {
            let (later, number) = (row.get(0)?, row.get(1)?);
            count += usize::from(self.is_matched(later, number));
        }
        Ok(Count::counted(count))
    }

    fn is_matched(&self, later: i64, number: i64) -> bool {
        let matched = self.matched.as_ref();
        matched.is_none_or(|matched| matched.has(later, number))
    }
}

/// Reads what is due on one incident, in the order of its places.
pub(super) fn of_incident(connection: &Connection, id: IncidentId) -> Result<Vec<Due>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM due WHERE incident = ?1 AND standing = 'open'
         AND kind <> 'meeting' ORDER BY place"
    ))?;
    let rows = query.query_map([id.0], due)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns where a line stands, else where it stood; of an incident its most urgent line.
fn order_of(connection: &Connection, place: &DuePlace) -> Result<Option<DueOrder>, StoreError> {
    let select = "SELECT urgency, pressing, later, place FROM due WHERE incident = ?1 AND ";
    let read = |row: &Row<'_>| {
        Ok(DueOrder {
            urgency: row.get(0)?,
            pressing: row.get(1)?,
            later: row.get(2)?,
            place: row.get(3)?,
        })
    };
    let found = match &place.of {
        Some(of) => {
            let (kind, key) = stored(of);
            connection
                .prepare_cached(&format!("{select} kind = ?2 AND key = ?3"))?
                .query_row((place.incident.0, kind, key), read)
        }
        None => connection
            .prepare_cached(&format!(
                "{select} standing = 'open' AND kind <> 'meeting'
                 ORDER BY urgency, pressing, later, place LIMIT 1"
            ))?
            .query_row([place.incident.0], read),
    };
    Ok(found.optional()?.or(place.stood))
}

/// Reads what is due, as [`stored`] writes it.
fn due_of(kind: &str, key: &str) -> Option<DueOf> {
    let entry = || key.parse().ok().map(EntryId);
    match kind {
        "clock" => Some(DueOf::Clock(key.to_owned())),
        "task" => entry().map(DueOf::Task),
        "meeting" => entry().map(DueOf::Meeting),
        _ => None,
    }
}

/// Reads the columns of [`COLUMNS`], in their order.
fn due(row: &Row<'_>) -> Result<Due, rusqlite::Error> {
    let mut row = InOrder::new(row);
    let incident = IncidentId(row.next()?);
    let reference = Reference(row.next()?);
    let kind = row.known("a kind of what is due", |kind| Some(kind.to_owned()))?;
    let of = row.known("what is due, of its kind", |key| due_of(&kind, key))?;
    let line = DueLine {
        of,
        place: row.next()?,
        title: row.next()?,
        owner: row.next()?,
        state: row.known("a state of a clock", ClockState::from_id)?,
        // The list has no others.
        standing: Standing::Open,
        line: row.known_if_any("a reading of a clock", ReadingName::from_word)?,
        due: row.time()?,
        bounded: row.next()?,
        only_if: row.next()?,
        started_at: row.time()?,
        stopped_at: row.time()?,
    };
    let order = DueOrder {
        urgency: row.next()?,
        pressing: row.next()?,
        later: row.next()?,
        place: i64::try_from(line.place)
            .map_err(|_too_great| row.unread_last("a place in a list"))?,
    };
    Ok(Due {
        incident,
        reference,
        line,
        order,
    })
}
