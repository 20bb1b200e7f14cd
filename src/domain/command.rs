//! What can be asked of the store. Each command is one transaction: all of it or nothing.

use super::contact::Contact;
use super::facts::FactValue;
use super::id::{EntryId, HandoverId, IncidentId, PersonId, SittingId};
use super::instant::Instant;
use super::ledger::{Field, NewEntry};
use super::timeline::NewEvent;

/// A person about to be put on an incident; fields as in [`super::incident::Person`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// Field by field, as text: `role`, `name`, `date_of_birth` (ISO), `age`, `unborn` (`yes`),
    /// `mosaic_id`, or any detail word.
    pub fields: Vec<(String, String)>,
    /// Facts recorded with the person.
    pub facts: Vec<(String, FactValue)>,
}

/// An incident about to be logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewIncident {
    /// `told_by`, `source`, `place`, `narrative`, each optional.
    pub details: Vec<(String, String)>,
    /// Facts recorded at once.
    pub facts: Vec<(String, FactValue)>,
    /// Who is on it.
    pub people: Vec<NewPerson>,
    /// What is known to have happened: the incident, being told.
    pub events: Vec<NewEvent>,
}

/// One field changed; `None` takes the value away (not known).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// `told_by`, `source`, `place`, `narrative`.
    Detail(String, Option<String>),
    /// A fact of the incident, or of a person.
    Fact(Option<PersonId>, String, Option<FactValue>),
    /// A person's own field or detail.
    Person(PersonId, String, Option<String>),
    /// A person put on the incident.
    AddPerson(NewPerson),
    /// A person taken off the incident with the reason, or without one put back on it; they stay
    /// visible, under their number.
    StrikePerson(PersonId, Option<String>),
    /// A form field that binds to nothing else.
    Form(String, Option<String>),
    /// Something that happened.
    Event(NewEvent),
    /// An entry taken back, with its reason; it stays visible.
    Withdraw(super::id::EventId, String),
    /// Something that was sent.
    File(NewFiling),
    /// An entry of a ledger, with those that belong to it.
    AddEntry(NewEntry),
    /// A field of a ledger's entry, with its text.
    Entry(EntryId, Field, Option<String>),
    /// A ledger's entry taken back, with its reason; it stays visible.
    Strike(EntryId, String),
}

/// Something sent, about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFiling {
    /// The form's id.
    pub form: String,
    /// To which mailboxes.
    pub to: Vec<String>,
    /// `eml` or `text`.
    pub channel: String,
    /// The subject line.
    pub subject: String,
    /// The body, verbatim.
    pub body: String,
}

impl Edit {
    /// Returns the edit of a field of a ledger's entry; empty text is no value.
    #[must_use]
    pub fn entry(entry: EntryId, field: impl Into<Field>, text: String) -> Self {
        Self::Entry(entry, field.into(), (!text.is_empty()).then_some(text))
    }
}

/// A write, carried out whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Log an incident; the reference is allotted in the same transaction. The draft of that key,
    /// if one is named, is dropped in the same transaction.
    Log(Box<NewIncident>, Option<String>),
    /// Change an incident that was seen at `version`. The draft of that key, if one is named, is
    /// dropped in the same transaction.
    Revise {
        /// Which.
        id: IncidentId,
        /// The version the person saw.
        version: i64,
        /// What changes, in order.
        edits: Vec<Edit>,
        /// The draft that this write replaces.
        draft: Option<String>,
    },
    /// Add or change a contact that was seen at its `version`; 0 adds one. The draft of that key, if
    /// one is named, is dropped in the same transaction.
    SaveContact(Box<Contact>, Option<String>),
    /// Keep a draft, every keystroke of it.
    SaveDraft {
        /// Which form of which incident.
        key: String,
        /// The form's own text.
        body: String,
    },
    /// Offer a handover.
    OfferHandover {
        /// When the shift began that it tells of.
        since: Instant,
        /// The person or role that it is offered to.
        to: String,
        /// What is handed over, word for word.
        body: String,
        /// The draft that this write replaces.
        draft: Option<String>,
    },
    /// Take a handover over, by name.
    AcceptHandover {
        /// Which.
        id: HandoverId,
        /// Who takes it over.
        by: String,
        /// What they say to it.
        note: String,
        /// The draft that this write replaces.
        draft: Option<String>,
    },
    /// Remember that whoever is at the desk has seen an incident as it was at a version.
    Seen {
        /// Which.
        id: IncidentId,
        /// The version seen.
        version: i64,
    },
    /// Drop this sitting's draft whose work is done or was thrown away on purpose.
    DropDraft(String),
    /// Make a draft that another sitting left behind this one's own.
    TakeUpDraft(SittingId, String),
    /// Put a draft that another sitting left behind away: it stays, and is no longer offered.
    PutDraftAway(SittingId, String),
}
