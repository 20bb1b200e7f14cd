//! The ledgers of a case: small records that people keep beside the timeline.
//!
//! A decider's position, a meeting and who is asked to it, an agency's check, an action, a task, a
//! parallel process, a link. Each is an [`Entry`] of one [`EntryKind`] with fields by their word,
//! so that one path stores them all, keeps each field's history and shows what two people changed.
//! What an entry means is read by the layer that knows the rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::id::EntryId;
use super::instant::{Instant, Moment};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// One decider's answer to a decision, with reasons.
    Position,
    /// A meeting arranged.
    Meeting,
    /// Somebody asked to a meeting.
    Invitee,
    /// What one agency was asked for.
    Check,
    /// An action for an agency, with evidence and impact.
    Action,
    /// A person's own to-do.
    Task,
    /// One point of a review's checklist.
    Point,
    /// Another agency's process on the same incident.
    Parallel,
    /// Another incident that this one belongs with.
    Link,
    /// Learning, kept apart from names.
    Learning,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Position,
        Self::Meeting,
        Self::Invitee,
        Self::Check,
        Self::Action,
        Self::Task,
        Self::Point,
        Self::Parallel,
        Self::Link,
        Self::Learning,
    ];

    /// Returns the stable word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Meeting => "meeting",
            Self::Invitee => "invitee",
            Self::Check => "check",
            Self::Action => "action",
            Self::Task => "task",
            Self::Point => "point",
            Self::Parallel => "parallel",
            Self::Link => "link",
            Self::Learning => "learning",
        }
    }

    /// Returns the word shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Position => "answer to a decision",
            Self::Meeting => "meeting",
            Self::Invitee => "invitee",
            Self::Check => "agency check",
            Self::Action => "action",
            Self::Task => "task",
            Self::Point => "point considered",
            Self::Parallel => "other agency's process",
            Self::Link => "link",
            Self::Learning => "learning",
        }
    }

    /// Returns the kind of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// One entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// The entry it belongs to: an invitee's meeting.
    pub of: Option<EntryId>,
    /// When it was made.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
    /// What it says, by field.
    pub fields: BTreeMap<String, String>,
    /// Why it was taken back; it stays visible.
    pub struck: Option<String>,
}

impl Entry {
    /// Returns a field's text; empty when nothing stands there.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// Says whether something stands in a field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        !self.get(field).is_empty()
    }

    /// Returns a field as a time: an instant, a day, or one that is not known.
    #[must_use]
    pub fn moment(&self, field: &str) -> Option<Moment> {
        Moment::from_text(self.get(field))
    }

    /// Returns a field as an instant; a day counts from its start.
    #[must_use]
    pub fn instant(&self, field: &str) -> Option<Instant> {
        self.moment(field)?.as_start()
    }

    /// Returns a field as a day.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<NaiveDate> {
        self.instant(field).map(Instant::london_date)
    }

    /// Says whether the entry still stands.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.struck.is_none()
    }
}

/// An entry about to be made, with those that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What it is.
    pub kind: EntryKind,
    /// The entry it belongs to.
    pub of: Option<EntryId>,
    /// What it says, by field; an empty field is left out.
    pub fields: Vec<(String, String)>,
    /// The entries that belong to it, made in the same write.
    pub parts: Vec<NewEntry>,
}

impl NewEntry {
    /// Returns an entry with nothing said in it.
    #[must_use]
    pub fn new(kind: EntryKind) -> Self {
        Self {
            kind,
            of: None,
            fields: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Returns the entry with a field said.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.fields.push((field.to_owned(), value.into()));
        self
    }

    /// Returns the entry as part of another.
    #[must_use]
    pub fn of(mut self, entry: EntryId) -> Self {
        self.of = Some(entry);
        self
    }
}
