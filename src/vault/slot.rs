//! One slot of the key file: a key wrapped under one secret, sealed on its own.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::claim::{Claim, Way};
use super::passphrase::{self, KdfCost};
use super::{VaultError, fill, hex, unhex};
use crate::domain::instant::Instant;
use crate::domain::secret::Secret;
use crate::error::Cause;

/// The data key wrapped for one person, or for whoever has the printed key or the machine's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    kind: Way,
    pub(super) user: String,
    created_at: Instant,
    kdf: KdfCost,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// Whose a slot is to be, what a guess at it costs, and when it is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewSlot<'a> {
    /// The name that it signs with.
    pub(super) user: &'a str,
    /// What kind of secret opens it.
    pub(super) way: Way,
    /// What a guess costs.
    pub(super) cost: KdfCost,
    /// When it is made.
    pub(super) now: Instant,
}

impl Slot {
    /// Wraps a key.
    ///
    /// # Errors
    /// When the system gives no randomness, or there is not enough memory.
    pub(super) fn wrap(
        key: &[u8; 32],
        secret: &Secret,
        new: NewSlot<'_>,
    ) -> Result<Self, VaultError> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        fill(&mut salt)?;
        fill(&mut nonce)?;
        let mut slot = Self {
            kind: new.way,
            user: new.user.to_owned(),
            created_at: new.now,
            kdf: new.cost,
            salt: hex(&salt),
            nonce: hex(&nonce),
            wrapped: String::new(),
        };
        let wrapping = passphrase::wrapping_key(secret, &salt, new.cost)?;
        let sealed = XChaCha20Poly1305::new(&Key::from(*wrapping))
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: key,
                    aad: slot.bound().as_bytes(),
                },
            )
            .map_err(|refused| VaultError::NoRandom(Cause::new(refused.to_string())))?;
        slot.wrapped = hex(&sealed);
        Ok(slot)
    }

    /// Returns what is sealed with the key, so that a slot cannot be given to another.
    fn bound(&self) -> String {
        match self.kind {
            // As the first two formats had it.
            Way::Passphrase => self.user.clone(),
            Way::Recovery => format!("recovery\0{}", self.user),
            Way::Host => format!("host\0{}", self.user),
        }
    }

    /// Says whether it is the slot of somebody, or of a kind that has no name.
    pub(super) fn is_of(&self, way: Way, user: &str) -> bool {
        self.kind == way && (way != Way::Passphrase || self.user == user)
    }

    /// Returns the name of the person whose it is; none of a slot that is no person's.
    pub(super) fn person(&self) -> Option<&str> {
        (self.kind == Way::Passphrase).then_some(self.user.as_str())
    }

    /// Says whether it may be the one that somebody claims.
    pub(super) fn answers(&self, claim: &Claim) -> bool {
        let named = claim.name.as_deref();
        self.kind == claim.way && named.is_none_or(|name| name == self.user)
    }

    /// Derives as an opening does, and opens nothing: a name that has no slot costs what one with a
    /// slot does.
    pub(super) fn pretend(&self, secret: &Secret) -> Result<(), VaultError> {
        passphrase::wrapping_key(secret, &[0; 16], self.kdf).map(drop)
    }

    /// Returns the key if the secret is this slot's.
    pub(super) fn open(&self, secret: &Secret) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
        let malformed = VaultError::damaged("one of its slots is malformed");
        if !self.kdf.is_sane() {
            return Err(malformed);
        }
        let salt: [u8; 16] = unhex(&self.salt).ok_or(malformed.clone())?;
        let nonce: [u8; 24] = unhex(&self.nonce).ok_or(malformed.clone())?;
        let wrapped: [u8; 48] = unhex(&self.wrapped).ok_or(malformed)?;
        let wrapping = passphrase::wrapping_key(secret, &salt, self.kdf)?;
        let opened = XChaCha20Poly1305::new(&Key::from(*wrapping)).decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &wrapped,
                aad: self.bound().as_bytes(),
            },
        );
        let Ok(plain) = opened.map(Zeroizing::new) else {
            return Ok(None);
        };
        // What opened is what was sealed: of any other length it was sealed by something else.
        match <[u8; 32]>::try_from(plain.as_slice()) {
            Ok(key) => Ok(Some(Zeroizing::new(key))),
            Err(_length) => Err(VaultError::damaged("one of its slots is malformed")),
        }
    }
}
