//! The clocks of the incidents that the authority was told of in some days.

use rusqlite::{Connection, Row};

use crate::domain::instant::Instant;
use crate::domain::months::Days;
use crate::rules::clocks::ClockState;
use crate::rules::sight::reports::Clocked;
use crate::rules::summary::Standing;
use crate::store::column::InOrder;
use crate::store::error::StoreError;

/// `newest` begins with the second when the authority was told: the days are one stretch of its index.
/// Of a restricted record no list says which clocks it has.
pub(super) const SELECT: &str =
    "SELECT d.key, g.aware_at, g.created_at, g.team, d.state, d.standing, d.is_unmet,
    d.is_only_if, d.due_at, d.stopped_at
    FROM register g JOIN due d ON d.incident = g.id AND d.kind = 'clock'
    WHERE g.newest >= ?1 AND g.newest < ?2 AND NOT g.is_restricted
    ORDER BY g.newest, d.place";

/// Reads them, the first told first, each incident's in the pack's order.
pub(super) fn of(reading: &Connection, days: Days) -> Result<Vec<Clocked>, StoreError> {
    let (from, over) = days.edges();
    let newest = |at: Instant| at.utc().timestamp() * (1 << 24);
    let mut query = reading.prepare_cached(SELECT)?;
    let rows = query.query_map((newest(from), newest(over)), clocked)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn clocked(row: &Row<'_>) -> Result<Clocked, rusqlite::Error> {
    let mut row = InOrder::new(row);
    let id = row.next()?;
    let (aware_at, created_at) = (row.time()?, row.required_time()?);
    Ok(Clocked {
        id,
        told_at: aware_at.unwrap_or(created_at),
        team: row.next()?,
        state: row.known("a state of a clock", ClockState::from_id)?,
        standing: row.known("whether something is to be done", Standing::from_id)?,
        is_unmet: row.next()?,
        only_if: row.next()?,
        due: row.time()?,
        stopped_at: row.time()?,
    })
}
