//! `dutydesk show`: one incident whole, with everything that follows from it now.

mod as_json;
mod text;

use super::desk_file::{self, Found, Unlock};
use super::io::{print, print_json};
use crate::config::Places;
use crate::domain::text::{clean_line, visible};
use crate::error::{Exit, Failure};
use crate::store::Change;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incident: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF")]
    reference: String,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// Every change that was written, field by field, with what stood before
    #[arg(long, conflicts_with = "json")]
    history: bool,
    /// Why you must open it, where it is restricted and kept from you; - reads it from standard input
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, alias = "open-because", value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let because = desk_file::because(arguments.reason.as_deref())?;
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let Found {
        incident,
        rules,
        case,
    } = desk.opened(&arguments.reference, &because)?;
    if arguments.history {
        print(&history(&desk.store.changes(incident.id)?))?;
    } else if arguments.json {
        print_json(&as_json::incident(&rules.pack, &incident, &case, desk.now))?;
    } else {
        print(&text::incident(&rules.pack, &incident, &case, desk.now))?;
    }
    Ok(Exit::Done)
}

/// Returns an incident's history, a change a line, oldest first.
fn history(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        let value = |value: &Option<String>| match value {
            Some(value) => format!("«{}»", clean_line(&visible(value))),
            None => "nothing".to_owned(),
        };
        let line = format!(
            "{}  {}  version {}  {}: {} -> {}\n",
            change.at.long(),
            visible(&change.by),
            change.version,
            change.what,
            value(&change.before),
            value(&change.after)
        );
        out.push_str(&line);
    }
    out
}
