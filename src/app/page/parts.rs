//! What pages and forms ask for, where it names no page and no form itself.

use std::sync::Arc;

use crate::app::form::handle::Handle;
use crate::domain::command::Edit;
use crate::domain::id::IncidentId;
use crate::domain::similar::Probe;
use crate::rules::sight::reports::ReportWanted;
use crate::vault::RecoveryKey;

/// What a page shows beside the incident it is about, to be read with the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// The register.
    Register,
    /// The queues.
    Queues,
    /// A report.
    Report(ReportWanted),
    /// What a handover is made of.
    Shift,
    /// The incidents that may belong with one.
    Related(IncidentId),
    /// Who may be a child that is looked for.
    People,
    /// The incidents of a chronology.
    Chronology,
}

/// How the desk is made or opened, by the passphrase that is taken out of the form then.
#[derive(Debug)]
pub enum Enter {
    /// It is about to be made: a recovery key is drawn, to be noted and typed back.
    Prepare,
    /// It is made.
    Create {
        /// The council's pack.
        council: String,
        /// Who is at the desk.
        user: String,
        /// The key that was noted and typed back.
        recovery: Arc<RecoveryKey>,
    },
    /// One's own passphrase is changed.
    Change,
    /// It is opened, by whoever has this name; by the only one there is where none is asked.
    Open(Option<String>),
}

/// What is looked for among the incidents while a form is typed.
#[derive(Debug)]
pub enum LooksFor {
    /// Incidents like the one that is typed.
    Alike(Box<Probe>),
    /// The incidents that a reference or a number names.
    Named(String),
}

/// A change of an incident, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which incident.
    pub id: IncidentId,
    /// What undo calls it.
    pub words: String,
    /// The change.
    pub edits: Vec<Edit>,
    /// What is said once it is recorded.
    pub said: String,
}

/// What is changed for the person in the form in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A field holds a value.
    Set(String, String),
    /// A field holds a value, where it holds none.
    SetEmpty(String, String),
    /// The cursor stands in a field.
    GoTo(String),
    /// It was begun now.
    Begin,
    /// The person that the cursor is in is taken out.
    TakeOut,
}

impl Fill {
    /// Puts a value into a field.
    pub(crate) fn set<K>(field: &Handle<K>, value: &str) -> Self {
        Self::Set(field.key().to_owned(), value.to_owned())
    }

    /// Puts a value into a field, where it holds none.
    pub(crate) fn set_empty<K>(field: &Handle<K>, value: &str) -> Self {
        Self::SetEmpty(field.key().to_owned(), value.to_owned())
    }

    /// Puts the cursor into a field.
    pub(crate) fn go_to<K>(field: &Handle<K>) -> Self {
        Self::GoTo(field.key().to_owned())
    }
}
