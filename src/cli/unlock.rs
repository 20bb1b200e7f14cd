//! The passphrase of a command without a screen.
//!
//! It comes from the terminal, typed unseen, or from a file descriptor that the caller holds open.
//! Never from an argument or a variable: others can read both while the command runs.

use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use zeroize::Zeroizing;

use crate::config::Places;
use crate::domain::secret::Secret;
use crate::domain::text::visible;
use crate::error::{Cause, Failure};
use crate::store::Store;
use crate::vault::{Claim, RecoveryKey, Way};

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
    /// Who you are, where several people have a passphrase
    #[arg(long, env = "DUTYDESK_USER", value_name = "NAME")]
    user: Option<String>,
}

/// How the desk is unlocked by a person, or by the machine itself.
#[derive(Debug, clap::Args)]
pub(super) struct UnlockOrHost {
    #[command(flatten)]
    unlock: Unlock,
    /// Open it with the machine's own key in this file, as a timer does
    ///
    /// `dutydesk key host --out FILE` makes one. What is done with it is signed `host backup`.
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_fd")]
    host_key: Option<PathBuf>,
}

impl UnlockOrHost {
    /// Says whether a file is named that has to be read.
    pub(super) fn names_a_file(&self) -> bool {
        self.host_key.is_some()
    }

    /// Returns who is there: the machine where its key is given, else a person.
    ///
    /// # Errors
    /// When the file cannot be read; as [`Unlock::claim`].
    pub(super) fn claim(&self, places: &Places) -> Result<Claim, Failure> {
        let Some(path) = &self.host_key else {
            return self.unlock.claim(places);
        };
        let name = path.display().to_string();
        let todo = "Make one with `dutydesk key host --out FILE`.";
        let mut file = File::open(path).map_err(|e| {
            let why = format!("{name} was not read: {}", e.kind());
            not_opened(why, todo).because_of(Cause::of_io(&e))
        })?;
        Ok(Claim::by(Way::Host, line(&mut file, &name, todo)?))
    }
}

impl Unlock {
    /// Returns who is there: the name where more than one person has a passphrase, and theirs.
    ///
    /// # Errors
    /// When there is no terminal to ask at, or the file descriptor does not hold one.
    pub(super) fn claim(&self, places: &Places) -> Result<Claim, Failure> {
        let is_shared = Store::names(places).len() > 1;
        let asked = match &self.user {
            Some(name) => Some(name.clone()),
            None if is_shared && self.passphrase_fd.is_none() => {
                let name = ask("Your name: ", Shown::Yes)?;
                Some(name.reveal().trim().to_owned())
            }
            // The desk says that a name is needed, where it is.
            None => None,
        };
        Ok(Claim::of(asked.as_deref(), self.passphrase()?))
    }

    /// Returns who is there where a passphrase comes with the command; nobody is asked for one.
    ///
    /// # Errors
    /// When the file descriptor does not hold one.
    pub(super) fn claim_given(&self, places: &Places) -> Result<Option<Claim>, Failure> {
        let given = self.passphrase_fd.map(|_| self.claim(places));
        given.transpose()
    }

    /// Returns the claim of whoever has the printed recovery key.
    ///
    /// # Errors
    /// As [`Self::claim`]; when what was typed is no recovery key.
    pub(super) fn recovery_claim(&self) -> Result<Claim, Failure> {
        let typed = match self.passphrase_fd {
            Some(number) => from_descriptor(number)?,
            None => ask("Recovery key: ", Shown::Yes)?,
        };
        let key = RecoveryKey::read(&typed)
            .map_err(|fault| not_opened(fault.to_string(), "Type it as it is printed."))?;
        Ok(Claim::by(Way::Recovery, key.into_secret()))
    }

    /// Returns the passphrase.
    fn passphrase(&self) -> Result<Secret, Failure> {
        match self.passphrase_fd {
            Some(number) => from_descriptor(number),
            None => ask("Passphrase: ", Shown::No),
        }
    }
}

/// Returns a new passphrase: from a descriptor, or typed twice at the terminal.
///
/// # Errors
/// When there is none, the two differ, or it will not do.
pub(super) fn new_passphrase(descriptor: Option<u32>, whose: &str) -> Result<Secret, Failure> {
    let passphrase = match descriptor {
        Some(number) => from_descriptor(number)?,
        None => typed_twice(whose)?,
    };
    crate::vault::passphrase::check(&passphrase).map_err(|fault| not_taken(&fault.to_string()))?;
    Ok(passphrase)
}

