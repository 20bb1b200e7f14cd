//! `dutydesk due`: what is due on every incident, most urgent first; for a pager or a wall board.
//!
//! References and duties alone: no word of what happened to whom.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::Duration;
use serde_json::{Value, json};

use super::desk_file::{self, DeskFile, Unlock};
use super::plain::table;
use super::{print, print_json};
use crate::app::labels;
use crate::config::Places;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};
use crate::pack::ReadingName;
use crate::rules::clocks::ClockFace;
use crate::rules::sight::Due;
use crate::rules::summary::DueOf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only what is due within this time (90m, 24h, 3d), and what is overdue
    #[arg(long, value_parser = span, value_name = "SPAN")]
    within: Option<Duration>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    unlock: Unlock,
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
    let file = desk_file::open(places, &arguments.unlock)?;
    let lines = due(&file, arguments.within)?;
    let overdue = lines.iter().filter(|due| due.line.state.is_overdue());
    let overdue = overdue.count();
    if arguments.json {
        print_json(&as_json(&file, &lines, overdue)?)?;
    } else if lines.is_empty() {
        print("Nothing is due.\n")?;
    } else {
        let rows: Vec<Vec<String>> = lines.iter().map(|due| row(due, file.now)).collect();
        print(&table(&rows))?;
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
    for due in &mut lines {
        // Of a task, that there is one: its words may name somebody.
        if let DueOf::Task(_) = due.line.of {
            "a task".clone_into(&mut due.line.title);
            due.line.owner.clear();
        }
    }
    Ok(lines)
}

fn row(due: &Due, now: Instant) -> Vec<String> {
    let line = &due.line;
    vec![
        labels::line_left(line, now),
        due.reference.to_string(),
        line.title.clone(),
        line.due.map(|due| due.short(now)).unwrap_or_default(),
        line.line.map_or("due", ReadingName::word).to_owned(),
        line.owner.clone(),
    ]
}

fn as_json(file: &DeskFile, lines: &[Due], overdue: usize) -> Result<Value, Failure> {
    let mut out = Vec::new();
    // The lines of one incident are told from one reading of it.
    let mut known: BTreeMap<IncidentId, Vec<ClockFace>> = BTreeMap::new();
    for due in lines {
        if let Entry::Vacant(entry) = known.entry(due.incident)
            && let Some((_, case)) = file.incident(due.incident)?
        {
            entry.insert(case.clocks);
        }
        let clocks = known.get(&due.incident).map_or(&[][..], Vec::as_slice);
        out.push(line_as_json(due, clocks, file.now));
    }
    Ok(json!({
        "pack": file.pack.pack.id,
        "edition": file.pack.pack.edition,
        "at": file.now,
        "overdue": overdue,
        "due": out,
    }))
}

fn line_as_json(due: &Due, clocks: &[ClockFace], now: Instant) -> Value {
    let clock = match &due.line.of {
        DueOf::Clock(id) => clocks.iter().find(|face| face.id == *id),
        DueOf::Task(_) | DueOf::Meeting(_) => None,
    };
    let mut line = match clock {
        Some(clock) => json!(clock),
        None => json!({ "id": "task", "title": due.line.title, "state": due.line.state }),
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
