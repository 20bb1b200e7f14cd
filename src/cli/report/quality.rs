//! `dutydesk report activity` and its like: a report of some days, read aloud line by line or written out.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::cli::desk_file::{self, DeskFile, Unlock};
use crate::cli::io::print;
use crate::cli::table_out::{self, Format};
use crate::config::Places;
use crate::domain::months::Days;
use crate::error::{Exit, Failure};
use crate::exchange::register::Names;
use crate::exchange::report::{About, children, numbers};
use crate::report::quality::sheet;
use crate::report::sheet::Sheet;
use crate::report::sheet::text::{Written, text};
use crate::rules::sight::reports::{Gathered, ReportOf, ReportWanted};

/// How many months an inspection looks back where nothing else is said.
const INSPECTED: u32 = 6;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Of which month, as 2026-11; without it this month, or what `--from` and `--to` say
    #[arg(long, value_name = "MONTH", value_parser = month, conflicts_with_all = ["from", "to"])]
    month: Option<Days>,
    /// From which day on, as 2026-06-01
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// Up to which day, that day in it; without it today
    #[arg(long, value_name = "DAY", requires = "from")]
    to: Option<NaiveDate>,
    /// Write it into a new file instead: .xlsx or .csv by the end of its name
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) unlock: Unlock,
}

/// How children are named.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NamesAsked {
    /// Of children's names the first letters alone, in what is written out
    #[arg(long, requires = "out")]
    initials: bool,
    /// No name of a child, in what is written out
    #[arg(long, requires = "out", conflicts_with = "initials")]
    no_names: bool,
}

impl NamesAsked {
    pub(super) fn names(&self) -> Names {
        match (self.initials, self.no_names) {
            (_, true) => Names::Left,
            (true, false) => Names::Initials,
            (false, false) => Names::Full,
        }
    }
}

/// Reads a month of the command line.
fn month(text: &str) -> Result<Days, String> {
    Days::of_month(text).ok_or_else(|| "write the year and the month, as 2026-11".to_owned())
}

impl Arguments {
    /// Says whether it writes a file.
    pub(in crate::cli) fn writes_a_file(&self) -> bool {
        self.out.is_some()
    }

    /// Returns what is to be reported; of an inspection, which looks back, half a year where no days are
    /// named, of any other report this month.
    pub(super) fn wanted(&self, of: ReportOf, today: NaiveDate) -> Result<ReportWanted, Failure> {
        let days = match (self.month, self.from) {
            (Some(month), _) => month,
            (None, None) if of == ReportOf::Inspection => Days::months_up_to(today, INSPECTED),
            (None, None) => Days::month_of(today),
            (None, Some(from)) => {
                let days = Days::between(from, self.to.unwrap_or(today));
                days.ok_or_else(|| {
                    Failure::new(
                        "There is no report",
                        "its last day is before its first",
                        "Give the earlier day with --from.",
                    )
                })?
            }
        };
        Ok(ReportWanted { of, days })
    }

    /// Prints a report, or writes it into a file.
    pub(super) fn answer(
        &self,
        desk: &mut DeskFile,
        (sheet, gathered): (&Sheet, &Gathered),
        names: Names,
    ) -> Result<(), Failure> {
        match &self.out {
            Some(path) => written(desk, (sheet, gathered), names, path),
            None => print(&text(
                sheet,
                &Written {
                    council: &desk.current.pack.pack.council,
                    by: &desk.store.settings().who.name,
                    at: desk.now,
                },
            )),
        }
    }
}

pub(super) fn run(
    of: ReportOf,
    arguments: &Arguments,
    names: Names,
    places: &Places,
) -> Result<Exit, Failure> {
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let wanted = arguments.wanted(of, desk.now.london_date())?;
    let gathered = desk.store.gather(wanted, desk.now)?;
    let sheet = sheet(&gathered, &desk.current.pack, desk.now);
    arguments.answer(&mut desk, (&sheet, &gathered), names)?;
    Ok(Exit::Done)
}

/// Writes a report into a new file.
fn written(
    desk: &mut DeskFile,
    (sheet, gathered): (&Sheet, &Gathered),
    names: Names,
    path: &Path,
) -> Result<(), Failure> {
    let format = Format::of(path)?;
    let by = desk.store.settings().who.name.clone();
    let head = desk.store.head()?;
    let about = About {
        council: &desk.current.pack.pack.council,
        by: &by,
        at: desk.now,
        head: &head,
        names,
    };
    let is_inspection = sheet.of == ReportOf::Inspection;
    let table = if is_inspection {
        children(sheet, gathered, &about)
    } else {
        numbers(sheet, &about)
    };
    let rows = format!(
        "rows of the report on {}, {},",
        sheet.of.word(),
        sheet.days.asked()
    );
    let said = if is_inspection {
        format!(", names {}", names.words())
    } else {
        String::new()
    };
    table_out::write(desk, &table, (path, format), (&rows, &said))?;
    print(&format!(
        "{} rows are in {}. Whoever has the file reads it: keep it as you keep the desk, and remove it \
         once it has served.\n",
        table.rows.len(),
        path.display()
    ))
}

#[cfg(test)]
mod tests;
