//! What can be asked of the store. Each command is one transaction: all of it or nothing.

use super::contact::Contact;
use super::draft::{DraftChange, DraftKey};
use super::facts::{FactValue, Role};
use super::id::{DraftId, EntryId, HandoverId, IncidentId, PersonId};
use super::incident::{Channel, Detail};
use super::instant::Instant;
use super::ledger::{Field, NewEntry};
use super::person::{Born, PersonSaid};
use super::saved_view::SavedView;
use super::timeline::NewEvent;

/// A person about to be put on an incident; fields as in [`super::incident::Person`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// What they are to the incident: its subject, where nobody said.
    pub role: Option<Role>,
    /// What they are called; may be empty.
    pub name: String,
    /// When they were born, as far as it is known.
    pub born: Born,
    /// Their number in the case system; may be empty.
    pub mosaic_id: String,
    /// What a pack's form asks of them besides, by its word.
    pub details: Vec<(String, String)>,
    /// Facts recorded with the person.
    pub facts: Vec<(String, FactValue)>,
}

impl NewPerson {
    /// Returns what they are put on the incident as.
    #[must_use]
    pub fn put_on_as(&self) -> Role {
        match self.role {
            Some(role) => role,
            None => Role::Subject,
        }
    }

    /// Returns what is said of them but their role, field by field; what says nothing is left out.
    pub fn said(&self) -> impl Iterator<Item = PersonSaid> {
        let own = [
            PersonSaid::Name(self.name.clone()),
            PersonSaid::MosaicId(self.mosaic_id.clone()),
        ];
        let details = self.details.iter();
        let details =
            details.map(|(word, text)| PersonSaid::Detail(word.clone(), Some(text.clone())));
        let all = own.into_iter().chain(self.born.said()).chain(details);
        all.filter(|said| !said.is_nothing())
    }
}

/// An incident about to be logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewIncident {
    /// Its own details, each optional.
    pub details: Vec<(Detail, String)>,
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
    /// One of its own details.
    Detail(Detail, Option<String>),
    /// A fact of the incident, or of a person.
    Fact(Option<PersonId>, String, Option<FactValue>),
    /// A person's own field or detail.
    Person(PersonId, PersonSaid),
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
    /// The incident is kept from most of those who see cases, or is so no more, with the reason.
    Restrict(bool, String),
}

/// Something sent, about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFiling {
    /// The form's id.
    pub form: String,
    /// To which mailboxes.
    pub to: Vec<String>,
    /// How.
    pub channel: Channel,
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

impl Command {
    /// Returns the draft that the write takes the place of: what was typed is in the record then.
    #[must_use]
    pub fn replaces(&self) -> Option<&DraftKey> {
        match self {
            Self::Log(_, draft)
            | Self::Revise { draft, .. }
            | Self::SaveContact(_, draft)
            | Self::OfferHandover { draft, .. }
            | Self::AcceptHandover { draft, .. } => draft.as_ref(),
            Self::SaveDraft { .. }
            | Self::Dispose { .. }
            | Self::SaveView(_)
            | Self::DropView(_)
            | Self::Seen { .. }
            | Self::BreakGlass { .. }
            | Self::DropDraft(_)
            | Self::TakeUpDraft(_)
            | Self::PutDraftAway(_)
            | Self::ForgetDrafts(_) => None,
        }
    }
}

/// A write, carried out whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Log an incident; the reference is allotted in the same transaction, which also takes the
    /// place of the draft of that key, if one is named.
    Log(Box<NewIncident>, Option<DraftKey>),
    /// Change an incident that was seen at `version`.
    Revise {
        /// Which.
        id: IncidentId,
        /// The version the person saw.
        version: i64,
        /// What changes, in order.
        edits: Vec<Edit>,
        /// The draft that this write replaces.
        draft: Option<DraftKey>,
    },
    /// Add or change a contact that was seen at its `version`; 0 adds one. It takes the place of
    /// the draft of that key, if one is named.
    SaveContact(Box<Contact>, Option<DraftKey>),
    /// Save a view of the register, in the place of one of the same name.
    SaveView(Box<SavedView>),
    /// Drop a view of the register.
    DropView(Box<SavedView>),
    /// Keep what changed in a draft of this sitting, every keystroke of it; the first begins it.
    SaveDraft {
        /// Which form of which incident.
        key: DraftKey,
        /// What changed.
        change: DraftChange,
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
        draft: Option<DraftKey>,
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
        draft: Option<DraftKey>,
    },
    /// Dispose of an incident that was seen at `version`, as somebody else proposed.
    Dispose {
        /// Which.
        id: IncidentId,
        /// The version the person saw.
        version: i64,
    },
    /// Remember that whoever is at the desk has seen an incident as it was at a version.
    Seen {
        /// Which.
        id: IncidentId,
        /// The version seen.
        version: i64,
    },
    /// Open a restricted record that is not one's own to read, for this sitting.
    BreakGlass {
        /// Which.
        id: IncidentId,
        /// Why: those whose record it is read it.
        because: String,
    },
    /// Drop this sitting's draft whose work is done or was thrown away on purpose.
    DropDraft(DraftKey),
    /// Make a draft that another sitting left behind this one's own.
    TakeUpDraft(DraftId),
    /// Put a draft that another sitting left behind away: it stays, and is no longer offered.
    PutDraftAway(DraftId),
    /// Drop drafts for good that were left behind or put away long ago, once somebody said so.
    ForgetDrafts(Vec<DraftId>),
}
