//! The desk's encrypted file: opened, migrated, read and written.
//!
//! The only layer that speaks SQL. Every write is one immediate transaction that holds the rows,
//! the field-level history ([`Change`]) and one row of the journal's hash chain; what was not
//! committed was never said to be saved. Drafts alone are outside history and journal, in a file of
//! their own: they are unfinished typing, and are gone when the work they hold is recorded.
//!
//! One [`Store`] is one connection on one thread ([`worker::Worker`] gives it its own); any number
//! of processes may have the same desk open.

mod access;
mod asked;
mod backup;
mod backups;
mod column;
mod connection;
mod contacts;
mod counted;
mod counts;
#[cfg(test)]
pub(crate) mod desks;
mod disposal;
mod done;
mod drafts;
mod editions;
mod entries;
pub mod error;
mod exported;
mod facts;
mod finding;
mod followed;
mod handovers;
mod head;
pub mod health;
mod imports;
mod incidents;
mod journal;
mod keeping;
mod keys;
mod last_backup;
mod lists;
mod looked_up;
mod making;
mod migrate;
mod news;
mod open;
mod opened;
mod people;
mod place;
mod register;
mod reports;
mod restricted;
mod revise;
mod rights;
mod rotate;
mod salt;
mod saved_views;
mod seal;
mod settings;
mod sitting;
mod timeline;
mod unlock;
mod users;
mod verify;
mod views;
pub mod worker;
mod write;
mod writing;

use std::path::Path;

use self::counts::Counted;
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::contact::Contact;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::secret::Secret;
use crate::domain::user::User;
use crate::vault::{Claim, KdfCost, throttle};

