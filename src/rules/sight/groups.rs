//! The groups of what is due: what the shift brings first, what follows, what is past, what may be.

use chrono::{Duration, NaiveTime};

use super::DueOrder;
use crate::domain::instant::{Instant, next_day, on_the_hour};
use crate::domain::page::Count;
use crate::rules::summary::Standing;

/// When the day takes over from the emergency duty team, and when the office closes.
const ENDS: [NaiveTime; 2] = [on_the_hour::<9>(), on_the_hour::<17>()];

/// How long a lateness is told apart from one that is old.
const DAYS_OF_A_WEEK: i64 = 7;

/// A group of the list of what is due, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueGroup {
    /// Before the shift ends.
    Shift,
    /// After it, up to the end of tomorrow.
    Tomorrow,
    /// Up to a week from today.
    Week,
    /// After that, or with no day set.
    Later,
    /// Past its time by no more than a week.
    Late,
    /// Past its time for longer.
    LongLate,
    /// Due only if something that is not known is so.
    OnlyIf,
    /// Set aside, with its reason.
    Aside,
}

impl DueGroup {
    /// Every group, in the order in which they stand.
    pub const ALL: [Self; 8] = [
        Self::Shift,
        Self::Tomorrow,
        Self::Week,
        Self::Later,
        Self::Late,
        Self::LongLate,
        Self::OnlyIf,
        Self::Aside,
    ];

    /// Those that are folded until somebody opens them: nothing in them presses.
    pub const FOLDED: [Self; 2] = [Self::OnlyIf, Self::Aside];

    /// Says whether what stands in the group is past its time.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late | Self::LongLate)
    }

    /// Returns whether what stands in the group is still to be done.
    #[must_use]
    pub fn standing(self) -> Standing {
        match self {
            Self::Aside => Standing::Aside,
            _ => Standing::Open,
        }
    }
}

/// Where the groups of a moment begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The moment: what was due before it is past its time.
    pub now: Instant,
    /// When the shift ends.
    pub shift: Instant,
    /// The midnight after tomorrow.
    tomorrow: Instant,
    /// The midnight after the day a week from now.
    week: Instant,
    /// What was due before then is late for longer than a week.
    late: Instant,
}

impl Groups {
    /// Returns the groups of a moment.
    #[must_use]
    pub fn at(now: Instant) -> Self {
        let today = now.london_date();
        let midnight = |days| Instant::start_of_day(today + Duration::days(days));
        let ends = [today, next_day(today)].into_iter();
        let ends = ends.flat_map(|day| ENDS.map(|time| Instant::from_london(day, time)));
        // London's clocks change at night: none of these hours is ever left out.
        let shift = ends.flatten().find(|end| *end > now);
        Self {
            now,
            shift: match shift {
                Some(end) => end,
                None => midnight(1),
            },
            tomorrow: midnight(2),
            week: midnight(DAYS_OF_A_WEEK + 1),
            late: midnight(-DAYS_OF_A_WEEK),
        }
    }

    /// Says whether the groups of another moment end where these do: only what is past its time
    /// differs then, which is derived when it passes.
    #[must_use]
    pub fn end_with(&self, other: &Self) -> bool {
        let ends = |groups: &Self| [groups.shift, groups.tomorrow, groups.week, groups.late];
        ends(self) == ends(other)
    }

    /// Yields the groups of what is known to be due as time goes, each with the urgency that it ends
    /// before.
    fn ends(&self) -> [(DueGroup, i64); 6] {
        let second = |at: Instant| at.utc().timestamp();
        [
            (DueGroup::LongLate, second(self.late)),
            (DueGroup::Late, second(self.now)),
            (DueGroup::Shift, second(self.shift)),
            (DueGroup::Tomorrow, second(self.tomorrow)),
            (DueGroup::Week, second(self.week)),
            (DueGroup::Later, super::ONLY_IF),
        ]
    }

    /// Returns the first urgency of a group and the one after its last.
    #[must_use]
    pub fn span(&self, group: DueGroup) -> (i64, i64) {
        let mut from = i64::MIN;
        for (own, end) in self.ends() {
            if own == group {
                return (from, end);
            }
            from = end;
        }
        match group {
            DueGroup::OnlyIf => (from, i64::MAX),
            _ => (i64::MIN, i64::MAX),
        }
    }

