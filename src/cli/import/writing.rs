//! The rows written in batches, the commit at the end, and the way back.

use super::file::Source;
use super::progress::{Ending, Progress};
use super::said;
use super::survey::Survey;
use crate::cli::desk_file::DeskFile;
use crate::cli::io::print;
use crate::domain::id::ImportId;
use crate::domain::importing::NewImported;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};
use crate::exchange::import::{Reading, SheetFound, Step, Terms};
use crate::store::{Begun, Store, Taken};

/// How many rows are written in one transaction: whoever saves meanwhile waits a quarter of a second.
const BATCH: usize = 200;

/// Returns how a sheet with these headers was understood before.
type Saved<'a> = &'a dyn Fn(&[String]) -> Option<String>;

/// Writes what was surveyed.
///
/// # Errors
/// When it was interrupted, the file is another than was surveyed, or the desk's file cannot be written;
/// nothing is left of it then.
pub(super) fn write<'a>(
    desk: &mut DeskFile,
    source: &mut Source,
    survey: &Survey,
    terms: impl Fn(Saved<'a>, Instant) -> Result<Terms<'a>, Failure>,
) -> Result<Exit, Failure> {
    let ending = Ending::watched()?;
    let now = desk.now;
    let begun = desk.store.begin_import(&source.name, &source.sum, now)?;
    let import = match begun {
        Begun::Now(import) => import,
        // Another desk was faster.
        Begun::Here(at, by, rows) => {
            print(&said::before(&source.name, at, &by, rows))?;
            return Ok(Exit::Done);
        }
    };
    let written = rows(
        &mut desk.store,
        source,
        survey,
        (import, &ending),
        terms,
        now,
    );
    let finished = written.and_then(|(taken, sheets)| {
        let maps: Vec<(Vec<String>, String)> = sheets
            .iter()
            .map(|sheet| (sheet.headers(), sheet.map()))
            .collect();
        desk.store.finish_import(import, &maps, now)?;
        Ok(taken)
    });
    let taken = match finished {
        Ok(taken) => taken,
        Err(failure) => {
            let mut progress = Progress::new("Taking it back", 1);
            progress.say(0);
            desk.store.drop_import(import)?;
            progress.say(1);
            return Err(failure);
        }
    };
    list(desk, &ending, taken.new)?;
    print(&said::done(&taken, &desk.store.import_references(import)?))?;
    Ok(Exit::Done)
}

/// Writes the rows of a file.
fn rows<'a>(
    store: &mut Store,
    source: &mut Source,
    survey: &Survey,
    (import, ending): (ImportId, &Ending),
    terms: impl Fn(Saved<'a>, Instant) -> Result<Terms<'a>, Failure>,
    now: Instant,
) -> Result<(Taken, Vec<SheetFound>), Failure> {
    // As it was understood a moment ago, whatever another desk has kept since.
    let terms = terms(&|_| None, now)?;
    let mut reading = Reading::new(&terms).as_found(&survey.sheets);
    let mut progress = Progress::new("Writing", survey.new + survey.same + survey.other.len());
    let (mut batch, mut taken, mut done) = (Vec::with_capacity(BATCH), Taken::default(), 0);
    let mut write = |batch: &mut Vec<NewImported>| -> Result<(), Failure> {
        taken.add(&store.import_rows(import, batch, now)?);
        done += batch.len();
        batch.clear();
        progress.say(done);
        Ok(())
    };
    source.rows(&mut |row| {
        if ending.is_wanted() {
            return Err(interrupted());
        }
        match reading.row(&row) {
            Step::Heading => {}
            Step::Case(row, _) => batch.push(*row),
            Step::Problems(_) => return Err(changed()),
        }
        if batch.len() == BATCH {
            write(&mut batch)?;
        }
        Ok(())
    })?;
    write(&mut batch)?;
    if !source.is_same()? {
        return Err(changed());
    }
    if ending.is_wanted() {
        return Err(interrupted());
    }
    Ok((taken, reading.sheets))
}

/// Puts what came in on the lists; interrupted, the rest is done when the desk is next open.
fn list(desk: &mut DeskFile, ending: &Ending, all: usize) -> Result<(), Failure> {
    let mut progress = Progress::new("Putting them on the lists", all);
    loop {
        let left = desk.store.list_imported(BATCH, desk.now)?;
        progress.say(all.saturating_sub(left));
        if left == 0 {
            return Ok(());
        }
        if ending.is_wanted() {
            return print(
                "\nAll rows are on the desk. The lists take up the rest while it is open.\n",
            );
        }
    }
}

fn interrupted() -> Failure {
    Failure::new(
        "The import was taken back",
        "it was interrupted",
        "Nothing of it is on the desk. Run it again when there is time.",
    )
}

fn changed() -> Failure {
    Failure::new(
        "The import was taken back",
        "the file was changed while it was read",
        "Close it in the spreadsheet program and run it again.",
    )
}
