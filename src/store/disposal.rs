//! Disposing of a case, by two people: gone from every table in one write, and swept out of the files.
//!
//! The write takes the rows, the history, the words that a search finds it by and the salt of its
//! digests, and leaves one row that says that it was here. The journal is not touched:
//! its chain is over digests, which say nothing without the salt. The entry that disposes of it seals
//! that no row is left, so that one which somebody puts back is found.
//!
//! What a database takes out of its tables stays in its pages and its log for a while. The same write
//! therefore notes that the files are unswept, and they are swept after it; a program that
//! is killed in between leaves a case that is gone, and whoever opens the desk next sweeps.

mod handovers;
mod read;
mod sweep;
mod taking;

use rusqlite::Connection;

use super::done::Done;
use super::error::StoreError;
use super::journal;
use super::opened::Store;
use super::writing::Writing;
use super::{drafts, incidents, saved_views, seal};
use crate::domain::change::path::Path;
use crate::domain::disposal::Hindrance;
use crate::domain::id::IncidentId;
use crate::rules::retention::{Keeping, Review};

pub(super) use read::all;
pub(super) use sweep::sweep;
use taking::{begin, end};

/// Everything of an incident, a statement a table, what belongs to others first.
const TAKEN: [&str; 22] = [
    "DELETE FROM withdrawal WHERE event IN (SELECT id FROM timeline_event WHERE incident = ?1)",
    "DELETE FROM timeline_event WHERE incident = ?1",
    "DELETE FROM person_detail WHERE person IN (SELECT id FROM person WHERE incident = ?1)",
    "DELETE FROM fact WHERE incident = ?1",
    "DELETE FROM form_value WHERE incident = ?1",
    "DELETE FROM filing WHERE incident = ?1",
    "DELETE FROM entry_field WHERE entry IN (SELECT id FROM entry WHERE incident = ?1)",
    "DELETE FROM register_link WHERE incident = ?1",
    "DELETE FROM original WHERE incident = ?1",
    "DELETE FROM unlisted WHERE incident = ?1",
    "DELETE FROM entry WHERE incident = ?1",
    "DELETE FROM person WHERE incident = ?1",
    "DELETE FROM seen WHERE incident = ?1",
    "DELETE FROM register_person WHERE incident = ?1",
    "DELETE FROM register_text WHERE rowid = (SELECT newest FROM register WHERE id = ?1)",
    "DELETE FROM open_text WHERE rowid = (SELECT newest FROM register WHERE id = ?1)",
    "DELETE FROM due_text WHERE rowid IN (SELECT rowid FROM due WHERE incident = ?1)",
    "DELETE FROM due WHERE incident = ?1",
    "DELETE FROM register WHERE id = ?1",
    "DELETE FROM incident WHERE id = ?1",
    "DELETE FROM change WHERE record = 'incident:' || ?1",
    "DELETE FROM salt WHERE record = 'incident:' || ?1",
];

/// Disposes of an incident that was seen at a version.
///
/// # Errors
/// [`StoreError::NotDisposed`] with what stands in the way; nothing is changed then.
pub(super) fn dispose(
    writing: &mut Writing<'_>,
    id: IncidentId,
    version: i64,
) -> Result<Done, StoreError> {
    let incident = incidents::one(writing.rows, id)?.ok_or(StoreError::NotThere("incident"))?;
    let record = journal::incident_record(id);
    writing.check_version(&record, version, incident.version)?;
    refuse_altered(writing, &record)?;
    let followed = writing.followed()?;
    let rules = followed.of(writing.rows, &incident)?;
    let schedule = followed.current();
    let is_open = rules.summary(&incident, writing.now).listed.is_open();
    let keeping = Keeping::of(&schedule.pack, &incident);
    if let Some(why) = keeping.hindrance(is_open, writing.user, writing.now) {
        return Err(StoreError::NotDisposed(why));
    }
    let (Some(proposal), Some(class), Review::On(review_on)) =
        (keeping.proposal, keeping.class, keeping.review)
    else {
        return Err(StoreError::NotDisposed(Hindrance::NotProposed));
    };
    handovers::dispose(writing, &incident)?;
    saved_views::dispose(writing, &incident)?;
    let now = writing.now.to_rfc3339();
    writing.rows.execute(
        "INSERT INTO disposal (id, reference, year, number, class, review_on, proposed_at,
             proposed_by, agreed_at, agreed_by)
         SELECT id, reference, year, number, ?2, ?3, ?4, ?5, ?6, ?7 FROM incident WHERE id = ?1",
        (
            id.0,
            &class.title,
            review_on.to_string(),
            proposal.entry.created_at.to_rfc3339(),
            &proposal.entry.created_by,
            &now,
            writing.user,
        ),
    )?;
    begin(writing, &record)?;
    for statement in TAKEN {
        writing.rows.prepare_cached(statement)?.execute([id.0])?;
    }
    end(writing, &record, incident.version + 1)?;
    let reference = incident.reference.clone();
    writing.changed(&Path::Reference, None, Some(reference.0.clone()));
    writing.journalled("note_disposal", format!("disposal:{id}"), 1)?;
    note_unswept(writing.rows, &now)?;
    Ok(Done::Disposed { id, reference })
}

/// Refuses a record that somebody altered: what they did to it would be gone with it.
fn refuse_altered(writing: &Writing<'_>, record: &str) -> Result<(), StoreError> {
    let sealed = journal::latest_seal(writing.rows, record)?;
    let sealed = sealed.ok_or(StoreError::NotThere("entry of this record in the journal"))?;
    if seal::broken(writing.rows, &writing.keys.seal, record, &sealed)?.is_empty() {
        return Ok(());
    }
    Err(StoreError::NotDisposed(Hindrance::Altered))
}

fn note_unswept(rows: &Connection, now: &str) -> Result<(), StoreError> {
    rows.execute(
        "INSERT INTO unswept SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM unswept)",
        [now],
    )?;
    Ok(())
}

/// Refuses to dispose of an incident that somebody is typing on.
///
/// # Errors
/// [`StoreError::NotDisposed`] with who it is; when the drafts cannot be read.
pub(super) fn refuse_typing(store: &Store, id: IncidentId) -> Result<(), StoreError> {
    match drafts::typed_on(store, id)? {
        Some(by) => Err(StoreError::NotDisposed(Hindrance::BeingTyped(by))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
