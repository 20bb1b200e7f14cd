//! What one shift hands to the next: offered to somebody, accepted by name.

use super::id::HandoverId;
use super::instant::Instant;

/// One handover; until it is accepted it stands on both desks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The row.
    pub id: HandoverId,
    /// When the shift began that it tells of.
    pub since: Instant,
    /// When it was offered.
    pub offered_at: Instant,
    /// By whom.
    pub offered_by: String,
    /// To which person or role.
    pub offered_to: String,
    /// What was handed over, word for word as it was read.
    pub body: String,
    /// When it was accepted; not yet while absent.
    pub accepted_at: Option<Instant>,
    /// By whom, as they gave their name.
    pub accepted_by: String,
    /// What they said to it.
    pub accepted_note: String,
}

impl Handover {
    /// Says whether nobody has taken it over yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.accepted_at.is_none()
    }
}

/// A field of a handover that its history tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandoverField {
    /// To whom it was offered.
    OfferedTo,
    /// What was handed over.
    Body,
    /// Who took it over.
    AcceptedBy,
    /// What they said to it.
    AcceptedNote,
}

impl HandoverField {
    /// Every field.
    pub const ALL: [Self; 4] = [
        Self::OfferedTo,
        Self::Body,
        Self::AcceptedBy,
        Self::AcceptedNote,
    ];

    /// Returns the word that the history has for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::OfferedTo => "offered_to",
            Self::Body => "body",
            Self::AcceptedBy => "accepted_by",
            Self::AcceptedNote => "accepted_note",
        }
    }

    /// Returns the field of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}
