//! `dutydesk subject-access`: what the desk holds of a person, marked by one and released by another.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use super::desk_file::{self, DeskFile, Unlock};
use super::io::{not_written, print, read_input, write_new};
use crate::config::Places;
use crate::domain::command::Command as Write;
use crate::domain::incident::Incident;
use crate::domain::right::Right;
use crate::domain::text::visible;
use crate::error::{Exit, Failure};
use crate::report::access::{Counts, Item, Marked, items_of, read, unmarked, written};
use crate::store::{Access, Asked, StoreError};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Gather everything that is held of a person into a file, an item each, to be marked
    ///
    /// OFFICIAL-SENSITIVE: the file names people, and is its owner's alone.
    Gather(Gather),
    /// Check a marked file, and record that you marked it so
    Mark(OfFile),
    /// Write out what somebody else marked, for the person who asked
    Release(Release),
}

/// Whose it is: somebody on an incident, or by what they are surely known by.
#[derive(Debug, clap::Args)]
struct Whose {
    /// The incident: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF", requires = "person", required_unless_present_any = ["case_id", "born"])]
    reference: Option<String>,
    /// The person on it: p1
    #[arg(value_name = "PERSON")]
    person: Option<String>,
    /// The case system's id, in place of an incident
    #[arg(long, value_name = "ID", conflicts_with_all = ["reference", "born"])]
    case_id: Option<String>,
    /// The date of birth, in place of an incident; the name is read from standard input
    ///
    /// Others on this machine can see a command's words: no name stands among them.
    #[arg(long, value_name = "DAY", conflicts_with = "reference")]
    born: Option<NaiveDate>,
    /// Why you must open what is restricted and kept from you; it is journalled, and told to those
    /// whose record it is
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, alias = "open-because", value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Debug, clap::Args)]
struct Gather {
    #[command(flatten)]
    whose: Whose,
    /// The file to write, which is not there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, clap::Args)]
struct OfFile {
    #[command(flatten)]
    whose: Whose,
    /// The file that was marked
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Release {
    #[command(flatten)]
    of: OfFile,
    /// The file to write, which is not there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Gather(own) => gather(own, places)?,
        Command::Mark(own) => mark(own, places)?,
        Command::Release(own) => release(own, places)?,
    }
    Ok(Exit::Done)
}

/// Opens the desk, and returns everything that it holds of somebody.
fn held(whose: &Whose, right: Right, places: &Places) -> Result<(DeskFile, Vec<Item>), Failure> {
    let mut desk = desk_file::open(places, &whose.unlock)?;
    desk.store.require(right)?;
    let incidents = every(&mut desk, whose)?;
    let mut items = Vec::new();
    for incident in incidents {
        let rules = desk.store.rules_of(&incident)?;
        let changes = desk.store.changes(incident.id)?;
        let handovers = desk.store.telling_of(&incident)?;
        items.extend(items_of(&rules.pack, &incident, &changes, &handovers));
    }
    Ok((desk, items))
}

/// Returns the incidents that the person is on, the one that was named among them; that each was opened
/// is journalled.
fn every(desk: &mut DeskFile, whose: &Whose) -> Result<Vec<Incident>, Failure> {
    let because = whose.reason.as_deref().map_or("", str::trim);
    let named = match (&whose.reference, &whose.person) {
        (Some(reference), Some(person)) => Some((desk.found(reference, because)?.incident, person)),
        _ => None,
    };
    let asked = match &named {
        Some((incident, key)) => {
            let Some(person) = incident.person_by_key(key) else {
                let why = format!("`{}` is nobody on this incident", visible(key));
                return Err(nobody(why));
            };
            Asked::of(person)
        }
        None => Asked {
            case_id: whose.case_id.clone().unwrap_or_default(),
            name: match whose.born {
                Some(_) => read_input(None)?.trim().to_owned(),
                None => String::new(),
            },
            born: whose.born,
        },
    };
    let mut all = of_person(desk, &asked, because)?;
    if let Some((incident, _)) = named
        && all.iter().all(|known| known.id != incident.id)
    {
        all.push(incident);
    }
    if all.is_empty() {
        return Err(nobody("nobody of that is on any incident here".to_owned()));
    }
    all.sort_by_key(|incident| incident.id);
    for incident in &all {
        let (id, version) = (incident.id, incident.version);
        desk.store.run(&Write::Seen { id, version }, desk.now)?;
    }
    Ok(all)
}

/// Returns the incidents that somebody is on; those that are kept from whoever asks are opened by the
/// reason, one after the other.
fn of_person(desk: &mut DeskFile, asked: &Asked, because: &str) -> Result<Vec<Incident>, Failure> {
    loop {
        match desk.store.of_person(asked) {
            Err(StoreError::Restricted(reference)) if !because.is_empty() => {
                desk.break_glass(&reference.0, because)?;
            }
            found => return Ok(found?),
        }
    }
}

fn nobody(why: String) -> Failure {
    Failure::new(
        "There is no such person",
        why,
        "`dutydesk show REF` lists who is on an incident: p1, p2.",
    )
}

fn gather(own: &Gather, places: &Places) -> Result<(), Failure> {
    let (mut desk, items) = held(&own.whose, Right::Propose, places)?;
    let text = unmarked(&items).map_err(|fault| not_taken(&fault.to_string()))?;
    write_new(&own.out, text.as_bytes())?;
    let count = format!("{} items", items.len());
    desk.store.note_gathered(&count, desk.now)?;
    print(&format!(
        "{count} are in {}. Mark each, then run `dutydesk subject-access mark`.\n\
         Half-typed forms are not in it: save or discard them first. Nor is what was written out to \
         the outbox, which the record of what was sent holds word for word.\n",
        own.out.display()
    ))
}

/// Reads a marked file against what is held now.
fn marked(
    own: &OfFile,
    right: Right,
    places: &Places,
) -> Result<(DeskFile, Vec<Marked>, Access), Failure> {
    let text = read_input(Some(&own.file))?;
    let (desk, items) = held(&own.whose, right, places)?;
    let marked = read(&text, &items).map_err(|fault| not_taken(&fault.to_string()))?;
    let access = Access::of(&text, &Counts::of(&marked).to_string());
    Ok((desk, marked, access))
}

fn mark(own: &OfFile, places: &Places) -> Result<(), Failure> {
    let (mut desk, marked, access) = marked(own, Right::Propose, places)?;
    desk.store.note_marked(&access, desk.now)?;
    print(&format!(
        "{}. Recorded as marked by you. Somebody else runs `dutydesk subject-access release` with \
         this file; a mark that is changed after is recorded anew.\n",
        Counts::of(&marked)
    ))
}

fn release(own: &Release, places: &Places) -> Result<(), Failure> {
    let (mut desk, marked, access) = marked(&own.of, Right::Agree, places)?;
    if own.out.exists() {
        return Err(not_written(&own.out, "it is there already"));
    }
    let by = desk.store.note_released(&access, desk.now)?;
    let who = desk.store.settings().who.name.clone();
    let council = &desk.current.pack.pack.council;
    let text = written(council, &marked, [&by, &who], desk.now);
    write_new(&own.out, visible(&text).as_bytes())?;
    print(&format!(
        "{}. Written to {}; give it to nobody but the person who asked, and keep no copy here.\n",
        Counts::of(&marked),
        own.out.display()
    ))
}

fn not_taken(why: &str) -> Failure {
    Failure::new(
        "The marks were not taken",
        why,
        "Correct the file, or gather anew where the desk holds something else by now.",
    )
}
