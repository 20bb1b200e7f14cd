//! The command line: one file a subcommand. Plain output is one fact a line; errors go to stderr
//! as what, why, what to do.

mod advise;
mod backup;
mod calendar;
mod clocks;
pub mod demo;
mod desk;
mod desk_file;
mod due;
mod form;
pub mod log;
mod pack;
mod plain;
mod rebuild;
mod register;
mod report;
mod show;
mod unlock;
mod verify;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::clock::Clock;
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::error::{Exit, Failure};

/// The desk for serious-incident alerts in children's services.
///
/// Without a subcommand it opens the desk. It advises; a person decides. If a child is in
/// immediate danger, call 999.
#[derive(Debug, Parser)]
#[command(name = "dutydesk", version, arg_required_else_help = false)]
pub struct Arguments {
    /// The desk's folder, in place of the user's own.
    #[arg(long, global = true, env = "DUTYDESK_HOME", value_name = "FOLDER")]
    pub home: Option<PathBuf>,
    /// Use no colour; `NO_COLOR` does the same.
    #[arg(long, global = true)]
    pub mono: bool,
    /// Draw with ASCII alone.
    #[arg(long, global = true)]
    pub ascii: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what a pack advises on given facts
    Advise(advise::Arguments),
    /// Say what is due, given what happened
    Clocks(clocks::Arguments),
    /// Open the desk on invented incidents, in a file that is thrown away
    ///
    /// Nothing of the demo can reach anybody, and your own desk is not touched.
    Demo(demo::Arguments),
    /// Say what is due, most urgent first; exit code 3 when something is overdue
    ///
    /// Names nobody: references and duties alone, for a pager or a wall board. A line says how
    /// long is left, the incident, what is due, when, and from whom.
    Due(due::Arguments),
    /// Show one incident and everything that follows from it
    ///
    /// It names the people on it: OFFICIAL-SENSITIVE.
    Show(show::Arguments),
    /// List the incidents, newest trouble first
    Register(register::Arguments),
    /// Print a report: the handover
    ///
    /// It may hold what people typed into notes: OFFICIAL-SENSITIVE.
    Report(report::Arguments),
    /// Write out an incident's alert form, or send it
    ///
    /// `--as text` is for reading: it is written out and nothing is recorded. `--as eml` is the
    /// alert itself: a draft for your mail program, addressed to the desk's confirmed mailboxes,
    /// and the record that it was sent, exactly as when it is sent from the screen.
    Form(form::Arguments),
    /// Say whether the record is as it was written; exit code 4 when it is not
    Verify(verify::Arguments),
    /// Make the lists again from what was recorded
    ///
    /// Nothing that was recorded is touched. It can be stopped at any time: what is left is made
    /// when the desk is next open.
    Rebuild(rebuild::Arguments),
    /// Copy the desk, open as it is, to another folder, and check the copy
    ///
    /// The copy is encrypted and opens with the passphrase of today. Nothing is written over.
    Backup(backup::Arguments),
    /// Put a backup back where no desk is
    ///
    /// It goes where `DUTYDESK_HOME` points, or to the user's own folder, and never over a desk.
    Restore(backup::Arguments),
    /// List, print and check the protocols
    Pack(pack::Arguments),
    /// Say which bank holidays are known, and take newer ones
    Calendar(calendar::Arguments),
}

/// Carries out a command line.
///
/// # Errors
/// A refusal in words; nothing has been half done.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let places = Places::find(arguments.home.as_deref())?;
    match &arguments.command {
        Some(Command::Advise(arguments)) => advise::run(arguments),
        Some(Command::Clocks(arguments)) => clocks::run(arguments, &places),
        Some(Command::Demo(own)) => demo::run(arguments, own),
        Some(Command::Due(arguments)) => due::run(arguments, &places),
        Some(Command::Show(arguments)) => show::run(arguments, &places),
        Some(Command::Register(arguments)) => register::run(arguments, &places),
        Some(Command::Report(arguments)) => report::run(arguments, &places),
        Some(Command::Form(arguments)) => form::run(arguments, &places),
        Some(Command::Verify(arguments)) => verify::run(arguments, &places),
        Some(Command::Rebuild(arguments)) => rebuild::run(arguments, &places),
        Some(Command::Backup(arguments)) => backup::backup(arguments, &places),
        Some(Command::Restore(arguments)) => backup::restore(arguments, &places),
        Some(Command::Pack(arguments)) => pack::run(arguments),
        Some(Command::Calendar(arguments)) => {
            calendar::run(arguments, &places, system_clock().now())
        }
        None => desk::run(arguments, places),
    }
}

/// The longest input, in bytes: a hundred times what any council's pack or day's events take. An
/// endless one is refused before it fills the memory.
const MOST_INPUT: u64 = 16 * 1024 * 1024;

/// Reads an input file, or standard input for `-` and for none.
fn read_input(file: Option<&Path>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let file = file.filter(|path| *path != Path::new("-"));
    let name = file.map_or("Standard input".to_owned(), |path| {
        path.display().to_string()
    });
    let read = match file {
        None => std::io::stdin()
            .lock()
            .take(MOST_INPUT + 1)
            .read_to_end(&mut bytes),
        Some(path) => std::fs::File::open(path)
            .and_then(|file| file.take(MOST_INPUT + 1).read_to_end(&mut bytes)),
    };
    let read = read.map_err(|e| Failure::new(format!("{name} was not read"), e.to_string(), ""))?;
    if read as u64 > MOST_INPUT {
        return Err(Failure::new(
            format!("{name} was not read"),
            "it is longer than 16 MiB",
            "Give a smaller one.",
        ));
    }
    String::from_utf8(bytes).map_err(|e| {
        Failure::new(
            format!("{name} was not read"),
            format!("it is not UTF-8 at byte {}", e.utf8_error().valid_up_to()),
            "Save it as UTF-8 and try again.",
        )
    })
}

/// Writes to standard output what is safe on a terminal, whatever was stored: the one place where
/// a command prints. A reader that went away is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out
        .write_all(visible(text).as_bytes())
        .and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(
            "The answer was not written",
            e.to_string(),
            "",
        )),
        _ => Ok(()),
    }
}

/// Writes a value as JSON, ending in a line break.
fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print(&format!("{}\n", plain::json(value)))
}

/// Reads an instant given on the command line.
fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse_rfc3339(text)
        .map_err(|e| format!("{e}; write it as 2026-11-20T21:15:00Z, with any offset"))
}

/// Returns the machine's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Clock::system()
}
