//! `dutydesk pack`: the protocols as data, to list, to read and to check.

use std::fmt::Write;
use std::path::Path;

use super::io::{print, read_input};
use crate::config;
use crate::domain::text::visible;
use crate::error::{Exit, Failure};
use crate::pack::check::check;
use crate::pack::prose::prose;
use crate::pack::{BUILT_IN, Pack};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the packs that are built in
    List,
    /// Print a pack in plain words, to read and sign off
    Show {
        /// A pack's id or file
        pack: String,
    },
    /// Find every fault of a pack, with line, column and the nearest known word
    Check {
        /// A pack's id or file; - for standard input
        pack: String,
    },
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::List => list(),
        Command::Show { pack } => {
            print(&prose(&config::pack(pack)?))?;
            Ok(Exit::Done)
        }
        Command::Check { pack } => check_one(pack),
    }
}

fn list() -> Result<Exit, Failure> {
    let mut out = String::new();
    for (id, _) in BUILT_IN {
        let Some(pack) = Pack::built_in(id) else {
            continue;
        };
        let head = &pack.pack;
        let title = &head.title;
        let _written = writeln!(out, "{id}  {}: {title} ({})", head.council, head.edition);
    }
    print(&out)?;
    Ok(Exit::Done)
}

fn check_one(pack: &str) -> Result<Exit, Failure> {
    let built_in = BUILT_IN.iter().find(|(id, _)| *id == pack);
    let path = Path::new(pack);
    if built_in.is_none() && pack != "-" && !path.exists() {
        // Says which pack may have been meant.
        config::pack(pack)?;
    }
    let text = built_in.map_or_else(
        || read_input(Some(path)),
        |(_, text)| Ok((*text).to_owned()),
    )?;
    let faults = check(&text);
    let mut out = String::new();
    for fault in &faults {
        let words = visible(&fault.to_string()).replace('\n', " ");
        let _written = writeln!(out, "{words}");
    }
    let count = faults.len();
    let _written = match count {
        0 => writeln!(out, "{pack}: no fault"),
        1 => writeln!(out, "{pack}: 1 fault"),
        _ => writeln!(out, "{pack}: {count} faults"),
    };
    print(&out)?;
    Ok(if faults.is_empty() {
        Exit::Done
    } else {
        Exit::Refused
    })
}
