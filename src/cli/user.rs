//! `dutydesk user`: who may be at the desk.

use clap::Subcommand;

use super::desk_file;
use super::io::print;
use super::log;
use super::plain::table;
use super::unlock::{Unlock, new_passphrase};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::user::{Roles, User};
use crate::error::{Exit, Failure};
use crate::store::Store;
use crate::vault::{Claim, KdfCost};
use crate::words::role::roles;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add somebody, with their roles and a first passphrase
    ///
    /// Somebody who was disabled is let in again. Roles: notifier, duty, edt, sqa, head-of-service,
    /// signatory, business-unit, auditor, administrator.
    Add(Add),
    /// Let somebody in no more
    ///
    /// A desk that they have open locks within two seconds. Whoever kept a copy of an old key file
    /// could still open a copy of the desk with it: `dutydesk key rotate` ends that.
    Disable(Named),
    /// Give somebody other roles in the place of those they have
    Roles(WithRoles),
    /// Give somebody a new passphrase, who has forgotten theirs
    Passphrase(Passphrase),
    /// List everybody: name, roles, since when, until when
    List(List),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The name, as it stands on what they record
    name: String,
    /// Their roles, with a comma between
    #[arg(long, value_name = "ROLES")]
    roles: Roles,
    #[command(flatten)]
    new: NewPassphrase,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct Named {
    /// Whom
    name: String,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct WithRoles {
    /// Whom
    name: String,
    /// Their roles, with a comma between
    roles: Roles,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct Passphrase {
    /// Whom
    name: String,
    #[command(flatten)]
    new: NewPassphrase,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    unlock: Unlock,
}

/// Where a new passphrase is read from.
#[derive(Debug, clap::Args)]
pub(super) struct NewPassphrase {
    /// Read the new passphrase from this open file descriptor; without it, it is asked for twice
    #[arg(long, value_name = "N")]
    pub(super) new_passphrase_fd: Option<u32>,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    log::start(places);
    match &arguments.command {
        Command::Add(own) => add(own, places)?,
        Command::Disable(own) => disable(own, places)?,
        Command::Roles(own) => set_roles(own, places)?,
        Command::Passphrase(own) => set_passphrase(own, places)?,
        Command::List(own) => list(own, places)?,
    }
    Ok(Exit::Done)
}

/// Opens the desk for somebody who looks after it, and keeps what opened it: each change of the keys
/// takes it once more.
pub(super) fn open(places: &Places, unlock: &Unlock) -> Result<(Store, Claim), Failure> {
    let claim = unlock.claim(places)?;
    let store = Store::open(places, &claim, Clock::system().now())?;
    desk_file::warn_of_findings(&store);
    Ok((store, claim))
}

fn add(own: &Add, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    let passphrase = new_passphrase(own.new.new_passphrase_fd, &own.name)?;
    let (named, first) = ((own.name.as_str(), &own.roles), (&passphrase, cost()));
    store.add_user(&claim, named, first, Clock::system().now())?;
    print(&format!(
        "{} may open the desk: {}. Tell them the passphrase by word of mouth, and have them change \
         it with `dutydesk key change`.\n",
        own.name.trim(),
        roles(&own.roles)
    ))
}

fn disable(own: &Named, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    store.disable_user(&claim, &own.name, Clock::system().now())?;
    print(&format!(
        "{} may open the desk no more; one that they have open locks within two seconds.\n\
         Whoever kept a copy of an old key file could still open a copy of the desk with it. \
         `dutydesk key rotate` ends that.\n",
        own.name.trim()
    ))
}

fn set_roles(own: &WithRoles, places: &Places) -> Result<(), Failure> {
    let (mut store, _) = open(places, &own.unlock)?;
    store.set_roles(&own.name, &own.roles, Clock::system().now())?;
    print(&format!("{}: {}.\n", own.name.trim(), roles(&own.roles)))
}

fn set_passphrase(own: &Passphrase, places: &Places) -> Result<(), Failure> {
    let (mut store, claim) = open(places, &own.unlock)?;
    let passphrase = new_passphrase(own.new.new_passphrase_fd, &own.name)?;
    let now = Clock::system().now();
    store.set_passphrase(&claim, &own.name, (&passphrase, cost()), now)?;
    print(&format!(
        "{} has a new passphrase; the one before opens nothing any more.\n",
        own.name.trim()
    ))
}

fn list(own: &List, places: &Places) -> Result<(), Failure> {
    let (store, _) = open(places, &own.unlock)?;
    let rows: Vec<Vec<String>> = store.users()?.iter().map(row).collect();
    print(&table(&rows))
}

fn row(user: &User) -> Vec<String> {
    let day = |at: crate::domain::instant::Instant| at.london().format("%-d %b %Y %H:%M");
    vec![
        user.name.clone(),
        roles(&user.roles),
        format!("added {} by {}", day(user.added_at), user.added_by),
        match &user.disabled {
            Some((at, by)) => format!("disabled {} by {by}", day(*at)),
            None => String::new(),
        },
    ]
}

/// What a guess at a passphrase of a desk costs.
pub(super) fn cost() -> KdfCost {
    KdfCost::standard()
}
