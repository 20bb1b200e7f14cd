//! Handovers from shift to shift, and how far each person has read each incident.

use rusqlite::{Connection, OptionalExtension, Row};

use super::column::{instant, optional_instant};
use super::done::Done;
use super::error::StoreError;
use super::journal;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::handover::{Handover, HandoverField};
use crate::domain::id::{HandoverId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::{self, fold};

/// How many handovers the desk shows: those that wait, and the latest of the others.
const SHOWN: i64 = 50;

/// Offers a handover; it waits until somebody takes it over.
pub(super) fn offer(
    writing: &mut Writing<'_>,
    since: Instant,
    to: &str,
    body: &str,
) -> Result<Done, StoreError> {
    let to = text::clean_line(to);
    if to.is_empty() {
        return Err(StoreError::Invalid(
            "a handover is offered to a person or a role",
        ));
    }
    writing.rows.execute(
        "INSERT INTO handover (since, offered_at, offered_by, offered_to, body)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            since.to_rfc3339(),
            writing.now.to_rfc3339(),
            writing.user,
            &to,
            body,
        ),
    )?;
    let id = HandoverId(writing.rows.last_insert_rowid());
    writing.changed(&Path::Handover(HandoverField::OfferedTo), None, Some(to));
    writing.changed(
        &Path::Handover(HandoverField::Body),
        None,
        Some(body.to_owned()),
    );
    writing.journalled("offer_handover", journal::handover_record(id), 1)?;
    Ok(Done::HandedOver(id))
}

/// Takes a handover over, once, by name.
pub(super) fn accept(
    writing: &mut Writing<'_>,
    id: HandoverId,
    by: &str,
    note: &str,
) -> Result<Done, StoreError> {
    let (by, note) = (text::clean_line(by), text::clean(note));
    if by.is_empty() {
        return Err(StoreError::Invalid("a handover is accepted by name"));
    }
    let accepted: Option<String> = writing
        .rows
        .query_row(
            "SELECT accepted_at FROM handover WHERE id = ?1",
            [id.0],
            |row| row.get(0),
        )
        .optional()?
        .ok_or(StoreError::NotThere("handover"))?;
    if accepted.is_some() {
        return Err(StoreError::Invalid(
            "somebody has accepted that handover already",
        ));
    }
    writing.note_altered(&journal::handover_record(id), 1)?;
    writing.rows.execute(
        "UPDATE handover SET accepted_at = ?2, accepted_by = ?3, accepted_note = ?4 WHERE id = ?1",
        (id.0, writing.now.to_rfc3339(), &by, &note),
    )?;
    writing.changed(&Path::Handover(HandoverField::AcceptedBy), None, Some(by));
    if !note.is_empty() {
        writing.changed(
            &Path::Handover(HandoverField::AcceptedNote),
            None,
            Some(note),
        );
    }
    writing.journalled("accept_handover", journal::handover_record(id), 2)?;
    Ok(Done::HandedOver(id))
}

/// Returns the handovers that wait and the latest of the others, newest first.
pub(super) fn load(connection: &Connection) -> Result<Vec<Handover>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT id, since, offered_at, offered_by, offered_to, body, accepted_at, accepted_by,
         accepted_note FROM handover ORDER BY accepted_at IS NULL DESC, id DESC LIMIT ?1",
    )?;
    let mut rows = query.query([SHOWN])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let read = handover(row).map_err(StoreError::from);
        out.push(read.map_err(|error| error.in_row("handover", id))?);
    }
    Ok(out)
}

/// Returns the handovers that tell of an incident, by its reference or by a name on it.
pub(super) fn telling_of(
    connection: &Connection,
    incident: &Incident,
) -> Result<Vec<Handover>, StoreError> {
    let names = incident.people.iter().map(|person| fold(&person.name));
    let names: Vec<String> = names.filter(|name| !name.trim().is_empty()).collect();
    let tells = |handover: &Handover| {
        let said = format!("{} {}", handover.body, handover.accepted_note);
        let folded = fold(&said);
        said.contains(&incident.reference.0) || names.iter().any(|name| folded.contains(name))
    };
    let mut query = connection.prepare(
        "SELECT id, since, offered_at, offered_by, offered_to, body, accepted_at, accepted_by,
         accepted_note FROM handover ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let read = handover(row).map_err(StoreError::from);
        let read = read.map_err(|error| error.in_row("handover", id))?;
        if tells(&read) {
            out.push(read);
        }
    }
    Ok(out)
}

fn handover(row: &Row<'_>) -> Result<Handover, rusqlite::Error> {
    Ok(Handover {
        id: HandoverId(row.get(0)?),
        since: instant(row, 1)?,
        offered_at: instant(row, 2)?,
        offered_by: row.get(3)?,
        offered_to: row.get(4)?,
        body: row.get(5)?,
        accepted_at: optional_instant(row, 6)?,
        accepted_by: row.get(7)?,
        accepted_note: row.get(8)?,
    })
}

/// Remembers how far somebody has read; like a draft, no part of the record.
pub(super) fn see(
    connection: &Connection,
    user: &str,
    id: IncidentId,
    version: i64,
    now: Instant,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO seen (user, incident, version, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (user, incident) DO UPDATE
             SET version = max(version, excluded.version), at = excluded.at",
        )?
        .execute((user, id.0, version, now.to_rfc3339()))?;
    Ok(())
}

/// Returns the version of an incident that somebody has read; 0 where they have read none.
pub(super) fn seen(connection: &Connection, user: &str, id: IncidentId) -> Result<i64, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT version FROM seen WHERE user = ?1 AND incident = ?2")?;
    let version = query.query_row((user, id.0), |row| row.get(0)).optional()?;
    Ok(version.unwrap_or(0))
}
