//! Clocks that a person set aside: an alert not raised, a meeting not held, a case closed.
//!
//! Which decisions set which clocks aside is the pack's to say. What is set aside stays visible with
//! its reason and is back at once when the decision or a fact changes (A62 to A64).

use super::history::Happened;
use crate::domain::facts::{Answer, Facts};
use crate::domain::instant::Instant;
use crate::pack::SetAside;
use crate::rules::advice::holds;

impl Happened<'_> {
    /// Returns the rows of what sets aside a clock that had begun at a moment; what reaches it by
    /// name stands before what reaches every clock.
    pub(super) fn set_aside<'b>(
        &'b self,
        facts: &'b Facts,
        clock: &str,
        begun: Instant,
    ) -> Vec<&'b SetAside> {
        let rows = &self.pack().set_aside;
        let mut out: Vec<&SetAside> = rows
            .iter()
            .filter(|row| row.reaches(clock) && self.is_set_aside(row, begun))
            .filter(|row| {
                let when = row.when.as_ref();
                when.is_none_or(|when| holds(self.pack(), facts, self, when) == Answer::Yes)
            })
            .collect();
        out.sort_by_key(|row| row.clocks.is_empty());
        out
    }

    /// Says whether the latest decision of a row's event stands and came once the clock had begun.
    ///
    /// In doubt the clock goes on: what sets aside counts at the earliest it can have been, what
    /// takes it back at the latest; of a time that is not known never and always.
    fn is_set_aside(&self, row: &SetAside, begun: Instant) -> bool {
        let decided = self.placed(&row.event);
        let decided = decided.filter_map(|(place, event)| Some((event.at.as_start()?, place)));
        let Some(last) = decided.max().filter(|(at, _)| *at >= begun) else {
            return false;
        };
        self.placed(&row.until).all(|(place, back)| {
            let back = back.at.as_stop();
            back.is_some_and(|at| (at, place) < last)
        })
    }
}
