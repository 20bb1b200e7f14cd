//! How many incidents of a query are of each month, team, reason and the like.

use crate::domain::query::Query;

/// By what incidents are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountBy {
    /// The month that the authority was told in.
    Told,
    /// The month that it happened in.
    Happened,
    /// The month that it was notified in.
    Notified,
    /// The month that the panel was held in.
    Panel,
    /// The month of the last decision.
    Final,
    /// The month that the learning was shared in.
    Learning,
    /// The reasons for the alert, each by itself.
    Reason,
    /// The kinds of case, each by itself.
    Kind,
    /// Where the case stands.
    State,
    /// What the first decision came to.
    Outcome,
    /// The team that the alert came from.
    Team,
    /// The agency that it came from.
    Agency,
    /// Where the information came from.
    Source,
}

impl CountBy {
    /// Everything that incidents are counted by.
    pub const ALL: [Self; 13] = [
        Self::Told,
        Self::Happened,
        Self::Notified,
        Self::Panel,
        Self::Final,
        Self::Learning,
        Self::Reason,
        Self::Kind,
        Self::State,
        Self::Outcome,
        Self::Team,
        Self::Agency,
        Self::Source,
    ];

    /// Says whether it is a time: months are counted.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(
            self,
            Self::Told
                | Self::Happened
                | Self::Notified
                | Self::Panel
                | Self::Final
                | Self::Learning
        )
    }

    /// Says whether an incident may have several: it counts under each.
    #[must_use]
    pub fn is_several(self) -> bool {
        matches!(self, Self::Reason | Self::Kind)
    }
}

/// What is counted, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountsWanted {
    /// Which incidents.
    pub query: Query,
    /// By what.
    pub by: CountBy,
}

/// What the incidents of a count have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    /// A month, by its year and number.
    Month(i32, u32),
    /// Words.
    Said(String),
    /// Nothing is said.
    Nothing,
    /// They are restricted, and what they have in common is not told.
    Restricted,
}

/// How many incidents have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountOf {
    /// What.
    pub common: Common,
    /// How many.
    pub count: usize,
    /// How many of them have something that is past its time.
    pub overdue: usize,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// By what.
    pub by: CountBy,
    /// Months latest first, all else by how many; then nothing said, then restricted.
    pub counts: Vec<CountOf>,
    /// How many incidents there are in all; one with several reasons counts once.
    pub all: usize,
}

impl Counts {
    /// Returns the counts in their order.
    #[must_use]
    pub fn of(by: CountBy, mut counts: Vec<CountOf>, all: usize) -> Self {
        counts.sort_by(|one, other| {
            let is_last = |count: &CountOf| match count.common {
                Common::Restricted => 2,
                Common::Nothing => 1,
                _ => 0,
            };
            let order = is_last(one).cmp(&is_last(other));
            order.then_with(|| match (&one.common, &other.common) {
                (Common::Month(..), Common::Month(..)) => other.common.cmp(&one.common),
                (Common::Said(_), Common::Said(_)) => other
                    .count
                    .cmp(&one.count)
                    .then_with(|| one.common.cmp(&other.common)),
                _ => std::cmp::Ordering::Equal,
            })
        });
        Self { by, counts, all }
    }
}
