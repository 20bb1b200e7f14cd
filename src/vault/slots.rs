//! The key file: one slot per user, each the same data key wrapped under a passphrase.

mod on_disk;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::claim::{Claim, Way};
use super::passphrase::{self, KdfCost};
use super::slot::{NewSlot, Slot};
use super::{Cipher, DataKey, VaultError, hex, is_keyed_digest, keyed_digest, unhex};
use crate::domain::instant::Instant;
use crate::domain::secret::Secret;
use crate::domain::user::{HOST, RECOVERY};

const FORMAT: &str = "dutydesk keys";
/// The second has a count of its writings and a sum of its own; the third has slots that are no
/// person's, and says whether the desk is encrypted.
const VERSION: u32 = 3;
/// What the file's own seal is keyed for.
const SEAL: &str = "dutydesk key file seal 1";
/// What the key before this one is sealed for.
const FORMER: &str = "dutydesk former key 1";

/// The key file, as JSON on disk; sealed under the data key so that a changed file is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    format: String,
    version: u32,
    /// How often it was written: of two copies the newer counts.
    #[serde(default)]
    generation: u32,
    /// Whether the desk's files are encrypted under the key.
    #[serde(default, skip_serializing_if = "Cipher::is_standard")]
    cipher: Cipher,
    /// The key before this one, sealed under it, while the desk's files may still be of that key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former: Option<Slot>,
    slots: Vec<Slot>,
    /// Keyed: a file that was changed on purpose is found once it is open.
    seal: String,
    /// Not keyed: a file that was damaged is found before anybody is told that a passphrase is
    /// wrong. Absent in files of the first format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sum: Option<String>,
}

/// A data key, and whose slot it came from.
#[derive(Debug)]
pub struct Unlocked {
    /// The key.
    pub key: DataKey,
    /// Whose slot: the name that is signed with.
    pub user: String,
    /// By what kind of secret it was opened.
    pub way: Way,
}

impl KeyFile {
    /// The format that this program writes, and the latest that it reads.
    pub const VERSION: u32 = VERSION;

