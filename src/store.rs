//! The desk's encrypted file: opened, migrated, read and written.
//!
//! The only layer that speaks SQL. Every write is one immediate transaction that holds the rows,
//! the field-level history ([`Change`]) and one row of the journal's hash chain; what was not
//! committed was never said to be saved. Drafts alone are outside history and journal: they are
//! unfinished typing, and are gone when the work they hold is recorded.
//!
//! One [`Store`] is one connection on one thread ([`worker::Worker`] gives it its own); any number
//! of processes may have the same desk open.

mod contacts;
mod drafts;
mod entries;
pub mod error;
mod handovers;
mod incidents;
mod journal;
mod migrate;
mod open;
mod people;
mod place;
mod revise;
mod timeline;
pub mod worker;
mod write;

use std::collections::BTreeMap;
use std::fmt;

use rusqlite::Connection;

use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::contact::Contact;
use crate::domain::handover::Handover;
use crate::domain::id::{ContactId, HandoverId, IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::vault::KdfCost;

pub use error::{StoreError, Work};
pub use journal::Chain;

/// What set-up asks for beside the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The pack's id, or its file.
    pub council: String,
    /// Who sets the desk up; the first slot is theirs.
    pub user: String,
}

/// What a desk says of itself once open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The pack's id, or its file.
    pub council: String,
    /// Whose passphrase opened it: every write is recorded as theirs.
    pub user: String,
    /// When the desk was set up.
    pub created_at: Instant,
    /// The newest time in the record when it was opened: a clock that is behind it is wrong.
    pub newest_at: Instant,
}

/// Unfinished typing.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form of which incident.
    pub key: String,
    /// The form's own text.
    pub body: String,
    /// When it was kept.
    pub saved_at: Instant,
}

impl fmt::Debug for Draft {
    /// Leaves the typed text out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({} at {})", self.key, self.saved_at)
    }
}

/// One field that one write changed.
///
/// `what` is a path of stable words: `place`, `fact.F`, `p1` (put on the incident, with the role),
/// `p1.name`, `p1.fact.F`, `form.F`, `event.KIND`, `filing.FORM`, `meeting.7.place`; a contact's
/// fields by their name.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The record's version that the write made.
    pub version: i64,
    /// Which field.
    pub what: String,
    /// The value before; absent when there was none.
    pub before: Option<String>,
    /// The value after; absent when it was taken away.
    pub after: Option<String>,
}

impl fmt::Debug for Change {
    /// Leaves both values out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change({} v{} {})", self.what, self.version, self.at)
    }
}

/// What a command did, said only after its commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// An incident was logged.
    Logged {
        /// Its row.
        id: IncidentId,
        /// The reference it was given.
        reference: Reference,
    },
    /// An incident was changed, or already was as asked.
    Revised {
        /// Which.
        id: IncidentId,
        /// Its version now; the version seen if nothing changed.
        version: i64,
    },
    /// A contact was added or changed.
    ContactSaved(ContactId),
    /// A draft was kept.
    DraftSaved {
        /// Which.
        key: String,
        /// When.
        at: Instant,
    },
    /// A draft was dropped, or was not there.
    DraftDropped(String),
    /// A handover was offered or accepted.
    HandedOver(HandoverId),
    /// It is remembered how far an incident was read.
    Seen(IncidentId),
}

/// An open desk.
pub struct Store {
    connection: Connection,
    settings: Settings,
    journal: journal::Keys,
    places: Places,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.places.desk().display())
    }
}

impl Store {
    /// Says whether a desk is set up here: one that [`Self::open`] opens or explains.
    ///
    /// # Errors
    /// When that cannot be known, as in a folder that this user may not look into.
    pub fn exists(places: &Places) -> Result<bool, StoreError> {
        open::exists(places)
    }

    /// Sets a desk up and opens it. A crash on the way leaves no desk, never half of one.
    ///
    /// # Errors
    /// When there is one already, the passphrase is too short, or the folder will not do.
    pub fn create(
        places: &Places,
        set_up: &SetUp,
        passphrase: &str,
        cost: KdfCost,
        now: Instant,
    ) -> Result<Self, StoreError> {
        open::create(places, set_up, passphrase, cost, now)
    }

    /// Opens the desk, upgrading a file of an earlier version.
    ///
    /// # Errors
    /// When there is none, the passphrase is wrong, or the file is damaged, of a later version, or
    /// in a folder that will not do.
    pub fn open(places: &Places, passphrase: &str, now: Instant) -> Result<Self, StoreError> {
        open::open(places, passphrase, now)
    }

    /// Returns what the desk says of itself.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Carries a command out, whole or not at all; on return it is on the disk.
    ///
    /// `prefix` is the first part of a new reference, from the council's pack.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the record was changed since it was seen; others when the write
    /// cannot be made. Nothing is kept of a refused command.
    pub fn run(
        &mut self,
        command: &Command,
        prefix: &str,
        now: Instant,
    ) -> Result<Done, StoreError> {
        write::run(self, command, prefix, now)
    }

    /// Returns every incident whole, the last logged first; ten queries, however many there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn incidents(&self) -> Result<Vec<Incident>, StoreError> {
        incidents::load(&self.connection, None)
    }

    /// Returns one incident whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn incident(&self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        Ok(incidents::load(&self.connection, Some(id))?.pop())
    }

    /// Returns the desk's own contacts, by role and then as added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        contacts::load(&self.connection)
    }

    /// Returns the drafts, the last kept first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        drafts::load(&self.connection)
    }

    /// Returns what was changed on incidents from a moment on, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recent(&self, from: Instant) -> Result<Vec<(IncidentId, Change)>, StoreError> {
        journal::changes_from(&self.connection, from)
    }

    /// Returns the handovers that wait and the latest of the others, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn handovers(&self) -> Result<Vec<Handover>, StoreError> {
        handovers::load(&self.connection)
    }

    /// Returns the version of each incident that whoever is at the desk has read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn seen(&self) -> Result<BTreeMap<IncidentId, i64>, StoreError> {
        handovers::seen(&self.connection, &self.settings.user)
    }

    /// Returns a number that another connection's commit changes, and this one's do not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self
            .connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Returns the history of an incident field by field, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes(&self, id: IncidentId) -> Result<Vec<Change>, StoreError> {
        journal::changes_since(&self.connection, &journal::incident_record(id), 0)
    }

    /// Checks the journal's chain and the history it covers, row by row.
    ///
    /// It finds a row that was changed, added or taken out in between. Rows cut off at the end
    /// show only against a head noted elsewhere ([`Chain::Intact`] gives it).
    ///
    /// # Errors
    /// When the file cannot be read. A broken chain is an answer, not an error.
    pub fn verify_journal(&self) -> Result<Chain, StoreError> {
        journal::verify(&self.connection, &self.journal)
    }
}

#[cfg(test)]
mod tests;
