//! The forms of the desk: what each asks, and which command it becomes.

pub mod answer;
pub mod contact;
pub mod handover;
pub mod ledger;
pub mod pack_form;
pub mod person;
pub mod quick_log;
pub mod record;

use crate::app::form::{Field, Form, Kind};
use crate::domain::draft::{DraftKey, RecordOf};
use crate::domain::id::{EventId, HandoverId, IncidentId, PersonId};
use crate::protocol::pack::{Choice, Pack};

/// What a form on the screen is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The first run: council, name, passphrase.
    SetUp,
    /// Opening the desk.
    Unlock,
    /// Logging a new incident.
    QuickLog,
    /// The alert form of an incident.
    Alert(IncidentId),
    /// Recording something that happened; a clock when it was asked for by one.
    Record(IncidentId, Option<String>),
    /// Recording a call to a role.
    Call(IncidentId, String),
    /// Recording that the alert is not raised, because.
    NotRaised(IncidentId),
    /// A note on the timeline.
    Note(IncidentId),
    /// Correcting an entry of the timeline.
    Correct(IncidentId, EventId),
    /// Putting a person on the incident.
    AddPerson(IncidentId),
    /// Changing who a person is.
    EditPerson(IncidentId, PersonId),
    /// Taking a person off the incident, because.
    TakeOff(IncidentId, PersonId),
    /// Answering a question that takes more than a key.
    Answer(IncidentId, String),
    /// Saying why the alert leaves late, before it is sent.
    LateReason(IncidentId, String),
    /// Changing a contact of a role.
    Contact(String),
    /// Another form of the pack than the alert's, by its id.
    Paper(IncidentId, String),
    /// A form of a case's ledgers.
    Ledger(IncidentId, ledger::Page),
    /// Offering a handover.
    OfferHandover,
    /// Accepting a handover by name.
    AcceptHandover(HandoverId),
}

impl Purpose {
    /// Returns the incident it is about.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::Alert(id)
            | Self::Record(id, _)
            | Self::Call(id, _)
            | Self::NotRaised(id)
            | Self::Note(id)
            | Self::Correct(id, _)
            | Self::AddPerson(id)
            | Self::EditPerson(id, _)
            | Self::TakeOff(id, _)
            | Self::LateReason(id, _)
            | Self::Paper(id, _)
            | Self::Ledger(id, _)
            | Self::Answer(id, _) => Some(*id),
            Self::SetUp
            | Self::Unlock
            | Self::QuickLog
            | Self::Contact(_)
            | Self::OfferHandover
            | Self::AcceptHandover(_) => None,
        }
    }

    /// Returns the key under which what a user types is kept, for a form that names none itself. What
    /// somebody answers or takes over by name is theirs alone, also while it is typed.
    #[must_use]
    pub fn draft_key(&self, user: &str) -> Option<DraftKey> {
        Some(match self {
            Self::Record(id, clock) => {
                let of = clock.clone().map(RecordOf::Clock);
                DraftKey::Record(*id, of.unwrap_or(RecordOf::Anything))
            }
            Self::Call(id, role) => DraftKey::Call(*id, role.clone()),
            Self::NotRaised(id) => DraftKey::NotRaised(*id),
            Self::Note(id) => DraftKey::Note(*id),
            Self::Correct(id, entry) => DraftKey::Correct(*id, *entry),
            Self::AddPerson(id) => DraftKey::AddPerson(*id),
            Self::EditPerson(id, person) => DraftKey::EditPerson(*id, *person),
            Self::TakeOff(id, person) => DraftKey::TakeOff(*id, *person),
            Self::LateReason(id, form) => DraftKey::Late(*id, form.clone()),
            Self::Answer(id, path) => DraftKey::Answer(*id, path.clone()),
            Self::Ledger(id, ledger::Page::Position { decision, slot }) => DraftKey::Position {
                incident: *id,
                decision: decision.clone(),
                slot: slot.clone(),
                by: user.to_owned(),
            },
            Self::Ledger(id, page) => DraftKey::Ledger(*id, page.key()),
            Self::OfferHandover => DraftKey::OfferHandover(user.to_owned()),
            Self::AcceptHandover(id) => DraftKey::AcceptHandover(*id, user.to_owned()),
            Self::SetUp
            | Self::Unlock
            | Self::QuickLog
            | Self::Alert(_)
            | Self::Paper(..)
            | Self::Contact(_) => return None,
        })
    }
}

/// Returns the three questions of the first run.
#[must_use]
pub fn set_up(councils: &[Pack]) -> Form {
    let options = councils
        .iter()
        .map(|pack| Choice {
            id: pack.pack.id.clone(),
            title: format!("{} ({})", pack.pack.council, pack.pack.edition),
        })
        .collect();
    let mut form = Form::new(
        "A NEW DESK",
        "make the desk",
        vec![
            Field::new("council", "Which council", Kind::Choice(options))
                .help("Its protocol becomes the desk's. Left and Right choose."),
            Field::new("user", "Your name", Kind::Line)
                .help("As it stands on what you record, such as K. Duty-Example (EDT)."),
            Field::new("passphrase", "Passphrase", Kind::Secret)
                .help("At least 12 characters. It opens the file; nobody can open it without."),
            Field::new("again", "Passphrase again", Kind::Secret),
        ],
    );
    "Everything is kept in one encrypted file on this computer. Nothing is sent anywhere."
        .clone_into(&mut form.intro);
    form
}

/// Returns the question that opens the desk.
#[must_use]
pub fn unlock() -> Form {
    Form::new(
        "DUTYDESK",
        "open the desk",
        vec![Field::new("passphrase", "Passphrase", Kind::Secret)],
    )
}
