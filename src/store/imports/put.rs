//! One row written as the incident it becomes, by the ways in which every incident is written.

use chrono::Datelike;

use super::known::digest;
use crate::domain::id::{ImportId, IncidentId};
use crate::domain::importing::NewImported;
use crate::store::error::StoreError;
use crate::store::writing::Writing;
use crate::store::{entries, journal, revise, salt, seal};

/// Writes a row, and the seal of what was written.
///
/// Its history is its original, word for word: a list of its fields beside that would say the same again.
pub(super) fn put(
    writing: &mut Writing<'_>,
    import: ImportId,
    row: &NewImported,
) -> Result<IncidentId, StoreError> {
    let (id, _) = revise::put_new(writing, row.day.year(), &row.incident)?;
    for (field, value) in &row.form {
        revise::form_value(writing, id, field, Some(value))?;
    }
    for entry in &row.entries {
        entries::add(writing, id, entry)?;
    }
    writing.changes.clear();
    let body = serde_json::to_string(&row.original)
        .map_err(|_unwritten| StoreError::Invalid("a row of a spreadsheet is text"))?;
    writing
        .rows
        .prepare_cached("INSERT INTO original (incident, reference, body) VALUES (?1, ?2, ?3)")?
        .execute((id.0, &row.reference, body))?;
    let record = journal::incident_record(id);
    // Salted from the first entry on, whichever that comes to be.
    salt::for_next(writing.rows, &record, 0)?;
    let seal = seal::of(writing.rows, &writing.keys.seal, &record)?;
    writing
        .rows
        .prepare_cached(
            "INSERT INTO imported (incident, import, sheet, line, digest, seal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            id.0,
            import.0,
            &row.sheet,
            row.row,
            digest(writing.keys, row),
            seal,
        ))?;
    Ok(id)
}