fn typed_twice(whose: &str) -> Result<Secret, Failure> {
    let question = format!("New passphrase of {}: ", visible(whose));
    let first = ask(&question, Shown::No)?;
    if first == ask("The same once more: ", Shown::No)? {
        return Ok(first);
    }
    Err(not_taken("the two differ"))
}

fn not_taken(why: &str) -> Failure {
    Failure::new("The passphrase was not taken", why, "Try again.")
}

/// Whether what is typed is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A name, or a key that is read off paper.
    Yes,
    /// A passphrase.
    No,
}

/// Returns the refusal to open the desk.
pub(super) fn not_opened(why: impl Into<String>, todo: &str) -> Failure {
    Failure::new("The desk was not opened", why, todo)
}

fn from_descriptor(number: u32) -> Result<Secret, Failure> {
    let name = format!("file descriptor {number}");
    let todo = "Open it for the command, as in `dutydesk due --passphrase-fd 3 3<FILE`.";
    let given = crate::system::descriptor(number).map_err(|e| {
        let why = format!("{name} was not read: it is not open");
        not_opened(why, todo).because_of(Cause::of_io(&e))
    })?;
    line(&mut File::from(given), &name, todo)
}

/// Asks at the terminal, which standard input and output need not be.
///
/// # Errors
/// When there is none, or nothing was typed.
pub(super) fn ask(question: &str, shown: Shown) -> Result<Secret, Failure> {
    let none = |e: std::io::Error| {
        let refused = not_opened(
            "there is no terminal to ask for the passphrase",
            "Run it in a terminal, or give the passphrase by --passphrase-fd N.",
        );
        refused.because_of(Cause::of_io(&e))
    };
    let terminal = File::options().read(true).write(true).open("/dev/tty");
    let terminal = terminal.map_err(none)?;
    // Before the question: what is typed the moment it is seen must not be shown either.
    let unseen = match shown {
        Shown::No => Some(Unseen::of(&terminal).map_err(|e| none(e.into()))?),
        Shown::Yes => None,
    };
    let mut asked = &terminal;
    asked.write_all(question.as_bytes()).map_err(none)?;
    let typed = line(&mut asked, "the line typed", "Type what is asked for.");
    drop(unseen);
    typed
}

/// A terminal that shows nothing typed but the line's end, until it is dropped.
struct Unseen<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Unseen<'a> {
    fn of(terminal: &'a File) -> Result<Self, rustix::io::Errno> {
        let before = tcgetattr(terminal)?;
        let mut modes = before.clone();
        modes
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ISIG);
        modes.special_codes[SpecialCodeIndex::VEOL] = GIVEN_UP;
        modes.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(terminal, OptionalActions::Now, &modes)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Unseen<'_> {
    fn drop(&mut self) {
        let _gone = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

/// Reads the first line; what it was read into is wiped.
fn line(from: &mut impl Read, name: &str, todo: &str) -> Result<Secret, Failure> {
    // One more than is taken, and a line's end: what is longer is not cut to something else.
    let mut bytes = Zeroizing::new([0; Secret::LONGEST + 2]);
    let mut filled = 0;
    let mut ended = false;
    while let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) {
        let read = match from.read(free) {
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read,
        };
        let count = read.map_err(|e| {
            let why = format!("{name} was not read: {}", e.kind());
            not_opened(why, todo).because_of(Cause::of_io(&e))
        })?;
        let mut read = free.iter().take(count);
        ended = count == 0 || read.any(|byte| matches!(*byte, b'\n' | GIVEN_UP));
        filled += count;
        if ended {
            break;
        }
    }
    let mut typed = bytes.iter().take(filled);
    if typed.clone().any(|byte| *byte == GIVEN_UP) {
        return Err(not_opened("it was given up with Ctrl-C", ""));
    }
    let too_long = || {
        let why = format!("{name} is longer than {} bytes", Secret::LONGEST);
        not_opened(why, todo)
    };
    let length = match typed.position(|byte| *byte == b'\n') {
        Some(end) => end,
        None if ended => filled,
        None => return Err(too_long()),
    };
    let (line, _) = bytes.split_at(length);
    let secret = Secret::from_line(line).map_err(|_utf8| {
        not_opened(
            format!("what {name} holds is not UTF-8"),
            "Give the passphrase as UTF-8 and try again.",
        )
    })?;
    if secret.is_empty() {
        return Err(not_opened(format!("{name} is empty"), todo));
    }
    if secret.reveal().len() > Secret::LONGEST {
        return Err(too_long());
    }
    Ok(secret)
}
