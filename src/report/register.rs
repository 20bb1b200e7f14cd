//! The register, a row an incident.

pub mod columns;
pub mod counts;
pub mod language;
pub mod look;
pub mod queued;
pub mod views;

use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::rules::clocks::ClockState;
use crate::rules::summary::Listed;
use crate::words::{NOT_KNOWN, case, clock, person, time};

/// What stands where a restricted record says nothing.
const NOT_SAID: &str = "-";

/// What an incident's most urgent clock leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where that clock stands.
    pub state: ClockState,
    /// It is due only if something not known is so.
    pub only_if: bool,
    /// What it leaves, in words.
    pub words: String,
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// When the authority was told: `Fri 20 Nov 21:15`, `not known`.
    pub told: String,
    /// How long ago it was told, or logged where that is not known: `2 h ago`.
    pub ago: String,
    /// How far it is.
    pub standing: String,
    /// Whom it is about; empty while nobody is known.
    pub people: String,
    /// What happened, in one line.
    pub summary: String,
    /// How many clocks run and how many of them are past their time: `3 due, 1 OVERDUE`.
    pub clocks: String,
    /// What its most urgent clock leaves it; absent where none runs.
    pub left: Option<Left>,
}

impl RegisterRow {
    /// Returns a listed incident in words; one whose alert is being filled in is in draft.
    #[must_use]
    pub fn of(listed: &Listed, is_in_draft: bool, now: Instant) -> Self {
        Self {
            incident: listed.id,
            reference: listed.reference.clone(),
            told: match listed.aware_at {
                _ if listed.is_restricted => NOT_SAID.to_owned(),
                Some(at) => at.short(now),
                None => NOT_KNOWN.to_owned(),
            },
            ago: if listed.is_restricted {
                NOT_SAID.to_owned()
            } else {
                time::ago(listed.told_at(), now)
            },
            standing: if listed.is_restricted {
                NOT_SAID.to_owned()
            } else {
                case::standing(listed.stage, &listed.state, is_in_draft)
            },
            people: person::listed(&listed.leading),
            summary: listed.summary.clone(),
            clocks: clocks(listed),
            left: listed.waits.map(|waits| Left {
                state: waits.state,
                only_if: waits.only_if,
                words: clock::waits_left(waits, now),
            }),
        }
    }

    /// Returns what happened to whom: `victim 14 · stabbed outside the library`.
    #[must_use]
    pub fn what(&self) -> String {
        if self.people.is_empty() {
            self.summary.clone()
        } else {
            format!("{} · {}", self.people, self.summary)
        }
    }
}

fn clocks(listed: &Listed) -> String {
    match (listed.clocks_open, listed.clocks_overdue) {
        (0, _) => "nothing due".to_owned(),
        (open, 0) => format!("{open} due"),
        (open, overdue) => format!("{open} due, {overdue} OVERDUE"),
    }
}
