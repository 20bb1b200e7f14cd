//! What one write changed, field by field: the history that a person reads.

pub mod path;

use std::fmt;

use super::instant::Instant;
use path::Path;

/// One field that one write changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The record's version that the write made.
    pub version: i64,
    /// Which field.
    pub what: Path,
    /// The value before; absent when there was none.
    pub before: Option<String>,
    /// The value after; absent when it was taken away.
    pub after: Option<String>,
}

impl fmt::Debug for Change {
    /// Leaves both values out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change({} v{} {})", self.what, self.version, self.at)
    }
}
