//! A meeting arranged: when and where, who chairs, what is discussed, what came of it.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// A meeting arranged.
    Meeting by MeetingField {
        /// The meeting's id in the pack.
        meeting: String = Meeting "meeting",
        /// Its name, in the pack's words.
        title: String = Title "title",
        /// What is discussed, one line each.
        agenda: String = Agenda "agenda",
        /// How often what is asked to has changed: a calendar takes the invitation with the
        /// highest number.
        sequence: Option<u32> = Sequence "sequence",
        /// When it is.
        at: Option<Moment> = At "at",
        /// How long it takes.
        minutes: Option<i64> = Minutes "minutes",
        /// Where, or the link of the call.
        place: String = Place "place",
        /// The role that chairs.
        chair: String = Chair "chair",
        /// Who chairs, by name.
        chair_name: String = ChairName "chair_name",
        /// The mailbox that answers go to.
        organizer: String = Organizer "organizer",
        /// When it was held.
        held_at: Option<Moment> = HeldAt "held_at",
        /// What came of it.
        outcome: String = Outcome "outcome",
        /// Why it was cancelled; empty while it is not.
        cancelled: String = Cancelled "cancelled",
    }
}

impl Meeting {
    /// Says whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        !self.cancelled.is_empty()
    }

    /// Says whether it was held or cancelled.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.held_at.is_some() || self.is_cancelled()
    }

    /// Returns the number of what is asked to now; 0 before anything changed.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.sequence.unwrap_or(0)
    }
}
