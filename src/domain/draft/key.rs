//! The key of a draft: which form, and of which incident, handover or contact.
//!
//! A key is written down as words between slashes, `alert/42`, and parsed once, where it is read.
//! The ids of a pack hold no slash; a person's name may, and stands last.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::domain::id::{EventId, HandoverId, IncidentId, PersonId};

/// Which form of which incident a draft is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DraftKey {
    /// A call being logged, by its number in its sitting; several can be half logged at once. An
    /// earlier release had one alone, without a number: 0.
    New(u32),
    /// The alert form of an incident.
    Alert(IncidentId),
    /// Another form of the pack, by its id.
    Paper(IncidentId, String),
    /// Something that happened.
    Record(IncidentId, RecordOf),
    /// A call to a role.
    Call(IncidentId, String),
    /// Why the alert is not raised.
    NotRaised(IncidentId),
    /// A note on the timeline.
    Note(IncidentId),
    /// The correction of an entry of the timeline.
    Correct(IncidentId, EventId),
    /// A person to be put on an incident.
    AddPerson(IncidentId),
    /// Who a person is.
    EditPerson(IncidentId, PersonId),
    /// Why a person is taken off.
    TakeOff(IncidentId, PersonId),
    /// Why a form leaves late, by the form's id.
    Late(IncidentId, String),
    /// The answer of a question, by its path.
    Answer(IncidentId, String),
    /// An entry of a ledger, by the words that name it.
    Ledger(IncidentId, String),
    /// A decider's answer, which is theirs alone.
    Position {
        /// Of which incident.
        incident: IncidentId,
        /// Which decision.
        decision: String,
        /// In whose place.
        slot: String,
        /// Who is typing it.
        by: String,
    },
    /// The contact of a role.
    Contact(String),
    /// How the contact of a role was checked.
    Checked(String),
    /// The offer of a handover, by who is typing it.
    OfferHandover(String),
    /// Taking a handover over, by who is typing it.
    AcceptHandover(HandoverId, String),
    /// A form that this release does not know: its draft is kept, and named as what it is.
    Unknown(String),
}

/// What the form that records what happened was opened on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordOf {
    /// Nothing: anything can be recorded.
    Anything,
    /// What stops a clock.
    Clock(String),
    /// An event.
    Event(String),
    /// What a step asks for.
    Step(String),
}

impl DraftKey {
    /// Returns the incident that the form is about; a handover's number is no incident's.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::Alert(id)
            | Self::Paper(id, _)
            | Self::Record(id, _)
            | Self::Call(id, _)
            | Self::NotRaised(id)
            | Self::Note(id)
            | Self::Correct(id, _)
            | Self::AddPerson(id)
            | Self::EditPerson(id, _)
            | Self::TakeOff(id, _)
            | Self::Late(id, _)
            | Self::Answer(id, _)
            | Self::Ledger(id, _)
            | Self::Position { incident: id, .. } => Some(*id),
            Self::New(_)
            | Self::Contact(_)
            | Self::Checked(_)
            | Self::OfferHandover(_)
            | Self::AcceptHandover(..)
            | Self::Unknown(_) => None,
        }
    }

    /// Says whether it is of a call being logged.
    #[must_use]
    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }

    /// Says whether two people with these keys are at the same work. Two calls may be of the same
    /// child, whatever their numbers.
    #[must_use]
    pub fn is_same_work_as(&self, other: &Self) -> bool {
        self == other || (self.is_new() && other.is_new())
    }

    /// Returns the number of one more call beside those that are half logged.
    #[must_use]
    pub fn next_call<'a>(taken: impl IntoIterator<Item = &'a Self>) -> u32 {
        let numbers = taken.into_iter().filter_map(|key| match key {
            Self::New(number) => Some(*number),
            _ => None,
        });
        numbers.max().map_or(1, |number| number.saturating_add(1))
    }
}