pub use crate::domain::change::Change;
pub use crate::domain::view::View;
pub use access::{Access, Asked};
pub use backup::Backup;
pub use backups::Made;
pub use done::Done;
pub use drafts::Draft;
pub use error::{StoreError, Work};
pub use finding::Finding;
pub use head::HEAD_LOG;
pub use imports::{Begun, Taken};
pub use last_backup::LastBackup;
pub use news::{News, Read};
pub use opened::Store;
pub use rotate::Rotated;
pub use settings::{FirstKeys, SetUp, Settings};
pub use verify::{Damage, Lists, Verdict};
pub use views::Viewed;

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
        passphrase: &Secret,
        cost: KdfCost,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let first = FirstKeys::of(passphrase, cost);
        open::create(places, set_up, &first, now)
    }

    /// Sets a desk up as [`Self::create`] does, with more keys than the one passphrase.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn set_up(
        places: &Places,
        set_up: &SetUp,
        first: &FirstKeys<'_>,
        now: Instant,
    ) -> Result<Self, StoreError> {
        open::create(places, set_up, first, now)
    }

    /// Opens the desk, upgrading a file of an earlier version.
    ///
    /// # Errors
    /// When there is none, the passphrase is wrong, or the file is damaged, of a later version, or
    /// in a folder that will not do.
    pub fn open(places: &Places, claim: &Claim, now: Instant) -> Result<Self, StoreError> {
        rotate::go_on(places, claim, now)?;
        open::open(places, claim, now)
    }

    /// Returns the names of those who have a passphrase, as the key file says without any; none where
    /// it cannot be read, which whoever opens the desk is told.
    #[must_use]
    pub fn names(places: &Places) -> Vec<String> {
        unlock::names(places)
    }

    /// Returns until when the desk takes no passphrase after wrong ones; none when it takes one.
    #[must_use]
    pub fn waits_until(places: &Places, now: Instant) -> Option<Instant> {
        throttle::wait(&places.tries(), now)
    }

    /// Returns everybody who may be, or once might be, at the desk, in the order they were added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn users(&self) -> Result<Vec<User>, StoreError> {
        users::load(&self.connection)
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
        self.counts.tell(now);
        let done = write::run(self, std::slice::from_ref(command), now);
        match &done {
            Err(StoreError::NotAllowed(refusal)) => self.count(Counted::Refused(refusal.right)),
            Err(StoreError::Restricted(_)) => self.count(Counted::Kept),
            _ => {}
        }
        done?
            .pop()
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
        self.require(Right::See)?;
        let read = incidents::load(&self.connection, id)?;
        read.map(|incident| self.not_kept(incident)).transpose()
    }

    /// Returns the incidents that a person may mean by `42`, `0042` or `TH-2026-0042`, the last
    /// logged first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, typed: &str) -> Result<Vec<Incident>, StoreError> {
        self.require(Right::See)?;
        let mut out = Vec::new();
        for id in incidents::named(&self.connection, typed)? {
            let found = self.incident(id);
            if matches!(found, Err(StoreError::Restricted(_))) {
                self.count(Counted::Kept);
            }
            out.extend(found?);
        }
        Ok(out)
    }

    /// Returns the rows of the incidents that a reference or a number names; nothing is read of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ids_named(&self, typed: &str) -> Result<Vec<IncidentId>, StoreError> {
        self.require(Right::See)?;
        incidents::named(&self.connection, typed)
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

    /// Copies the desk, open as it is, into a folder that is empty or not there yet, and checks the
    /// copy.
    ///
    /// # Errors
    /// When the folder has anything in it, cannot be written, or the copy is not whole; nothing is
    /// left of a copy that was refused.
    pub fn backup(
        &mut self,
        claim: &Claim,
        folder: &Path,
        now: Instant,
    ) -> Result<Backup, StoreError> {
        backup::backup(self, claim, folder, now)
    }

    /// Puts a backup back where no desk is, and checks it there.
    ///
    /// # Errors
    /// When there is a desk already, the passphrase does not open the backup, or it is not whole;
    /// nothing is left of one that was refused.
    pub fn restore(
        folder: &Path,
        places: &Places,
        claim: &Claim,
        now: Instant,
    ) -> Result<Backup, StoreError> {
        backup::restore(folder, places, claim, now)
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
        claim: &Claim,
        now: Instant,
        expect: Option<&str>,
        lists: Option<Lists<'_>>,
    ) -> Result<Verdict, StoreError> {
        verify::verify(places, (claim, now), expect, lists)
    }

    /// Checks the chain of entries and its end alone, in seconds; nothing is written.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn verify_quick(
        places: &Places,
        claim: &Claim,
        now: Instant,
        expect: Option<&str>,
    ) -> Result<Verdict, StoreError> {
        verify::verify_quick(places, (claim, now), expect)
    }

    /// Returns the handovers that wait and the latest of the others, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn handovers(&self) -> Result<Vec<Handover>, StoreError> {
        self.require(Right::See)?;
        handovers::load(&self.connection)
    }

    /// Returns the version of an incident that whoever is at the desk has read; 0 while it was not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn seen(&self, id: IncidentId) -> Result<i64, StoreError> {
        handovers::seen(&self.connection, &self.settings.who.name, id)
    }

    /// Folds the write-ahead logs into their files, as far as nobody is reading what they hold: a
    /// copy of the files alone then holds what was recorded and typed.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn fold(&self) -> Result<(), StoreError> {
        [&self.connection, &self.drafts]
            .into_iter()
            .try_for_each(connection::fold)
    }

    /// Returns a number that another program's record changes, and this one's do not.
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
        self.require(Right::See)?;
        if self.is_kept_id(id)? {
            return Err(restricted::restricted(incidents::reference(
                &self.connection,
                id,
            )?));
        }
        let mut changes =
            journal::changes_since(&self.connection, &journal::incident_record(id), 0)?;
        // Of what came in the first change is that it did: its row says with what words.
        if let Some(came_in) = imports::change_of(&self.connection, id)? {
            changes.insert(0, came_in);
        }
        Ok(changes)
    }
}

#[cfg(test)]
pub(crate) mod tests;
