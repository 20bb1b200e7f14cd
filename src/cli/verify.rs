//! `dutydesk verify`: whether the record is as it was written.

use super::desk_file::{self, Unlock};
use super::print;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::store::Chain;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let desk = desk_file::open(places, &arguments.unlock)?;
    match desk.store.verify_journal()? {
        Chain::Intact { rows, head } => {
            print(&format!(
                "The record is as it was written: {rows} entries, each following from the one \
                 before.\nNote the last one elsewhere to prove later that none was cut off: {head}\n"
            ))?;
            Ok(Exit::Done)
        }
        Chain::Broken { seq } => {
            print(&format!(
                "The record was altered by something other than dutydesk: entry {seq} is the \
                 first that does not hold.\nKeep this file as it is, and restore a backup beside it.\n"
            ))?;
            Ok(Exit::Damaged)
        }
    }
}
