//! The timeline: recorded, corrected by a later entry, or taken back; never overwritten.

use rusqlite::{OptionalExtension, Row};

use super::column;
use super::error::StoreError;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::id::{EventId, IncidentId};
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::text;
use crate::domain::timeline::{NewEvent, TimelineEvent};

/// The columns [`event`] reads, with what makes an entry no longer current.
pub(super) const SELECT: &str = "SELECT e.incident, e.id, e.kind, e.value, e.at, e.precision,
    e.recorded_by, e.recorded_at, e.note, e.reason, e.role, e.supersedes, later.id, w.reason, e.span
    FROM timeline_event e
    LEFT JOIN timeline_event later ON later.supersedes = e.id
    LEFT JOIN withdrawal w ON w.event = e.id";

/// Reads a row of [`SELECT`]; an entry taken back shows the reason for that after its own.
pub(super) fn event(row: &Row<'_>) -> Result<TimelineEvent, rusqlite::Error> {
    let reason: String = row.get(9)?;
    let withdrawn: Option<String> = row.get(13)?;
    let said = [Some(reason.as_str()), withdrawn.as_deref()];
    Ok(TimelineEvent {
        id: EventId(row.get(1)?),
        kind: row.get(2)?,
        value: row.get(3)?,
        at: moment(row)?,
        recorded_by: row.get(6)?,
        recorded_at: column::instant(row, 7)?,
        note: row.get(8)?,
        reason: joined(said),
        role: row.get(10)?,
        supersedes: row.get::<_, Option<i64>>(11)?.map(EventId),
        superseded_by: row.get::<_, Option<i64>>(12)?.map(EventId),
        withdrawn: withdrawn.is_some(),
    })
}

/// Reads when it happened, as well as that is known.
fn moment(row: &Row<'_>) -> Result<Moment, rusqlite::Error> {
    let at = column::optional_instant(row, 4)?;
    let precision = match row.get::<_, String>(5)?.as_str() {
        "exact" => Precision::Exact,
        "day" => Precision::Day,
        "unknown" => Precision::Unknown,
        _ => return Err(column::unread(row, 5, "how sure a time is")),
    };
    let Some(span) = row.get::<_, Option<String>>(14)? else {
        return Ok(Moment { at, precision });
    };
    Moment::from_text(&span)
        .filter(|span| span.is_span() && span.at == at)
        .ok_or_else(|| column::unread(row, 14, "a span that begins with its time"))
}

/// Records an event; one that corrects another takes its place and leaves it visible.
pub(super) fn record(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    event: &NewEvent,
) -> Result<(), StoreError> {
    let before = event
        .supersedes
        .map(|earlier| current(writing, incident, earlier))
        .transpose()?
        .map(|earlier| words(&earlier));
    let precision = match (event.at.at, event.at.precision) {
        (None, _) | (_, Precision::Unknown) => "unknown",
        // Of a span the earliest is the time, and the whole of it stands beside.
        (Some(_), Precision::Exact | Precision::Within { .. }) => "exact",
        (Some(_), Precision::Day) => "day",
    };
    writing.rows.execute(
        "INSERT INTO timeline_event (incident, kind, value, at, precision, recorded_by,
             recorded_at, note, reason, role, supersedes, span)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        (
            incident.0,
            &event.kind,
            &event.value,
            event.at.at.map(Instant::to_rfc3339),
            precision,
            writing.user,
            writing.now.to_rfc3339(),
            text::clean(&event.note),
            text::clean(&event.reason),
            &event.role,
            event.supersedes.map(|earlier| earlier.0),
            event.at.is_span().then(|| event.at.to_text()),
        ),
    )?;
    let id = EventId(writing.rows.last_insert_rowid());
    let after = current(writing, incident, id)?;
    let what = Path::Event(event.kind.clone());
    writing.changed(&what, before, Some(words(&after)));
    Ok(())
}

/// Takes an entry back, with the reason.
pub(super) fn withdraw(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    id: EventId,
    reason: &str,
) -> Result<(), StoreError> {
    let entry = current(writing, incident, id)?;
    let reason = column::stored(Some(reason))
        .ok_or(StoreError::Invalid("taking an entry back needs a reason"))?;
    writing.rows.execute(
        "INSERT INTO withdrawal VALUES (?1, ?2, ?3, ?4)",
        (id.0, writing.now.to_rfc3339(), writing.user, &reason),
    )?;
    writing.changed(
        &Path::Event(entry.kind.clone()),
        Some(words(&entry)),
        Some(format!("taken back: {reason}")),
    );
    Ok(())
}

/// Returns an entry that still stands.
fn current(
    writing: &Writing<'_>,
    incident: IncidentId,
    id: EventId,
) -> Result<TimelineEvent, StoreError> {
    let found = writing
        .rows
        .prepare_cached(&format!("{SELECT} WHERE e.id = ?1 AND e.incident = ?2"))?
        .query_row((id.0, incident.0), event)
        .optional()?
        .ok_or(StoreError::NotThere("entry on this timeline"))?;
    if found.is_current() {
        Ok(found)
    } else {
        Err(StoreError::Invalid(
            "that entry was already corrected or taken back",
        ))
    }
}

/// Says an entry in one line of history.
fn words(entry: &TimelineEvent) -> String {
    joined([
        Some(entry.at.words().as_str()),
        entry.value.as_deref(),
        entry.role.as_deref(),
        Some(entry.note.as_str()),
        Some(entry.reason.as_str()),
    ])
}

fn joined<const N: usize>(parts: [Option<&str>; N]) -> String {
    let said = parts.into_iter().flatten().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join("; ")
}
