//! `dutydesk report`: what is printed for people; so far the handover.

use clap::Subcommand;

use super::desk_file::{self, Unlock};
use super::print;
use crate::app::page::handover::shift::span;
use crate::app::page::handover::text::text;
use crate::app::{App, Start};
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
    let desk = file.desk()?;
    let mut app = App::new(
        desk.pack.clone(),
        desk.holidays.clone(),
        &Start::Opening,
        file.now,
    );
    app.user.clone_from(&file.store.settings().user);
    app.desk = desk;
    let (since, until) = span(&app.see());
    app.desk.shift = file.store.shift(since, until)?;
    app.desk.sight.tally = file.store.tally()?;
    print(&text(&app.see(), "", &[]))?;
    Ok(Exit::Done)
}
