//! The ledgers of a case: entries with their fields, never deleted.

use std::path::PathBuf;

use rusqlite::OptionalExtension;

use super::column::stored;
use super::error::StoreError;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::ledger::{EntryKind, Field, LedgerFault, NewEntry};
use crate::error::Cause;

impl From<LedgerFault> for StoreError {
    /// Names the entry and the field, never what stands there; the incident is named by its reader.
    fn from(fault: LedgerFault) -> Self {
        Self::Row {
            path: PathBuf::from("desk.db"),
            place: None,
            cause: Cause::of(&fault),
        }
    }
}

/// Makes an entry and those that belong to it.
pub(super) fn add(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    entry: &NewEntry,
) -> Result<(), StoreError> {
    if let Some(of) = entry.of {
        current(writing, incident, of)?;
    }
    writing.rows.execute(
        "INSERT INTO entry (incident, kind, part_of, created_at, created_by)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            incident.0,
            entry.record.kind().id(),
            entry.of.map(|of| of.0),
            writing.now.to_rfc3339(),
            writing.user,
        ),
    )?;
    let id = EntryId(writing.rows.last_insert_rowid());
    let made = Path::Entry(entry.record.kind(), id);
    writing.changed(&made, None, Some("added".to_owned()));
    for (field, value) in entry.record.fields() {
        edit(writing, incident, id, field, Some(&value))?;
    }
    for part in &entry.parts {
        add(writing, incident, &part.clone().of(id))?;
    }
    Ok(())
}

/// Changes one field of an entry that still stands; empty text is no value.
///
/// What the field does not hold is refused: an entry that cannot be read again closes the desk.
pub(super) fn edit(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    id: EntryId,
    field: Field,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let kind = current(writing, incident, id)?;
    if kind != field.kind() {
        return Err(StoreError::Invalid("that entry has no such field"));
    }
    let (word, after) = (field.word(), stored(value));
    if after
        .as_deref()
        .map(|text| field.check(text))
        .is_some_and(|read| read.is_err())
    {
        return Err(StoreError::Invalid(
            "that field of an entry holds something else",
        ));
    }
    let before: Option<String> = writing
        .rows
        .prepare_cached("SELECT value FROM entry_field WHERE entry = ?1 AND field = ?2")?
        .query_row((id.0, word), |row| row.get(0))
        .optional()?;
    if before == after {
        return Ok(());
    }
    match &after {
        None => writing.rows.execute(
            "DELETE FROM entry_field WHERE entry = ?1 AND field = ?2",
            (id.0, word),
        )?,
        Some(after) => writing.rows.execute(
            "INSERT OR REPLACE INTO entry_field VALUES (?1, ?2, ?3)",
            (id.0, word, after),
        )?,
    };
    writing.changed(&Path::EntryField(id, field), before, after);
    Ok(())
}

/// Takes an entry back, with the reason; it stays visible.
pub(super) fn strike(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    id: EntryId,
    reason: &str,
) -> Result<(), StoreError> {
    let kind = current(writing, incident, id)?;
    let reason =
        stored(Some(reason)).ok_or(StoreError::Invalid("taking an entry back needs a reason"))?;
    writing.rows.execute(
        "UPDATE entry SET struck = ?2 WHERE id = ?1",
        (id.0, &reason),
    )?;
    let words = Some(format!("taken back: {reason}"));
    writing.changed(&Path::Entry(kind, id), Some("added".to_owned()), words);
    Ok(())
}

/// Returns the kind of an entry that still stands, refusing one of another incident.
fn current(
    writing: &Writing<'_>,
    incident: IncidentId,
    id: EntryId,
) -> Result<EntryKind, StoreError> {
    let (kind, struck): (String, bool) = writing
        .rows
        .prepare_cached(
            "SELECT kind, struck IS NOT NULL FROM entry WHERE id = ?1 AND incident = ?2",
        )?
        .query_row((id.0, incident.0), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(StoreError::NotThere("entry on this incident"))?;
    if struck {
        return Err(StoreError::Invalid("that entry was already taken back"));
    }
    EntryKind::from_id(&kind).ok_or(StoreError::Invalid("that entry is of no kind"))
}

#[cfg(test)]
mod tests;
