//! `dutydesk show`: one incident whole, with everything that follows from it now.

mod as_json;
mod text;

use super::desk_file::{self, Unlock};
use super::{print, print_json};
use crate::config::Places;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incident: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF")]
    reference: String,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = desk_file::open(places, &arguments.unlock)?;
    let (incident, case) = desk.find(&arguments.reference)?;
    if arguments.json {
        print_json(&as_json::incident(&desk.pack, &incident, &case, desk.now))?;
    } else {
        print(&text::incident(&desk.pack, &incident, &case, desk.now))?;
    }
    Ok(Exit::Done)
}
