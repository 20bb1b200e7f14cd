//! What a column is on this desk, and the word for it.

use std::fmt;

use crate::pack::bind::{Bind, Part, Stated};
use crate::pack::form::{FormField, FormSection, Repeats};
use crate::pack::{Means, Pack};

/// What a column is on this desk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The reference that a row had.
    Reference,
    /// Whether it is closed.
    Status,
    /// A field of the alert form.
    Form(String),
    /// When something happened.
    Event(String),
    /// What a decision came to.
    Decision(String),
    /// When it was made.
    DecidedAt(String),
    /// Who made it.
    DecidedBy(String),
    /// Nothing: it is kept word for word, as every column is.
    Keep,
}

impl fmt::Display for Target {
    /// Writes its word: `form.place`, `decision.criteria.at`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference => f.write_str(REFERENCE),
            Self::Status => f.write_str(STATUS),
            Self::Keep => f.write_str(KEEP),
            Self::Form(field) => write!(f, "form.{field}"),
            Self::Event(event) => write!(f, "event.{event}"),
            Self::Decision(id) => write!(f, "decision.{id}"),
            Self::DecidedAt(id) => write!(f, "decision.{id}.at"),
            Self::DecidedBy(id) => write!(f, "decision.{id}.by"),
        }
    }
}

const REFERENCE: &str = "reference";
const STATUS: &str = "status";
const KEEP: &str = "keep";

impl Target {
    /// Returns what a word is under a protocol; nothing where it has no such field, event or decision.
    #[must_use]
    pub fn of_word(pack: &Pack, word: &str) -> Option<Self> {
        let word = word.trim();
        match word {
            REFERENCE => return Some(Self::Reference),
            STATUS => return Some(Self::Status),
            KEEP => return Some(Self::Keep),
            _ => {}
        }
        let (kind, rest) = word.split_once('.')?;
        match kind {
            "form" => {
                let (section, field) = fields(pack).find(|(_, field)| field.id == rest)?;
                Self::of_field(section, field)
            }
            "event" => pack.event(rest).map(|row| Self::Event(row.id.clone())),
            "decision" => {
                let (id, part) = rest.split_once('.').unwrap_or((rest, ""));
                let row = pack.decision(id).filter(|row| row.event.is_some())?;
                let id = row.id.clone();
                match part {
                    "" => Some(Self::Decision(id)),
                    "at" => Some(Self::DecidedAt(id)),
                    "by" => Some(Self::DecidedBy(id)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Returns what a word of the list of usual headers is under a protocol: `means.closed`,
    /// `bind.person.name`, `lists.team`, `decision.first.at`, `panel`, or a word of its own.
    pub(super) fn of_usual(pack: &Pack, word: &str) -> Option<Self> {
        let decided = || pack.decisions.iter().filter(|row| row.event.is_some());
        if word == "panel" {
            let row = pack.meetings.iter().find(|row| row.panel)?;
            return row.held.clone().map(Self::Event);
        }
        match word.split_once('.') {
            Some(("means", means)) => {
                let means = Means::ALL.iter().find(|known| known.word() == means)?;
                match means {
                    Means::LearningShared => pack.learning_shared().map(str::to_owned),
                    means => Some(pack.event_meaning(*means).to_owned()),
                }
                .map(Self::Event)
            }
            Some(("bind", bind)) => fields(pack)
                .find(|(_, field)| field.binds.as_deref() == Some(bind))
                .and_then(|(section, field)| Self::of_field(section, field)),
            Some(("lists", lists)) => {
                let is_listed = |field: &FormField| {
                    let mut lists_as = field.lists.iter().map(|as_| match as_ {
                        crate::pack::form::ListedAs::Team => "team",
                        crate::pack::form::ListedAs::Agency => "agency",
                    });
                    lists_as.any(|known| known == lists)
                };
                let (section, field) = fields(pack).find(|(_, field)| is_listed(field))?;
                Self::of_field(section, field)
            }
            Some(("decision", rest)) => {
                let (which, part) = rest.split_once('.').unwrap_or((rest, ""));
                let row = match which {
                    "first" => decided().next(),
                    "last" => decided().next_back(),
                    id => return Self::of_word(pack, &format!("decision.{id}")),
                }?;
                let dot = if part.is_empty() { "" } else { "." };
                Self::of_word(pack, &format!("decision.{}{dot}{part}", row.id))
            }
            _ => Self::of_word(pack, word),
        }
    }

    /// Returns what a field of the form is: what it prints of an event or a decision is that.
    pub(super) fn of_field(section: &FormSection, field: &FormField) -> Option<Self> {
        match Bind::of(field)? {
            Bind::Recorded(event, Part::At) => Some(Self::Event(event.to_owned())),
            Bind::Decision(id, Stated::At) => Some(Self::DecidedAt(id.to_owned())),
            Bind::Decision(id, Stated::By) => Some(Self::DecidedBy(id.to_owned())),
            Bind::Decision(id, Stated::Value) => Some(Self::Decision(id.to_owned())),
            Bind::Recorded(_, Part::Happened) | Bind::Decision(_, Stated::Is(_)) => None,
            // A row has one child: what a brother or sister is asked for is no column of it.
            Bind::PersonDetail(_) | Bind::PersonFact(_)
                if section.repeats == Some(Repeats::Sibling) =>
            {
                None
            }
            _ => Some(Self::Form(field.id.clone())),
        }
    }

    /// Says whether days stand under it.
    #[must_use]
    pub fn is_of_days(&self) -> bool {
        matches!(self, Self::Event(_) | Self::DecidedAt(_))
    }
}

/// Returns the fields of the alert form, each with its section, in its order.
pub(super) fn fields(pack: &Pack) -> impl Iterator<Item = (&FormSection, &FormField)> {
    let sections = pack.alert_form().into_iter().flat_map(|form| &form.section);
    sections.flat_map(|section| section.field.iter().map(move |field| (section, field)))
}