    /// Returns a key file without any slot, for a new data key.
    #[must_use]
    pub fn around(key: &DataKey) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            generation: 0,
            cipher: key.cipher,
            former: None,
            slots: Vec::new(),
            seal: String::new(),
            sum: None,
        }
    }

    /// Returns a key file with one slot, and the new data key in it.
    ///
    /// # Errors
    /// When the passphrase is too short, or the system gives no randomness.
    pub fn create(
        user: &str,
        passphrase: &Secret,
        cost: KdfCost,
        now: Instant,
    ) -> Result<(Self, DataKey), VaultError> {
        let key = DataKey::random(Cipher::Standard)?;
        let mut file = Self::around(&key);
        file.set_passphrase(&key, user, passphrase, cost, now)?;
        Ok((file, key))
    }

    /// Adds a user's slot, or puts a new passphrase in its place.
    ///
    /// # Errors
    /// When the passphrase is too short, or the system gives no randomness.
    pub fn set_passphrase(
        &mut self,
        key: &DataKey,
        user: &str,
        passphrase: &Secret,
        cost: KdfCost,
        now: Instant,
    ) -> Result<(), VaultError> {
        passphrase::check(passphrase)?;
        let way = Way::Passphrase;
        let new = NewSlot {
            user,
            way,
            cost,
            now,
        };
        self.set(key, passphrase, new)
    }

    /// Adds the slot of the printed key or the machine's, or puts another in its place: the one
    /// before opens no more.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn set_other(
        &mut self,
        key: &DataKey,
        way: Way,
        secret: &Secret,
        cost: KdfCost,
        now: Instant,
    ) -> Result<(), VaultError> {
        let user = match way {
            Way::Host => HOST,
            Way::Recovery | Way::Passphrase => RECOVERY,
        };
        let new = NewSlot {
            user,
            way,
            cost,
            now,
        };
        self.set(key, secret, new)
    }

    fn set(&mut self, key: &DataKey, secret: &Secret, new: NewSlot<'_>) -> Result<(), VaultError> {
        let slot = Slot::wrap(&key.bytes, secret, new)?;
        self.slots.retain(|other| !other.is_of(new.way, new.user));
        self.slots.push(slot);
        self.seal(key)
    }

    /// Takes a person's slot away; says whether there was one. A copy of the file that was made
    /// before still opens with their passphrase.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn remove(&mut self, key: &DataKey, user: &str) -> Result<bool, VaultError> {
        let before = self.slots.len();
        self.slots.retain(|slot| slot.person() != Some(user));
        self.seal(key)?;
        Ok(self.slots.len() < before)
    }

    /// Returns a file for a new key that takes the place of this one, without any slot: it holds the
    /// key before, until no file is of that any more.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn succeeded(
        &self,
        (before, key): (&DataKey, &DataKey),
        now: Instant,
    ) -> Result<Self, VaultError> {
        let new = NewSlot {
            user: FORMER,
            way: Way::Host,
            // What opens it is a key, which nobody guesses.
            cost: KdfCost::quick(),
            now,
        };
        let mut file = Self::around(key);
        file.generation = self.generation;
        file.former = Some(Slot::wrap(&before.bytes, &former_secret(key)?, new)?);
        file.seal(key)?;
        Ok(file)
    }

    /// Says whether the desk's files may still be of the key before this one.
    #[must_use]
    pub fn is_changing(&self) -> bool {
        self.former.is_some()
    }

    /// Returns the key before this one, while the desk's files may still be of that.
    #[must_use]
    pub fn former(&self, key: &DataKey) -> Option<DataKey> {
        let secret = former_secret(key).ok()?;
        let bytes = self.former.as_ref()?.open(&secret).ok().flatten()?;
        Some(DataKey::of(&bytes, self.cipher))
    }

    /// Lets the key before this one go: no file of the desk is of that any more.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn forget_former(&mut self, key: &DataKey) -> Result<(), VaultError> {
        self.former = None;
        self.seal(key)
    }

    /// Says whether there is a slot of a kind.
    #[must_use]
    pub fn has(&self, way: Way) -> bool {
        self.slots.iter().any(|slot| slot.is_of(way, ""))
    }

    /// Seals the file as it is now, as the newest.
    fn seal(&mut self, key: &DataKey) -> Result<(), VaultError> {
        self.version = VERSION;
        self.generation += 1;
        self.seal = hex(&keyed_digest(&*key.derived(SEAL)?, &self.sealed_bytes()?));
        self.sum = Some(self.sum_now()?);
        Ok(())
    }

    fn sum_now(&self) -> Result<String, VaultError> {
        let mut bytes = self.sealed_bytes()?;
        bytes.extend(self.seal.as_bytes());
        Ok(hex(&Sha256::digest(&bytes)))
    }

    /// Returns how often the file was written.
    #[must_use]
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Says whether the file is as it was written, as far as can be seen without a key; one of the
    /// first format has nothing to be seen by.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.sum {
            Some(sum) => self.sum_now().is_ok_and(|now| now == *sum),
            None => self.version == 1,
        }
    }

    /// Returns the file with a sum of its own: as it is where it has one, else sealed again.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn summed(self, key: &DataKey) -> Result<Self, VaultError> {
        match self.sum {
            Some(_) => Ok(self),
            None => self.salvaged(key),
        }
    }

    /// Returns the file sealed again around the slots that it has.
    ///
    /// # Errors
    /// As [`Self::set_passphrase`].
    pub fn salvaged(&self, key: &DataKey) -> Result<Self, VaultError> {
        let mut whole = self.clone();
        FORMAT.clone_into(&mut whole.format);
        whole.seal(key)?;
        Ok(whole)
    }

    /// Opens whichever slot the secret opens, whatever the rest of the file is worth: a slot is sealed
    /// on its own, with the name that it signs with.
    #[must_use]
    pub fn open_any_slot(&self, claim: &Claim) -> Option<Unlocked> {
        let slots = self.slots.iter().filter(|slot| slot.answers(claim));
        slots.into_iter().find_map(|slot| {
            let bytes = slot.open(&claim.secret).ok().flatten()?;
            Some(self.unlocked(slot, &bytes, claim.way))
        })
    }

    fn unlocked(&self, slot: &Slot, bytes: &[u8; 32], way: Way) -> Unlocked {
        Unlocked {
            key: DataKey::of(bytes, self.cipher),
            user: slot.user.clone(),
            way,
        }
    }

    /// Returns the users who have a slot, in the order they were added.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().filter_map(Slot::person)
    }

    /// Opens the slot of whoever claims to be there. A name that has none costs as much time as one
    /// that has, and is answered alike.
    ///
    /// # Errors
    /// When it does not open, nobody is named and several have a slot, or the file is not as the
    /// program sealed it.
    pub fn unlock(&self, claim: &Claim) -> Result<Unlocked, VaultError> {
        let mut slots = self.slots.iter().filter(|slot| slot.answers(claim));
        let slot = match (slots.next(), slots.next()) {
            (Some(slot), None) => slot,
            (Some(_), Some(_)) => return Err(VaultError::NameNeeded),
            (None, _) => {
                if let Some(any) = self.slots.first() {
                    any.pretend(&claim.secret)?;
                }
                return Err(VaultError::WrongPassphrase);
            }
        };
        let Some(bytes) = slot.open(&claim.secret)? else {
            return Err(VaultError::WrongPassphrase);
        };
        let unlocked = self.unlocked(slot, &bytes, claim.way);
        let seal: [u8; 32] =
            unhex(&self.seal).ok_or(VaultError::damaged("its seal is malformed"))?;
        if !is_keyed_digest(&*unlocked.key.derived(SEAL)?, &self.sealed_bytes()?, &seal) {
            return Err(VaultError::damaged(
                "it was changed by something other than dutydesk",
            ));
        }
        Ok(unlocked)
    }

    /// Says whether the file is whole but for the number of its format, as one that this
    /// program knows.
    pub(super) fn is_whole_as_this_format(&self) -> bool {
        (2..=VERSION).any(|version| {
            let this = Self {
                version,
                ..self.clone()
            };
            this.is_whole()
        })
    }

    /// Returns what the seal covers: everything but the seal.
    fn sealed_bytes(&self) -> Result<Vec<u8>, VaultError> {
        let (format, version, generation) = (&self.format, self.version, self.generation);
        let bytes = match version {
            1 => serde_json::to_vec(&(format, version, &self.slots)),
            2 => serde_json::to_vec(&(format, version, generation, &self.slots)),
            _ => {
                let (cipher, former) = (self.cipher, &self.former);
                serde_json::to_vec(&(format, version, generation, cipher, former, &self.slots))
            }
        };
        bytes.map_err(|json| VaultError::of_json("it could not be written as JSON", &json))
    }
}

/// Returns what seals the key before a key.
fn former_secret(key: &DataKey) -> Result<Secret, VaultError> {
    Ok(Secret::from(hex(key.derived(FORMER)?.as_slice())))
}
