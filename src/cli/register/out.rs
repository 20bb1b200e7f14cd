//! The register written out, for a spreadsheet.

use std::path::Path;

use crate::cli::desk_file::DeskFile;
use crate::cli::io::print;
use crate::cli::table_out::{self, Format};
use crate::error::{Exit, Failure};
use crate::exchange::register::{About, Names, table};
use crate::rules::sight::table::Entry;

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
    let format = Format::of(path)?;
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
    let count = entries.len();
    let said = format!(", names {}", names.words());
    table_out::write(desk, &table, (path, format), ("rows", &said))?;
    print(&format!(
        "{count} rows of the register are in {}, names {}. Whoever has the file reads it: keep it as you \
         keep the desk, and remove it once it has served.\n",
        path.display(),
        names.words()
    ))?;
    Ok(Exit::Done)
}
