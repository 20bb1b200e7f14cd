//! A table written into a new file, as a workbook or as plain text, with the journal's row of it first.

use std::path::Path;

use super::desk_file::DeskFile;
use super::io::write_new;
use crate::error::Failure;
use crate::exchange::table::Table;

/// What a file is written as, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Workbook,
    PlainText,
}

impl Format {
    /// Returns what a file of this name is written as.
    ///
    /// # Errors
    /// When the name says no format.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().and_then(|end| end.to_str());
        match end.map(str::to_ascii_lowercase).as_deref() {
            Some("xlsx") => Ok(Self::Workbook),
            Some("csv") => Ok(Self::PlainText),
            _ => Err(Failure::new(
                "Nothing was written",
                format!("{} ends in neither .xlsx nor .csv", path.display()),
                "Name the file by what it is to be: register.xlsx, register.csv.",
            )),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Workbook => "a workbook",
            Self::PlainText => "comma-separated text",
        }
    }
}

/// Writes a table into a new file; before, that so many rows of something leave, as what and with what
/// more is said of it, into the journal.
///
/// # Errors
/// When the file is there already or cannot be written, or they may not see cases.
pub(super) fn write(
    desk: &mut DeskFile,
    table: &Table,
    (path, format): (&Path, Format),
    (rows, said): (&str, &str),
) -> Result<(), Failure> {
    let bytes = match format {
        Format::Workbook => table.to_xlsx(desk.now),
        Format::PlainText => table.to_csv(),
    };
    let bytes = bytes.map_err(|e| Failure::new("Nothing was written", e.to_string(), ""))?;
    let count = table.rows.len();
    let words = format!("{count} {rows} as {}{said}", format.words());
    desk.store.note_export(words, desk.now)?;
    write_new(path, &bytes)
}
