//! The shift that a handover is about: when it began, when the next ones end.

use chrono::{Duration, NaiveTime};

use crate::domain::calendar::BankHolidays;
use crate::domain::handover::Handover;
use crate::domain::instant::{Instant, next_day, on_the_hour};
use crate::domain::text::fold;

/// How far back a first shift is taken to reach.
const SHIFT_HOURS: i64 = 12;
/// When the day takes over from the emergency duty team.
const MORNING: NaiveTime = on_the_hour::<9>();
/// The most days that are looked through for a working day: longer than any row of holidays.
const MOST_DAYS: usize = 14;

/// Returns when the shift began: when the last handover was taken over, from this person or by
/// them, else twelve hours ago. One that is only offered ends no shift.
#[must_use]
pub fn since(handovers: &[Handover], user: &str, now: Instant) -> Instant {
    let own = handovers.iter().filter(|handover| {
        let by = [&handover.offered_by, &handover.accepted_by];
        by.into_iter().any(|by| fold(by) == fold(user))
    });
    match own.filter_map(|handover| handover.accepted_at).max() {
        Some(accepted) => accepted,
        None => now.plus(-Duration::hours(SHIFT_HOURS)),
    }
}

/// Returns the ends of the next shifts: 09:00, when the day takes over from the emergency duty
/// team, and the office's close of the next working day after it.
#[must_use]
pub fn until(holidays: &BankHolidays, close: NaiveTime, now: Instant) -> [Instant; 2] {
    let today = now.london_date();
    let is_before_morning = now.london().time() < MORNING;
    let morning = if is_before_morning {
        today
    } else {
        next_day(today)
    };
    let mut day = morning;
    for _ in 0..MOST_DAYS {
        if holidays.is_working_day(day) {
            break;
        }
        day = next_day(day);
    }
    // London's clocks change at night: neither hour is ever left out.
    let at = |day, time| match Instant::from_london(day, time) {
        Some(at) => at,
        None => Instant::end_of_day(day),
    };
    [at(morning, MORNING), at(day, close)]
}
