//! `dutydesk retention`: how long cases are kept, which are past their review date, and legal holds.

use chrono::NaiveDate;

use super::desk_file::{self, DeskFile, Found, Unlock};
use super::io::{print, read_input};
use super::plain::table;
use crate::config::Places;
use crate::domain::command::{Command, Edit};
use crate::domain::id::IncidentId;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Hold, HoldField, NewEntry, Retention};
use crate::domain::text::visible;
use crate::error::{Exit, Failure};
use crate::rules::retention::Keeping;
use crate::store::StoreError;
use crate::words::keeping;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incident: 42, 0042 or TH-2026-0042; without one, all that are past their review date
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// List every case that is closed, also before its review date
    #[arg(long, conflicts_with = "reference")]
    all: bool,
    /// Choose its retention class, by the id that `dutydesk retention REF` lists
    #[arg(long, value_name = "CLASS", requires = "reference")]
    class: Option<String>,
    /// From which day its years are counted, where the case does not say it: the day of a death
    #[arg(long, value_name = "DAY", requires = "class")]
    from: Option<NaiveDate>,
    /// Put it under a legal hold: it is not disposed of until that is lifted
    #[arg(long, requires_all = ["reference", "reason"], conflicts_with = "class")]
    hold: bool,
    /// Lift its legal hold
    #[arg(long, requires_all = ["reference", "reason"], conflicts_with_all = ["class", "hold"])]
    lift: bool,
    /// Why; - reads it from standard input
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Why you must open it, where it is restricted and kept from you; - reads it from standard input
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, requires = "reference", value_name = "WORDS")]
    open_because: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let reason = reason(arguments.reason.as_deref())?;
    let because = desk_file::because(arguments.open_because.as_deref())?;
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let Some(reference) = &arguments.reference else {
        print(&list(&desk, arguments.all)?)?;
        return Ok(Exit::Done);
    };
    let found = desk.opened(reference, &because)?;
    if let Some(edit) = edit(arguments, &desk, &found, &reason)? {
        let command = Command::Revise {
            id: found.incident.id,
            version: found.incident.version,
            edits: vec![edit],
            draft: None,
        };
        desk.store.run(&command, desk.now)?;
    }
    let found = desk.find(reference)?;
    print(&one(&desk, &found))?;
    Ok(Exit::Done)
}

/// Returns the reason that was given, from standard input where it is `-`.
///
/// # Errors
/// When standard input cannot be read.
pub(super) fn reason(given: Option<&str>) -> Result<String, Failure> {
    Ok(match given {
        Some("-") => read_input(None)?.trim().to_owned(),
        Some(words) => words.trim().to_owned(),
        None => String::new(),
    })
}

/// Returns the change that was asked for; none where it was only to be shown.
fn edit(
    arguments: &Arguments,
    desk: &DeskFile,
    found: &Found,
    reason: &str,
) -> Result<Option<Edit>, Failure> {
    let schedule = &desk.current.pack;
    if (arguments.hold || arguments.lift) && reason.is_empty() {
        return Err(refused("a legal hold is set and lifted with a reason"));
    }
    let held = Keeping::of(schedule, &found.incident).hold;
    if arguments.hold {
        if held.is_some() {
            return Err(refused("it is under a legal hold already"));
        }
        return Ok(Some(Edit::AddEntry(NewEntry::new(Hold {
            reason: reason.to_owned(),
            ..Hold::default()
        }))));
    }
    if arguments.lift {
        let Some(held) = held else {
            return Err(refused("it is under no legal hold"));
        };
        let lifted = Edit::entry(held.entry.id, HoldField::Lifted, reason.to_owned());
        return Ok(Some(lifted));
    }
    let Some(class) = &arguments.class else {
        return Ok(None);
    };
    if schedule.retention(class).is_none() {
        return Err(refused(&format!(
            "`{}` is no class of the schedule",
            visible(class)
        )));
    }
    Ok(Some(Edit::AddEntry(NewEntry::new(Retention {
        class: class.clone(),
        from: arguments.from.map(Moment::day),
        reason: reason.to_owned(),
    }))))
}

fn refused(why: &str) -> Failure {
    Failure::new(
        "Nothing was changed",
        why,
        "`dutydesk retention REF` says how it is kept, and lists the classes.",
    )
}

/// Returns the closed cases that are past their review date, or all, a line each.
fn list(desk: &DeskFile, all: bool) -> Result<String, Failure> {
    let mut closed: Vec<IncidentId> = Vec::new();
    desk.store.each_listed("", |listed| {
        if !listed.is_open() {
            closed.push(listed.id);
        }
        Ok::<(), StoreError>(())
    })?;
    let mut rows = Vec::new();
    for id in closed {
        let incident = match desk.store.incident(id) {
            // How long it is kept follows from its words: whoever opens it reads that.
            Err(StoreError::Restricted(reference)) => {
                rows.push([reference.0, "restricted".to_owned()].into());
                continue;
            }
            read => read?,
        };
        let Some(incident) = incident else {
            continue;
        };
        let kept = Keeping::of(&desk.current.pack, &incident);
        if all || kept.is_past(desk.now) {
            rows.push(vec![
                incident.reference.0.clone(),
                keeping::review(&kept, desk.now),
                keeping::class(&kept),
                keeping::standing(&kept),
            ]);
        }
    }
    Ok(if rows.is_empty() {
        "No closed case is past its review date.\n".to_owned()
    } else {
        table(&rows)
    })
}

/// Returns how one case is kept, and the classes that may be chosen.
fn one(desk: &DeskFile, found: &Found) -> String {
    let schedule = &desk.current.pack;
    let kept = Keeping::of(schedule, &found.incident);
    let mut rows = vec![
        vec!["Class".to_owned(), keeping::class(&kept)],
        vec!["Kept until".to_owned(), keeping::review(&kept, desk.now)],
    ];
    let standing = keeping::standing(&kept);
    if !standing.is_empty() {
        rows.push(vec!["Stands".to_owned(), standing]);
    }
    let classes = schedule.retentions.iter();
    let classes: Vec<Vec<String>> = classes
        .map(|row| vec![format!("  {}", row.id), keeping::row(row)])
        .collect();
    format!(
        "{}\n{}\nClasses:\n{}",
        found.incident.reference,
        table(&rows),
        table(&classes)
    )
}
