//! Whether what lists say is what follows from what was recorded.

use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::followed::Followed;
use super::due::of_incident;
use super::{list, table};
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::store::incidents;

/// Returns the incidents of which the lists say something else.
///
/// A row that other rules derived, or that time has changed since, is derived again before anybody
/// sees it: what it says now is no fault.
pub(in crate::store) fn differing(
    connection: &Connection,
    followed: &Followed,
    now: Instant,
) -> Result<Vec<IncidentId>, StoreError> {
    let mut query = connection.prepare(
        "SELECT i.id, g.derivation FROM incident i LEFT JOIN register g ON g.id = i.id
         WHERE (g.id IS NULL OR g.next_change_at IS NULL OR g.next_change_at > ?1)
             AND i.id NOT IN (SELECT incident FROM unlisted)",
    )?;
    let known = followed.derivations();
    let rows = query.query_map([now.to_rfc3339()], |row| {
        Ok((IncidentId(row.get(0)?), row.get::<_, Option<i64>>(1)?))
    })?;
    let mut out = Vec::new();
    for row in rows {
        let (id, derivation) = row?;
        let is_of_these = derivation.is_none_or(|derivation| known.contains(&derivation));
        if is_of_these && !is_as_derived(connection, followed, id, now)? {
            out.push(id);
        }
    }
    Ok(out)
}

fn is_as_derived(
    connection: &Connection,
    followed: &Followed,
    id: IncidentId,
    now: Instant,
) -> Result<bool, StoreError> {
    // One that cannot be read is told by the check of its rows.
    let incident = match incidents::one(connection, id) {
        Ok(Some(incident)) => incident,
        Ok(None) => return Ok(true),
        Err(error) if error.is_damage() => return Ok(true),
        Err(error) => return Err(error),
    };
    // What follows from it cannot be said where its edition is not here; who checks is told.
    let rules = match followed.of(connection, &incident) {
        Ok(rules) => rules,
        Err(StoreError::NoEdition { .. }) => return Ok(true),
        Err(error) => return Err(error),
    };
    let summary = rules.summary(&incident, now);
    let listed = list::of_ids(connection, [id])?;
    let stored = of_incident(connection, id)?;
    let stored = stored.iter().map(|due| &due.line);
    let registered = table::registered_of(connection, id)?;
    Ok(listed == [summary.listed]
        && registered.as_ref() == Some(&summary.registered)
        && stored.eq(&summary.due))
}
