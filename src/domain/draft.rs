//! Drafts: unfinished typing, which belongs to the sitting that it was typed in.

use std::fmt;

use super::id::SittingId;
use super::instant::Instant;

/// A draft of another sitting than one's own: a colleague's, or one that a program left behind.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherDraft {
    /// Whose sitting.
    pub sitting: SittingId,
    /// Which form of which incident.
    pub key: String,
    /// Who was typing; empty where an earlier release did not write it down.
    pub by: String,
    /// On which machine.
    pub host: String,
    /// When its first letter was kept.
    pub begun_at: Instant,
    /// When its last letter was kept.
    pub saved_at: Instant,
    /// The form's own text where the program that kept it has ended; absent while somebody is
    /// typing, for that is nobody else's to read.
    pub left: Option<String>,
    /// Somebody looked at it and put it away.
    pub put_away: bool,
}

impl OtherDraft {
    /// Says whether somebody is typing it now.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.left.is_none()
    }

    /// Says whether two readings speak of the same draft in the same state, whatever was typed
    /// into it between them.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let of = |draft: &Self| (draft.is_live(), draft.put_away);
        self.sitting == other.sitting && self.key == other.key && of(self) == of(other)
    }
}

impl fmt::Debug for OtherDraft {
    /// Leaves the typed text out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OtherDraft({} of {})", self.key, self.sitting)
    }
}
