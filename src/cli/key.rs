//! `dutydesk key`: one's own passphrase, the printed key, the machine's key; and `dutydesk recover`.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::desk_file;
use super::io::print;
use super::log;
use super::unlock::{Shown, Unlock, ask, new_passphrase};
use super::user::{NewPassphrase, cost, open};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::secret::Secret;
use crate::error::{Cause, Exit, Failure};
use crate::store::Store;
use crate::vault::{Cipher, DataKey, RecoveryKey};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

impl Arguments {
    /// Says whether a file is written that stands outside the desk's folder.
    pub(super) fn writes_a_file(&self) -> bool {
        matches!(self.command, Command::Host(_))
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Change your own passphrase
    Change(Change),
    /// Make a new recovery key; the one before opens the desk no more
    ///
    /// It is shown this once, to be noted on paper, and typed back before it counts.
    Recovery(Recovery),
    /// Give the desk another key, in new files: whoever kept an old key file opens nothing any more
    ///
    /// For when somebody left in anger, or a key was lost. Nobody else may have the desk open. Your
    /// passphrase stays; a new recovery key is shown and typed back; everybody else is given a new
    /// passphrase with `dutydesk user passphrase`. Backups that were made before stay under the key
    /// before.
    Rotate(Recovery),
    /// Make the machine's own key, for `backup`, `due` and `verify` of a timer
    ///
    /// It stands in a file that is its owner's alone; the one before opens the desk no more.
    Host(Host),
}

#[derive(Debug, clap::Args)]
struct Change {
    #[command(flatten)]
    new: NewPassphrase,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct Recovery {
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct Host {
    /// The file that it is written to, not there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
pub(super) struct Recover {
    /// Who is given a new passphrase
    name: String,
    #[command(flatten)]
    new: NewPassphrase,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    log::start(places);
    match &arguments.command {
        Command::Change(own) => change(own, places)?,
        Command::Recovery(own) => recovery(own, places)?,
        Command::Rotate(own) => rotate(own, places)?,
        Command::Host(own) => host(own, places)?,
    }
    Ok(Exit::Done)
}

fn change(own: &Change, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    let name = store.settings().who.name.clone();
    let passphrase = new_passphrase(own.new.new_passphrase_fd, &name)?;
    let now = Clock::system().now();
    store.set_passphrase(&claim, &name, (&passphrase, cost()), now)?;
    print("Your passphrase is changed; the one before opens nothing any more.\n")
}

fn recovery(own: &Recovery, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    let key = noted_recovery_key()?;
    store.set_recovery(&claim, &key, cost(), Clock::system().now())?;
    print("This recovery key opens the desk from now on; the one before opens it no more.\n")
}

/// Draws a recovery key, shows it at the terminal, and has it typed back.
///
/// # Errors
/// When there is no terminal, or what is typed back is another: then nothing is changed.
pub(super) fn noted_recovery_key() -> Result<RecoveryKey, Failure> {
    let refused = |why: String| Failure::new("No recovery key was made", why, "Try again.");
    let key = RecoveryKey::random().map_err(|e| refused(e.to_string()))?;
    let question = Secret::from(format!(
        "The recovery key. Note it on paper and keep it locked away, not here:\n\n    {}\n\n\
         Type it back: ",
        key.printed().reveal()
    ));
    let typed = ask(question.reveal(), Shown::Yes)?;
    match RecoveryKey::read(&typed) {
        Ok(read) if read == key => Ok(key),
        Ok(_) => Err(refused("another key was typed back".to_owned())),
        Err(fault) => Err(refused(fault.to_string())),
    }
}

fn rotate(own: &Recovery, places: &Places) -> Result<(), Failure> {
    let claim = own.unlock.claim(places)?;
    let key = noted_recovery_key()?;
    let now = Clock::system().now();
    let rotated = Store::rotate(places, &claim, (&key, cost()), now)?;
    print(&format!(
        "The desk has another key. Its new files were read through, {} entries, every page and every \
         row; the old ones are taken away. Make a backup now: those made before are under the key \
         before.\n",
        rotated.verdict.entries
    ))?;
    if rotated.without.is_empty() {
        return Ok(());
    }
    let names = rotated.without.iter().map(|name| format!("  {name}\n"));
    print(&format!(
        "Give each of these a new passphrase with `dutydesk user passphrase NAME`:\n{}",
        names.collect::<String>()
    ))
}

fn host(own: &Host, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    let secret = DataKey::random(Cipher::Standard)
        .map_err(|e| Failure::new("No key was made", e.to_string(), "Try again."))?
        .hex();
    write_private(&own.out, &secret)?;
    if let Err(error) = store.set_host_key(&claim, &secret, cost(), Clock::system().now()) {
        // It opens nothing: left lying it would be taken for one that does.
        let _gone = std::fs::remove_file(&own.out);
        return Err(error.into());
    }
    print(&format!(
        "The machine's key is in {}: `dutydesk backup FOLDER --host-key FILE`, and the same with due \
         and verify. Whoever can read the file can read the desk. One that was made before opens it \
         no more.\n",
        own.out.display()
    ))
}

/// Writes a secret into a new file that is its owner's alone.
fn write_private(path: &Path, secret: &Secret) -> Result<(), Failure> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| {
            file.write_all(secret.reveal().as_bytes())?;
            file.write_all(b"\n")?;
            file.sync_all()
        });
    written.map_err(|e| {
        let why = format!("{} was not written: {}", path.display(), e.kind());
        let todo = "Name a file that is not there yet, in a folder that you can write.";
        Failure::new("No key was made", why, todo).because_of(Cause::of_io(&e))
    })
}

/// Gives somebody a new passphrase by the printed key.
pub(super) fn recover(own: &Recover, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    log::start(places);
    let claim = own.unlock.recovery_claim()?;
    let mut store = Store::open(places, &claim, Clock::system().now())?;
    desk_file::warn_of_findings(&store);
    let passphrase = new_passphrase(own.new.new_passphrase_fd, &own.name)?;
    let now = Clock::system().now();
    store.set_passphrase(&claim, &own.name, (&passphrase, cost()), now)?;
    print(&format!(
        "{} has a new passphrase: open the desk with `dutydesk`.\n\
         The recovery key was out: make a new one with `dutydesk key recovery`.\n",
        own.name.trim()
    ))?;
    Ok(Exit::Done)
}
