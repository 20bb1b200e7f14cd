//! The command line: one file a subcommand. Plain output is one fact a line; errors go to stderr
//! as what, why, what to do.

mod advise;
mod backup;
mod calendar;
pub mod captive;
mod clocks;
pub mod demo;
mod desk;
mod desk_file;
mod dispose;
mod doctor;
mod due;
mod form;
mod global;
mod host_setup;
mod import;
mod io;
mod key;
pub mod log;
mod pack;
mod plain;
mod question;
mod rebuild;
mod register;
mod report;
mod retention;
mod show;
mod subject_access;
mod table_out;
mod unlock;
mod user;
mod verify;
mod who_saw;

use std::time::Duration;

use clap::{Parser, Subcommand};
use global::Global;

use crate::clock::Clock;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::vault::Cipher;

/// The desk for serious-incident alerts in children's services.
///
/// Without a subcommand it opens the desk. It advises; a person decides. If a child is in
/// immediate danger, call 999.
#[derive(Debug, Parser)]
#[command(name = "dutydesk", version, arg_required_else_help = false)]
pub struct Arguments {
    #[command(flatten)]
    global: Global,
    /// Set a new desk up without encryption, where the host encrypts the disk
    ///
    /// Whoever has the disk, a copy or a backup reads everything in it. Passphrases still say who
    /// somebody is. Of a desk that is there already nothing is changed by it.
    #[arg(long)]
    no_encryption: bool,
    /// Lock the desk after so many minutes with no key pressed, 1 to 30
    ///
    /// A machine's sleep counts. A minute before, a line says so; what is typed is kept.
    #[arg(long, value_name = "MINUTES", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=30))]
    idle_lock: u64,
    #[command(subcommand)]
    command: Option<Command>,
}

impl Arguments {
    /// Returns how the files of a desk that is made now are to be kept.
    fn cipher(&self) -> Cipher {
        if self.no_encryption {
            Cipher::None
        } else {
            Cipher::Standard
        }
    }
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
    /// Bring in the register that was kept in a spreadsheet: .xlsx, .xls, .ods or .csv
    ///
    /// Its rows are read first, and it is said what each would become; then a question is asked. All of the
    /// file comes in, or nothing of it.
    Import(import::Arguments),
    /// Print a report: the handover, what came in, what was done in time, what was learned, for an inspection
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
    /// Say how long cases are kept, and which are past their review date; set and lift legal holds
    ///
    /// Nothing is ever deleted by itself.
    Retention(retention::Arguments),
    /// Dispose of cases that are past their review date, by two people
    ///
    /// One proposes it, another agrees; nothing of a case is left then but that it was here, and who
    /// disposed of it.
    Dispose(dispose::Arguments),
    /// Gather what the desk holds of a person, mark it item by item, and release it by two people
    SubjectAccess(subject_access::Arguments),
    /// Say who opened an incident, and when
    ///
    /// For whoever logged it, and for the roles that read the journal. A line an hour for one person.
    WhoSaw(who_saw::Arguments),
    /// Say whether the desk and its machine are as they should be; exit code 4 when something is bad
    ///
    /// It needs no passphrase. With one it also says whether the record is as it was written.
    Doctor(doctor::Arguments),
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
    Restore(backup::Restore),
    /// Say who may be at the desk, with which roles
    User(user::Arguments),
    /// Change your passphrase; make recovery keys and the machine's key
    Key(key::Arguments),
    /// Give somebody a new passphrase by the printed recovery key
    ///
    /// The recovery key is asked for, or read from the descriptor that a passphrase is read from.
    Recover(key::Recover),
    /// Print the files by which a host gives several people one captive desk
    HostSetup(host_setup::Arguments),
    /// List, print and check the protocols
    Pack(pack::Arguments),
    /// Say which bank holidays are known, and take newer ones
    Calendar(calendar::Arguments),
}

