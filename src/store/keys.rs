//! What is done with keys and users in an open desk: each in the key file and in the journal, or in
//! neither.

use std::fs::File;

use super::error::StoreError;
use super::opened::Store;
use super::unlock::note_wrong;
use super::writing::Writing;
use super::{unlock, users};
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::secret::Secret;
use crate::domain::user::{self, Roles};
use crate::vault::{Claim, DataKey, KdfCost, KeyFile, RecoveryKey, VaultError, Way};

impl Store {
    /// Adds somebody with a first passphrase, or lets somebody in again who was disabled.
    ///
    /// # Errors
    /// When whoever is at the desk does not look after it, the name or the passphrase will not do, or
    /// somebody of the name may open the desk already.
    pub fn add_user(
        &mut self,
        claim: &Claim,
        (name, roles): (&str, &Roles),
        (passphrase, cost): (&Secret, KdfCost),
        now: Instant,
    ) -> Result<(), StoreError> {
        self.require(Right::Administer)?;
        let name = user::name(name).map_err(StoreError::Invalid)?;
        self.change_keys(claim, now, |writing, keys, key| {
            let name = users::add(writing, &name, roles)?;
            let set = keys.set_passphrase(key, &name, passphrase, cost, now);
            Ok(set.map(|()| name))
        })
        .map(drop)
    }

    /// Lets somebody in no more: their slot goes, and a desk that they have open locks.
    ///
    /// # Errors
    /// When whoever is at the desk does not look after it, nobody of the name may open it, or nobody
    /// would be left to look after it.
    pub fn disable_user(
        &mut self,
        claim: &Claim,
        name: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.require(Right::Administer)?;
        self.change_keys(claim, now, |writing, keys, key| {
            let name = users::disable(writing, name)?;
            Ok(keys.remove(key, &name).map(drop))
        })
    }

    /// Gives somebody other roles.
    ///
    /// # Errors
    /// As [`Self::disable_user`].
    pub fn set_roles(&mut self, name: &str, roles: &Roles, now: Instant) -> Result<(), StoreError> {
        self.require(Right::Administer)?;
        self.administer(now, |writing| users::set_roles(writing, name, roles))
    }

    /// Gives somebody another passphrase: oneself, or anybody where one looks after the desk.
    ///
    /// # Errors
    /// When it is somebody else's and whoever is at the desk does not look after it, the passphrase
    /// will not do, or nobody of the name may open the desk.
    pub fn set_passphrase(
        &mut self,
        claim: &Claim,
        name: &str,
        (passphrase, cost): (&Secret, KdfCost),
        now: Instant,
    ) -> Result<(), StoreError> {
        if name != self.settings.who.name {
            self.require(Right::Administer)?;
        }
        self.change_keys(claim, now, |writing, keys, key| {
            let name = users::passphrase_set(writing, name)?;
            Ok(keys.set_passphrase(key, &name, passphrase, cost, now))
        })
    }

    /// Gives whoever is at the desk another passphrase, by the one of now: a wrong one is counted and
    /// waited for as one is that does not open the desk.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], [`StoreError::Throttled`]; else as [`Self::set_passphrase`].
    pub fn change_own_passphrase(
        &mut self,
        old: Secret,
        new: (&Secret, KdfCost),
        now: Instant,
    ) -> Result<(), StoreError> {
        let name = self.settings.who.name.clone();
        let claim = Claim::of(Some(&name), old);
        let (_, alarm) = unlock::unlock(&self.places, &claim, now)?;
        if let Some(alarm) = alarm {
            self.administer(now, |writing| note_wrong(writing, alarm))?;
        }
        self.set_passphrase(&claim, &name, new, now)
    }

    /// Puts another recovery key in the place of the one before, which opens the desk no more.
    ///
    /// # Errors
    /// When whoever is at the desk does not look after it, or the key file cannot be written.
    pub fn set_recovery(
        &mut self,
        claim: &Claim,
        recovery: &RecoveryKey,
        cost: KdfCost,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.set_other(claim, (Way::Recovery, recovery.secret()), cost, now)
    }

    /// Puts another key of the machine in the place of the one before, which opens the desk no more.
    ///
    /// # Errors
    /// As [`Self::set_recovery`].
    pub fn set_host_key(
        &mut self,
        claim: &Claim,
        secret: &Secret,
        cost: KdfCost,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.set_other(claim, (Way::Host, secret), cost, now)
    }

    fn set_other(
        &mut self,
        claim: &Claim,
        (way, secret): (Way, &Secret),
        cost: KdfCost,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.require(Right::Administer)?;
        let action = match way {
            Way::Host => "set_host_key",
            Way::Recovery | Way::Passphrase => "set_recovery_key",
        };
        self.change_keys(claim, now, |writing, keys, key| {
            writing.journalled(action, "desk".to_owned(), 0)?;
            Ok(keys.set_other(key, way, secret, cost, now))
        })
    }

    /// Changes the key file and the record together. The key is not kept in memory: whoever changes
    /// it gives their secret for it once more.
    fn change_keys<T>(
        &mut self,
        claim: &Claim,
        now: Instant,
        change: impl FnOnce(
            &mut Writing<'_>,
            &mut KeyFile,
            &DataKey,
        ) -> Result<Result<T, VaultError>, StoreError>,
    ) -> Result<T, StoreError> {
        let places = self.places.clone();
        self.administer(now, |writing| {
            let folder = File::open(&places.data);
            let folder = folder.map_err(|e| StoreError::of_io(&e, &places.data))?;
            // Two that change it at once would each write the file without the other's slot.
            folder.try_lock().map_err(|_held| StoreError::Busy)?;
            let path = places.keys();
            let of_keys = |e| StoreError::of_keys(e, &path);
            let opened = unlock::key_of(&places, claim)?;
            let mut keys = opened.whole;
            let done = change(writing, &mut keys, &opened.unlocked.key)?.map_err(of_keys)?;
            keys.write(&path).map_err(of_keys)?;
            // A copy that is older is mended when the desk is next opened.
            if let Err(error) = keys.write(&places.keys_copy()) {
                tracing::warn!(%error, "the second copy of the key file was not written");
            }
            Ok(done)
        })
    }
}

#[cfg(test)]
mod tests;
