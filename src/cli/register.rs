//! `dutydesk register`: every incident, newest trouble first, a line each.

use serde_json::{Value, json};

use super::desk_file::{self, Unlock};
use super::plain::table;
use super::{print, print_json};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, fit};
use crate::error::{Exit, Failure};
use crate::rules::summary::Listed;
use crate::store::StoreError;

/// The widest summary in the plain list; the JSON has it whole.
const SUMMARY: usize = 60;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only incidents that hold every one of these words
    ///
    /// Others on this machine can see a command's words: look for a person by the case system's
    /// id or a reference, never by name.
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = desk_file::open(places, &arguments.unlock)?;
    let words = arguments.words.join(" ");
    let mut incidents: Vec<Listed> = Vec::new();
    desk.store.each_listed(&words, |listed| {
        incidents.push(listed);
        Ok::<(), StoreError>(())
    })?;
    if arguments.json {
        let lines: Vec<Value> = incidents.iter().map(as_json).collect();
        print_json(&json!({
            "pack": desk.pack.pack.id,
            "edition": desk.pack.pack.edition,
            "at": desk.now,
            "incidents": lines,
        }))?;
    } else if incidents.is_empty() {
        print(if words.trim().is_empty() {
            "No incident is on this desk yet.\n"
        } else {
            "No incident holds all of these words.\n"
        })?;
    } else {
        let rows: Vec<Vec<String>> = incidents.iter().map(|one| row(one, desk.now)).collect();
        print(&table(&rows))?;
    }
    Ok(Exit::Done)
}

fn row(listed: &Listed, now: Instant) -> Vec<String> {
    let clocks = match (listed.clocks_open, listed.clocks_overdue) {
        (0, _) => "nothing due".to_owned(),
        (open, 0) => format!("{open} due"),
        (open, overdue) => format!("{open} due, {overdue} OVERDUE"),
    };
    vec![
        listed.reference.to_string(),
        listed
            .aware_at
            .map_or("not known".to_owned(), |at| at.short(now)),
        listed.stage.word().to_owned(),
        clocks,
        fit(&clean_line(&listed.summary), SUMMARY),
    ]
}

fn as_json(listed: &Listed) -> Value {
    json!({
        "reference": listed.reference,
        "stage": listed.stage.word(),
        "occurred_at": listed.occurred_at,
        "aware_at": listed.aware_at,
        "logged_at": listed.created_at,
        "logged_by": listed.created_by,
        "summary": listed.summary,
        "place": listed.place,
        "people": listed.people,
        "clocks_open": listed.clocks_open,
        "clocks_overdue": listed.clocks_overdue,
        "version": listed.version,
    })
}
