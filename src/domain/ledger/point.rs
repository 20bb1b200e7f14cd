//! One point of a review's checklist, or an outcome that is recorded.

use super::field::record;

/// The list under which outcomes are kept.
pub const OUTCOMES: &str = "outcome";

/// The word for a point that holds.
const YES: &str = "yes";
/// The word for a point that does not.
const NO: &str = "no";

record! {
    /// One point of a checklist, considered; in the list of outcomes, one outcome.
    Point by PointField {
        /// The checklist's id in the pack, or [`OUTCOMES`].
        list: String = List "list",
        /// The point's id in its list, or the outcome's.
        point: String = Point "point",
        /// What was chosen: yes or no of a point, the ids of the pack's values of an outcome.
        answer: Vec<String> = Answer "answer",
        /// What was found.
        note: String = Note "note",
    }
}

impl Point {
    /// Says whether the point holds; absent when something was only noted.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        match self.answer.as_slice() {
            [one] if one == YES => Some(true),
            [one] if one == NO => Some(false),
            _ => None,
        }
    }
}
