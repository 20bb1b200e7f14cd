//! What a desk is set up with, and what it says of itself.

use crate::domain::instant::Instant;

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
