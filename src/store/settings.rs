//! What a desk is set up with, and what it says of itself.

use crate::domain::instant::Instant;
use crate::domain::secret::Secret;
use crate::domain::user::Who;
use crate::vault::{Cipher, KdfCost, RecoveryKey};

/// What set-up asks for beside the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The pack's id, or its file.
    pub council: String,
    /// Who sets the desk up; the first slot is theirs.
    pub user: String,
}

/// The keys that a desk is made with.
#[derive(Clone, Copy, Debug)]
pub struct FirstKeys<'a> {
    /// The passphrase of whoever makes it.
    pub passphrase: &'a Secret,
    /// The key that is printed and kept nowhere; none for a desk that is thrown away.
    pub recovery: Option<&'a RecoveryKey>,
    /// How its files are kept.
    pub cipher: Cipher,
    /// What a guess costs.
    pub cost: KdfCost,
}

impl<'a> FirstKeys<'a> {
    /// Returns the one passphrase of an encrypted desk.
    #[must_use]
    pub fn of(passphrase: &'a Secret, cost: KdfCost) -> Self {
        Self {
            passphrase,
            recovery: None,
            cipher: Cipher::Standard,
            cost,
        }
    }
}

/// What a desk says of itself once open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The pack's id, or its file.
    pub council: String,
    /// Whose passphrase opened it: every write is recorded as theirs.
    pub who: Who,
    /// How its files are kept.
    pub cipher: Cipher,
    /// When the desk was set up.
    pub created_at: Instant,
    /// The newest time in the record when it was opened: a clock that is behind it is wrong.
    pub newest_at: Instant,
}
