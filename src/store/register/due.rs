//! The rows of what is due: written with their incident, and read.

pub(in crate::store) mod list;
mod put;
pub(in crate::store) mod walk;

use rusqlite::{Connection, OptionalExtension, Row};

use super::super::column::InOrder;
use super::super::error::StoreError;
use super::leading::leading;
use crate::domain::id::{EntryId, IncidentId, Reference};
use crate::pack::ReadingName;
use crate::rules::clocks::ClockState;
use crate::rules::sight::{Due, DueOrder};
use crate::rules::summary::{DueLine, DueOf, Standing};

pub(super) use put::put;
use put::stored;

const COLUMNS: &str = "incident, reference, leading, kind, key, place, title, owner, state, standing, line, \
    due_at, is_bounded, is_only_if, started_at, stopped_at, because, \
    is_unmet, is_restricted, urgency, pressing, later";

/// Reads every line of one incident, in the order of their places.
pub(super) fn of_incident(connection: &Connection, id: IncidentId) -> Result<Vec<Due>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM due WHERE incident = ?1 ORDER BY place"
    ))?;
    let rows = query.query_map([id.0], due)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns where a line of an incident stands; without one, its most urgent line.
fn place_of(
    connection: &Connection,
    incident: IncidentId,
    of: Option<&DueOf>,
) -> Result<Option<(Standing, DueOrder)>, StoreError> {
    let select =
        "SELECT standing, urgency, pressing, later, place FROM due WHERE incident = ?1 AND ";
    let read = |row: &Row<'_>| standing_and_order(&mut InOrder::new(row));
    let found = match of {
        Some(of) => {
            let (kind, key) = stored(of);
            connection
                .prepare_cached(&format!("{select} kind = ?2 AND key = ?3"))?
                .query_row((incident.0, kind, key), read)
        }
        None => connection
            .prepare_cached(&format!(
                "{select} standing = 'open' ORDER BY urgency, pressing, later, place LIMIT 1"
            ))?
            .query_row([incident.0], read),
    };
    Ok(found.optional()?)
}

/// Reads where a line stands in the lists, from columns in this order.
pub(super) fn standing_and_order(
    row: &mut InOrder<'_, '_>,
) -> Result<(Standing, DueOrder), rusqlite::Error> {
    let standing = row.known("whether something is to be done", Standing::from_id)?;
    let order = DueOrder {
        urgency: row.next()?,
        pressing: row.next()?,
        later: row.next()?,
        place: row.next()?,
    };
    Ok((standing, order))
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
    let leading = row.known("whom an incident is about", leading)?;
    let kind = row.known("a kind of what is due", |kind| Some(kind.to_owned()))?;
    let of = row.known("what is due, of its kind", |key| due_of(&kind, key))?;
    let line = DueLine {
        of,
        place: row.next()?,
        title: row.next()?,
        owner: row.next()?,
        state: row.known("a state of a clock", ClockState::from_id)?,
        standing: row.known("whether something is to be done", Standing::from_id)?,
        line: row.known_if_any("a reading of a clock", ReadingName::from_word)?,
        due: row.time()?,
        bounded: row.next()?,
        only_if: row.next()?,
        started_at: row.time()?,
        stopped_at: row.time()?,
        because: row.next()?,
        is_unmet: row.next()?,
        is_restricted: row.next()?,
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
        leading,
        line,
        order,
    })
}
