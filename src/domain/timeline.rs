//! The timeline: what happened, who recorded it and when. Superseded, never overwritten.

use serde::{Deserialize, Serialize};

use super::id::EventId;
use super::instant::{Instant, Moment};

/// One thing that happened on an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEvent {
    /// Its row.
    pub id: EventId,
    /// The event's id in the pack, or one of [`CALL_MADE`] and [`NOTE`].
    pub kind: String,
    /// The word of an event that carries one, such as `met`.
    pub value: Option<String>,
    /// When it happened.
    pub at: Moment,
    /// Who recorded it.
    pub recorded_by: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Free words: who was spoken to, what they said.
    pub note: String,
    /// Why it was late, or why it was corrected.
    pub reason: String,
    /// The role that was told or called.
    pub role: Option<String>,
    /// The entry this one corrects.
    pub supersedes: Option<EventId>,
    /// Set when a later entry corrects this one.
    pub superseded_by: Option<EventId>,
    /// Set when a later entry takes it back without another time in its place.
    pub withdrawn: bool,
}

impl TimelineEvent {
    /// Says whether the entry still stands.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.superseded_by.is_none() && !self.withdrawn
    }
}

/// A call to a contact, answered or not.
pub const CALL_MADE: &str = "call_made";
/// A free note.
pub const NOTE: &str = "note";

/// An event about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvent {
    /// The event's id in the pack, or [`CALL_MADE`], [`NOTE`].
    pub kind: String,
    /// The word of an event that carries one.
    pub value: Option<String>,
    /// When it happened.
    pub at: Moment,
    /// Free words.
    pub note: String,
    /// Why late, or why corrected.
    pub reason: String,
    /// The role that was told or called.
    pub role: Option<String>,
    /// The entry this one corrects.
    pub supersedes: Option<EventId>,
}

impl NewEvent {
    /// Returns an event of a kind and time with nothing else said.
    #[must_use]
    pub fn new(kind: &str, at: Moment) -> Self {
        Self {
            kind: kind.to_owned(),
            value: None,
            at,
            note: String::new(),
            reason: String::new(),
            role: None,
            supersedes: None,
        }
    }
}
