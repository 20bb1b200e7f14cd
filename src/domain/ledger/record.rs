//! What an entry says: the record of its kind, and a field of any of them.

use std::collections::BTreeMap;

use super::action::{Action, ActionField};
use super::check::{Check, CheckField};
use super::field::{Expected, LedgerFault};
use super::invitee::{Invitee, InviteeField};
use super::kind::EntryKind;
use super::learning::{Learning, LearningField};
use super::link::{Link, LinkField};
use super::meeting::{Meeting, MeetingField};
use super::outgoing::{Outgoing, OutgoingField};
use super::parallel::{Parallel, ParallelField};
use super::point::{Point, PointField};
use super::position::{Position, PositionField};
use super::retention::{Disposal, DisposalField, Hold, HoldField, Retention, RetentionField};
use super::task::{Task, TaskField, ToDo};
use crate::domain::id::EntryId;

/// A record of one kind.
pub trait Ledger: Clone + Into<Record> + 'static {
    /// The kind.
    const KIND: EntryKind;

    /// Returns it from what an entry says; none when that is of another kind.
    fn of(record: &Record) -> Option<&Self>;
}

/// Declares what an entry can say: `Kind by Fields`, where the record has the kind's name.
macro_rules! ledgers {
    ($( $(#[$note:meta])* $kind:ident by $fields:ident, )+) => {
        /// What an entry says, by its kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            $( $(#[$note])* $kind($kind), )+
        }

        /// A field of a record of any kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $( $(#[$note])* $kind($fields), )+
        }

        impl Record {
            /// Returns a record of a kind with nothing said in it.
            #[must_use]
            pub fn empty(kind: EntryKind) -> Self {
                match kind {
                    $( EntryKind::$kind => Self::$kind($kind::default()), )+
                }
            }

            /// Returns the kind.
            #[must_use]
            pub fn kind(&self) -> EntryKind {
                match self {
                    $( Self::$kind(_) => EntryKind::$kind, )+
                }
            }

            /// Sets a field from its text; empty text takes the value away.
            ///
            /// # Errors
            /// When the text is not what the field holds, or the record has no such field.
            pub fn set(&mut self, field: Field, text: &str) -> Result<(), Expected> {
                match (self, field) {
                    $( (Self::$kind(record), Field::$kind(field)) => record.set(field, text), )+
                    _ => Err(Expected("a field of the record")),
                }
            }

            /// Returns the text of a field; none when nothing is said there.
            #[must_use]
            pub fn text(&self, field: Field) -> Option<String> {
                let text = match (self, field) {
                    $( (Self::$kind(record), Field::$kind(field)) => record.text(field), )+
                    _ => return None,
                };
                (!text.is_empty()).then_some(text)
            }
        }

        impl Field {
            /// Returns the kind whose records have it.
            #[must_use]
            pub fn kind(self) -> EntryKind {
                match self {
                    $( Self::$kind(_) => EntryKind::$kind, )+
                }
            }

            /// Returns the fields of a kind, in the order in which a new entry's are written.
            #[must_use]
            pub fn all(kind: EntryKind) -> Vec<Self> {
                match kind {
                    $( EntryKind::$kind => {
                        $fields::ALL.iter().copied().map(Self::$kind).collect()
                    } )+
                }
            }

            /// Returns the word that the file and the forms have for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $( Self::$kind(field) => field.word(), )+
                }
            }

            /// Says whether a time stands in it.
            #[must_use]
            pub fn is_time(self) -> bool {
                match self {
                    $( Self::$kind(field) => field.is_time(), )+
                }
            }
        }

        $(
            impl From<$kind> for Record {
                fn from(record: $kind) -> Self {
                    Self::$kind(record)
                }
            }

            impl From<$fields> for Field {
                fn from(field: $fields) -> Self {
                    Self::$kind(field)
                }
            }

            impl Ledger for $kind {
                const KIND: EntryKind = EntryKind::$kind;

                fn of(record: &Record) -> Option<&Self> {
                    match record {
                        Record::$kind(record) => Some(record),
                        _ => None,
                    }
                }
            }
        )+
    };
}

ledgers! {
    /// One decider's answer to a decision.
    Position by PositionField,
    /// A meeting arranged.
    Meeting by MeetingField,
    /// Somebody asked to a meeting.
    Invitee by InviteeField,
    /// What one agency was asked for.
    Check by CheckField,
    /// An action for an agency.
    Action by ActionField,
    /// A person's own to-do.
    Task by TaskField,
    /// One point of a checklist, or an outcome.
    Point by PointField,
    /// Another agency's process.
    Parallel by ParallelField,
    /// A link to another incident.
    Link by LinkField,
    /// Learning, kept apart from names.
    Learning by LearningField,
    /// A form written out to be sent.
    Outgoing by OutgoingField,
    /// How long the case is kept.
    Retention by RetentionField,
    /// A legal hold.
    Hold by HoldField,
    /// A proposal to dispose of the case.
    Disposal by DisposalField,
}

impl Record {
    /// Reads an entry's record from the fields on file, each by its word.
    ///
    /// # Errors
    /// At the first field that the kind does not have, or that does not hold what it should.
    pub fn read(
        entry: EntryId,
        kind: EntryKind,
        fields: &BTreeMap<String, String>,
    ) -> Result<Self, LedgerFault> {
        let known = Field::all(kind);
        let mut record = Self::empty(kind);
        for (word, text) in fields {
            let fault = |expected| LedgerFault {
                entry,
                kind,
                field: word.clone(),
                expected,
            };
            let field = known.iter().find(|field| field.word() == word);
            let field = field.ok_or_else(|| fault(None))?;
            record
                .set(*field, text)
                .map_err(|expected| fault(Some(expected)))?;
        }
        Ok(record)
    }

    /// Returns the fields in which something is said with their text, in the order in which a new
    /// entry's are written.
    #[must_use]
    pub fn fields(&self) -> Vec<(Field, String)> {
        let fields = Field::all(self.kind()).into_iter();
        fields
            .filter_map(|field| Some((field, self.text(field)?)))
            .collect()
    }

    /// Returns each field that says something else in another record of the kind, with the other's
    /// text; none where the other says nothing.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<(Field, Option<String>)> {
        let fields = Field::all(other.kind()).into_iter();
        fields
            .map(|field| (field, other.text(field)))
            .filter(|(field, text)| self.text(*field) != *text)
            .collect()
    }

    /// Returns what is to be done, of a task or an action.
    #[must_use]
    pub fn to_do(&self) -> Option<ToDo<'_>> {
        match self {
            Self::Task(task) => Some(task.to_do()),
            Self::Action(action) => Some(action.to_do()),
            _ => None,
        }
    }
}

impl Field {
    /// Says whether a text can stand in the field.
    ///
    /// # Errors
    /// When it is not what the field holds.
    pub fn check(self, text: &str) -> Result<(), Expected> {
        Record::empty(self.kind()).set(self, text)
    }
}
