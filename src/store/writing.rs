//! A write under way, handed to whatever takes part in it.

use rusqlite::{OptionalExtension, Transaction};

use super::error::StoreError;
use super::followed::Followed;
use super::head::Head;
use super::journal::{self, Entry, FieldChange, Keys};
use super::seal;
use crate::domain::change::path::Path;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::instant::Instant;

/// A write under way: its transaction, who and when, and the changes made so far.
pub(super) struct Writing<'a> {
    pub(super) rows: &'a Transaction<'a>,
    pub(super) user: &'a str,
    pub(super) now: Instant,
    pub(super) keys: &'a Keys,
    /// By what lists are derived.
    pub(super) followed: Option<&'a Followed>,
    pub(super) changes: Vec<FieldChange>,
    /// The journal's head, once this write is in it.
    pub(super) head: Option<Head>,
}

impl<'a> Writing<'a> {
    /// Begins a write: nothing has changed yet.
    pub(super) fn begin(
        rows: &'a Transaction<'a>,
        user: &'a str,
        now: Instant,
        keys: &'a Keys,
        followed: Option<&'a Followed>,
    ) -> Self {
        Self {
            rows,
            user,
            now,
            keys,
            followed,
            changes: Vec::new(),
            head: None,
        }
    }

    /// Returns by what lists are derived.
    pub(super) fn followed(&self) -> Result<&'a Followed, StoreError> {
        self.followed.ok_or(StoreError::NoRules)
    }

    /// Returns the number that a person has on an incident, refusing a person of another.
    pub(super) fn person_number(
        &self,
        incident: IncidentId,
        person: PersonId,
    ) -> Result<u32, StoreError> {
        let number = self
            .rows
            .prepare_cached("SELECT position FROM person WHERE id = ?1 AND incident = ?2")?
            .query_row((person.0, incident.0), |row| row.get(0))
            .optional()?
            .ok_or(StoreError::NotThere("person on this incident"))?;
        Ok(number)
    }

    /// Notes that a field changed; a value equal to the one before is no change.
    pub(super) fn changed(&mut self, what: &Path, before: Option<String>, after: Option<String>) {
        self.changes.push(FieldChange {
            what: what.to_string(),
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
        self.changed(&Path::Altered, None, Some(tables.join(", ")));
        self.journalled(journal::actions::ALTERED, record.to_owned(), version)
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
