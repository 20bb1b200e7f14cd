//! What a command did.

use crate::domain::draft::DraftKey;
use crate::domain::id::{ContactId, DraftId, HandoverId, IncidentId, Reference};
use crate::domain::instant::Instant;

/// What a command did, said only after its commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// An incident was logged.
    Logged {
        /// Its row.
        id: IncidentId,
        /// The reference it was given.
        reference: Reference,
    },
    /// An incident was changed, or already was as asked.
    Revised {
        /// Which.
        id: IncidentId,
        /// Its version now; the version seen if nothing changed.
        version: i64,
    },
    /// A contact was added or changed.
    ContactSaved(ContactId),
    /// A view of the register was saved or dropped.
    ViewsChanged,
    /// A draft was kept.
    DraftSaved {
        /// Which.
        key: DraftKey,
        /// When.
        at: Instant,
    },
    /// A draft was dropped, or was not there.
    DraftDropped(DraftKey),
    /// A draft that another sitting left behind is this one's now, under this key.
    DraftTakenUp(DraftKey),
    /// A draft that another sitting left behind is no longer offered.
    DraftPutAway(DraftId),
    /// Drafts that were left behind or put away long ago are gone.
    DraftsForgotten(Vec<DraftId>),
    /// A handover was offered or accepted.
    HandedOver(HandoverId),
    /// An incident was disposed of.
    Disposed {
        /// The number that it had.
        id: IncidentId,
        /// What people called it.
        reference: Reference,
    },
    /// It is remembered how far an incident was read.
    Seen(IncidentId),
    /// A restricted record is open for this sitting to somebody from whom it is kept.
    GlassBroken(IncidentId),
    /// Whoever is at the desk has another passphrase.
    PassphraseChanged,
}

impl Done {
    /// Returns the restricted record that is open for this sitting now.
    pub(super) fn glass(&self) -> Option<IncidentId> {
        match self {
            Self::GlassBroken(id) => Some(*id),
            _ => None,
        }
    }
}
