//! Drafts: unfinished typing, kept as it is typed, each under the sitting that types it.
//!
//! They stand in `drafts.db` beside the desk's own file, under the same key: a letter is one small
//! write there, and wakes no program that looks for what was recorded. Two files do not commit
//! together. A record's commit therefore writes down which draft it takes the place of
//! ([`committed`]), and the draft is dropped after; one that is left in between is never seen again.

mod committed;
mod earlier;
mod file;
mod rows;

use std::fmt;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::done::Done;
use super::error::StoreError;
use super::opened::Store;
use super::restricted;
use super::sitting::{Sitting, is_live};
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::draft::{DraftBody, DraftKey, Left, OtherDraft};
use crate::domain::id::{DraftId, IncidentId, SittingId};
use crate::domain::instant::Instant;
use crate::error::Chain;
use crate::vault::DataKey;

pub(super) use file::{copy_out, is_expected};

/// Unfinished typing of this sitting.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form of which incident.
    pub key: DraftKey,
    /// What is typed.
    pub body: DraftBody,
    /// When it was kept.
    pub saved_at: Instant,
}

impl fmt::Debug for Draft {
    /// Leaves the typed text out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({} at {})", self.key, self.saved_at)
    }
}

/// Opens the drafts of a desk that is open, with those in it that an earlier release kept in the
/// desk's own file, and without those that a record has taken the place of.
///
/// # Errors
/// When the folder or the desk cannot be written. That the drafts cannot be read is no error: they
/// are put aside, said, and begun anew.
pub(super) fn open(
    places: &Places,
    key: &DataKey,
    desk: &mut Connection,
    now: Instant,
) -> Result<file::Opened, StoreError> {
    let mut opened = file::open(places, key, desk, now)?;
    let drafts = &mut opened.file;
    in_drafts(earlier::move_over(desk, drafts))?;
    for id in committed::all(desk)? {
        in_drafts(rows::drop_draft(drafts, &id))?;
    }
    committed::prune(desk, drafts, now)?;
    Ok(opened)
}

/// Says whether a command is about drafts alone, and no write of the desk's file.
pub(super) fn is_of_drafts(command: &Command) -> bool {
    matches!(
        command,
        Command::SaveDraft { .. }
            | Command::DropDraft(_)
            | Command::TakeUpDraft(_)
            | Command::PutDraftAway(_)
            | Command::ForgetDrafts(_)
    )
}

/// Carries out a command about drafts.
///
/// # Errors
/// When the file cannot be written, or somebody else has the draft.
pub(super) fn run(store: &mut Store, command: &Command, now: Instant) -> Result<Done, StoreError> {
    // What a commit has taken the place of must be gone before the next letter could be added to it.
    drop_committed(store)?;
    if store.sitting.is_none()
        && matches!(command, Command::SaveDraft { .. } | Command::TakeUpDraft(_))
    {
        store.sitting = Some(Sitting::begin(&store.places)?);
    }
    in_drafts(carry_out(store, command, now))
}

fn carry_out(store: &mut Store, command: &Command, now: Instant) -> Result<Done, StoreError> {
    let rows = store
        .drafts
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let seated = || {
        let sitting = store.sitting.as_ref().ok_or(StoreError::Closed)?;
        sitting.record(&rows, &store.settings.who.name, now)?;
        Ok::<_, StoreError>(sitting)
    };
    let done = match command {
        Command::SaveDraft { key, change } => {
            rows::save(&rows, &seated()?.id, key, change, now)?;
            Done::DraftSaved {
                key: key.clone(),
                at: now,
            }
        }
        Command::DropDraft(key) => {
            if let Some(sitting) = &store.sitting
                && let Some(id) = rows::id_of(&rows, &sitting.id, key)?
            {
                rows::drop_draft(&rows, &id)?;
            }
            Done::DraftDropped(key.clone())
        }
        Command::TakeUpDraft(id) => {
            refuse_gone(&store.connection, &rows, &store.places, id)?;
            Done::DraftTakenUp(rows::take_up(&rows, &seated()?.id, id)?)
        }
        Command::PutDraftAway(id) => {
            refuse_gone(&store.connection, &rows, &store.places, id)?;
            rows::put_away(&rows, id, now)?;
            Done::DraftPutAway(id.clone())
        }
        Command::ForgetDrafts(ids) => {
            for id in ids {
                // One that was taken up since the question was asked is somebody's again.
                if refuse_gone(&store.connection, &rows, &store.places, id).is_ok() {
                    rows::drop_draft(&rows, id)?;
                }
            }
            Done::DraftsForgotten(ids.clone())
        }
        _ => return Err(StoreError::Invalid("it is not about drafts alone")),
    };
    rows.commit()?;
    Ok(done)
}

/// Refuses a draft that is not left behind any more: somebody types it, or it is in the record.
fn refuse_gone(
    desk: &Connection,
    rows: &Connection,
    places: &Places,
    id: &DraftId,
) -> Result<(), StoreError> {
    match rows::sitting_of(rows, id)? {
        Some(sitting) if !is_live(places, &sitting) && !committed::has(desk, id)? => Ok(()),
        _ => Err(StoreError::TakenUp),
    }
}

