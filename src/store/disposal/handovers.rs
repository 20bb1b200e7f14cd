//! Handovers that tell of a case which is disposed of: what they said goes with it.
//!
//! A handover is a paper between two shifts, and spent once it was taken over; each case that it tells
//! of has a record of its own. Whoever wrote it may have named a child in a note on all of it, which no
//! program finds the end of. So all that it said goes; who handed over to whom, and when, stays.

use super::taking::{begin, end};
use crate::domain::disposal::Hindrance;
use crate::domain::incident::Incident;
use crate::store::error::StoreError;
use crate::store::handovers::telling_of;
use crate::store::journal;
use crate::store::writing::Writing;

/// What stands in the place of what was said.
const GONE: &str = "What this handover said was disposed of with a case that it told of.";

/// Disposes of what handovers said that tell of an incident, by its reference or by a name on it.
///
/// # Errors
/// [`StoreError::NotDisposed`] where one of them waits to be taken over.
pub(super) fn dispose(writing: &mut Writing<'_>, incident: &Incident) -> Result<(), StoreError> {
    for handover in telling_of(writing.rows, incident)? {
        let id = handover.id;
        if handover.accepted_at.is_none() {
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
