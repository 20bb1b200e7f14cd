//! `dutydesk report`: what is printed for people; so far the handover.

use clap::Subcommand;

use super::desk_file::{self, DeskFile, Unlock};
use super::print;
use crate::app::desk::Desk;
use crate::app::page::See;
use crate::app::page::handover::shift;
use crate::config::Places;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    report: Report,
}

#[derive(Debug, Subcommand)]
enum Report {
    /// What happened on this shift, what is due before the next ones end, every open case
    Handover {
        #[command(flatten)]
        unlock: Unlock,
    },
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let Report::Handover { unlock } = &arguments.report;
    let file = desk_file::open(places, unlock)?;
    let mut desk = file.desk()?;
    let (since, until) = shift::span(&see(&desk, &file));
    desk.shift = file.store.shift(since, until)?;
    desk.sight.tally = file.store.tally()?;
    print(&shift::written(&see(&desk, &file), "", &[]))?;
    Ok(Exit::Done)
}

/// Returns the desk as a page would see it, with nobody's hand on it.
fn see<'a>(desk: &'a Desk, file: &'a DeskFile) -> See<'a> {
    See {
        pack: &desk.pack,
        desk,
        user: &file.store.settings().user,
        now: file.now,
        role: None,
        last_scroll: 0,
        is_blind: false,
        next_call: 0,
    }
}
