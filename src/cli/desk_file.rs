//! The desk's file opened for a command without a screen.
//!
//! The passphrase comes from the terminal, typed unseen, or from a file descriptor that the caller
//! holds open. Never from an argument or a variable: both can be read by others while the command
//! runs.

use std::io::Read;

use zeroize::Zeroizing;

use super::log;
use crate::clock::Clock;
use crate::config::{self, Places};
use crate::domain::calendar::BankHolidays;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::error::Failure;
use crate::protocol::case::Case;
use crate::protocol::clocks::{Counting, default_close};
use crate::protocol::pack::Pack;
use crate::store::Store;

/// More is not a passphrase.
const LONGEST: u64 = 4096;

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
    fn passphrase(&self) -> Result<Zeroizing<String>, Failure> {
        match self.passphrase_fd {
            Some(number) => from_descriptor(number),
            None => rpassword::prompt_password("Passphrase: ")
                .map(Zeroizing::new)
                .map_err(|_none| {
                    not_opened(
                        "there is no terminal to ask for the passphrase",
                        "Run it in a terminal, or give the passphrase by --passphrase-fd N.",
                    )
                }),
        }
    }
}

fn not_opened(why: impl Into<String>, todo: &str) -> Failure {
    Failure::new("The desk was not opened", why, todo)
}

fn from_descriptor(number: u32) -> Result<Zeroizing<String>, Failure> {
    let todo = "Open it for the command, as in `dutydesk due --passphrase-fd 3 3<FILE`.";
    let unread = |e: std::io::Error| {
        let kind = e.kind();
        not_opened(
            format!("file descriptor {number} was not read: {kind}"),
            todo,
        )
    };
    let file = std::fs::File::open(format!("/dev/fd/{number}")).map_err(unread)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(256));
    file.take(LONGEST).read_to_end(&mut bytes).map_err(unread)?;
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Err(not_opened(
            format!("file descriptor {number} is empty"),
            todo,
        ));
    }
    match std::str::from_utf8(line) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(not_opened(
            format!("what file descriptor {number} holds is not UTF-8"),
            "Save the passphrase as UTF-8 and try again.",
        )),
    }
}

/// An open desk, at the moment of the command.
pub(super) struct DeskFile {
    pub(super) store: Store,
    pub(super) pack: Pack,
    pub(super) now: Instant,
    holidays: BankHolidays,
}

/// Opens the desk that is set up here.
///
/// # Errors
/// When there is none, or it cannot be opened.
pub(super) fn open(places: &Places, unlock: &Unlock) -> Result<DeskFile, Failure> {
    if !Store::exists(places) {
        return Err(not_opened(
            format!("there is none at {}", places.desk().display()),
            "Set one up with `dutydesk`, or set DUTYDESK_HOME if it is kept elsewhere.",
        ));
    }
    log::start(places);
    let holidays = places.holidays()?;
    let passphrase = unlock.passphrase()?;
    let now = Clock::system().now();
    let store = Store::open(places, &passphrase, now)?;
    let pack = config::pack(&store.settings().council)?;
    Ok(DeskFile {
        store,
        pack,
        now,
        holidays,
    })
}

impl DeskFile {
    /// Returns every incident with what follows from it, newest trouble first.
    pub(super) fn incidents(&self) -> Result<Vec<(Incident, Case)>, Failure> {
        let mut out: Vec<(Incident, Case)> = self
            .store
            .incidents()?
            .into_iter()
            .map(|incident| {
                let case = self.case(&incident);
                (incident, case)
            })
            .collect();
        out.sort_by_key(|(incident, case)| std::cmp::Reverse(case.trouble_at(incident)));
        Ok(out)
    }

    /// Returns the incident that a person named as `42`, `0042` or `TH-2026-0042`.
    pub(super) fn find(&self, typed: &str) -> Result<(Incident, Case), Failure> {
        let mut found: Vec<Incident> = self
            .store
            .incidents()?
            .into_iter()
            .filter(|incident| incident.reference.matches(typed))
            .collect();
        let many = || found.iter().map(|one| one.reference.0.as_str());
        match found.len() {
            0 => Err(Failure::new(
                "There is no such incident",
                format!("`{}` is no reference on this desk", visible(typed)),
                "`dutydesk register` lists them.",
            )),
            1 => {
                let incident = found.remove(0);
                let case = self.case(&incident);
                Ok((incident, case))
            }
            _ => Err(Failure::new(
                "More than one incident has that number",
                many().collect::<Vec<_>>().join(", "),
                "Give the whole reference.",
            )),
        }
    }

    fn case(&self, incident: &Incident) -> Case {
        let with = Counting {
            pack: &self.pack,
            holidays: &self.holidays,
            close: default_close(),
        };
        Case::of(with, incident, self.now)
    }
}
