//! `dutydesk dispose`: a case is disposed of, as one person proposed and another agrees.

use super::desk_file::{self, DeskFile, Found, Unlock};
use super::io::print;
use super::plain::{line, table};
use super::question::is_agreed;
use super::retention::reason;
use crate::config::Places;
use crate::domain::command::{Command, Edit};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Disposal, NewEntry};
use crate::domain::right::Right;
use crate::error::{Exit, Failure};
use crate::rules::retention::Keeping;
use crate::store::StoreError;
use crate::words::keeping;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incidents: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF", required = true)]
    references: Vec<String>,
    /// Propose it; somebody else agrees to it with the same command without this
    #[arg(long, requires = "reason", conflicts_with_all = ["withdraw", "yes"])]
    propose: bool,
    /// Take a proposal back
    #[arg(long, requires = "reason", conflicts_with = "yes")]
    withdraw: bool,
    /// Why; - reads it from standard input
    ///
    /// It goes with the case. Others on this machine can see a command's words: name nobody here.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Ask nothing: whoever gives it has looked at what is disposed of
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let reason = reason(arguments.reason.as_deref())?;
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let mut found = Vec::new();
    for reference in &arguments.references {
        found.push(desk.find(reference)?);
    }
    if arguments.propose || arguments.withdraw {
        if reason.is_empty() {
            return Err(refused(
                "a disposal is proposed and withdrawn with a reason",
            ));
        }
        return propose(&mut desk, &found, &reason, arguments.withdraw);
    }
    desk.store.require(Right::Agree)?;
    agree(&mut desk, &found, arguments.yes)
}

fn refused(why: &str) -> Failure {
    Failure::new("Nothing was done", why, "Give --reason WORDS.")
}

/// Proposes to dispose of cases, or takes that back; all of them or none.
fn propose(
    desk: &mut DeskFile,
    found: &[Found],
    reason: &str,
    withdraw: bool,
) -> Result<Exit, Failure> {
    let mut commands = Vec::new();
    for one in found {
        let kept = Keeping::of(&desk.current.pack, &one.incident);
        let edit = match (&kept.proposal, withdraw) {
            (Some(proposal), true) => Edit::Strike(proposal.entry.id, reason.to_owned()),
            (None, true) => return Err(refused("nobody has proposed to dispose of it")),
            (Some(_), false) => return Err(refused("it is proposed already")),
            (None, false) => {
                if let Some(why) = kept.hinders_any(!one.case.state.closed, desk.now) {
                    return Err(StoreError::NotDisposed(why).into());
                }
                let reason = reason.to_owned();
                Edit::AddEntry(NewEntry::new(Disposal { reason }))
            }
        };
        commands.push(Command::Revise {
            id: one.incident.id,
            version: one.incident.version,
            edits: vec![edit],
            draft: None,
        });
    }
    desk.store.run_all(&commands, desk.now)?;
    let said = if withdraw {
        "The proposal is taken back."
    } else {
        "Proposed. Somebody else, who may agree to it, runs `dutydesk dispose` with the same \
         references."
    };
    print(&format!("{said}\n"))?;
    Ok(Exit::Done)
}

/// Disposes of cases that somebody else proposed, once asked; all of them or none.
fn agree(desk: &mut DeskFile, found: &[Found], is_sure: bool) -> Result<Exit, Failure> {
    let user = desk.store.settings().who.name.clone();
    let mut rows = Vec::new();
    for one in found {
        let kept = Keeping::of(&desk.current.pack, &one.incident);
        if let Some(why) = kept.hindrance(!one.case.state.closed, &user, desk.now) {
            return Err(StoreError::NotDisposed(why).into());
        }
        rows.push(vec![
            one.incident.reference.0.clone(),
            keeping::review(&kept, desk.now),
            keeping::class(&kept),
            keeping::standing(&kept),
        ]);
    }
    print(&table(&rows))?;
    let count = found.len();
    let question = match count {
        1 => "Dispose of it for good? Nothing of it can be had again.".to_owned(),
        _ => format!("Dispose of these {count} for good? Nothing of them can be had again."),
    };
    if !is_sure && !is_agreed(&question)? {
        print("Nothing was disposed of.\n")?;
        return Ok(Exit::Refused);
    }
    let commands = found.iter().map(|one| Command::Dispose {
        id: one.incident.id,
        version: one.incident.version,
    });
    let commands: Vec<Command> = commands.collect();
    desk.store.run_all(&commands, desk.now)?;
    print(&format!(
        "Disposed of: {count}. The record says by whom and when.\n"
    ))?;
    if desk.store.is_unswept()? {
        print(
            "Another dutydesk has the desk open: the files are swept when it is next opened. \
             Until then they may hold traces.\n",
        )?;
    }
    let logged = found.iter().map(|one| one.incident.created_at).min();
    print(&backups(desk, logged)?)?;
    Ok(Exit::Done)
}

/// Lists the backups that were made since the first of the cases was logged, and still hold them.
fn backups(desk: &DeskFile, since: Option<Instant>) -> Result<String, Failure> {
    let made = desk.store.backups()?.into_iter();
    let made = made.filter(|backup| since.is_none_or(|since| backup.at >= since));
    let rows: Vec<Vec<String>> = made
        .filter(|backup| !backup.is_gone())
        .map(|backup| {
            let folder = match &backup.folder {
                Some(folder) => line(&folder.display().to_string()),
                None => "where to was not noted".to_owned(),
            };
            vec![format!("  {}", backup.at.long()), folder]
        })
        .collect();
    Ok(if rows.is_empty() {
        "No backup that this desk knows of holds it.\n".to_owned()
    } else {
        format!(
            "Backups that still hold it, until they are removed:\n{}",
            table(&rows)
        )
    })
}
