//! What a typed day and time come to, on the leaning side of now.

use chrono::{Datelike, Days, Duration, NaiveDate, Timelike, Weekday};

use super::clock::{Clock, Zone};
use super::date::{Day, date};
use super::fault::WhenFault;
use super::parts::Parts;
use crate::domain::instant::{Instant, Moment, next_day, previous_day};

/// The first hour that people call tonight.
const EVENING: u32 = 17;
/// Before this hour *tonight* may be the night that is ending.
const MORNING: u32 = 6;

const _: () = assert!(MORNING < EVENING && EVENING < 24);

/// Which way an incomplete time is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// Something that happened: the latest such time up to now.
    Past,
    /// Something planned: the earliest such time from now.
    Future,
}

/// Returns the moment of a day, a time or both.
pub(super) fn moment(parts: &Parts, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let moment = match (parts.day(), parts.clock) {
        (None, None) => return Err(WhenFault::unreadable("")),
        (None, Some(clock)) => time_alone(clock, now, lean).map(Moment::exact)?,
        (Some(day), None) => Moment::day(date_of(day, None, now, lean)?),
        (Some(day), Some(clock)) => {
            let date = date_of(day, Some(clock), now, lean)?;
            let at = instant(date, clock)?;
            if lean == Lean::Past && at > now && !matches!(day, Day::Full(_)) {
                return Err(WhenFault::NotYet(at, now));
            }
            Moment::exact(at)
        }
    };
    if let Some(at) = moment.at {
        check_weekday(parts, at)?;
    }
    Ok(moment)
}

/// Refuses a date that is another day of the week than was typed with it.
pub(super) fn check_weekday(parts: &Parts, at: Instant) -> Result<(), WhenFault> {
    let date = at.london_date();
    match parts.weekday {
        Some(said) if date.weekday() != said => Err(WhenFault::OtherWeekday { said, date }),
        _ => Ok(()),
    }
}

/// Returns the nearest such time of day on the leaning side of now.
pub(super) fn time_alone(clock: Clock, now: Instant, lean: Lean) -> Result<Instant, WhenFault> {
    let today = now.london_date();
    let fits = |at: Instant| match lean {
        Lean::Past => at <= now,
        Lean::Future => at >= now,
    };
    match instant(today, clock) {
        Ok(at) if fits(at) => return Ok(at),
        // A time today that the clocks skipped, on the leaning side: say so, do not move a day.
        Err(fault) if (clock.time <= now.london().time()) == (lean == Lean::Past) => {
            return Err(fault);
        }
        _ => {}
    }
    match lean {
        Lean::Past => instant(previous_day(today), clock),
        Lean::Future => instant(next_day(today), clock),
    }
}

/// Returns the date of a day as it was typed; a time beside it settles a night.
pub(super) fn date_of(
    day: Day,
    clock: Option<Clock>,
    now: Instant,
    lean: Lean,
) -> Result<NaiveDate, WhenFault> {
    let today = now.london_date();
    match day {
        Day::Full(date) => Ok(date),
        Day::Today => Ok(today),
        Day::Yesterday => Ok(previous_day(today)),
        Day::Tomorrow if lean == Lean::Past => Err(WhenFault::NotYet(
            Instant::start_of_day(next_day(today)),
            now,
        )),
        Day::Tomorrow => Ok(next_day(today)),
        Day::LastNight | Day::Tonight => night(day, clock, now),
        Day::Weekday { day, last } => Ok(weekday(day, last, today, lean)),
        Day::Yearless { day, month } => {
            let this_year = date(today.year(), month, day)?;
            match lean {
                Lean::Past if this_year > today => date(today.year() - 1, month, day),
                Lean::Future if this_year < today => date(today.year() + 1, month, day),
                _ => Ok(this_year),
            }
        }
    }
}

/// Returns the day of *tonight* or *last night*: only with an evening time is it one day.
fn night(day: Day, clock: Option<Clock>, now: Instant) -> Result<NaiveDate, WhenFault> {
    let evening = clock.is_some_and(|clock| clock.time.hour() >= EVENING);
    let daytime = now.london().hour() >= MORNING;
    let today = now.london_date();
    match day {
        Day::LastNight if evening && daytime => Ok(previous_day(today)),
        Day::Tonight if evening && daytime => Ok(today),
        _ => Err(WhenFault::Night),
    }
}

/// Returns the nearest day of that name; today's name means today unless *last* was typed.
fn weekday(day: Weekday, last: bool, today: NaiveDate, lean: Lean) -> NaiveDate {
    let back = u64::from(today.weekday().days_since(day));
    let moved = if last {
        today.checked_sub_days(Days::new(if back == 0 { 7 } else { back }))
    } else if lean == Lean::Past {
        today.checked_sub_days(Days::new(back))
    } else {
        today.checked_add_days(Days::new((7 - back) % 7))
    };
    moved.unwrap_or(today)
}

/// Returns the instant of a London day and time, in the zone typed if one was.
pub(super) fn instant(date: NaiveDate, clock: Clock) -> Result<Instant, WhenFault> {
    let utc = Instant::from_utc(date.and_time(clock.time).and_utc());
    if clock.zone == Some(Zone::Utc) {
        return Ok(utc);
    }
    let Some(earlier) = Instant::from_london(date, clock.time) else {
        return Err(WhenFault::Skipped(date, clock.time));
    };
    let at = match clock.zone {
        Some(Zone::Gmt) => utc,
        Some(Zone::Bst) => utc.plus(-Duration::hours(1)),
        _ => return Ok(earlier),
    };
    // Only the London clock's own zone of that day: BST in November is a slip.
    if at.london().date_naive() == date && at.london().time() == clock.time {
        Ok(at)
    } else {
        Err(WhenFault::OtherZone(earlier))
    }
}
