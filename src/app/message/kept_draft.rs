//! A draft of this sitting, and how far it is kept.

use std::fmt;

use super::ticket::Ticket;
use crate::domain::draft::{DraftBody, DraftKey};
use crate::domain::instant::Instant;

/// A draft of this sitting.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Which form of which incident.
    pub key: DraftKey,
    /// What is typed.
    pub body: DraftBody,
    /// When it was last kept in the file; not yet while absent.
    pub saved_at: Option<Instant>,
    /// The write that keeps the last change, until it is on the disk.
    pub keeping: Option<Ticket>,
    /// Something of it could not be kept: it is in this program's memory alone.
    pub is_unkept: bool,
    /// The last write that keeps all of it, where something could not be kept before.
    pub keeping_whole: Option<Ticket>,
}

impl KeptDraft {
    /// Returns a draft that is in the file as it is.
    #[must_use]
    pub fn in_file(key: DraftKey, body: DraftBody, saved_at: Instant) -> Self {
        Self {
            saved_at: Some(saved_at),
            ..Self::begun(key, body)
        }
    }

    /// Returns a draft of which nothing is in the file yet.
    #[must_use]
    pub fn begun(key: DraftKey, body: DraftBody) -> Self {
        Self {
            key,
            body,
            saved_at: None,
            keeping: None,
            is_unkept: false,
            keeping_whole: None,
        }
    }

    /// Takes note that a write is on the disk.
    pub fn kept(&mut self, ticket: Ticket, at: Instant) {
        self.saved_at = Some(at);
        if self.keeping == Some(ticket) {
            self.keeping = None;
        }
        // A later change that was kept says nothing of an earlier one that was not.
        if self.keeping_whole == Some(ticket) {
            self.keeping_whole = None;
            self.is_unkept = false;
        }
    }

    /// Takes note that a write was refused.
    pub fn refused(&mut self, ticket: Ticket) {
        self.is_unkept = true;
        if self.keeping == Some(ticket) {
            self.keeping = None;
        }
    }

    /// Says whether its newest letters are in the file.
    #[must_use]
    pub fn is_in_file(&self) -> bool {
        self.keeping.is_none() && !self.is_unkept
    }
}

impl fmt::Debug for KeptDraft {
    /// Leaves the typed text out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptDraft({})", self.key)
    }
}
