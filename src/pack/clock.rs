//! The rows of clocks: what starts and stops one, the lines it draws, and what sets it aside.

use serde::{Deserialize, Serialize};

use super::cite::Cite;
use super::condition::Condition;
use super::rows::{RowIds, row};
use crate::domain::calendar::Counted;

/// Which line a reading draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingName {
    /// The strictest count, shown as a warning.
    Early,
    /// What the desk works to.
    Target,
    /// What must not pass.
    Limit,
}

impl ReadingName {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Target => "target",
            Self::Limit => "limit",
        }
    }

    /// Returns the line of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Early, Self::Target, Self::Limit];
        all.into_iter().find(|name| name.word() == word)
    }
}

/// What a reading counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Elapsed hours.
    Hours,
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Calendar months.
    Months,
    /// The last working day of the month.
    MonthEnd,
}

/// Where on its day a reading ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The office's close.
    Close,
    /// 23:59:59.
    #[default]
    DayEnd,
}

/// One way to read a limit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Which line it draws.
    pub name: ReadingName,
    /// How many.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether the start's own day counts; working days only.
    #[serde(default)]
    pub counted: Option<Counted>,
    /// Where on the day it ends.
    #[serde(default)]
    pub ends: End,
    /// Its own start, where it differs from the clock's.
    #[serde(default)]
    pub starts: Vec<String>,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}

row! {
    /// Something due, counted from what happened.
    Clock {
        /// Its id.
        id: String,
        /// What is due.
        title: String,
        /// The role it is due from.
        owner: String,
        /// When it applies; absent is always.
        #[serde(default)]
        applies: Option<Condition>,
        /// What is said when it does not apply.
        #[serde(default)]
        why_not: Option<String>,
        /// The earliest of these starts it.
        starts: Vec<String>,
        /// What counts as receipt, where it is not awareness.
        #[serde(default)]
        received: Vec<String>,
        /// Any of these stops it.
        stops: Vec<String>,
        /// What stands it down.
        #[serde(default)]
        stands_down: Option<Condition>,
        /// What is said when it stands down.
        #[serde(default)]
        stood_down: Option<String>,
        /// While no time of this start is known, it counts from awareness at the latest: what the
        /// authority knows of has happened.
        #[serde(default)]
        bounded_until: Option<String>,
        /// Where a time of this is known it counts from that and not from `starts`, and afresh from
        /// the first that is later than what stopped it: nothing done before it meets what it asks.
        #[serde(default)]
        afresh_from: Option<String>,
        /// What it counts from once what stopped it was taken back.
        #[serde(default)]
        again: Option<Again>,
        /// Provisional while this is not recorded.
        #[serde(default)]
        provisional_until: Option<String>,
        /// The lines it draws.
        #[serde(default)]
        reading: Vec<Reading>,
    }
}

/// The decision that a clock counts from once what stopped it was taken back: the first one of this
/// word that followed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// The decision's event.
    pub decision: String,
    /// The word it must carry.
    pub is: String,
    /// What is said of the count.
    pub says: String,
}

row! {
    /// What a person decides that sets clocks aside: nothing counts down that nobody can end (A62).
    SetAside {
        /// Its id.
        id: String,
        /// The event that sets aside; the latest counts.
        event: String,
        /// The event that takes it back, later than that.
        until: String,
        /// It sets aside only where this is yes: not known is not.
        #[serde(default)]
        when: Option<Condition>,
        /// The clocks that it reaches, where they had begun by then; absent is every one.
        #[serde(default)]
        clocks: Vec<String>,
        /// What is said of a clock that it sets aside.
        says: String,
    }
}

impl SetAside {
    /// Says whether it reaches a clock.
    #[must_use]
    pub fn reaches(&self, clock: &str) -> bool {
        self.clocks.is_empty() || self.clocks.iter().any(|id| id == clock)
    }
}
