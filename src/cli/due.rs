//! `dutydesk due`: what is due on every incident, most urgent first; for a pager or a wall board.
//!
//! References and duties alone: no word of what happened to whom.

use chrono::Duration;
use serde_json::{Value, json};

use super::desk_file::{self, DeskFile, Unlock};
use super::plain::table;
use super::{print, print_json};
use crate::app::labels;
use crate::config::Places;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};
use crate::protocol::case::{Case, urgency};
use crate::protocol::clocks::ClockFace;

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
    let desk = desk_file::open(places, &arguments.unlock)?;
    let incidents = desk.incidents()?;
    let due = due(&incidents, desk.now, arguments.within);
    let overdue = due
        .iter()
        .filter(|(_, face)| face.state.is_overdue())
        .count();
    if arguments.json {
        print_json(&as_json(&desk, &due, overdue))?;
    } else if due.is_empty() {
        print("Nothing is due.\n")?;
    } else {
        let rows: Vec<Vec<String>> = due.iter().map(|one| row(one, desk.now)).collect();
        print(&table(&rows))?;
    }
    Ok(if overdue > 0 {
        Exit::Overdue
    } else {
        Exit::Done
    })
}

/// Returns every open clock, most urgent first.
fn due(
    incidents: &[(Incident, Case)],
    now: Instant,
    within: Option<Duration>,
) -> Vec<(&Incident, &ClockFace)> {
    let soon = |face: &ClockFace| match within {
        None => true,
        Some(span) => due_at(face, now).is_some_and(|due| due <= now.plus(span)),
    };
    let mut out: Vec<(&Incident, &ClockFace)> = incidents
        .iter()
        .flat_map(|(incident, case)| case.clocks.iter().map(move |face| (incident, face)))
        .filter(|(_, face)| face.state.is_open() && (face.state.is_overdue() || soon(face)))
        .collect();
    out.sort_by_key(|(_, face)| urgency(face, now));
    out
}

fn due_at(face: &ClockFace, now: Instant) -> Option<Instant> {
    face.next_reading(now)?.due
}

fn row((incident, face): &(&Incident, &ClockFace), now: Instant) -> Vec<String> {
    let reading = face.next_reading(now);
    let due = reading.and_then(|reading| reading.due);
    vec![
        labels::left(face, now),
        incident.reference.to_string(),
        face.title.clone(),
        due.map(|due| due.short(now)).unwrap_or_default(),
        reading
            .map(|reading| reading.name.word().to_owned())
            .unwrap_or_default(),
        face.owner.clone(),
    ]
}

fn as_json(desk: &DeskFile, due: &[(&Incident, &ClockFace)], overdue: usize) -> Value {
    let line = |(incident, face): &(&Incident, &ClockFace)| {
        let mut line = json!(face);
        if let Some(fields) = line.as_object_mut() {
            let due = due_at(face, desk.now);
            fields.insert("reference".to_owned(), json!(incident.reference));
            fields.insert("due".to_owned(), json!(due));
            fields.insert(
                "minutes_left".to_owned(),
                json!(due.map(|due| due.since(desk.now).num_minutes())),
            );
        }
        line
    };
    json!({
        "pack": desk.pack.pack.id,
        "edition": desk.pack.pack.edition,
        "at": desk.now,
        "overdue": overdue,
        "due": due.iter().map(line).collect::<Vec<_>>(),
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
