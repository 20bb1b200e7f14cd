//! The kinds of entries.

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
    /// A form written out to be sent.
    Outgoing,
    /// How long the case is kept.
    Retention,
    /// A legal hold.
    Hold,
    /// A proposal to dispose of the case.
    Disposal,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
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
        Self::Outgoing,
        Self::Retention,
        Self::Hold,
        Self::Disposal,
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
            Self::Outgoing => "outgoing",
            Self::Retention => "retention",
            Self::Hold => "hold",
            Self::Disposal => "disposal",
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
            Self::Outgoing => "form written to be sent",
            Self::Retention => "retention class",
            Self::Hold => "legal hold",
            Self::Disposal => "proposal to dispose",
        }
    }

    /// Returns the word shown to people of several.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Position => "answers to a decision",
            Self::Meeting => "meetings",
            Self::Invitee => "invitees",
            Self::Check => "agency checks",
            Self::Action => "actions",
            Self::Task => "tasks",
            Self::Point => "points considered",
            Self::Parallel => "other agencies' processes",
            Self::Link => "links",
            Self::Learning => "notes of learning",
            Self::Outgoing => "forms written to be sent",
            Self::Retention => "retention classes",
            Self::Hold => "legal holds",
            Self::Disposal => "proposals to dispose",
        }
    }

    /// Returns the kind of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}
