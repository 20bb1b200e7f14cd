//! Handovers that tell of a case which is disposed of: what they said goes with it.
//!
//! A handover is a paper between two shifts, and spent once it was taken over; each case that it tells
//! of has a record of its own. Whoever wrote it may have named a child in a note on all of it, which no
//! program finds the end of. So all that it said goes; who handed over to whom, and when, stays.

use super::taking::{begin, end};
use crate::domain::disposal::Hindrance;
use crate::domain::id::HandoverId;
use crate::domain::incident::Incident;
use crate::domain::text::fold;
use crate::store::error::StoreError;
use crate::store::journal;
use crate::store::writing::Writing;

/// What stands in the place of what was said.
const GONE: &str = "What this handover said was disposed of with a case that it told of.";

/// Disposes of what handovers said that tell of an incident, by its reference or by a name on it.
///
/// # Errors
/// [`StoreError::NotDisposed`] where one of them waits to be taken over.
pub(super) fn dispose(writing: &mut Writing<'_>, incident: &Incident) -> Result<(), StoreError> {
    for (id, is_waiting) in telling_of(writing, incident)? {
        if is_waiting {
            return Err(StoreError::NotDisposed(Hindrance::HandoverWaits));
        }
        let record = journal::handover_record(id);
        writing.note_altered(&record, 2)?;
        begin(writing, &record)?;
        for statement in [
            "DELETE FROM change WHERE record = 'handover:' || ?1",
            "DELETE FROM salt WHERE record = 'handover:' || ?1",
        ] {
            writing.rows.prepare_cached(statement)?.execute([id.0])?;
        }
        writing.rows.execute(
            "UPDATE handover SET body = ?2, accepted_note = '' WHERE id = ?1",
            (id.0, GONE),
        )?;
        end(writing, &record, 3)?;
    }
    Ok(())
}

/// Returns the handovers that tell of an incident, and of each whether it waits.
fn telling_of(
    writing: &Writing<'_>,
    incident: &Incident,
) -> Result<Vec<(HandoverId, bool)>, StoreError> {
    let names = incident.people.iter().map(|person| fold(&person.name));
    let names: Vec<String> = names.filter(|name| !name.trim().is_empty()).collect();
    let mut query = writing
        .rows
        .prepare("SELECT id, accepted_at IS NULL, body, accepted_note FROM handover")?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (body, note): (String, String) = (row.get(2)?, row.get(3)?);
        let said = fold(&format!("{body} {note}"));
        let tells = body.contains(&incident.reference.0)
            || note.contains(&incident.reference.0)
            || names.iter().any(|name| said.contains(name));
        if tells {
            out.push((HandoverId(row.get(0)?), row.get(1)?));
        }
    }
    Ok(out)
}
