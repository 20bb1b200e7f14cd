//! The desk's encrypted file: opened, migrated, read and written.
//!
//! The only layer that speaks SQL. Every write is one immediate transaction that holds the rows,
//! the field-level history ([`Change`]) and one row of the journal's hash chain; what was not
//! committed was never said to be saved. Drafts alone are outside history and journal: they are
//! unfinished typing, and are gone when the work they hold is recorded.
//!
//! One [`Store`] is one connection on one thread ([`worker::Worker`] gives it its own); any number
//! of processes may have the same desk open.

mod backup;
mod column;
mod contacts;
mod drafts;
mod entries;
pub mod error;
mod facts;
mod followed;
mod handovers;
mod head;
mod incidents;
mod journal;
mod lists;
mod making;
mod migrate;
mod news;
mod open;
mod people;
mod place;
mod register;
mod revise;
mod seal;
mod sitting;
mod timeline;
mod verify;
pub mod worker;
mod write;
mod writing;

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::{ContactId, HandoverId, IncidentId, Reference, SittingId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::vault::KdfCost;

pub use crate::domain::change::Change;
pub use backup::Backup;
pub use error::{StoreError, Work};
pub use news::{News, Read};
pub use verify::{Damage, Lists, Verdict};

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
    /// A draft that another sitting left behind is this one's now.
    DraftTakenUp(String),
    /// A draft that another sitting left behind is no longer offered.
    DraftPutAway(String),
    /// A handover was offered or accepted.
    HandedOver(HandoverId),
    /// It is remembered how far an incident was read.
    Seen(IncidentId),
}

/// What was found, and done about it, when the desk was opened; each is in the journal too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A copy of the key file was damaged; it was written again from the other.
    KeysMended(PathBuf),
    /// A copy of the key file was missing or old; it was written again from the other.
    KeysMadeAgain(PathBuf),
    /// A copy of the key file was written in this release's format.
    KeysUpgraded(PathBuf),
    /// The last entries that were committed are no longer in the file.
    EndMissing,
    /// No head stood beside the file by which a loss could be seen.
    HeadMissing,
}

impl Finding {
    /// Returns the journal's word for it.
    fn action(&self) -> &'static str {
        match self {
            Self::KeysMended(_) => "keys_mended",
            Self::KeysMadeAgain(_) => "keys_made_again",
            Self::KeysUpgraded(_) => "keys_upgraded",
            Self::EndMissing => journal::END_MISSING,
            Self::HeadMissing => journal::HEAD_MISSING,
        }
    }

    /// Returns what is said to whoever opened the desk; nothing where it needs no telling.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::KeysMended(path) => Some(format!(
                "{} was damaged: it was mended from its other copy. Tell whoever looks after \
                 this machine.",
                path.display()
            )),
            Self::KeysMadeAgain(path) => Some(format!(
                "{} was missing or old: it was written again from its other copy.",
                path.display()
            )),
            Self::KeysUpgraded(_) => None,
            Self::EndMissing => Some(
                "The newest entries of this desk are gone: its log was lost or an older copy was \
                 put in its place. Run `dutydesk verify` and look for a backup before you go on."
                    .to_owned(),
            ),
            Self::HeadMissing => Some(
                "desk.head was not beside this desk, or damaged: whether its newest entries are \
                 missing cannot be known. If files were copied here, copy the whole folder."
                    .to_owned(),
            ),
        }
    }
}

/// An open desk.
pub struct Store {
    connection: Connection,
    settings: Settings,
    journal: journal::Keys,
    head: head::HeadFile,
    sitting: Option<sitting::Sitting>,
    /// By what lists are derived; none until the desk's council is known.
    followed: Option<followed::Followed>,
    findings: Vec<Finding>,
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
        making::exists(places)
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
    /// # Errors
    /// [`StoreError::Stale`] when the record was changed since it was seen; others when the write
    /// cannot be made. Nothing is kept of a refused command.
    pub fn run(&mut self, command: &Command, now: Instant) -> Result<Done, StoreError> {
        let mut done = write::run(self, std::slice::from_ref(command), now)?;
        done.pop()
            .ok_or(StoreError::Invalid("a command did nothing"))
    }

