//! One command, one transaction: rows, history, journal, and the draft it replaces.

use rusqlite::{Transaction, TransactionBehavior};

use super::head::Head;
use super::journal::{Entry, FieldChange, Keys};
use super::sitting::Sitting;
use super::{Done, Store, StoreError, contacts, drafts, handovers, journal, revise, seal};
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::id::SittingId;
use crate::domain::instant::Instant;

/// A write under way: its transaction, who and when, and the changes made so far.
pub(super) struct Writing<'a> {
    pub(super) rows: &'a Transaction<'a>,
    pub(super) user: &'a str,
    pub(super) now: Instant,
    places: &'a Places,
    /// Whose drafts this process keeps; none while it has kept none.
    sitting: Option<&'a Sitting>,
    keys: &'a Keys,
    changes: Vec<FieldChange>,
    /// The journal's head, once this write is in it.
    head: Option<Head>,
}

impl<'a> Writing<'a> {
    /// Returns this process's sitting, written down in the file.
    fn seated(&self) -> Result<&'a Sitting, StoreError> {
        let sitting = self.sitting.ok_or(StoreError::Closed)?;
        sitting.record(self.rows, self.user, self.now)?;
        Ok(sitting)
    }

    /// Drops this sitting's own draft of a key; another's stays.
    fn drop_draft(&self, key: Option<&str>) -> Result<(), StoreError> {
        let sitting: Option<&SittingId> = self.sitting.map(|sitting| &sitting.id);
        drafts::drop_named(self.rows, sitting, key)
    }

    /// Notes that a field changed; a value equal to the one before is no change.
    pub(super) fn changed(
        &mut self,
        what: impl Into<String>,
        before: Option<String>,
        after: Option<String>,
    ) {
        self.changes.push(FieldChange {
            what: what.into(),
            before,
            after,
        });
    }

    /// Says whether anything changed so far.
    pub(super) fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Puts the changes so far into history and journal, under the version they make.
    pub(super) fn journalled(
        &mut self,
        action: &str,
        record: String,
        version: i64,
    ) -> Result<(), StoreError> {
        let entry = Entry {
            at: self.now,
            by: self.user,
            action,
            record,
            version,
            changes: std::mem::take(&mut self.changes),
        };
        self.head = Some(journal::append(self.rows, self.keys, &entry)?);
        Ok(())
    }

    /// Puts into the journal that a record's rows are not as its last entry left them, before a
    /// write seals them anew: what somebody else did to them must not be washed clean by it.
    pub(super) fn note_altered(&mut self, record: &str, version: i64) -> Result<(), StoreError> {
        let sealed = journal::latest_seal(self.rows, record)?;
        let sealed = sealed.ok_or(StoreError::NotThere("entry of this record in the journal"))?;
        let tables = seal::broken(self.rows, &self.keys.seal, record, &sealed)?;
        if tables.is_empty() {
            return Ok(());
        }
        self.changed(journal::ALTERED, None, Some(tables.join(", ")));
        self.journalled(journal::ALTERED, record.to_owned(), version)
    }

    /// Refuses a write that saw an older version, with what was changed since.
    pub(super) fn check_version(
        &self,
        record: &str,
        seen: i64,
        current: i64,
    ) -> Result<(), StoreError> {
        if seen == current {
            return Ok(());
        }
        Err(StoreError::Stale {
            changes: journal::changes_since(self.rows, record, seen)?,
        })
    }
}

pub(super) fn run(
    store: &mut Store,
    command: &Command,
    prefix: &str,
    now: Instant,
) -> Result<Done, StoreError> {
    if store.sitting.is_none() && takes_a_draft(command) {
        store.sitting = Some(Sitting::begin(&store.places)?);
    }
    let rows = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writing = Writing {
        rows: &rows,
        user: &store.settings.user,
        now,
        places: &store.places,
        sitting: store.sitting.as_ref(),
        keys: &store.journal,
        changes: Vec::new(),
        head: None,
    };
    let done = carry_out(&mut writing, command, prefix)?;
    let head = writing.head.take();
    rows.commit()?;
    if let Some(head) = head {
        store.head.put(&head);
    }
    Ok(done)
}

/// Says whether a command keeps a draft under this process's sitting.
fn takes_a_draft(command: &Command) -> bool {
    matches!(
        command,
        Command::SaveDraft { .. } | Command::TakeUpDraft(..)
    )
}

fn carry_out(
    writing: &mut Writing<'_>,
    command: &Command,
    prefix: &str,
) -> Result<Done, StoreError> {
    match command {
        Command::Log(incident, draft) => {
            let done = revise::log(writing, incident, prefix)?;
            writing.drop_draft(draft.as_deref())?;
            Ok(done)
        }
        Command::Revise {
            id,
            version,
            edits,
            draft,
        } => {
            let done = revise::revise(writing, *id, *version, edits)?;
            writing.drop_draft(draft.as_deref())?;
            Ok(done)
        }
        Command::SaveContact(contact) => contacts::save(writing, contact),
        Command::SaveDraft { key, body } => {
            let sitting = writing.seated()?;
            drafts::save(writing.rows, &sitting.id, key, body, writing.now)?;
            Ok(Done::DraftSaved {
                key: key.clone(),
                at: writing.now,
            })
        }
        Command::OfferHandover { since, to, body } => handovers::offer(writing, *since, to, body),
        Command::AcceptHandover { id, by, note } => handovers::accept(writing, *id, by, note),
        Command::Seen { id, version } => {
            handovers::see(writing.rows, writing.user, *id, *version, writing.now)?;
            Ok(Done::Seen(*id))
        }
        Command::DropDraft(key) => {
            writing.drop_draft(Some(key))?;
            Ok(Done::DraftDropped(key.clone()))
        }
        Command::TakeUpDraft(from, key) => {
            let sitting = writing.seated()?;
            drafts::take_up(writing.rows, writing.places, sitting, from, key)?;
            Ok(Done::DraftTakenUp(key.clone()))
        }
        Command::PutDraftAway(from, key) => {
            drafts::put_away(writing.rows, writing.places, from, key, writing.now)?;
            Ok(Done::DraftPutAway(key.clone()))
        }
    }
}
