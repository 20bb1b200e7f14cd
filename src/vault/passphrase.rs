//! Passphrases: what is asked of one, and how one becomes a key.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::VaultError;
use crate::domain::secret::Secret;
use crate::error::Cause;

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
    pub const fn standard() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
        }
    }

    /// Returns the cost for throw-away files: the demo and tests. Protects nothing.
    #[must_use]
    pub const fn quick() -> Self {
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }

    /// Says whether a cost read from a file is one the program can have written: a changed key
    /// file must not be able to ask for all of the machine's memory.
    pub(super) const fn is_sane(self) -> bool {
        self.memory_kib >= 8
            && self.memory_kib <= 1024 * 1024
            && self.passes >= 1
            && self.passes <= 32
            && self.lanes >= 1
            && self.lanes <= 16
    }
}

/// What is written can be read again.
const _: () = assert!(KdfCost::standard().is_sane() && KdfCost::quick().is_sane());
/// Of a passphrase that may be used, one that is typed is never too long.
const _: () = assert!(Secret::FEWEST * 4 < Secret::LONGEST);

/// Says whether a new passphrase may be used; nothing is trimmed from it.
///
/// # Errors
/// [`VaultError::TooShort`] under [`Secret::FEWEST`], [`VaultError::TooLong`] over
/// [`Secret::LONGEST`].
pub fn check(passphrase: &Secret) -> Result<(), VaultError> {
    if passphrase.count() < Secret::FEWEST {
        return Err(VaultError::TooShort);
    }
    // No command would take it: the desk would open on the screen alone.
    if passphrase.reveal().len() > Secret::LONGEST {
        return Err(VaultError::TooLong);
    }
    Ok(())
}

/// Derives the key that wraps the data key.
pub(super) fn wrapping_key(
    passphrase: &Secret,
    salt: &[u8],
    cost: KdfCost,
) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let refused = |error| match error {
        argon2::Error::OutOfMemory => VaultError::NoMemory,
        other => VaultError::Damaged {
            why: "its cost of a guess is out of range",
            source: Some(Cause::new(other.to_string())),
        },
    };
    let mut out = Zeroizing::new([0; 32]);
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(refused)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.reveal().as_bytes(), salt, out.as_mut_slice())
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
        let derived = wrapping_key(&"correct horse battery".into(), &salt, cost);
        // 4 TiB: no system gives it.
        assert_eq!(derived.err(), Some(VaultError::NoMemory));
        let none = KdfCost {
            passes: 0,
            ..KdfCost::quick()
        };
        let derived = wrapping_key(&"correct horse battery".into(), &salt, none);
        assert!(matches!(derived, Err(VaultError::Damaged { .. })));
    }
}
