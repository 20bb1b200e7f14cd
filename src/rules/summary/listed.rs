//! An incident as lists show it, and whom it is about.

use crate::domain::age::Age;
use crate::domain::facts::{Facts, Role};
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Person;
use crate::domain::instant::Instant;
use crate::rules::case::{How, Stage};
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::state::CaseState;

/// Somebody whom an incident is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leading {
    /// What the person is to it.
    pub role: Role,
    /// How old.
    pub age: Option<Age>,
}

/// The one thing to do now, as lists say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is to be done.
    pub title: String,
    /// Whose it is.
    pub owner: String,
    /// How it is recorded.
    pub how: How,
}

/// What a list counts down: the nearest line of the most urgent clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Where it stands.
    pub state: ClockState,
    /// When it is due; absent where nothing is counted.
    pub due: Option<Instant>,
    /// It counts from a bound: it is due at the latest then.
    pub bounded: bool,
    /// It is due only if something not known is so.
    pub only_if: bool,
}

impl Waits {
    /// Returns what is counted down of a clock.
    #[must_use]
    pub fn of(face: &ClockFace, now: Instant) -> Self {
        let reading = face.next_reading(now);
        Self {
            state: face.state,
            due: reading.and_then(|reading| reading.due),
            bounded: reading.is_some_and(|reading| reading.bounded),
            only_if: face.is_only_if,
        }
    }
}

/// What a decision's record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The decision's word.
    pub value: String,
    /// When; absent where that is not known.
    pub at: Option<Instant>,
}

/// Returns the age of a person on the day of the incident; nothing where it is not known.
#[must_use]
pub fn age_of(person: &Person, facts: &Facts) -> Option<Age> {
    match (person.date_of_birth, facts.age_date(), person.age) {
        _ if person.unborn => Some(Age::Unborn),
        (Some(born), Some(day), _) => Some(Age::on(born, day)),
        (_, _, age) => age,
    }
}

/// An incident as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub id: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// The version that this was derived from.
    pub version: i64,
    /// When it happened, as far as it is known.
    pub occurred_at: Option<Instant>,
    /// When the authority became aware of it.
    pub aware_at: Option<Instant>,
    /// When it was logged.
    pub created_at: Instant,
    /// Who logged it.
    pub created_by: String,
    /// Where it happened.
    pub place: String,
    /// What happened, in one line.
    pub summary: String,
    /// Whom it is about, in the order they were put on it.
    pub leading: Vec<Leading>,
    /// How many people are on it.
    pub people: usize,
    /// How far the alert has come.
    pub stage: Stage,
    /// Where the case stands.
    pub state: CaseState,
    /// What the first of the pack's decisions came to.
    pub decided: Option<Decided>,
    /// When the Panel was notified.
    pub notified_at: Option<Instant>,
    /// What to do now.
    pub next: Option<NextStep>,
    /// What its most urgent clock leaves it.
    pub waits: Option<Waits>,
    /// How many clocks run.
    pub clocks_open: usize,
    /// How many of them are past their time.
    pub clocks_overdue: usize,
    /// When time alone changes any of this or of what is due; never while absent.
    pub next_change_at: Option<Instant>,
    /// It is kept from most of those who see cases: of it lists say no more than its reference and
    /// how long its clocks leave.
    pub is_restricted: bool,
}

impl Listed {
    /// Returns when the authority was told, else when the incident was logged: what lists are
    /// sorted by.
    #[must_use]
    pub fn told_at(&self) -> Instant {
        self.aware_at.unwrap_or(self.created_at)
    }

    /// Returns what lists are sorted by, as one number: the second when the authority was told, then
    /// the row. A newer trouble is greater.
    #[must_use]
    pub fn order(&self) -> i64 {
        // 24 bits for the row: two incidents of one second are told apart up to 16 million apart.
        self.told_at().utc().timestamp() * (1 << 24) + self.id.0 % (1 << 24)
    }

    /// Says whether the incident waits for its alert.
    #[must_use]
    pub fn is_incoming(&self) -> bool {
        self.stage.is_incoming() && self.is_open()
    }

    /// Says whether anything is still to be done on it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.state.closed
    }
}

/// Says whether an incident is about a person, more than that they saw it or live there.
#[must_use]
pub fn is_leading(person: &Person) -> bool {
    matches!(person.role, Role::Victim | Role::Subject | Role::Suspect)
}
