//! `dutydesk clocks`: what happened in, what is due out. No file of the desk is opened.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::json;

use super::io::{instant, print, print_json, read_input};
use crate::config::{self, Places};
use crate::domain::instant::Instant;
use crate::error::{Exit, Failure};
use crate::exchange::contract::{events_from_json, is_countable};
use crate::rules::clocks::{ClockFace, Counting, clocks, default_close};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A pack's id or file
    #[arg(long)]
    pack: String,
    /// The moment to say it for, such as 2026-11-20T21:15:00Z
    #[arg(long, value_parser = countable, value_name = "INSTANT")]
    at: Instant,
    /// What happened, as JSON; standard input when absent or -
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Reads an instant from which a count can be written out.
fn countable(text: &str) -> Result<Instant, String> {
    let at = instant(text)?;
    if is_countable(at) {
        Ok(at)
    } else {
        Err("it is of no year that can be counted from".to_owned())
    }
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let pack = config::pack(&arguments.pack)?;
    let holidays = places.holidays()?;
    let text = read_input(arguments.events.as_deref())?;
    let (facts, events) = events_from_json(&pack, &text).map_err(|fault| {
        Failure::new(
            "The events were not understood",
            fault.to_string(),
            "Nothing was answered.",
        )
    })?;
    let with = Counting {
        pack: &pack,
        holidays: &holidays,
        close: default_close(),
    };
    let answers = clocks(with, &facts, &events, arguments.at);
    if arguments.json {
        print_json(&json!({
            "pack": pack.pack.id, "edition": pack.pack.edition, "at": arguments.at, "clocks": answers,
        }))?;
    } else {
        let mut out = format!(
            "{} ({}) at {}\n",
            pack.pack.title,
            pack.pack.edition,
            arguments.at.long()
        );
        for face in &answers {
            out.push_str(&plain(face));
        }
        print(&out)?;
    }
    Ok(Exit::Done)
}

/// Returns one clock in plain words, one fact a line.
pub(super) fn plain(face: &ClockFace) -> String {
    let mut out = format!(
        "\n{}: {}\n  owner {}\n",
        face.title,
        face.state.word(),
        face.owner
    );
    if !face.only_if.is_empty() {
        let facts = face.only_if.join(", ");
        let _infallible = writeln!(out, "  only if: not known whether it applies; ask {facts}");
    } else if face.is_only_if {
        let _infallible = writeln!(out, "  only if: not known whether it applies");
    }
    if let (Some(at), Some(by)) = (face.from, &face.started_by) {
        let _infallible = writeln!(out, "  counts from {} ({by})", at.words());
    }
    if let Some(at) = face.stopped {
        let _infallible = writeln!(out, "  done {}", at.words());
    }
    for reading in &face.readings {
        let due = reading.due.map_or("not started".to_owned(), Instant::long);
        let (name, at_the_latest) = (reading.name.word(), reading.at_the_latest());
        let _infallible = writeln!(out, "  {name} {at_the_latest}{due}");
    }
    for line in &face.explain {
        let _infallible = writeln!(out, "  {line}");
    }
    if let Some(cite) = &face.cite {
        let _infallible = writeln!(out, "  {} «{}»", cite.source, cite.quote);
    }
    out
}
