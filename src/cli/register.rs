//! `dutydesk register`: every incident, newest trouble first, a line each.

use serde_json::{Value, json};

use super::desk_file::{self, Unlock};
use super::io::{print, print_json};
use super::plain::table;
use crate::config::Places;
use crate::domain::draft::DraftKey;
use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, fit};
use crate::error::{Exit, Failure};
use crate::report::register::RegisterRow;
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
            "pack": desk.current.pack.pack.id,
            "edition": desk.current.pack.pack.edition,
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
        let mut rows = Vec::new();
        for listed in &incidents {
            // A draft counts while the incident waits for its alert, and those are few.
            let alert = DraftKey::Alert(listed.id);
            let is_in_draft = listed.is_incoming() && desk.store.is_begun(&alert)?;
            rows.push(row(listed, is_in_draft, desk.now));
        }
        print(&table(&rows))?;
    }
    Ok(Exit::Done)
}

fn row(listed: &Listed, is_in_draft: bool, now: Instant) -> Vec<String> {
    let row = RegisterRow::of(listed, is_in_draft, now);
    vec![
        row.reference.to_string(),
        row.told,
        row.standing,
        row.clocks,
        fit(&clean_line(&row.summary), SUMMARY),
    ]
}

fn as_json(listed: &Listed) -> Value {
    if listed.is_restricted {
        return json!({
            "reference": listed.reference,
            "restricted": true,
            "clocks_open": listed.clocks_open,
            "clocks_overdue": listed.clocks_overdue,
        });
    }
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
