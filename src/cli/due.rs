//! `dutydesk due`: what is due on every incident, most urgent first; for a pager or a wall board.
//!
//! References and duties alone: no word of what happened to whom.

use chrono::Duration;
use serde_json::{Value, json};

use super::desk_file::{self, Unlock};
use super::plain::table;
use super::{print, print_json};
use crate::app::desk::{Desk, Due, DueFace, DueOf};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};

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
    let desk = file.desk()?;
    let lines = due(&desk, file.now, arguments.within);
    let overdue = lines
        .iter()
        .filter(|(_, face)| face.state.is_overdue())
        .count();
    if arguments.json {
        print_json(&as_json(&desk, file.now, &lines, overdue))?;
    } else if lines.is_empty() {
        print("Nothing is due.\n")?;
    } else {
        let rows: Vec<Vec<String>> = lines.iter().map(|one| row(&desk, one, file.now)).collect();
        print(&table(&rows))?;
    }
    Ok(if overdue > 0 {
        Exit::Overdue
    } else {
        Exit::Done
    })
}

/// Returns every open clock and task, most urgent first: the list of the screen's Deadlines.
fn due(desk: &Desk, now: Instant, within: Option<Duration>) -> Vec<(Due, DueFace)> {
    let soon = |face: &DueFace| match within {
        None => true,
        Some(span) => face.due.is_some_and(|due| due <= now.plus(span)),
    };
    let lines = desk.due("", now).into_iter();
    lines
        .filter_map(|due| Some((due, face(desk, due, now)?)))
        .filter(|(_, face)| face.state.is_overdue() || soon(face))
        .collect()
}

/// Returns what a line shows; of a task, that there is one: its words may name somebody.
fn face(desk: &Desk, due: Due, now: Instant) -> Option<DueFace> {
    let mut face = desk.due_face(due, now)?;
    if let DueOf::Task(_) = due.of {
        "a task".clone_into(&mut face.title);
        face.owner.clear();
    }
    Some(face)
}

fn reference(desk: &Desk, due: Due) -> String {
    let row = desk.rows.get(due.row);
    row.map_or_else(String::new, |row| row.incident.reference.to_string())
}

fn row(desk: &Desk, (due, face): &(Due, DueFace), now: Instant) -> Vec<String> {
    vec![
        face.left.clone(),
        reference(desk, *due),
        face.title.clone(),
        face.due.map(|due| due.short(now)).unwrap_or_default(),
        face.line.to_owned(),
        face.owner.clone(),
    ]
}

fn as_json(desk: &Desk, now: Instant, lines: &[(Due, DueFace)], overdue: usize) -> Value {
    let line = |(due, face): &(Due, DueFace)| {
        let mut line = match desk.clock(*due) {
            Some(clock) => json!(clock),
            None => json!({ "id": "task", "title": face.title, "state": face.state }),
        };
        if let Some(fields) = line.as_object_mut() {
            fields.insert("reference".to_owned(), json!(reference(desk, *due)));
            fields.insert("due".to_owned(), json!(face.due));
            fields.insert(
                "minutes_left".to_owned(),
                json!(face.due.map(|due| due.since(now).num_minutes())),
            );
        }
        line
    };
    json!({
        "pack": desk.pack.pack.id,
        "edition": desk.pack.pack.edition,
        "at": now,
        "overdue": overdue,
        "due": lines.iter().map(line).collect::<Vec<_>>(),
    })
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
