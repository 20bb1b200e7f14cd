//! `dutydesk backup` and `dutydesk restore`: the desk copied to another folder, and put back.

use std::path::PathBuf;

use super::desk_file::{self, Unlock};
use super::{log, print, system_clock};
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::store::Store;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder, empty or not there yet
    folder: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

/// Copies the desk while it may be open, and checks the copy.
pub(super) fn backup(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    log::start(places);
    let passphrase = arguments.unlock.passphrase()?;
    let now = system_clock().now();
    let mut store = Store::open(places, &passphrase, now)?;
    let backup = store.backup(&passphrase, &arguments.folder, now)?;
    print(&format!(
        "The desk is copied to {}, and the copy was checked: {} entries, every page and every row.\n\
         It opens with the passphrase of today. Its last entry, to be noted elsewhere: {}\n\
         Keep it on another machine: what takes this disk must not take both.\n",
        backup.folder.display(),
        backup.verdict.entries,
        backup.verdict.head
    ))?;
    Ok(Exit::Done)
}

/// Puts a backup back where no desk is.
pub(super) fn restore(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let passphrase = arguments.unlock.passphrase()?;
    let now = system_clock().now();
    let restored = Store::restore(&arguments.folder, places, &passphrase, now)?;
    print(&format!(
        "The desk is at {}, and was checked there: {} entries, every page and every row.\n\
         Open it with `dutydesk`.\n",
        restored.folder.display(),
        restored.verdict.entries
    ))?;
    Ok(Exit::Done)
}
