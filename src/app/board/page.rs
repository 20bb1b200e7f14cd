//! Which board is in front.

use crate::domain::id::{EntryId, IncidentId};

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Board {
    /// Who decides what, and what was decided.
    Decisions,
    /// The meetings that are called for or arranged.
    Meetings,
    /// One meeting.
    Meeting(EntryId),
    /// Agency checks and checklists.
    Checks,
    /// Tasks, actions and learning.
    Tasks,
    /// Forms and letters.
    Papers,
    /// The notification, gathered for the national form.
    Notification,
    /// Linked incidents and parallel processes.
    Links,
    /// What one shift hands to the next.
    Handover,
    /// What programs that ended left half typed.
    LeftBehind,
}

/// A board in front of the desk.
#[derive(Clone, Debug)]
pub struct BoardScreen {
    /// Which.
    pub board: Board,
    /// The incident it is about; none for the handover.
    pub id: Option<IncidentId>,
    /// The chosen line, counted over those that can be chosen.
    pub at: usize,
}
