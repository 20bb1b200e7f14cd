//! What a committed write did, as the screen is told.

use crate::domain::draft::DraftKey;
use crate::domain::id::{DraftId, IncidentId, Reference};
use crate::domain::instant::Instant;

/// What a committed write did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// An incident was logged.
    Logged(IncidentId, Reference),
    /// An incident was changed.
    Revised(IncidentId),
    /// A contact was saved.
    Contact,
    /// A view of the register was saved or dropped.
    Views,
    /// A draft was kept.
    Draft(DraftKey, Instant),
    /// A draft was dropped.
    DraftDropped(DraftKey),
    /// A draft that another sitting left behind is this one's, under this key.
    DraftTakenUp(DraftKey),
    /// A draft that another sitting left behind is no longer offered.
    DraftPutAway(DraftId),
    /// Drafts that were old are gone.
    DraftsForgotten(Vec<DraftId>),
    /// A handover was offered or accepted.
    HandedOver,
    /// An incident was disposed of.
    Disposed(IncidentId, Reference),
    /// It is remembered how far an incident was read.
    Seen(IncidentId),
    /// A restricted record is open for this sitting.
    GlassBroken(IncidentId),
    /// Whoever is at the desk has another passphrase.
    Passphrase,
}

impl Saved {
    /// Says whether it stands in the record: drafts are none, and how far somebody has read is none.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        match self {
            Self::Logged(..)
            | Self::Revised(_)
            | Self::Disposed(..)
            | Self::Contact
            | Self::HandedOver => true,
            Self::Views
            | Self::Draft(..)
            | Self::DraftDropped(_)
            | Self::DraftTakenUp(_)
            | Self::DraftPutAway(_)
            | Self::DraftsForgotten(_)
            | Self::GlassBroken(_)
            | Self::Passphrase
            | Self::Seen(_) => false,
        }
    }
}
