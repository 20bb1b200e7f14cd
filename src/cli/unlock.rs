//! The passphrase of a command without a screen.
//!
//! It comes from the terminal, typed unseen, or from a file descriptor that the caller holds open.
//! Never from an argument or a variable: others can read both while the command runs.

use std::fs::File;
use std::io::{Read, Write};

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use zeroize::Zeroizing;

use crate::error::Failure;

/// More is not a passphrase.
const LONGEST: usize = 4096;
/// Ctrl-C. It ends the line and not the process, so that the terminal shows typing again.
const GIVEN_UP: u8 = 3;

/// How the desk is unlocked.
#[derive(Debug, clap::Args)]
pub(super) struct Unlock {
    /// Read the passphrase from this open file descriptor; without it, it is asked for
    ///
    /// One line of UTF-8, as in `dutydesk due --passphrase-fd 3 3<FILE`.
    #[arg(long, env = "DUTYDESK_PASSPHRASE_FD", value_name = "N")]
    passphrase_fd: Option<u32>,
}

impl Unlock {
    /// Returns the passphrase.
    ///
    /// # Errors
    /// When there is no terminal to ask at, or the file descriptor does not hold one.
    pub(super) fn passphrase(&self) -> Result<Zeroizing<String>, Failure> {
        match self.passphrase_fd {
            Some(number) => from_descriptor(number),
            None => from_terminal(),
        }
    }
}

/// Returns the refusal to open the desk.
pub(super) fn not_opened(why: impl Into<String>, todo: &str) -> Failure {
    Failure::new("The desk was not opened", why, todo)
}

fn from_descriptor(number: u32) -> Result<Zeroizing<String>, Failure> {
    let name = format!("file descriptor {number}");
    let todo = "Open it for the command, as in `dutydesk due --passphrase-fd 3 3<FILE`.";
    let given = crate::system::descriptor(number)
        .map_err(|_none| not_opened(format!("{name} was not read: it is not open"), todo))?;
    line(&mut File::from(given), &name, todo)
}

/// Asks at the terminal, which standard input and output need not be.
fn from_terminal() -> Result<Zeroizing<String>, Failure> {
    let none = || {
        not_opened(
            "there is no terminal to ask for the passphrase",
            "Run it in a terminal, or give the passphrase by --passphrase-fd N.",
        )
    };
    let terminal = File::options().read(true).write(true).open("/dev/tty");
    let terminal = terminal.map_err(|_no_terminal| none())?;
    // Before the question: what is typed the moment it is seen must not be shown either.
    let unseen = Unseen::of(&terminal).ok_or_else(none)?;
    let mut asked = unseen.terminal;
    asked.write_all(b"Passphrase: ").map_err(|_gone| none())?;
    line(&mut asked, "the line typed", "Type your passphrase.")
}

/// A terminal that shows nothing typed but the line's end, until it is dropped.
struct Unseen<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Unseen<'a> {
    fn of(terminal: &'a File) -> Option<Self> {
        let before = tcgetattr(terminal).ok()?;
        let mut modes = before.clone();
        modes
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ISIG);
        modes.special_codes[SpecialCodeIndex::VEOL] = GIVEN_UP;
        modes.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(terminal, OptionalActions::Now, &modes).ok()?;
        Some(Self { terminal, before })
    }
}

impl Drop for Unseen<'_> {
    fn drop(&mut self) {
        let _gone = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

/// Reads the first line; what it was read into is wiped.
fn line(from: &mut impl Read, name: &str, todo: &str) -> Result<Zeroizing<String>, Failure> {
    let mut bytes = Zeroizing::new([0; LONGEST]);
    let mut filled = 0;
    while let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) {
        let read = match from.read(free) {
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read,
        };
        let count =
            read.map_err(|e| not_opened(format!("{name} was not read: {}", e.kind()), todo))?;
        let ended = free
            .iter()
            .take(count)
            .any(|byte| matches!(*byte, b'\n' | GIVEN_UP));
        filled += count;
        if count == 0 || ended {
            break;
        }
    }
    let typed = bytes.get(..filled).unwrap_or_default();
    if typed.contains(&GIVEN_UP) {
        return Err(not_opened("it was given up with Ctrl-C", ""));
    }
    let line = typed.split(|byte| *byte == b'\n').next();
    let line = line.unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Err(not_opened(format!("{name} is empty"), todo));
    }
    match std::str::from_utf8(line) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(not_opened(
            format!("what {name} holds is not UTF-8"),
            "Give the passphrase as UTF-8 and try again.",
        )),
    }
}
