//! The key file: one slot per user, each the same data key wrapped under a passphrase.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::passphrase::{self, KdfCost};
use super::{DataKey, VaultError, fill, hex, is_keyed_digest, keyed_digest, unhex};
use crate::domain::instant::Instant;
use crate::domain::secret::Secret;
use crate::error::Cause;

const FORMAT: &str = "dutydesk keys";
/// The second has a count of its writings and a sum of its own.
const VERSION: u32 = 2;
/// What the file's own seal is keyed for.
const SEAL: &str = "dutydesk key file seal 1";
/// No key file of a desk's size comes near this; more is not read.
const MOST_BYTES: u64 = 1024 * 1024;

/// What opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SlotKind {
    Passphrase,
}

/// The data key wrapped for one user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    kind: SlotKind,
    user: String,
    created_at: Instant,
    kdf: KdfCost,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// The key file, as JSON on disk; sealed under the data key so that a changed file is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    format: String,
    version: u32,
    /// How often it was written: of two copies the newer counts.
    #[serde(default)]
    generation: u32,
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
    /// Whose slot.
    pub user: String,
}

/// Read before anything else, so that a later format is told apart from a damaged file.
#[derive(Deserialize)]
struct Heading {
    format: String,
    version: u32,
}

impl KeyFile {
    /// The format that this program writes, and the latest that it reads.
    pub const VERSION: u32 = VERSION;

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
        let key = DataKey::random()?;
        let mut file = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            generation: 0,
            slots: Vec::new(),
            seal: String::new(),
            sum: None,
        };
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
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        fill(&mut salt)?;
        fill(&mut nonce)?;
        let mut slot = Slot {
            kind: SlotKind::Passphrase,
            user: user.to_owned(),
            created_at: now,
            kdf: cost,
            salt: hex(&salt),
            nonce: hex(&nonce),
            wrapped: String::new(),
        };
        let wrapping = passphrase::wrapping_key(passphrase, &salt, cost)?;
        let sealed = XChaCha20Poly1305::new(&Key::from(*wrapping))
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &key.0,
                    aad: slot.user.as_bytes(),
                },
            )
            .map_err(|refused| VaultError::NoRandom(Cause::new(refused.to_string())))?;
        slot.wrapped = hex(&sealed);
        self.slots.retain(|other| other.user != user);
        self.slots.push(slot);
        self.seal(key)
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

    /// Opens whichever slot this passphrase opens, whatever the rest of the file is worth: a slot
    /// is sealed on its own.
    #[must_use]
    pub fn open_any_slot(&self, passphrase: &Secret) -> Option<Unlocked> {
        self.slots.iter().find_map(|slot| {
            let key = slot.open(passphrase).ok().flatten()?;
            Some(Unlocked {
                key,
                user: slot.user.clone(),
            })
        })
    }

    /// Returns the users who have a slot, in the order they were added.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.user.as_str())
    }

    /// Opens the first slot that this passphrase opens; each slot tried costs one derivation.
    ///
    /// # Errors
    /// When it opens none, or the file is not as the program sealed it.
    pub fn unlock(&self, passphrase: &Secret) -> Result<Unlocked, VaultError> {
        for slot in &self.slots {
            if let Some(key) = slot.open(passphrase)? {
                let seal: [u8; 32] =
                    unhex(&self.seal).ok_or(VaultError::damaged("its seal is malformed"))?;
                if !is_keyed_digest(&*key.derived(SEAL)?, &self.sealed_bytes()?, &seal) {
                    return Err(VaultError::damaged(
                        "it was changed by something other than dutydesk",
                    ));
                }
                return Ok(Unlocked {
                    key,
                    user: slot.user.clone(),
                });
            }
        }
        Err(VaultError::WrongPassphrase)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it cannot be read, is not a key file, or is of a later format.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let bytes = read_bytes(path)?;
        let malformed =
            |json: serde_json::Error| VaultError::of_json("it is not a key file", &json);
        let heading: Heading = serde_json::from_slice(&bytes).map_err(malformed)?;
        if heading.format != FORMAT {
            return Err(VaultError::damaged("it is not a key file"));
        }
        if heading.version > VERSION {
            return Err(VaultError::Newer(heading.version));
        }
        let file: Self = serde_json::from_slice(&bytes).map_err(malformed)?;
        // What reads alike and is not byte for byte the same was changed: a letter's case, a blank.
        if file.version == VERSION && file.to_bytes()? != bytes {
            return Err(VaultError::damaged("it is not as it was written"));
        }
        Ok(file)
    }

    /// Reads what can be made out of a key file that is not as it was written.
    #[must_use]
    pub fn read_damaged(path: &Path) -> Option<Self> {
        serde_json::from_slice(&read_bytes(path).ok()?).ok()
    }

    /// Says whether the file is whole but for the number of its format.
    pub(super) fn is_whole_as_this_format(&self) -> bool {
        let this = Self {
            version: VERSION,
            ..self.clone()
        };
        this.is_whole()
    }

    fn to_bytes(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec_pretty(self)
            .map_err(|json| VaultError::of_json("it could not be written as JSON", &json))
    }

    /// Writes the file whole or not at all, readable by its owner alone.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), VaultError> {
        self.prepared(path)?
            .persist(path)
            .map_err(|failed| failed.error)?;
        sync_folder(path)
    }

    /// Writes the file as [`Self::write`] does, but never over one that is there.
    ///
    /// # Errors
    /// When there is one, or the folder cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<(), VaultError> {
        self.prepared(path)?
            .persist_noclobber(path)
            .map_err(|failed| failed.error)?;
        sync_folder(path)
    }

    fn prepared(&self, path: &Path) -> Result<tempfile::NamedTempFile, VaultError> {
        let mut file = tempfile::Builder::new()
            .prefix(".desk.keys.")
            .permissions(fs::Permissions::from_mode(0o600))
            .tempfile_in(folder_of(path)?)?;
        file.write_all(&self.to_bytes()?)?;
        file.as_file().sync_all()?;
        Ok(file)
    }

    /// Returns what the seal covers: everything but the seal.
    fn sealed_bytes(&self) -> Result<Vec<u8>, VaultError> {
        let bytes = if self.version == 1 {
            serde_json::to_vec(&(&self.format, self.version, &self.slots))
        } else {
            let (format, version, generation) = (&self.format, self.version, self.generation);
            serde_json::to_vec(&(format, version, generation, &self.slots))
        };
        bytes.map_err(|json| VaultError::of_json("it could not be written as JSON", &json))
    }
}

