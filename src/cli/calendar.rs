//! `dutydesk calendar`: the bank holidays that working days are counted with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::{print, read_input};
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Take a newer file of bank holidays, as GOV.UK publishes it
    ///
    /// The file is <https://www.gov.uk/bank-holidays.json>. England and Wales alone is taken.
    Import {
        /// The file; - for standard input
        file: PathBuf,
    },
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.command {
        None => show(&places.holidays()?),
        Some(Command::Import { file }) => import(file, places),
    }
}

fn show(holidays: &BankHolidays) -> Result<Exit, Failure> {
    let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for (day, name) in holidays.days() {
        let words = format!("{} {name}", day.format("%a %-d %b %Y"));
        years.entry(day.year()).or_default().push(words);
    }
    let mut out = String::new();
    let first = years.keys().next().copied().unwrap_or_default();
    let last = years.keys().next_back().copied().unwrap_or_default();
    let _written = writeln!(out, "Bank holidays of England and Wales, {first} to {last}");
    for (year, days) in &years {
        let _written = writeln!(out, "{year}  {} days", days.len());
        for day in days {
            let _written = writeln!(out, "  {day}");
        }
    }
    let _written = writeln!(out, "Bank holidays not known after {last}.");
    print(&out)?;
    Ok(Exit::Done)
}

fn import(file: &Path, places: &Places) -> Result<Exit, Failure> {
    let text = read_input(Some(file))?;
    let refused = |why: String| {
        Failure::new(
            "The bank holidays were not imported",
            why,
            "Take https://www.gov.uk/bank-holidays.json as it is; nothing was changed.",
        )
    };
    let newer = BankHolidays::from_govuk_json(&text).map_err(|e| refused(e.to_string()))?;
    let before = places.holidays()?;
    lost(&before, &newer).map_err(refused)?;
    let place = places.data.display();
    save(places, &text).map_err(|e| refused(format!("{place}: {e}")))?;
    let now = places.holidays()?;
    let to = now.known_to().map(|day| day.year()).unwrap_or_default();
    let added = now.days().count().saturating_sub(before.days().count());
    print(&format!(
        "Bank holidays are known to {to}; {added} new days.\n"
    ))?;
    Ok(Exit::Done)
}

/// Refuses a file that lacks a day of a year that it speaks of: counting without it is wrong.
fn lost(before: &BankHolidays, newer: &BankHolidays) -> Result<(), String> {
    let years: Vec<i32> = newer.days().map(|(day, _)| day.year()).collect();
    let whole = |year: i32| years.iter().filter(|known| **known == year).count() > 1;
    for (day, name) in before.days() {
        if whole(day.year()) && !newer.is_bank_holiday(day) {
            return Err(format!(
                "the file has no {name} on {}, which is known",
                day.format("%-d %B %Y")
            ));
        }
    }
    Ok(())
}

/// Writes the file whole or not at all, for its owner alone.
fn save(places: &Places, text: &str) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true).mode(0o700).create(&places.data)?;
    let mut file = tempfile::NamedTempFile::new_in(&places.data)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(places.calendar())?;
    Ok(())
}
