//! The desk's file opened for a command without a screen.

use std::io::Write;

use super::log;
use super::unlock::not_opened;
use crate::app::clock_warning;
use crate::app::desk::Desk;
use crate::app::message::{Everything, Meanwhile};
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
use crate::store::worker::RECENT_DAYS;
use crate::store::{Finding, Store, Work};

pub(super) use super::unlock::Unlock;

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
    require(places)?;
    log::start(places);
    let holidays = places.holidays()?;
    let passphrase = unlock.passphrase()?;
    let now = Clock::system().now();
    let store = Store::open(places, &passphrase, now).map_err(|e| e.failure_of(Work::Opening))?;
    warn_of_clock(&store, now);
    warn_of_findings(&store);
    let pack = config::pack(&store.settings().council)?;
    Ok(DeskFile {
        store,
        pack,
        now,
        holidays,
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
    /// Returns everything the screen would know, so that both say the same.
    pub(super) fn desk(&self) -> Result<Desk, Failure> {
        let mut desk = Desk::new(self.pack.clone(), self.holidays.clone());
        let everything = Everything {
            incidents: self.store.incidents()?,
            contacts: self.store.contacts()?,
            drafts: Vec::new(),
            others: Vec::new(),
            handovers: self.store.handovers()?,
            recent: self
                .store
                .recent(self.now.plus(chrono::Duration::days(-RECENT_DAYS)))?
                .into_iter()
                .map(|(id, change)| {
                    let change = Meanwhile {
                        by: change.by,
                        at: change.at,
                        field: change.what,
                        before: change.before.unwrap_or_default(),
                        after: change.after.unwrap_or_default(),
                    };
                    (id, change)
                })
                .collect(),
            seen: self.store.seen()?,
        };
        desk.load(everything, self.now);
        Ok(desk)
    }

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
        let mut found = self.store.named(typed)?;
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