impl Slot {
    /// Returns the data key if the passphrase is this slot's.
    fn open(&self, passphrase: &Secret) -> Result<Option<DataKey>, VaultError> {
        let malformed = VaultError::damaged("one of its slots is malformed");
        if !self.kdf.is_sane() {
            return Err(malformed);
        }
        let salt: [u8; 16] = unhex(&self.salt).ok_or(malformed.clone())?;
        let nonce: [u8; 24] = unhex(&self.nonce).ok_or(malformed.clone())?;
        let wrapped: [u8; 48] = unhex(&self.wrapped).ok_or(malformed)?;
        let wrapping = passphrase::wrapping_key(passphrase, &salt, self.kdf)?;
        let opened = XChaCha20Poly1305::new(&Key::from(*wrapping)).decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &wrapped,
                aad: self.user.as_bytes(),
            },
        );
        let Ok(plain) = opened.map(Zeroizing::new) else {
            return Ok(None);
        };
        // What opened is what was sealed: of any other length it was sealed by something else.
        match <[u8; 32]>::try_from(plain.as_slice()) {
            Ok(key) => Ok(Some(DataKey(key))),
            Err(_length) => Err(VaultError::damaged("one of its slots is malformed")),
        }
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the folder that a file stands in.
fn folder_of(path: &Path) -> Result<&Path, VaultError> {
    let folder = path.parent();
    Ok(folder.ok_or(std::io::Error::from(std::io::ErrorKind::IsADirectory))?)
}

/// Makes a rename in a folder outlast a power cut.
fn sync_folder(path: &Path) -> Result<(), VaultError> {
    fs::File::open(folder_of(path)?)?.sync_all()?;
    Ok(())
}
