//! The desk's file opened for a command without a screen.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use super::io::read_input;
use super::log;
use super::unlock::not_opened;
use crate::app::clock_warning;
use crate::clock::Clock;
use crate::config::{self, Places};
use crate::domain::command::Command;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::error::Failure;
use crate::rules::Rules;
use crate::rules::case::Case;
use crate::store::{Finding, Store, StoreError, Work};

pub(super) use super::unlock::Unlock;
use crate::vault::Claim;
use crate::words::keeping::disposed;

/// An open desk, at the moment of the command.
pub(super) struct DeskFile {
    pub(super) store: Store,
    pub(super) now: Instant,
    /// The rules that a new incident is logged under.
    pub(super) current: Arc<Rules>,
}

/// An incident with what follows from it by the edition that it was logged under.
pub(super) struct Found {
    pub(super) incident: Incident,
    pub(super) rules: Arc<Rules>,
    pub(super) case: Case,
}

/// Opens the desk that is set up here.
///
/// # Errors
/// When there is none, or it cannot be opened.
pub(super) fn open(places: &Places, unlock: &Unlock) -> Result<DeskFile, Failure> {
    open_by(places, |places| unlock.claim(places))
}

/// Opens the desk as [`open`] does, for whoever claims to be there.
///
/// # Errors
/// As [`open`].
pub(super) fn open_by(
    places: &Places,
    claim: impl FnOnce(&Places) -> Result<Claim, Failure>,
) -> Result<DeskFile, Failure> {
    require(places)?;
    log::start(places);
    let holidays = places.holidays()?;
    let claim = claim(places)?;
    let now = Clock::system().now();
    let mut store = Store::open(places, &claim, now).map_err(|e| e.failure_of(Work::Opening))?;
    warn_of_clock(&store, now);
    warn_of_findings(&store);
    let pack = config::pack(&store.settings().council)?;
    let current = Arc::new(Rules { pack, holidays });
    store.follow(Arc::clone(&current), now)?;
    Ok(DeskFile {
        store,
        now,
        current,
    })
}

/// Refuses where no desk is set up.
///
/// # Errors
/// When there is none.
pub(super) fn require(places: &Places) -> Result<(), Failure> {
    if Store::exists(places)? {
        return Ok(());
    }
    Err(not_opened(
        format!("there is none at {}", places.desk().display()),
        "Set one up with `dutydesk`, or set DUTYDESK_HOME if it is kept elsewhere.",
    ))
}

/// Returns why something is done, as it was said on the command line; `-` reads it from standard input.
///
/// # Errors
/// When that cannot be read.
pub(super) fn because(said: Option<&str>) -> Result<String, Failure> {
    let words = match said {
        Some("-") => read_input(None)?,
        Some(words) => words.to_owned(),
        None => String::new(),
    };
    Ok(words.trim().to_owned())
}

/// Says on standard error how far long work is; a line that is written over on a terminal, nothing
/// anywhere else.
pub(super) fn say_progress(done: usize, all: usize) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let end = if done == all { '\n' } else { '\r' };
        let _gone = write!(out, "{done} of {all}{end}");
    }
}

/// Says on standard error what was found when the desk was opened: the next program would not find it
/// again.
pub(super) fn warn_of_findings(store: &Store) {
    for words in store.findings().iter().filter_map(Finding::words) {
        let _gone = writeln!(std::io::stderr(), "dutydesk: {}", visible(&words));
    }
}

/// Says on standard error that the clock is behind the record; what is asked for is still said.
fn warn_of_clock(store: &Store, now: Instant) {
    if let Some(words) = clock_warning(store.settings().newest_at, now) {
        let _gone = writeln!(std::io::stderr(), "dutydesk: {words}");
    }
}

impl DeskFile {
    /// Returns the incident that a person named as `42`, `0042` or `TH-2026-0042`.
    pub(super) fn find(&self, typed: &str) -> Result<Found, Failure> {
        let mut found = self.store.named(typed)?;
        if found.is_empty() {
            self.refuse_disposed(typed)?;
        }
        let many = || found.iter().map(|one| one.reference.0.as_str());
        match found.len() {
            0 => Err(Failure::new(
                "There is no such incident",
                format!("`{}` is no reference on this desk", visible(typed)),
                "`dutydesk register` lists them.",
            )),
            1 => Ok(self.with_case(found.remove(0))?),
            _ => Err(Failure::new(
                "More than one incident has that number",
                many().collect::<Vec<_>>().join(", "),
                "Give the whole reference.",
            )),
        }
    }

    /// Refuses a case that was disposed of: who it was says more than that there is none.
    fn refuse_disposed(&self, typed: &str) -> Result<(), Failure> {
        match self.store.disposed(typed)?.first() {
            None => Ok(()),
            Some(gone) => Err(Failure::new(
                "It was disposed of",
                disposed(gone),
                "Nothing else of it is on this desk.",
            )),
        }
    }

    /// Finds an incident as [`Self::find`] does for somebody who is about to read it: that they
    /// opened it is journalled, and why, where it is restricted and kept from them.
    ///
    /// # Errors
    /// As [`Self::find`]; when that cannot be written; where it is kept from them and they say no
    /// reason, or one of fewer than three words.
    pub(super) fn opened(&mut self, typed: &str, because: &str) -> Result<Found, Failure> {
        let found = self.found(typed, because)?;
        let (id, version) = (found.incident.id, found.incident.version);
        self.store.run(&Command::Seen { id, version }, self.now)?;
        Ok(found)
    }

    /// Finds an incident as [`Self::find`] does; one that is restricted and kept from whoever asks is
    /// opened by the reason, which is journalled.
    ///
    /// # Errors
    /// As [`Self::opened`].
    pub(super) fn found(&mut self, typed: &str, because: &str) -> Result<Found, Failure> {
        match self.store.named(typed) {
            Err(StoreError::Restricted(reference)) if !because.is_empty() => {
                self.break_glass(&reference.0, because)?;
                self.find(&reference.0)
            }
            _ => self.find(typed),
        }
    }

    /// Opens a restricted record for as long as this command runs.
    pub(super) fn break_glass(&mut self, reference: &str, because: &str) -> Result<(), Failure> {
        for id in self.store.ids_named(reference)? {
            let because = because.to_owned();
            let command = Command::BreakGlass { id, because };
            self.store.run(&command, self.now)?;
        }
        Ok(())
    }

    /// Returns an incident with what follows from it.
    ///
    /// # Errors
    /// When the desk has not the edition that it was logged under.
    pub(super) fn with_case(&self, incident: Incident) -> Result<Found, StoreError> {
        let rules = self.store.rules_of(&incident)?;
        let case = Case::of(rules.counting(), &incident, self.now);
        Ok(Found {
            incident,
            rules,
            case,
        })
    }
}
