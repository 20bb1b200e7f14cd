//! What reports are made of: the incidents of a span of days, as the register has them.

use std::sync::Arc;

use super::table::Entry;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::months::Days;
use crate::rules::Rules;
use crate::rules::clocks::ClockState;
use crate::rules::summary::Standing;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportOf {
    /// What came in: by reason, age, source and outcome.
    Activity,
    /// Which duties were done in time.
    Timeliness,
    /// What was learned.
    Learning,
    /// Every child, with what was decided and why.
    Inspection,
}

impl ReportOf {
    /// Every report, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Activity,
        Self::Timeliness,
        Self::Learning,
        Self::Inspection,
    ];

    /// Returns the word that a command has for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Timeliness => "timeliness",
            Self::Learning => "learning",
            Self::Inspection => "inspection",
        }
    }
}

/// What is to be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportWanted {
    /// Which report.
    pub of: ReportOf,
    /// Of which days.
    pub days: Days,
}

/// A clock of one incident that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocked {
    /// Its id in the pack.
    pub id: String,
    /// When the authority was told of the incident.
    pub told_at: Instant,
    /// The team that the alert came from.
    pub team: String,
    /// Where it stands.
    pub state: ClockState,
    /// Whether something is still to be done.
    pub standing: Standing,
    /// The case was closed without it.
    pub is_unmet: bool,
    /// It is due only if something not known is so.
    pub only_if: bool,
    /// By when it was due.
    pub due: Option<Instant>,
    /// When it was done, where that is known.
    pub stopped_at: Option<Instant>,
}

/// Something that was learned of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What.
    pub text: String,
    /// The words of it that may be names of somebody on the register.
    pub names: Vec<String>,
}

/// A case of which something was to be learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The incident.
    pub incident: IncidentId,
    /// The version that was read.
    pub version: i64,
    /// What people call it.
    pub reference: Reference,
    /// What kinds of case it is, in the pack's words, `;` between them.
    pub kinds: String,
    /// What was learned.
    pub points: Vec<Point>,
    /// When it was shared since the case came to what there is to learn.
    pub shared_at: Option<Instant>,
    /// The event of sharing it, in the protocol that the case goes by.
    pub event: Option<String>,
    /// Sharing it now would be late.
    pub is_late: bool,
}

/// A case as an inspection sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Examined {
    /// The incident.
    pub incident: Incident,
    /// What it is read by.
    pub rules: Arc<Rules>,
}

/// How many restricted records there are, of whatever time: when one was is not said in lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestrictedRecords {
    /// How many.
    pub all: usize,
    /// Of how many something is or was late.
    pub late: usize,
    /// Of how many something was not done when they were closed.
    pub unmet: usize,
}

/// What a report is made of; what its kind does not need is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// What was asked for.
    pub wanted: ReportWanted,
    /// The incidents of those days, the first told first; no restricted one.
    pub entries: Vec<Entry>,
    /// Their clocks.
    pub clocks: Vec<Clocked>,
    /// What was learned of them.
    pub learned: Vec<Learned>,
    /// The same incidents, whole.
    pub examined: Vec<Examined>,
    /// The names of everybody on them, where their words are told: to be covered where names are.
    pub names: Vec<String>,
    /// Restricted records, which are counted and never shown.
    pub restricted: RestrictedRecords,
}
