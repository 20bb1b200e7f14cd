//! `dutydesk import`: the register that was kept in a spreadsheet comes in, whole or not at all.

mod file;
mod progress;
mod said;
mod survey;
mod writing;

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use super::desk_file::{self, DeskFile, Unlock};
use super::io::print;
use super::question::is_agreed;
use crate::config::Places;
use crate::domain::right::Right;
use crate::domain::when;
use crate::error::{Exit, Failure};
use crate::exchange::import::{Columns, Terms};
use file::Source;
use survey::Survey;

/// What comes in and how.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the command line"
)]
pub(super) struct Arguments {
    /// The spreadsheet
    #[arg(value_name = "FILE", required_unless_present = "columns")]
    file: Option<PathBuf>,
    /// Say what would happen to each row, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// What a column is: `Date recd=form.date_of_alert`, or `Notes=keep`; kept for the next sheet like it
    #[arg(long, value_name = "HEADER=FIELD")]
    map: Vec<String>,
    /// Say what a column can be under this desk's protocol, and how it is usually called
    #[arg(long)]
    columns: bool,
    /// Leave what cannot be read as not known; it is in the row as it was written
    #[arg(long)]
    leave_unread: bool,
    /// A row that nobody closed comes in open where its last date is this day or later
    ///
    /// Older ones come in as closed. Without it: a year ago.
    #[arg(long, value_name = "DAY")]
    still_open_since: Option<String>,
    /// What stands between the values of plain text, where it is not found by itself
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<String>,
    /// Do not ask before it is written
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    desk.store.require(Right::Import)?;
    let Some(path) = arguments.file.as_ref().filter(|_| !arguments.columns) else {
        print(&said::fields(&desk.current.pack))?;
        return Ok(Exit::Done);
    };
    let mut source = Source::open(path, arguments.delimiter.as_deref())?;
    if let Some((at, by, rows)) = desk.store.imported_before(&source.sum)? {
        print(&said::before(&source.name, at, &by, rows))?;
        return Ok(Exit::Done);
    }
    let rules = std::sync::Arc::clone(&desk.current);
    let columns = Columns::of(&rules.pack, &maps(&arguments.map)?);
    let columns = columns.map_err(|(header, word)| no_field(&header, &word))?;
    let surveyed = {
        let store = &desk.store;
        let saved = |headers: &[String]| store.column_map(headers).ok().flatten();
        let terms = Terms {
            pack: &rules.pack,
            columns: columns.clone(),
            saved: &saved,
            open_since: open_since(arguments, &desk)?,
            leaves_unread: arguments.leave_unread,
            now: desk.now,
        };
        Survey::of(store, &mut source, &terms, arguments.dry_run)?
    };
    print(&said::survey(&surveyed, &source))?;
    if surveyed.is_refused() {
        return Ok(Exit::Refused);
    }
    if arguments.dry_run {
        print("Nothing was written: this was a dry run.\n")?;
        return Ok(Exit::Done);
    }
    if surveyed.new == 0 {
        print("Nothing was written: every row is here already.\n")?;
        return Ok(Exit::Done);
    }
    let question = format!("Bring these {} rows in?", said::number(surveyed.new));
    if !arguments.yes && !is_agreed(&question)? {
        print("Nothing was written.\n")?;
        return Ok(Exit::Refused);
    }
    writing::write(&mut desk, &mut source, &surveyed, |store, now| {
        Ok(Terms {
            pack: &rules.pack,
            columns: columns.clone(),
            saved: store,
            open_since: surveyed.open_since,
            leaves_unread: arguments.leave_unread,
            now,
        })
    })
}

/// Reads what somebody says of columns.
fn maps(said: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let read = said.iter().map(|one| {
        let (header, word) = one.rsplit_once('=').ok_or_else(|| {
            Failure::new(
                "Nothing was read",
                format!("`{one}` does not say what a column is"),
                "Write --map 'Header=field'; `dutydesk import --columns` lists the fields.",
            )
        })?;
        Ok((header.trim().to_owned(), word.trim().to_owned()))
    });
    read.collect()
}

fn no_field(header: &str, word: &str) -> Failure {
    Failure::new(
        "Nothing was read",
        format!("`{word}`, which {header} is said to be, is no field of this desk's protocol"),
        "`dutydesk import --columns` lists them.",
    )
}

/// Returns the day since which a row that nobody closed comes in open.
fn open_since(arguments: &Arguments, desk: &DeskFile) -> Result<NaiveDate, Failure> {
    let today = desk.now.london_date();
    match &arguments.still_open_since {
        Some(typed) => when::read_date(typed, desk.now).map_err(|fault| {
            Failure::new(
                "Nothing was read",
                format!("--still-open-since: {fault}"),
                "Write it as 31/12/2024.",
            )
        }),
        None => Ok(today.with_year(today.year() - 1).unwrap_or(today)),
    }
}