impl fmt::Display for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(0) => f.write_str("new"),
            Self::New(number) => write!(f, "new/{number}"),
            Self::Alert(id) => write!(f, "alert/{id}"),
            Self::Paper(id, form) => write!(f, "paper/{id}/{form}"),
            Self::Record(id, of) => write!(f, "record/{id}/{of}"),
            Self::Call(id, role) => write!(f, "call/{id}/{role}"),
            Self::NotRaised(id) => write!(f, "not_raised/{id}"),
            Self::Note(id) => write!(f, "note/{id}"),
            Self::Correct(id, event) => write!(f, "correct/{id}/{event}"),
            Self::AddPerson(id) => write!(f, "person/{id}"),
            Self::EditPerson(id, person) => write!(f, "person/{id}/{person}"),
            Self::TakeOff(id, person) => write!(f, "take_off/{id}/{person}"),
            Self::Late(id, form) => write!(f, "late/{id}/{form}"),
            Self::Answer(id, path) => write!(f, "answer/{id}/{path}"),
            Self::Ledger(id, entry) => write!(f, "ledger/{id}/{entry}"),
            Self::Position {
                incident,
                decision,
                slot,
                by,
            } => write!(f, "ledger/{incident}/position/{decision}/{slot}/{by}"),
            Self::Contact(role) => write!(f, "contact/{role}"),
            Self::Checked(role) => write!(f, "checked/{role}"),
            Self::OfferHandover(by) => write!(f, "handover/offer/{by}"),
            Self::AcceptHandover(id, by) => write!(f, "handover/{id}/{by}"),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for RecordOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anything => Ok(()),
            Self::Clock(clock) => f.write_str(clock),
            Self::Event(event) => write!(f, "event/{event}"),
            Self::Step(step) => write!(f, "step/{step}"),
        }
    }
}

impl FromStr for DraftKey {
    type Err = Infallible;

    /// Reads a key; what is none of this release's is kept as it stands.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        // Only what would be written so again is of this release: no two texts are one key.
        let known = known(text).filter(|key| key.to_string() == text);
        Ok(known.unwrap_or_else(|| Self::Unknown(text.to_owned())))
    }
}

fn known(text: &str) -> Option<DraftKey> {
    let Some((kind, rest)) = text.split_once('/') else {
        return (text == "new").then_some(DraftKey::New(0));
    };
    match kind {
        "new" => return rest.parse().ok().map(DraftKey::New),
        "contact" => return Some(DraftKey::Contact(rest.to_owned())),
        "checked" => return Some(DraftKey::Checked(rest.to_owned())),
        "handover" => return handover(rest),
        _ => {}
    }
    let (id, rest) = match rest.split_once('/') {
        Some((id, rest)) => (id, Some(rest)),
        None => (rest, None),
    };
    let id = IncidentId(id.parse().ok()?);
    let number = |text: &str| text.parse::<i64>().ok();
    Some(match (kind, rest) {
        ("alert", None) => DraftKey::Alert(id),
        ("paper", Some(form)) => DraftKey::Paper(id, form.to_owned()),
        ("record", Some(of)) => DraftKey::Record(id, record_of(of)),
        ("call", Some(role)) => DraftKey::Call(id, role.to_owned()),
        ("not_raised", None) => DraftKey::NotRaised(id),
        ("note", None) => DraftKey::Note(id),
        ("correct", Some(event)) => DraftKey::Correct(id, EventId(number(event)?)),
        ("person", None) => DraftKey::AddPerson(id),
        ("person", Some(person)) => DraftKey::EditPerson(id, PersonId(number(person)?)),
        ("take_off", Some(person)) => DraftKey::TakeOff(id, PersonId(number(person)?)),
        ("late", Some(form)) => DraftKey::Late(id, form.to_owned()),
        ("answer", Some(path)) => DraftKey::Answer(id, path.to_owned()),
        ("ledger", Some(entry)) => ledger(id, entry),
        _ => return None,
    })
}

fn record_of(text: &str) -> RecordOf {
    match text.split_once('/') {
        Some(("event", event)) => RecordOf::Event(event.to_owned()),
        Some(("step", step)) => RecordOf::Step(step.to_owned()),
        _ if text.is_empty() => RecordOf::Anything,
        _ => RecordOf::Clock(text.to_owned()),
    }
}

fn ledger(incident: IncidentId, entry: &str) -> DraftKey {
    let mut parts = entry.splitn(4, '/');
    let position = (parts.next(), parts.next(), parts.next(), parts.next());
    match position {
        (Some("position"), Some(decision), Some(slot), Some(by)) => DraftKey::Position {
            incident,
            decision: decision.to_owned(),
            slot: slot.to_owned(),
            by: by.to_owned(),
        },
        _ => DraftKey::Ledger(incident, entry.to_owned()),
    }
}

fn handover(rest: &str) -> Option<DraftKey> {
    let (which, by) = rest.split_once('/')?;
    Some(match which {
        "offer" => DraftKey::OfferHandover(by.to_owned()),
        id => DraftKey::AcceptHandover(HandoverId(id.parse().ok()?), by.to_owned()),
    })
}
