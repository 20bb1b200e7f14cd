//! `dutydesk report activity` and its like: a report of some days, read aloud line by line.

use chrono::NaiveDate;

use crate::cli::desk_file::{self, Unlock};
use crate::cli::io::print;
use crate::config::Places;
use crate::domain::months::Days;
use crate::error::{Exit, Failure};
use crate::report::quality::sheet;
use crate::report::sheet::text::{Written, text};
use crate::rules::sight::reports::{ReportOf, ReportWanted};

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
    #[command(flatten)]
    unlock: Unlock,
}

/// Reads a month of the command line.
fn month(text: &str) -> Result<Days, String> {
    Days::of_month(text).ok_or_else(|| "write the year and the month, as 2026-11".to_owned())
}

impl Arguments {
    /// Returns the days asked for; of an inspection, which looks back, those of half a year.
    fn days(&self, today: NaiveDate) -> Result<Days, Failure> {
        match (self.month, self.from) {
            (Some(month), _) => Ok(month),
            (None, None) => Ok(Days::month_of(today)),
            (None, Some(from)) => Days::between(from, self.to.unwrap_or(today)).ok_or_else(|| {
                Failure::new(
                    "There is no report",
                    "its last day is before its first",
                    "Give the earlier day with --from.",
                )
            }),
        }
    }
}

pub(super) fn run(of: ReportOf, arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = desk_file::open(places, &arguments.unlock)?;
    let days = arguments.days(desk.now.london_date())?;
    let gathered = desk.store.gather(ReportWanted { of, days }, desk.now)?;
    let mut sheet = sheet(&gathered, &desk.current.pack, desk.now);
    if of == ReportOf::Learning {
        sheet = sheet.leaving();
    }
    print(&text(
        &sheet,
        &Written {
            council: &desk.current.pack.pack.council,
            by: &desk.store.settings().who.name,
            at: desk.now,
        },
    ))?;
    Ok(Exit::Done)
}
