//! A row of the register that was kept in a spreadsheet before, as it came in.

use super::instant::Instant;

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
}

impl std::fmt::Debug for Imported {
    /// Leaves the row out: a debug line may end up in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Imported(row {} of {})", self.row, self.file)
    }
}