impl Command {
    /// Returns why a captive desk does not do it, and what to do instead.
    fn refusal_to_captives(&self) -> Option<captive::Refusal> {
        const ELSEWHERE: &str = "Whoever looks after the host does it there, without --captive.";
        const READS: &str = "it would read a file outside the desk's folder";
        const WRITES: &str = "it would write outside the desk's folder";
        match self {
            Self::Show(_)
            | Self::WhoSaw(_)
            | Self::Doctor(_)
            | Self::Rebuild(_)
            | Self::User(_)
            | Self::HostSetup(_)
            | Self::Retention(_)
            | Self::Dispose(_)
            | Self::Recover(_) => None,
            Self::Due(own) => own.names_a_file().then_some((READS, ELSEWHERE)),
            Self::Verify(own) => own.names_a_file().then_some((READS, ELSEWHERE)),
            Self::Report(own) => own.writes_a_file().then_some((WRITES, ELSEWHERE)),
            Self::Register(own) => own.writes_a_file().then_some((WRITES, ELSEWHERE)),
            Self::Key(own) => own.writes_a_file().then_some((WRITES, ELSEWHERE)),
            Self::Form(_) => Some((WRITES, "Send it from the screen: `s` on the incident.")),
            Self::Demo(_) | Self::Backup(_) | Self::Restore(_) | Self::SubjectAccess(_) => {
                Some((WRITES, ELSEWHERE))
            }
            Self::Advise(_)
            | Self::Clocks(_)
            | Self::Import(_)
            | Self::Pack(_)
            | Self::Calendar(_) => Some((READS, ELSEWHERE)),
        }
    }
}

/// Carries out a command line.
///
/// # Errors
/// A refusal in words; nothing has been half done.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    captive::refuse_borrowed_rights()?;
    let home = arguments.global.home.as_deref();
    let is_captive = arguments.global.captive || captive::is_asked(std::env::args_os());
    let (places, captivity) = if is_captive {
        let places = captive::places(home)?;
        let command = arguments.command.as_ref();
        let refusal = command.and_then(Command::refusal_to_captives);
        let captivity = captive::enter(refusal, &places)?;
        (places, Some(captivity))
    } else {
        (Places::find(home)?, None)
    };
    match &arguments.command {
        Some(Command::Advise(arguments)) => advise::run(arguments),
        Some(Command::Clocks(arguments)) => clocks::run(arguments, &places),
        Some(Command::Demo(own)) => demo::run(&arguments.global, own),
        Some(Command::Due(arguments)) => due::run(arguments, &places),
        Some(Command::Show(arguments)) => show::run(arguments, &places),
        Some(Command::Register(arguments)) => register::run(arguments, &places),
        Some(Command::Import(arguments)) => import::run(arguments, &places),
        Some(Command::Report(arguments)) => report::run(arguments, &places),
        Some(Command::Form(arguments)) => form::run(arguments, &places),
        Some(Command::Verify(arguments)) => verify::run(arguments, &places),
        Some(Command::Retention(arguments)) => retention::run(arguments, &places),
        Some(Command::Dispose(arguments)) => dispose::run(arguments, &places),
        Some(Command::SubjectAccess(arguments)) => subject_access::run(arguments, &places),
        Some(Command::WhoSaw(arguments)) => who_saw::run(arguments, &places),
        Some(Command::Doctor(arguments)) => doctor::run(arguments, &places, captivity.as_ref()),
        Some(Command::Rebuild(arguments)) => rebuild::run(arguments, &places),
        Some(Command::Backup(arguments)) => backup::backup(arguments, &places),
        Some(Command::Restore(arguments)) => backup::restore(arguments, &places),
        Some(Command::User(arguments)) => user::run(arguments, &places),
        Some(Command::Key(arguments)) => key::run(arguments, &places),
        Some(Command::Recover(arguments)) => key::recover(arguments, &places),
        Some(Command::HostSetup(arguments)) => host_setup::run(arguments),
        Some(Command::Pack(arguments)) => pack::run(arguments),
        Some(Command::Calendar(arguments)) => {
            calendar::run(arguments, &places, Clock::system().now())
        }
        None => {
            let idle = Duration::from_mins(arguments.idle_lock);
            desk::run(
                &arguments.global,
                places,
                arguments.cipher(),
                idle,
                is_captive,
            )
        }
    }
}
