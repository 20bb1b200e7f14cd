//! Keys: a random data key opens the desk's file, and each user's passphrase unwraps it.
//!
//! Nothing here knows SQL. Changing a passphrase rewrites one slot of the key file and never the
//! desk's file.

pub mod claim;
pub mod copies;
pub mod passphrase;
pub mod recovery;
mod slot;
pub mod slots;
pub mod throttle;

use std::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::domain::secret::Secret;
use crate::error::Cause;

pub use claim::{Claim, Way};
pub use passphrase::KdfCost;
pub use recovery::RecoveryKey;
pub use slots::{KeyFile, Unlocked};
pub use throttle::Alarm;

/// Why a key could not be had. Never holds what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No slot opens with this passphrase.
    #[error("no slot opens with this passphrase")]
    WrongPassphrase,
    /// Several people have a slot, and none was named.
    #[error("several people have a passphrase here, and none was named")]
    NameNeeded,
    /// The passphrase is shorter than the rules allow.
    #[error("the passphrase is shorter than {} characters", Secret::FEWEST)]
    TooShort,
    /// The passphrase is longer than a command takes.
    #[error("the passphrase is longer than {} bytes", Secret::LONGEST)]
    TooLong,
    /// The key file is not what the program wrote.
    #[error("{why}")]
    Damaged {
        /// What is wrong with it.
        why: &'static str,
        /// Where, as far as is known.
        source: Option<Cause>,
    },
    /// The key file is of a later format.
    #[error("the key file has format {0}")]
    Newer(u32),
    /// The key file could not be read or written.
    #[error("{kind}")]
    Io {
        /// The system's kind of error.
        kind: std::io::ErrorKind,
        /// The system's number for it.
        source: Option<Cause>,
    },
    /// There is not enough memory to derive a key.
    #[error("not enough memory to derive the key")]
    NoMemory,
    /// The system gave no randomness, or a primitive refused its own sizes.
    #[error("the system gave no random bytes")]
    NoRandom(#[source] Cause),
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        Self::Io {
            kind: error.kind(),
            source: Cause::of_io(&error),
        }
    }
}

impl VaultError {
    /// Returns the fault of a key file that is not what the program wrote.
    pub(crate) fn damaged(why: &'static str) -> Self {
        Self::Damaged { why, source: None }
    }

    /// Returns the fault of a key file whose text cannot be read: where, never what stands there.
    fn of_json(why: &'static str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::Damaged {
            why,
            source: Some(Cause::new(format!("line {line}, column {column}"))),
        }
    }
}

/// How the desk's files are kept from whoever has them and not the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cipher {
    /// Encrypted, each page with a sum of its own.
    #[default]
    Standard,
    /// Not at all: the host keeps the disk's key. Passphrases say who somebody is, and no more.
    None,
}

impl Cipher {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "what is left out of a file is asked by reference"
    )]
    fn is_standard(&self) -> bool {
        *self == Self::Standard
    }
}

/// The key that opens the desk's file; wiped when dropped, and never printed. It stands where it is
/// made, in memory that is not swapped out as far as the system lets it.
pub struct DataKey {
    bytes: Resident,
    /// How the files of its desk are kept.
    pub cipher: Cipher,
}

impl DataKey {
    /// Returns a new random key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random(cipher: Cipher) -> Result<Self, VaultError> {
        let mut bytes = Zeroizing::new([0; 32]);
        fill(bytes.as_mut_slice())?;
        Ok(Self::of(&bytes, cipher))
    }

    /// Reads a key in hexadecimal; none where it is none.
    #[must_use]
    pub fn from_hex(text: &Secret, cipher: Cipher) -> Option<Self> {
        let bytes = Zeroizing::new(unhex::<32>(text.reveal())?);
        Some(Self::of(&bytes, cipher))
    }

    fn of(bytes: &[u8; 32], cipher: Cipher) -> Self {
        Self {
            bytes: Resident::of(bytes),
            cipher,
        }
    }

    /// Returns a key for one purpose (HKDF-SHA256), so that no two uses share a key.
    ///
    /// # Errors
    /// Never for this length; the primitive's own refusal is passed on.
    pub fn derived(&self, purpose: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let mut out = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, self.bytes.as_slice())
            .expand(purpose.as_bytes(), out.as_mut_slice())
            .map_err(|length| VaultError::NoRandom(Cause::new(length.to_string())))?;
        Ok(out)
    }

    /// Returns the key in hexadecimal, as the file's cipher takes a raw key.
    #[must_use]
    pub fn hex(&self) -> Secret {
        Secret::from(hex(self.bytes.as_slice()))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(hidden)")
    }
}

/// Bytes of a key that stay where they are, and are wiped there.
struct Resident(Box<[u8; 32]>);

impl Resident {
    fn of(bytes: &[u8; 32]) -> Self {
        let kept = Box::new(*bytes);
        // Where the system locks none it stands in memory like everything else.
        let _locked = crate::system::keep_resident(kept.as_slice());
        Self(kept)
    }
}

impl std::ops::Deref for Resident {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for Resident {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Returns the keyed digest (HMAC-SHA256) of some bytes.
#[must_use]
pub fn keyed_digest(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    keyed(key, bytes).finalize().into_bytes().into()
}

/// Says, in constant time, whether a keyed digest is that of the bytes.
#[must_use]
pub fn is_keyed_digest(key: &[u8; 32], bytes: &[u8], digest: &[u8]) -> bool {
    keyed(key, bytes).verify_slice(digest).is_ok()
}

fn keyed(key: &[u8; 32], bytes: &[u8]) -> Hmac<Sha256> {
    // HMAC itself fills a short key with zeros to the block; doing it here leaves no failing path.
    let mut block = Zeroizing::new([0; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(bytes);
    mac
}

fn fill(bytes: &mut [u8]) -> Result<(), VaultError> {
    getrandom::fill(bytes).map_err(|error| VaultError::NoRandom(Cause::new(error.to_string())))
}

/// Returns a random word that nobody else has: 128 bits in hexadecimal.
///
/// # Errors
/// When the system gives no randomness.
pub fn random_word() -> Result<String, VaultError> {
    Ok(hex(&random_bytes::<16>()?))
}

/// Returns random bytes.
///
/// # Errors
/// When the system gives no randomness.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

const DIGITS: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
];

/// Returns bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    out
}

/// Reads exactly `N` bytes of hexadecimal.
fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect();
    let digits = digits?;
    if digits.len() != N * 2 {
        return None;
    }
    let mut out = [0; N];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        if let [high, low] = pair {
            *byte = high << 4 | low;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests;
