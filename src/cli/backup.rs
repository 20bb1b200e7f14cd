//! `dutydesk backup` and `dutydesk restore`: the desk copied to another folder, and put back.

mod generations;

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::desk_file::{self, Unlock};
use super::io::print;
use super::log;
use super::unlock::UnlockOrHost;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::store::{Backup, Store};
use crate::vault::Claim;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder, empty or not there yet
    folder: PathBuf,
    /// Copy into a folder of this moment inside it, and keep so many of them, the newest
    ///
    /// The oldest go once the new one was checked.
    #[arg(long, value_name = "N")]
    keep: Option<NonZeroUsize>,
    /// Copy to the disk that the desk is on, though what takes the disk takes both
    #[arg(long)]
    same_disk: bool,
    #[command(flatten)]
    unlock: UnlockOrHost,
}

#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The folder of the backup
    folder: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
    /// Open the backup with the printed recovery key instead of a passphrase
    ///
    /// It is asked for, or read as the passphrase is. `dutydesk recover` then gives somebody a new
    /// passphrase.
    #[arg(long)]
    with_recovery_key: bool,
}

impl Restore {
    fn claim(&self, of_backup: &Places) -> Result<Claim, Failure> {
        if self.with_recovery_key {
            return self.unlock.recovery_claim();
        }
        self.unlock.claim(of_backup)
    }
}

/// Copies the desk while it may be open, and checks the copy.
pub(super) fn backup(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    if !arguments.same_disk {
        generations::check_disk(&places.data, &arguments.folder)?;
    }
    log::start(places);
    let claim = arguments.unlock.claim(places)?;
    let now = crate::clock::Clock::system().now();
    let mut store = Store::open(places, &claim, now)?;
    desk_file::warn_of_findings(&store);
    let folder = match arguments.keep {
        Some(_) => generations::folder(&arguments.folder, now),
        None => arguments.folder.clone(),
    };
    let backup = store.backup(&claim, &folder, now)?;
    print(&format!(
        "The desk is copied to {}, and the copy was checked: {} entries, every page and every row.\n\
         It opens with the passphrase of today. Its last entry, to be noted elsewhere: {}\n\
         The outbox is not in it. Keep it on another machine: what takes this disk must not take both.\n",
        backup.folder.display(),
        backup.verdict.entries,
        backup.verdict.head
    ))?;
    if let Some(keep) = arguments.keep
        && backup.verdict.damage.is_empty()
    {
        let removed = generations::prune(&arguments.folder, keep.get())?;
        print(&format!("{removed} older were removed.\n"))?;
    }
    told(
        &backup,
        "The copy holds what the desk holds; `dutydesk verify` says the same of it.",
    )
}

/// Puts a backup back where no desk is.
pub(super) fn restore(arguments: &Restore, places: &Places) -> Result<Exit, Failure> {
    let of_backup = Places {
        data: arguments.folder.clone(),
        state: places.state.clone(),
    };
    let claim = arguments.claim(&of_backup)?;
    let now = crate::clock::Clock::system().now();
    let restored = Store::restore(&arguments.folder, places, &claim, now)?;
    print(&format!(
        "The desk is at {}, and was checked there: {} entries, every page and every row.\n\
         Open it with `dutydesk`.\n",
        restored.folder.display(),
        restored.verdict.entries
    ))?;
    told(
        &restored,
        "It is restored all the same: it holds what the backup held.",
    )
}

/// Says what is not as it was written in a copy that was made all the same.
fn told(backup: &Backup, words: &str) -> Result<Exit, Failure> {
    let verdict = &backup.verdict;
    if verdict.damage.is_empty() {
        return Ok(Exit::Done);
    }
    let mut out = format!("Damage was found in it. {words}\n");
    for damage in &verdict.damage {
        let _infallible = writeln!(out, "  {}: {}", damage.place, damage.words);
    }
    print(&out)?;
    Ok(Exit::Damaged)
}