/// Returns the drafts of this sitting that commands take the place of.
///
/// A file of drafts that cannot be read keeps nobody from recording: what it then holds too much is
/// offered once more, and seen by a person.
pub(super) fn replaced_by(store: &Store, commands: &[Command]) -> Vec<DraftId> {
    let Some(sitting) = &store.sitting else {
        return Vec::new();
    };
    let keys = commands.iter().filter_map(Command::replaces);
    let ids = keys.filter_map(|key| match rows::id_of(&store.drafts, &sitting.id, key) {
        Ok(id) => id,
        Err(error) => {
            tracing::warn!(error = %Chain(&error), "the draft of what is recorded was not looked up");
            None
        }
    });
    ids.collect()
}

/// Returns who is typing on an incident, in another sitting than this one.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn typed_on(store: &Store, id: IncidentId) -> Result<Option<String>, StoreError> {
    let others = store.other_drafts()?.into_iter();
    let mut others = others.filter(|draft| draft.is_live() && draft.key.incident() == Some(id));
    Ok(others.next().map(|draft| draft.by))
}

/// Drops every draft of an incident of which it is asked for.
///
/// # Errors
/// When a file cannot be read or written.
pub(super) fn drop_of(
    drafts: &Connection,
    is_gone: impl Fn(IncidentId) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    for (id, key) in in_drafts(rows::all(drafts))? {
        if let Some(incident) = key.incident()
            && is_gone(incident)?
        {
            in_drafts(rows::drop_draft(drafts, &id))?;
        }
    }
    Ok(())
}

/// Writes down, in a record's own transaction, which drafts it takes the place of.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn commit(rows: &Connection, ids: &[DraftId], now: Instant) -> Result<(), StoreError> {
    ids.iter().try_for_each(|id| committed::add(rows, id, now))
}

/// Drops the drafts that this process's commits have taken the place of.
///
/// # Errors
/// When the file cannot be written; they are dropped another time, and offered to nobody until then.
pub(super) fn drop_committed(store: &mut Store) -> Result<(), StoreError> {
    for id in &store.committed {
        in_drafts(rows::drop_draft(&store.drafts, id))?;
    }
    store.committed.clear();
    Ok(())
}

impl Store {
    /// Returns this sitting's drafts, the last kept first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let Some(sitting) = &self.sitting else {
            return Ok(Vec::new());
        };
        let committed = committed::all(&self.connection)?;
        let read = || {
            let mut out = Vec::new();
            for (id, key, saved_at) in rows::own(&self.drafts, &sitting.id)? {
                if !committed.contains(&id) {
                    let body = rows::body(&self.drafts, &id)?;
                    out.push(Draft {
                        key,
                        body,
                        saved_at,
                    });
                }
            }
            Ok(out)
        };
        in_drafts(read())
    }

    /// Returns every other sitting's drafts, the first begun first; what is typed in those alone
    /// that a program left behind.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn other_drafts(&self) -> Result<Vec<OtherDraft>, StoreError> {
        let mut found = self.every_other_draft()?;
        restricted::without_kept(self, &mut found)?;
        Ok(found)
    }

    /// Returns every other sitting's drafts, those about restricted records too.
    pub(super) fn every_other_draft(&self) -> Result<Vec<OtherDraft>, StoreError> {
        let own = self.sitting.as_ref().map(|sitting| &sitting.id);
        in_drafts(others(&self.connection, &self.drafts, &self.places, own))
    }

    /// Says whether a form is half filled in, in this sitting or another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_begun(&self, key: &DraftKey) -> Result<bool, StoreError> {
        let committed = committed::all(&self.connection)?;
        let begun = in_drafts(rows::begun(&self.drafts, key))?;
        Ok(begun.iter().any(|id| !committed.contains(id)))
    }

    /// Returns a number that another program's letter changes, and this one's do not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts_version(&self) -> Result<i64, StoreError> {
        let version = self
            .drafts
            .query_row("PRAGMA data_version", [], |row| row.get(0));
        in_drafts(version.map_err(StoreError::from))
    }
}

fn others(
    desk: &Connection,
    drafts: &Connection,
    places: &Places,
    own: Option<&SittingId>,
) -> Result<Vec<OtherDraft>, StoreError> {
    let committed = committed::all(desk)?;
    // One moment of the file: between two readings its owner may drop a draft.
    let drafts = drafts.unchecked_transaction()?;
    let mut out = rows::others(&drafts, own)?;
    out.retain(|draft| !committed.contains(&draft.id));
    for draft in &mut out {
        // What somebody is typing is not even read.
        if !is_live(places, &draft.sitting) {
            draft.left = Some(left(&drafts, &draft.id)?);
        }
    }
    Ok(out)
}

/// Reads what was left of a draft; one that cannot be read is said to be so, and kept.
fn left(drafts: &Connection, id: &DraftId) -> Result<Left, StoreError> {
    match rows::body(drafts, id) {
        Ok(body) => Ok(Left::Body(body)),
        Err(error) if error.is_damage() => Ok(Left::Unreadable(error.failure().why)),
        Err(error) => Err(error),
    }
}

/// Names the file that an error is of.
fn in_drafts<T>(result: Result<T, StoreError>) -> Result<T, StoreError> {
    result.map_err(|error| error.in_file(Path::new("drafts.db")))
}

#[cfg(test)]
mod tests;
