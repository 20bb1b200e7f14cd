//! `dutydesk calendar`: the bank holidays that working days are counted with.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::io::{print, read_input};
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};

/// The bank holidays of a year in England and Wales: more were added at times, never fewer kept.
const FEWEST: usize = 8;

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

pub(super) fn run(arguments: &Arguments, places: &Places, now: Instant) -> Result<Exit, Failure> {
    match &arguments.command {
        None => show(places),
        Some(Command::Import { file }) => import(file, places, now),
    }
}

fn show(places: &Places) -> Result<Exit, Failure> {
    let holidays = places.holidays()?;
    let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for (day, name) in holidays.days() {
        let words = format!("{} {name}", day_words(day));
        years.entry(day.year()).or_default().push(words);
    }
    let mut out = String::new();
    let first = years.keys().next().copied().unwrap_or_default();
    let last = years.keys().next_back().copied().unwrap_or_default();
    let _written = writeln!(out, "Bank holidays of England and Wales, {first} to {last}");
    let from = match places.calendar() {
        path if path.exists() => format!("built in, with the file imported to {}", path.display()),
        _ => "built in".to_owned(),
    };
    let _written = writeln!(out, "{from}");
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

fn import(file: &Path, places: &Places, now: Instant) -> Result<Exit, Failure> {
    let text = read_input(Some(file))?;
    let refused = |why: String| {
        Failure::new(
            "The bank holidays were not imported",
            why,
            "Take https://www.gov.uk/bank-holidays.json as it is; nothing was changed.",
        )
    };
    let newer = BankHolidays::from_govuk_json(&text).map_err(|e| refused(e.to_string()))?;
    // A table imported before that is damaged is what this import is for: the built-in one stands.
    let imported = places.imported_holidays().unwrap_or_default();
    let with = |imported: Option<&BankHolidays>| {
        let built_in = BankHolidays::built_in();
        imported.map_or_else(|| built_in.clone(), |newer| built_in.updated_with(newer))
    };
    let before = with(imported.as_ref());
    lost(&before, &newer, now.london_date()).map_err(refused)?;
    // GOV.UK drops old years: those that an earlier import brought are kept.
    let kept = imported.map_or_else(|| newer.clone(), |earlier| earlier.updated_with(&newer));
    let place = places.data.display();
    save(places, &kept.to_govuk_json()).map_err(|e| refused(format!("{place}: {e}")))?;
    print(&report(&before, &with(Some(&kept))))?;
    Ok(Exit::Done)
}

/// Refuses a file that takes a day away, or that holds only a part of a year: counting with it
/// would be wrong. A day to come may move, as that of May 2020 did.
fn lost(before: &BankHolidays, newer: &BankHolidays, today: NaiveDate) -> Result<(), String> {
    let count = |table: &BankHolidays, year: i32| {
        let days = table.days().filter(|(day, _)| day.year() == year);
        days.count()
    };
    let years: BTreeSet<i32> = newer.days().map(|(day, _)| day.year()).collect();
    for (day, name) in before.days() {
        let gone = years.contains(&day.year()) && !newer.is_bank_holiday(day);
        if gone && day <= today {
            return Err(format!(
                "the file has no {name} on {}, which is known and past",
                day_words(day)
            ));
        }
    }
    for year in years {
        let (found, known) = (count(newer, year), count(before, year));
        let least = known.max(FEWEST);
        if found < least {
            return Err(format!(
                "of {year} the file has {found}, and there are at least {least}"
            ));
        }
    }
    Ok(())
}

fn report(before: &BankHolidays, now: &BankHolidays) -> String {
    let mut out = String::new();
    for (day, name) in now.days().filter(|(day, _)| !before.is_bank_holiday(*day)) {
        let _written = writeln!(out, "new: {} {name}", day_words(day));
    }
    for (day, name) in before.days().filter(|(day, _)| !now.is_bank_holiday(*day)) {
        let _written = writeln!(out, "no longer: {} {name}", day_words(day));
    }
    if out.is_empty() {
        out.push_str("Nothing changed: every day was known.\n");
    }
    let _written = writeln!(out, "Bank holidays are known to {}.", now.known_to().year());
    out
}

fn day_words(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Writes the file whole or not at all, for its owner alone.
fn save(places: &Places, text: &str) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true).mode(0o700).create(&places.data)?;
    let mut file = tempfile::NamedTempFile::new_in(&places.data)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(places.calendar())?;
    std::fs::File::open(&places.data)?.sync_all()
}