    /// Carries several commands out in one write, all or none.
    ///
    /// # Errors
    /// As [`Self::run`] does; nothing is kept of any.
    pub fn run_all(&mut self, commands: &[Command], now: Instant) -> Result<Vec<Done>, StoreError> {
        // Many incidents touch pages all over the file: read again for each, they cost ten times
        // what is written.
        self.connection
            .execute_batch("PRAGMA cache_size = -131072")?;
        write::run(self, commands, now)
    }

    /// Returns one incident whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn incident(&self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        incidents::load(&self.connection, id)
    }

    /// Returns the incidents that a person may mean by `42`, `0042` or `TH-2026-0042`, the last
    /// logged first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, typed: &str) -> Result<Vec<Incident>, StoreError> {
        let mut out = Vec::new();
        for id in incidents::named(&self.connection, typed)? {
            out.extend(self.incident(id)?);
        }
        Ok(out)
    }

    /// Returns the desk's own contacts, by role and then as added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        contacts::load(&self.connection)
    }

    /// Returns what was found and done about it when the desk was opened.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns this sitting's drafts, the last kept first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        drafts::own(&self.connection, self.sitting_id())
    }

    /// Returns every other sitting's drafts, the first begun first; the text of those alone that a
    /// program left behind.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn other_drafts(&self) -> Result<Vec<OtherDraft>, StoreError> {
        drafts::others(&self.connection, &self.places, self.sitting_id())
    }

    /// Says whether a form is half filled in, in this sitting or another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_begun(&self, key: &str) -> Result<bool, StoreError> {
        drafts::is_begun(&self.connection, key)
    }

    fn sitting_id(&self) -> Option<&SittingId> {
        self.sitting.as_ref().map(|sitting| &sitting.id)
    }

    /// Copies the desk, open as it is, into a folder that is empty or not there yet, and checks the
    /// copy.
    ///
    /// # Errors
    /// When the folder has anything in it, cannot be written, or the copy is not whole; nothing is
    /// left of a copy that was refused.
    pub fn backup(
        &mut self,
        passphrase: &str,
        folder: &Path,
        now: Instant,
    ) -> Result<Backup, StoreError> {
        backup::backup(self, passphrase, folder, now)
    }

    /// Puts a backup back where no desk is, and checks it there.
    ///
    /// # Errors
    /// When there is a desk already, the passphrase does not open the backup, or it is not whole;
    /// nothing is left of one that was refused.
    pub fn restore(
        folder: &Path,
        places: &Places,
        passphrase: &str,
        now: Instant,
    ) -> Result<Backup, StoreError> {
        backup::restore(folder, places, passphrase, now)
    }

    /// Checks everything that can be checked of a desk; nothing is written.
    ///
    /// `expect` is a head noted elsewhere: an entry that must still be in the journal. `lists` says by
    /// what rules the lists are checked, where they are.
    ///
    /// # Errors
    /// When it cannot be opened at all. Damage is an answer, not an error.
    pub fn verify(
        places: &Places,
        passphrase: &str,
        expect: Option<&str>,
        lists: Option<Lists<'_>>,
    ) -> Result<Verdict, StoreError> {
        verify::verify(places, passphrase, expect, lists)
    }

    /// Returns the handovers that wait and the latest of the others, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn handovers(&self) -> Result<Vec<Handover>, StoreError> {
        handovers::load(&self.connection)
    }

    /// Returns the version of an incident that whoever is at the desk has read; 0 while it was not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn seen(&self, id: IncidentId) -> Result<i64, StoreError> {
        handovers::seen(&self.connection, &self.settings.user, id)
    }

    /// Folds the write-ahead log into the file, as far as nobody is reading what it holds: a copy of
    /// the file alone then holds what was recorded.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn fold(&self) -> Result<(), StoreError> {
        // Nobody's save waits for it: where another process is at it, it is done another time.
        self.connection.busy_timeout(std::time::Duration::ZERO)?;
        let folded = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        self.connection.busy_timeout(open::BUSY)?;
        Ok(folded?)
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
}

#[cfg(test)]
pub(crate) mod tests;
