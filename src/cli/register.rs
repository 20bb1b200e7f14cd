//! `dutydesk register`: every incident, newest trouble first, a line each.

use serde_json::{Value, json};

use super::desk_file::{self, Unlock};
use super::plain::table;
use super::{print, print_json};
use crate::config::Places;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::similar::holds_words;
use crate::domain::text::{clean_line, fit};
use crate::error::{Exit, Failure};
use crate::protocol::case::Case;

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
    let mut incidents = desk.incidents()?;
    incidents.retain(|(incident, _)| holds_words(incident, &words));
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

fn open_and_overdue(case: &Case) -> (usize, usize) {
    let count = |which: fn(&crate::protocol::clocks::ClockFace) -> bool| {
        case.clocks.iter().filter(|face| which(face)).count()
    };
    (
        count(|face| face.state.is_open()),
        count(|face| face.state.is_overdue()),
    )
}

fn row((incident, case): &(Incident, Case), now: Instant) -> Vec<String> {
    let (open, overdue) = open_and_overdue(case);
    let told = case.facts.incident.aware_at;
    let clocks = match (open, overdue) {
        (0, _) => "nothing due".to_owned(),
        (open, 0) => format!("{open} due"),
        (open, overdue) => format!("{open} due, {overdue} OVERDUE"),
    };
    vec![
        incident.reference.to_string(),
        told.map_or("not known".to_owned(), |at| at.short(now)),
        case.stage.word().to_owned(),
        clocks,
        fit(&clean_line(&incident.summary()), SUMMARY),
    ]
}

fn as_json((incident, case): &(Incident, Case)) -> Value {
    let (open, overdue) = open_and_overdue(case);
    json!({
        "reference": incident.reference,
        "stage": case.stage.word(),
        "occurred_at": case.facts.incident.occurred_at,
        "aware_at": case.facts.incident.aware_at,
        "logged_at": incident.created_at,
        "logged_by": incident.created_by,
        "summary": incident.summary(),
        "place": incident.place,
        "people": incident.standing().count(),
        "clocks_open": open,
        "clocks_overdue": overdue,
        "version": incident.version,
    })
}
