//! A row of the old register about to come in.

use chrono::NaiveDate;

use super::command::NewIncident;
use super::id::Reference;
use super::ledger::NewEntry;

/// A row about to become an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImported {
    /// The sheet's name.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
    /// The reference that it had; may be empty.
    pub reference: String,
    /// Each header with what stands under it, word for word.
    pub original: Vec<(String, String)>,
    /// The day that its own reference on this desk is numbered by: that of the alert.
    pub day: NaiveDate,
    /// What it says, as this desk says it.
    pub incident: NewIncident,
    /// Values of form fields that bind to nothing else, by field id.
    pub form: Vec<(String, String)>,
    /// What is to be done about it.
    pub entries: Vec<NewEntry>,
}

/// What a row of the old register is to this desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It never came in.
    New,
    /// It came in before, word for word the same.
    Same,
    /// A row of its reference came in before, with other words.
    Other(Reference),
}
