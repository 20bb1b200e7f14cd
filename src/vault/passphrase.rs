//! Passphrases: what is asked of one, and how one becomes a key.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::VaultError;

/// The shortest passphrase, in characters. Length alone is asked: rules about digits and signs
/// make passphrases that end up on a note under the keyboard.
pub const LEAST_CHARACTERS: usize = 12;

/// A passphrase on its way to the key file: wiped when dropped, and never printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl From<String> for Passphrase {
    fn from(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }
}

impl std::ops::Deref for Passphrase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(hidden)")
    }
}

/// What one guess costs (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes worked at once.
    pub lanes: u32,
}

impl KdfCost {
    /// Returns the cost for a desk: 64 MiB, 3 passes, about 0.15 s.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
        }
    }

    /// Returns the cost for throw-away files: the demo and tests. Protects nothing.
    #[must_use]
    pub fn quick() -> Self {
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }

    /// Says whether a cost read from a file is one the program can have written: a changed key
    /// file must not be able to ask for all of the machine's memory.
    pub(super) fn is_sane(self) -> bool {
        (8..=1024 * 1024).contains(&self.memory_kib)
            && (1..=32).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }
}

/// Says whether a new passphrase may be used; nothing is trimmed from it.
///
/// # Errors
/// [`VaultError::TooShort`] under [`LEAST_CHARACTERS`].
pub fn check(passphrase: &str) -> Result<(), VaultError> {
    if passphrase.chars().count() < LEAST_CHARACTERS {
        return Err(VaultError::TooShort);
    }
    Ok(())
}

/// Derives the key that wraps the data key.
pub(super) fn wrapping_key(
    passphrase: &str,
    salt: &[u8],
    cost: KdfCost,
) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let refused = |error| match error {
        argon2::Error::OutOfMemory => VaultError::NoMemory,
        _ => VaultError::Damaged("its cost of a guess is out of range"),
    };
    let mut out = Zeroizing::new([0; 32]);
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(refused)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, out.as_mut_slice())
        .map_err(refused)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_memory_is_not_taken_for_a_damaged_file() {
        let cost = KdfCost {
            memory_kib: u32::MAX,
            ..KdfCost::quick()
        };
        let salt = [0; 16];
        let derived = wrapping_key("correct horse battery", &salt, cost);
        // 4 TiB: no system gives it.
        assert_eq!(derived.err(), Some(VaultError::NoMemory));
        let none = KdfCost {
            passes: 0,
            ..KdfCost::quick()
        };
        let derived = wrapping_key("correct horse battery", &salt, none);
        assert!(matches!(derived, Err(VaultError::Damaged(_))));
    }
}
