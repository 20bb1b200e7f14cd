//! One command, one transaction: rows, history, journal, and the draft it replaces.

use rusqlite::{Transaction, TransactionBehavior};

use super::journal::{Entry, FieldChange, Keys};
use super::{Done, Store, StoreError, contacts, drafts, handovers, journal, revise};
use crate::domain::command::Command;
use crate::domain::instant::Instant;

/// A write under way: its transaction, who and when, and the changes made so far.
pub(super) struct Writing<'a> {
    pub(super) rows: &'a Transaction<'a>,
    pub(super) user: &'a str,
    pub(super) now: Instant,
    keys: &'a Keys,
    changes: Vec<FieldChange>,
}

impl Writing<'_> {
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
        journal::append(self.rows, self.keys, &entry)
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
    let rows = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = carry_out(
        &mut Writing {
            rows: &rows,
            user: &store.settings.user,
            now,
            keys: &store.journal,
            changes: Vec::new(),
        },
        command,
        prefix,
    )?;
    rows.commit()?;
    Ok(done)
}

fn carry_out(
    writing: &mut Writing<'_>,
    command: &Command,
    prefix: &str,
) -> Result<Done, StoreError> {
    match command {
        Command::Log(incident, draft) => {
            let done = revise::log(writing, incident, prefix)?;
            drafts::drop_named(writing.rows, draft.as_deref())?;
            Ok(done)
        }
        Command::Revise {
            id,
            version,
            edits,
            draft,
        } => {
            let done = revise::revise(writing, *id, *version, edits)?;
            drafts::drop_named(writing.rows, draft.as_deref())?;
            Ok(done)
        }
        Command::SaveContact(contact) => contacts::save(writing, contact),
        Command::SaveDraft { key, body } => {
            drafts::save(writing.rows, key, body, writing.now)?;
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
            drafts::drop_named(writing.rows, Some(key))?;
            Ok(Done::DraftDropped(key.clone()))
        }
    }
}