    /// Returns the group of a line by where it stands.
    #[must_use]
    pub fn of(&self, standing: Standing, order: &DueOrder) -> DueGroup {
        if standing == Standing::Aside {
            return DueGroup::Aside;
        }
        let mut ends = self.ends().into_iter();
        match ends.find(|(_, end)| order.urgency < *end) {
            Some((group, _)) => group,
            None => DueGroup::OnlyIf,
        }
    }
}

/// How long each group is, of what is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts(pub [Count; DueGroup::ALL.len()]);

impl GroupCounts {
    /// Yields each group that has a line, in their order, with how many.
    pub fn each(self) -> impl Iterator<Item = (DueGroup, Count)> {
        let all = DueGroup::ALL.into_iter().zip(self.0);
        all.filter(|(_, count)| !count.is_none())
    }

    /// Returns how many lines some groups have together.
    #[must_use]
    pub fn sum(self, of: impl Fn(DueGroup) -> bool) -> Count {
        let counts = self.each().filter(|(group, _)| of(*group));
        counts.fold(Count::default(), |sum, (_, count)| sum.and(count))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn order(at: Instant) -> DueOrder {
        DueOrder {
            urgency: at.utc().timestamp(),
            pressing: 0,
            later: 0,
            place: 0,
        }
    }

    #[test]
    fn a_night_ends_at_nine_and_a_day_when_the_office_closes() {
        for (now, end) in [
            ("2026-12-24T03:00:00Z", "2026-12-24T09:00:00Z"),
            ("2026-12-24T09:00:00Z", "2026-12-24T17:00:00Z"),
            ("2026-12-24T22:10:00Z", "2026-12-25T09:00:00Z"),
            // In summer London is an hour ahead.
            ("2026-06-24T07:59:00Z", "2026-06-24T08:00:00Z"),
        ] {
            assert_eq!(Groups::at(at(now)).shift, at(end), "{now}");
        }
    }

    #[test]
    fn a_line_stands_in_the_group_that_its_time_says() {
        let groups = Groups::at(at("2026-12-24T22:10:00Z"));
        for (due, group) in [
            ("2026-12-24T22:10:00Z", DueGroup::Shift),
            ("2026-12-25T08:59:59Z", DueGroup::Shift),
            ("2026-12-25T09:00:00Z", DueGroup::Tomorrow),
            ("2026-12-25T23:00:00Z", DueGroup::Tomorrow),
            ("2026-12-26T12:00:00Z", DueGroup::Week),
            ("2026-12-31T12:00:00Z", DueGroup::Week),
            ("2027-01-01T12:00:00Z", DueGroup::Later),
            ("2026-12-24T22:09:59Z", DueGroup::Late),
            ("2026-12-17T00:00:00Z", DueGroup::Late),
            ("2026-12-16T23:59:59Z", DueGroup::LongLate),
        ] {
            assert_eq!(groups.of(Standing::Open, &order(at(due))), group, "{due}");
        }
        let aside = order(at("2026-12-25T08:00:00Z"));
        assert_eq!(groups.of(Standing::Aside, &aside), DueGroup::Aside);
    }

    #[test]
    fn before_midnight_the_shift_reaches_into_tomorrow_and_no_further() {
        // On the evening after which the clocks go forward.
        let groups = Groups::at(at("2027-03-27T23:59:00Z"));
        assert_eq!(groups.shift, at("2027-03-28T08:00:00Z"));
        let (from, to) = groups.span(DueGroup::Tomorrow);
        assert!(from < to);
    }

    proptest! {
        #[test]
        fn every_line_stands_in_one_group(now in 0..4_000_000_000_i64, off in -9_000_000..9_000_000_i64) {
            let at = |second| chrono::DateTime::from_timestamp(second, 0).map(Instant::from_utc);
            let groups = Groups::at(at(now).expect("a moment"));
            let urgency = now + off;
            let own = DueGroup::ALL.into_iter().filter(|group| {
                let (from, to) = groups.span(*group);
                *group != DueGroup::Aside && (from..to).contains(&urgency)
            });
            prop_assert_eq!(own.count(), 1);
        }
    }
}
