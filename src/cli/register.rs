//! `dutydesk register`: every incident, newest trouble first, a line each.

mod out;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::desk_file::{self, Unlock};
use super::io::{print, print_json};
use super::plain::table;
use crate::config::Places;
use crate::domain::draft::DraftKey;
use crate::domain::instant::Instant;
use crate::domain::query::{Fault, parse};
use crate::domain::text::{clean_line, fit, width};
use crate::error::{Exit, Failure};
use crate::exchange::register::Names;
use crate::pack::vocabulary::vocabulary;
use crate::report::register::RegisterRow;
use crate::report::register::language::language;
use crate::rules::sight::table::{Entry, Order};
use crate::rules::summary::Listed;
use crate::store::StoreError;

/// The widest summary in the plain list; the JSON has it whole.
const SUMMARY: usize = 60;

#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the command line"
)]
pub(super) struct Arguments {
    /// Only what this asks for: words, and fields such as `status:open late:yes`
    ///
    /// `-` before what is not wanted stands after `--`, or in one argument with something before it.
    /// Others on this machine can see a command's words: look for a person by the case system's
    /// id or a reference, never by name.
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// Write it into a new file instead: .xlsx or .csv by the end of its name
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    out: Option<PathBuf>,
    /// Of children's names the first letters alone, in what is written out
    #[arg(long, requires = "out")]
    initials: bool,
    /// No name of a child, in what is written out
    #[arg(long, requires = "out", conflicts_with = "initials")]
    no_names: bool,
    /// Say what can be asked, and how
    #[arg(long)]
    language: bool,
    #[command(flatten)]
    unlock: Unlock,
}

impl Arguments {
    /// Says whether it writes a file.
    pub(super) fn writes_a_file(&self) -> bool {
        self.out.is_some()
    }

    fn names(&self) -> Names {
        if self.no_names {
            Names::Left
        } else if self.initials {
            Names::Initials
        } else {
            Names::Full
        }
    }
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    if arguments.language {
        print(&format!("{}\n", language().join("\n")))?;
        return Ok(Exit::Done);
    }
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let typed = arguments.words.join(" ");
    let query = parse(&typed, &vocabulary(&desk.current.pack), desk.now)
        .map_err(|fault| not_read(&typed, &fault))?;
    let mut incidents: Vec<Entry> = Vec::new();
    desk.store.each_entry(&query, &Order::default(), |entry| {
        incidents.push(entry);
        Ok::<(), StoreError>(())
    })?;
    if let Some(path) = &arguments.out {
        return out::written(&mut desk, &incidents, (path, arguments.names()), &typed);
    }
    if arguments.json {
        let lines: Vec<Value> = incidents.iter().map(as_json).collect();
        print_json(&json!({
            "pack": desk.current.pack.pack.id,
            "edition": desk.current.pack.pack.edition,
            "at": desk.now,
            "incidents": lines,
        }))?;
    } else if incidents.is_empty() {
        print(if typed.trim().is_empty() {
            "No incident is on this desk yet.\n"
        } else {
            "No incident holds what the query asks for.\n"
        })?;
    } else {
        let mut rows = Vec::new();
        for Entry { listed, .. } in &incidents {
            // A draft counts while the incident waits for its alert, and those are few.
            let alert = DraftKey::Alert(listed.id);
            let is_in_draft = listed.is_incoming() && desk.store.is_begun(&alert)?;
            rows.push(row(listed, is_in_draft, desk.now));
        }
        print(&table(&rows))?;
    }
    Ok(Exit::Done)
}

/// Returns what is wrong with a query, under its place.
fn not_read(typed: &str, fault: &Fault) -> Failure {
    let before = typed.get(..fault.at.start).unwrap_or_default();
    let wrong = typed.get(fault.at.clone()).unwrap_or_default();
    let marks = "^".repeat(width(wrong).max(1));
    let why = format!("{fault}\n  {typed}\n  {}{marks}", " ".repeat(width(before)));
    let todo = "`dutydesk register --language` says what can be asked.";
    Failure::new("The query was not read", why, todo)
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

fn as_json(entry: &Entry) -> Value {
    let Entry { listed, registered } = entry;
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
        "state": listed.state.title,
        "age": registered.age,
        "reasons": registered.reasons,
        "kinds": registered.kinds,
        "outcome": registered.outcome,
        "outcome_at": listed.decided.as_ref().and_then(|decided| decided.at),
        "notified_at": listed.notified_at,
        "panel_at": registered.panel_at,
        "last_decision": registered.ended.as_ref().map(|ended| &ended.value),
        "learning_shared_at": registered.learning_at,
        "next_due_at": listed.waits.and_then(|waits| waits.due),
        "owner": registered.owner,
        "team": registered.team,
        "agency": registered.agency,
        "source": registered.source,
    })
}

#[cfg(test)]
mod tests;
