//! The headings of the groups of what is due.

use crate::domain::instant::{Instant, next_day};
use crate::domain::page::Count;
use crate::rules::sight::groups::{DueGroup, Groups};

/// Returns the heading of a group at a moment: `BEFORE 09:00`, `OVERDUE, LONGER`.
#[must_use]
pub fn heading(group: DueGroup, now: Instant) -> String {
    let shift = Groups::at(now).shift;
    let words = match group {
        DueGroup::Shift => return format!("BEFORE {}", shift.clock()),
        DueGroup::Tomorrow if shift.london_date() == next_day(now.london_date()) => "TOMORROW",
        DueGroup::Tomorrow => "TODAY AND TOMORROW",
        DueGroup::Week => "WITHIN A WEEK",
        DueGroup::Later => "LATER",
        DueGroup::Late => "OVERDUE, UP TO A WEEK",
        DueGroup::LongLate => "OVERDUE, LONGER",
        DueGroup::OnlyIf => "ONLY IF",
        DueGroup::Aside => "SET ASIDE",
    };
    words.to_owned()
}

/// Says what stands in a folded group: `4 lines that are due only if something not known is so`.
#[must_use]
pub fn folded(group: DueGroup, count: Count) -> String {
    let what = match group {
        DueGroup::OnlyIf => "due only if something that is not known is so",
        DueGroup::Aside => "set aside, each with its reason",
        DueGroup::Late | DueGroup::LongLate => "past their time",
        DueGroup::Shift | DueGroup::Tomorrow | DueGroup::Week | DueGroup::Later => "due then",
    };
    format!("{count} {what}. Enter opens the group.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::form::tests::at;

    #[test]
    fn the_first_group_is_named_by_the_end_of_the_shift() {
        for (now, shift, next) in [
            ("2026-12-24T03:00:00Z", "BEFORE 09:00", "TODAY AND TOMORROW"),
            ("2026-12-24T12:00:00Z", "BEFORE 17:00", "TODAY AND TOMORROW"),
            ("2026-12-24T22:10:00Z", "BEFORE 09:00", "TOMORROW"),
        ] {
            assert_eq!(heading(DueGroup::Shift, at(now)), shift);
            assert_eq!(heading(DueGroup::Tomorrow, at(now)), next);
        }
    }
}
