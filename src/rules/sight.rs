//! What of a desk is in sight: as much of each list as a screen holds, and how long the lists are.

pub mod asked;
pub mod counted;
pub mod groups;
#[cfg(test)]
pub(crate) mod naive;
#[cfg(test)]
pub(crate) mod naive_counts;
#[cfg(test)]
pub(crate) mod naive_known;
#[cfg(test)]
pub(crate) mod naive_table;
mod order;
pub mod queues;
pub mod reports;
pub mod table;

use std::sync::Arc;

use self::groups::{DueGroup, GroupCounts, Groups};
pub use self::order::{DueOrder, ONLY_IF};
use super::Rules;
use super::summary::{DueLine, DueOf, Leading, Listed, Standing};
use crate::domain::change::Change;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::similar::{FoundPerson, Probe, Why};
use crate::domain::view::View;

/// Which incidents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for their alert.
    #[default]
    Incoming,
    /// Those with something still to do.
    Open,
    /// All.
    All,
}

impl Which {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Open => "open",
            Self::All => "all",
        }
    }

    /// Returns the next one round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Incoming => Self::Open,
            Self::Open => Self::All,
            Self::All => Self::Incoming,
        }
    }
}

/// One line of what is due, with the incident that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// Whom the incident is about.
    pub leading: Vec<Leading>,
    /// What is due.
    pub line: DueLine,
    /// What the list is sorted by.
    pub order: DueOrder,
}

/// A place in the list of what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DuePlace {
    /// A line of an incident.
    Line {
        /// The incident.
        incident: IncidentId,
        /// Its line; its most urgent one while absent.
        of: Option<DueOf>,
        /// Where that stood when it was in sight: it may be in the list no more.
        stood: Option<(Standing, DueOrder)>,
    },
    /// The heading of a group.
    Group(DueGroup),
}

/// What is to be in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which incidents.
    pub which: Which,
    /// The words that both lists are filtered by, as they were typed.
    pub filter: String,
    /// Where the page of incidents is cut.
    pub listed: Around<IncidentId>,
    /// Where the page of what is due is cut.
    pub due: Around<DuePlace>,
    /// The groups of what is due.
    pub groups: Groups,
    /// Those of which only the heading is shown.
    pub folded: Vec<DueGroup>,
    /// Whose duties alone are listed; everybody's while absent.
    pub whose: Option<String>,
    /// How many rows on either side of those places.
    pub half: usize,
}

impl Wanted {
    /// Returns the beginning of both lists at a moment, everything shown.
    #[must_use]
    pub fn at(now: Instant) -> Self {
        Self {
            which: Which::default(),
            filter: String::new(),
            listed: Around::First,
            due: Around::First,
            groups: Groups::at(now),
            folded: Vec::new(),
            whose: None,
            half: 0,
        }
    }
}

/// How long the lists are, whatever they are filtered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Every incident.
    pub all: usize,
    /// Those with something still to do.
    pub open: usize,
    /// Those that wait for their alert.
    pub incoming: usize,
    /// Lines of what is due.
    pub due: usize,
    /// Those past their time.
    pub overdue: usize,
}

/// What is in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The incidents, newest trouble first.
    pub listed: Page<Listed>,
    /// How many of all incidents hold the words, where none of those that are listed does.
    pub elsewhere: Count,
    /// What is due, group by group, of those that are not folded; each line with its group.
    pub due: Page<(DueGroup, Due)>,
    /// How long each group is, of what is asked for.
    pub groups: GroupCounts,
    /// Whose duties there are on the whole desk, in the order of the alphabet.
    pub owners: Vec<String>,
    /// What falls due next on the whole desk.
    pub first: Option<Due>,
    /// How long the lists are.
    pub tally: Tally,
    /// How many incidents are still to be derived by the rules that hold now.
    pub stale: usize,
    /// The names of everybody on what is in sight, those of restricted records left out: where the
    /// screen hides names, it finds them in the words by these.
    pub names: Vec<String>,
}

/// What may be the same as what is being logged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundAlike {
    /// The incidents with why, the likeliest first.
    pub found: Vec<(Listed, Why)>,
    /// How many restricted records more are alike.
    pub kept: usize,
    /// There are more than were found.
    pub is_more: bool,
    /// The names of everybody on those that were found, as [`Sight::names`].
    pub names: Vec<String>,
}

/// The people who may be a child that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundPeople {
    /// What was asked.
    pub probe: Probe,
    /// The people, the likeliest first.
    pub people: Vec<FoundPerson>,
    /// How many restricted records more may be of the child.
    pub kept: usize,
    /// There are more than were found.
    pub is_more: bool,
}

/// The most incidents that a handover lists one by one.
pub const MOST_HANDED_OVER: usize = 200;

/// An incident as it was read whole, with what it is read by.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadIncident {
    /// The incident.
    pub incident: Incident,
    /// The rules of the edition that it was logged under.
    pub rules: Arc<Rules>,
    /// The version of it that whoever is at the desk has seen.
    pub seen: i64,
    /// Who opened it, earliest first; absent where that is not theirs to know.
    pub views: Option<Vec<View>>,
}

/// The incidents that may belong with one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Related {
    /// Those that can be read.
    pub read: Vec<ReadIncident>,
    /// Those that were logged under an edition that the desk has not.
    pub unread: Vec<Reference>,
    /// How many more are restricted and kept from whoever asks.
    pub kept: usize,
}

/// What a handover is made of: what happened on a shift, what is due, what is open, what is unread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shift {
    /// What was changed, oldest first.
    pub changes: Vec<(IncidentId, Change)>,
    /// The incidents that were changed, each with the rules that it goes by; without where the desk
    /// has them not.
    pub incidents: Vec<(Incident, Option<Arc<Rules>>)>,
    /// What is due by the end that was asked for, most urgent first.
    pub due: Vec<Due>,
    /// What is open, newest trouble first; the first [`MOST_HANDED_OVER`] of them.
    pub open: Vec<Listed>,
    /// What changed since whoever is at the desk last opened it, of what is open or was changed
    /// lately; the first [`MOST_HANDED_OVER`] of them.
    pub unread: Vec<Listed>,
    /// The hash of the journal's last entry, in hexadecimal, as of which all of it was read.
    pub head: String,
    /// The names of everybody on what is open or due, as [`Sight::names`].
    pub names: Vec<String>,
}
