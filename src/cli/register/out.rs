//! The register written out, for a spreadsheet.

use std::path::Path;

use crate::cli::desk_file::DeskFile;
use crate::cli::io::{print, write_new};
use crate::error::{Exit, Failure};
use crate::exchange::register::{About, Names, table};
use crate::rules::sight::table::Entry;

/// What a file is written as, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Workbook,
    PlainText,
}

/// Writes rows of the register into a new file, and what was done into the journal.
///
/// # Errors
/// When the name says no format, the file is there already, or it cannot be written.
pub(super) fn written(
    desk: &mut DeskFile,
    entries: &[Entry],
    (path, names): (&Path, Names),
    query: &str,
) -> Result<Exit, Failure> {
    let format = format_of(path)?;
    let (by, now) = (desk.store.settings().who.name.clone(), desk.now);
    let about = About {
        council: &desk.current.pack.pack.council,
        query,
        by: &by,
        at: now,
        all: desk.store.tally()?.all,
        head: &desk.store.head()?,
        names,
    };
    let table = table(entries, &about);
    let (bytes, what) = match format {
        Format::Workbook => (table.to_xlsx(now), "a workbook"),
        Format::PlainText => (table.to_csv(), "comma-separated text"),
    };
    let bytes = bytes.map_err(|e| Failure::new("Nothing was written", e.to_string(), ""))?;
    let count = entries.len();
    let words = format!("{count} rows as {what}, names {}", names.words());
    desk.store.note_export(words, now)?;
    write_new(path, &bytes)?;
    print(&format!(
        "{count} rows of the register are in {}, names {}. Whoever has the file reads it: keep it as you \
         keep the desk, and remove it once it has served.\n",
        path.display(),
        names.words()
    ))?;
    Ok(Exit::Done)
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let end = path.extension().and_then(|end| end.to_str());
    match end.map(str::to_ascii_lowercase).as_deref() {
        Some("xlsx") => Ok(Format::Workbook),
        Some("csv") => Ok(Format::PlainText),
        _ => Err(Failure::new(
            "Nothing was written",
            format!("{} ends in neither .xlsx nor .csv", path.display()),
            "Name the file by what it is to be: register.xlsx, register.csv.",
        )),
    }
}
