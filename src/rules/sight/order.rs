//! What the list of what is due is sorted by.

use crate::rules::clocks::ClockState;
use crate::rules::summary::{DueLine, Listed, Standing};

/// What the list of what is due is sorted by, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueOrder {
    /// The second when it is due; after all of those where no day is set, and last of all what is
    /// due only if something not known is so. What is set aside has it the other way round: the
    /// oldest stands last.
    pub urgency: i64,
    /// The place of its state among all: of two due at once the more pressing first.
    pub pressing: i64,
    /// Less for a newer trouble.
    pub later: i64,
    /// Its place among the lines of its incident.
    pub place: i64,
}

impl DueOrder {
    /// Returns where a line of an incident stands.
    #[must_use]
    pub fn of(line: &DueLine, listed: &Listed) -> Self {
        let pressing = ClockState::ALL
            .iter()
            .position(|state| *state == line.state);
        let number = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        Self {
            urgency: urgency(line),
            pressing: pressing.map_or(i64::MAX, number),
            later: -listed.order(),
            place: number(line.place),
        }
    }
}

/// Later than any second that a calendar has.
const NO_DAY: i64 = 1 << 40;

/// What is due only if something not known is so is at least as far down as this.
pub const ONLY_IF: i64 = 1 << 41;

fn urgency(line: &DueLine) -> i64 {
    let due = match line.due {
        Some(due) => due.utc().timestamp(),
        None => NO_DAY,
    };
    match line.standing {
        Standing::Aside => -due,
        _ if line.only_if => due + ONLY_IF,
        _ => due,
    }
}
