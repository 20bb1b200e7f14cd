//! Typed times: what a person on the phone types for *when*, read into a [`Moment`].
//!
//! The day comes before the month, four digits alone are a time and never a year, and whatever
//! can be read two ways is refused with the two ways to type it: a wrong start of a clock is
//! worse than a second try.

mod clock;
mod date;
mod fault;
mod figures;
mod offset;
mod parts;

pub use fault::WhenFault;

use chrono::{Datelike, Days, Duration, NaiveDate, Timelike, Weekday};

use super::instant::{Instant, Moment, next_day, previous_day};
use clock::{Clock, Zone};
use date::{Day, birth, date, year_in_range};
use parts::Parts;

/// Longer text is not a time.
const LONGEST: usize = 64;
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

/// Reads a typed time.
///
/// With [`Lean::Past`] a future instant comes only of `+`, a date with its year, or RFC 3339;
/// whether a future time is allowed there is the caller's to say. Days alone (`-2d`, `20/11`) are
/// known to the day. A time that happens twice is the earlier of the two, unless GMT or BST is
/// typed after it.
///
/// # Errors
/// When the text is not a time, names a day or time that does not exist, or can be read two ways.
pub fn read(typed: &str, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(WhenFault::Empty);
    }
    if typed.chars().count() > LONGEST {
        return Err(WhenFault::unreadable(""));
    }
    if let Ok(at) = Instant::parse_rfc3339(typed) {
        year_in_range(at.london_date().year())?;
        return Ok(Moment::exact(at));
    }
    let text = parts::normal(typed);
    match text.as_str() {
        "now" | "just now" => return Ok(Moment::exact(now)),
        "unknown" | "?" | "not known" | "time not known" => return Ok(Moment::UNKNOWN),
        _ => {}
    }
    if let Some(moment) = offset::read(&text, now) {
        return moment;
    }
    let parts = Parts::read(&text, now.london_date().year())?;
    resolve(&parts, now, lean)
}

/// Reads a date of birth, or an expected date of delivery: a day with its year.
///
/// # Errors
/// When the text is not a date, has no year, names a day that does not exist, or a year before
/// 1900 or after next year.
pub fn read_date(typed: &str, now: Instant) -> Result<NaiveDate, WhenFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(WhenFault::EmptyDate);
    }
    if typed.chars().count() > LONGEST {
        return Err(WhenFault::unreadable_date(""));
    }
    let today = now.london_date();
    let date = birth(&parts::normal(typed), today)?;
    if (1900..=today.year() + 1).contains(&date.year()) {
        Ok(date)
    } else {
        Err(WhenFault::Year(date.year()))
    }
}

/// Says a moment in full: reading it back gives the same moment.
#[must_use]
pub fn echo(moment: Moment) -> String {
    moment.words()
}

fn resolve(parts: &Parts, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
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
    if let (Some(said), Some(at)) = (parts.weekday, moment.at) {
        let date = at.london_date();
        if date.weekday() != said {
            return Err(WhenFault::OtherWeekday { said, date });
        }
    }
    Ok(moment)
}

/// Returns the nearest such time of day on the leaning side of now.
fn time_alone(clock: Clock, now: Instant, lean: Lean) -> Result<Instant, WhenFault> {
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

fn date_of(
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
fn instant(date: NaiveDate, clock: Clock) -> Result<Instant, WhenFault> {
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

#[cfg(test)]
mod tests;
