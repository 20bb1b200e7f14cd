//! A row of the register that was kept in a spreadsheet before, as it came in.

use chrono::NaiveDate;

use super::change::Change;
use super::change::path::Path;
use super::command::NewIncident;
use super::id::Reference;
use super::instant::Instant;
use super::ledger::NewEntry;

/// Where an incident of the old register came from, and its row word for word.
#[derive(Clone, PartialEq, Eq)]
pub struct Imported {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty in a file that has no sheets.
    pub sheet: String,
    /// The row, counted from 1 as a spreadsheet counts them.
    pub row: u32,
    /// When the import began: what came with it was recorded then.
    pub at: Instant,
    /// Who imported it.
    pub by: String,
    /// The reference that it had there; empty where it had none.
    pub reference: String,
    /// Each header with what stood under it, in the order of the columns.
    pub original: Vec<(String, String)>,
}

impl Imported {
    /// Says where the row stood: `row 12 of Register in alerts.xlsx`.
    #[must_use]
    pub fn place(&self) -> String {
        let sheet = match self.sheet.as_str() {
            "" => String::new(),
            sheet => format!(" of {sheet}"),
        };
        format!("row {}{sheet} in {}", self.row, self.file)
    }

    /// Returns the first change of its incident: that it came in.
    #[must_use]
    pub fn change(&self) -> Change {
        Change {
            at: self.at,
            by: self.by.clone(),
            version: 1,
            what: Path::Original,
            before: None,
            after: Some(self.place()),
        }
    }
}

impl std::fmt::Debug for Imported {
    /// Leaves the row out: a debug line may end up in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Imported(row {} of {})", self.row, self.file)
    }
}

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
