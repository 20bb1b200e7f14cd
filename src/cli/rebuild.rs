//! `dutydesk rebuild`: what lists are read from, made again from what was recorded.

use super::desk_file::{self, Unlock};
use super::io::print;
use crate::config::Places;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let mut file = desk_file::open(places, &arguments.unlock)?;
    let now = file.now;
    let all = file.store.tally()?.all;
    let mut left = file.store.begin_rebuild()?;
    while left > 0 {
        left = file.store.renew_some(now)?;
        desk_file::say_progress(all - left, all);
    }
    print(&format!("The lists were made again of {all} incidents.\n"))?;
    Ok(Exit::Done)
}
