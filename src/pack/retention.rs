//! How long cases are kept: the classes of a council's retention schedule.

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::rows::{RowIds, row};

/// From when the years of a class are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeepFrom {
    /// The birth of the child, the youngest of several.
    Birth,
    /// The closing of the case.
    Closure,
    /// The death of the child.
    Death,
    /// The last thing that was recorded on the case.
    LastContact,
}

impl KeepFrom {
    /// Returns what people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Closure => "closure",
            Self::Death => "death",
            Self::LastContact => "last contact",
        }
    }
}

/// How long a case is kept where the child died under 18.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiedUnder18 {
    /// The fact of a person that says they died.
    pub fact: String,
    /// For how many years from death.
    pub years: u32,
}

row! {
    /// A class of cases with how long they are kept. Nothing is ever deleted by it: past its date a
    /// case is looked at again by people.
    RetentionRow {
        /// Its id.
        id: String,
        /// What people call it.
        title: String,
        /// For how many years.
        years: u32,
        /// From when.
        from: KeepFrom,
        /// For how long instead, where the child died under 18.
        #[serde(default)]
        died_under_18: Option<DiedUnder18>,
        /// When it is proposed; absent is whenever no class before it is.
        #[serde(default)]
        when: Option<Condition>,
        /// Only a person chooses it: it is never proposed.
        #[serde(default)]
        by_hand: bool,
    }
}
