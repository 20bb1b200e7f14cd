//! `dutydesk due`: what is due on every incident, most urgent first; for a pager or a wall board.
//!
//! References and duties alone: no word of what happened to whom.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::Duration;
use serde_json::{Value, json};

use super::desk_file::{self, DeskFile};
use super::io::{print, print_json};
use super::plain::table;
use super::unlock::UnlockOrHost;
use crate::config::Places;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};
use crate::report::due::DueRow;
use crate::rules::clocks::ClockFace;
use crate::rules::sight::Due;
use crate::rules::summary::{DueOf, RESTRICTED};
use crate::store::StoreError;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only what is due within this time (90m, 24h, 3d), and what is overdue
    #[arg(long, value_parser = span, value_name = "SPAN")]
    within: Option<Duration>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    unlock: UnlockOrHost,
}

impl Arguments {
    /// Says whether a file is named that has to be read.
    pub(super) fn names_a_file(&self) -> bool {
        self.unlock.names_a_file()
    }
}

/// Reads `90m`, `24h`, `3d`.
fn span(text: &str) -> Result<Duration, String> {
    let fault = || "write it as 90m, 24h or 3d, up to ten years".to_owned();
    let (digits, unit) = text
        .split_at_checked(text.len().saturating_sub(1))
        .ok_or_else(fault)?;
    let amount: u32 = digits.parse().map_err(|_no_number| fault())?;
    let amount = i64::from(amount);
    let span = match unit {
        "m" => Duration::minutes(amount),
        "h" => Duration::hours(amount),
        "d" => Duration::days(amount),
        _ => return Err(fault()),
    };
    if span > Duration::days(3660) {
        Err(fault())
    } else {
        Ok(span)
    }
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let file = desk_file::open_by(places, |places| arguments.unlock.claim(places))?;
    let lines = due(&file, arguments.within)?;
    let overdue = lines.iter().filter(|due| due.line.is_overdue());
    let overdue = overdue.count();
    if arguments.json {
        print_json(&as_json(&file, &lines, overdue)?)?;
    } else if lines.is_empty() {
        print("Nothing is due.\n")?;
    } else {
        let rows = lines.iter().map(|due| row(due, file.now));
        print(&table(&rows.collect::<Vec<_>>()))?;
    }
    Ok(if overdue > 0 {
        Exit::Overdue
    } else {
        Exit::Done
    })
}

/// Returns every open clock and task, most urgent first: the list of the screen's Deadlines.
fn due(file: &DeskFile, within: Option<Duration>) -> Result<Vec<Due>, Failure> {
    let soon = |due: &Due| match within {
        None => true,
        Some(span) => due.line.due.is_some_and(|at| at <= file.now.plus(span)),
    };
    let mut lines = file.store.due()?;
    lines.retain(|due| due.line.state.is_overdue() || soon(due));
    Ok(lines)
}

fn row(due: &Due, now: Instant) -> Vec<String> {
    let row = DueRow::for_all_to_see(due, now);
    vec![
        row.left,
        row.reference.to_string(),
        row.title,
        row.at,
        row.line.to_owned(),
        row.owner,
    ]
}

/// Returns the clocks of an incident; none of one whose edition the desk has not, for its lines go on
/// saying what was last derived, and the others are said with them.
fn clocks(file: &DeskFile, id: IncidentId) -> Result<Vec<ClockFace>, Failure> {
    let incident = match file.store.incident(id) {
        // Nothing of it is said: its line has its reference and its time.
        Ok(None) | Err(StoreError::Restricted(_)) => return Ok(Vec::new()),
        Ok(Some(incident)) => incident,
        Err(error) => return Err(error.into()),
    };
    match file.with_case(incident) {
        Ok(found) => Ok(found.case.clocks),
        Err(StoreError::NoEdition { .. }) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

fn as_json(file: &DeskFile, lines: &[Due], overdue: usize) -> Result<Value, Failure> {
    let mut out = Vec::new();
    // The lines of one incident are told from one reading of it.
    let mut known: BTreeMap<IncidentId, Vec<ClockFace>> = BTreeMap::new();
    for due in lines {
        if let Entry::Vacant(entry) = known.entry(due.incident) {
            entry.insert(clocks(file, due.incident)?);
        }
        let face = match &due.line.of {
            DueOf::Clock(id) if !due.line.is_restricted => known
                .get(&due.incident)
                .and_then(|clocks| clocks.iter().find(|face| face.id == *id)),
            DueOf::Clock(_) | DueOf::Task(_) | DueOf::Meeting(_) => None,
        };
        out.push(line_as_json(due, face, file.now));
    }
    Ok(json!({
        "pack": file.current.pack.pack.id,
        "edition": file.current.pack.pack.edition,
        "at": file.now,
        "overdue": overdue,
        "due": out,
    }))
}

fn line_as_json(due: &Due, clock: Option<&ClockFace>, now: Instant) -> Value {
    let mut line = if let Some(clock) = clock {
        json!(clock)
    } else {
        let row = DueRow::for_all_to_see(due, now);
        let id = match &due.line.of {
            _ if due.line.is_restricted => RESTRICTED,
            DueOf::Clock(id) => id,
            DueOf::Meeting(_) => "meeting",
            DueOf::Task(_) => "task",
        };
        json!({ "id": id, "title": row.title, "state": row.state })
    };
    if let Some(fields) = line.as_object_mut() {
        let minutes = due.line.due.map(|due| due.since(now).num_minutes());
        fields.insert("reference".to_owned(), json!(due.reference));
        fields.insert("due".to_owned(), json!(due.line.due));
        fields.insert("minutes_left".to_owned(), json!(minutes));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_others_refused() {
        assert_eq!(span("90m"), Ok(Duration::minutes(90)));
        assert_eq!(span("24h"), Ok(Duration::hours(24)));
        assert_eq!(span("0d"), Ok(Duration::zero()));
        for wrong in [
            "",
            "h",
            "24",
            "-1h",
            "1.5h",
            "24 hours",
            "4000d",
            "99999999999m",
            "1é",
        ] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }
}
