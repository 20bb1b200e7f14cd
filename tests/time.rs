//! Counting time: what must hold of every start, whatever the clocks and the holidays do.

use chrono::{Duration, NaiveDate, NaiveTime};
use dutydesk::domain::calendar::{BankHolidays, Counted};
use dutydesk::domain::instant::Instant;
use proptest::prelude::*;

fn day() -> impl Strategy<Value = NaiveDate> {
    // The years that the table knows.
    (0_i64..4000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
        first + Duration::days(days)
    })
}

proptest! {
    #[test]
    fn a_working_day_count_ends_on_a_working_day_after_its_start(start in day(), n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        let end = holidays.add_working_days(start, n, Counted::Day0);
        prop_assert!(end > start);
        prop_assert!(holidays.is_working_day(end));
        let between = (1..=(end - start).num_days())
            .filter(|day| holidays.is_working_day(start + Duration::days(*day)))
            .count();
        prop_assert_eq!(between, usize::try_from(n).unwrap_or(0));
    }

    #[test]
    fn a_later_start_never_ends_sooner(start in day(), later in 0_i64..40, n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        for counted in [Counted::Day0, Counted::Day1] {
            let first = holidays.add_working_days(start, n, counted);
            let second = holidays.add_working_days(start + Duration::days(later), n, counted);
            prop_assert!(second >= first);
        }
    }

    #[test]
    fn the_early_count_never_ends_after_the_other(start in day(), n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        let early = holidays.add_working_days(start, n, Counted::Day1);
        let other = holidays.add_working_days(start, n, Counted::Day0);
        prop_assert!(early <= other);
        prop_assert!(early >= start);
    }

    #[test]
    fn hours_are_hours_whatever_the_clocks_on_the_wall_do(start in day(), minute in 0_i64..1440, hours in 0_i64..200) {
        let from = Instant::start_of_day(start).plus(Duration::minutes(minute));
        let to = from.plus(Duration::hours(hours));
        prop_assert_eq!(to.since(from), Duration::hours(hours));
        prop_assert!(to >= from);
    }

    #[test]
    fn a_day_of_london_begins_before_it_ends_and_holds_its_own_times(date in day(), minute in 0_u32..1440) {
        let (begin, end) = (Instant::start_of_day(date), Instant::end_of_day(date));
        prop_assert!(begin < end);
        prop_assert_eq!(begin.london_date(), date);
        prop_assert_eq!(end.london_date(), date);
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default();
        // A time that the spring's clock change leaves out has no instant.
        if let Some(at) = Instant::from_london(date, time) {
            prop_assert!(at >= begin && at <= end);
            prop_assert_eq!(at.london_date(), date);
        }
    }
}

#[test]
fn the_days_of_the_clock_changes_have_23_and_25_hours() {
    for (year, month, day, hours) in [(2026, 3, 29, 23), (2026, 10, 25, 25), (2026, 11, 20, 24)] {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let next = Instant::start_of_day(date + Duration::days(1));
        assert_eq!(
            next.since(Instant::start_of_day(date)),
            Duration::hours(hours),
            "{date}"
        );
    }
}
