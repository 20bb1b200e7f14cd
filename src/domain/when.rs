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
mod resolve;
mod span;

pub use fault::WhenFault;
pub use parts::weekday;
pub use resolve::Lean;

use chrono::{Datelike, NaiveDate};

use super::instant::{Instant, Moment};
pub use date::month;
use date::{birth, year_in_range};
use parts::Parts;

/// Longer text is not a time.
const LONGEST: usize = 80;
/// What happened is not longer ago: 1926 is a slip for 2026.
const MOST_YEARS_AGO: i32 = 80;
/// What is planned is not further off: 2062 is a slip for 2026.
const MOST_YEARS_OFF: i32 = 10;

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
    if let Some(moment) = span::read(&text, now, lean).or_else(|| offset::read(&text, now)) {
        return moment;
    }
    let parts = Parts::read(&text, now.london_date().year())?;
    resolve::moment(&parts, now, lean)
}

/// Reads a typed time that somebody can mean: of what happened none that is still to come or that
/// nobody alive remembers, of what is planned none that is many years off.
///
/// # Errors
/// As [`read`], and when it is such a time.
pub fn read_meant(typed: &str, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let moment = read(typed, now, lean)?;
    let Some(at) = moment.at else {
        return Ok(moment);
    };
    let year = at.london_date().year();
    let years = now.london_date().year() - year;
    match lean {
        Lean::Past if moment.is_to_come(now) => Err(WhenFault::Future(moment)),
        Lean::Past if years > MOST_YEARS_AGO => Err(WhenFault::Year(year)),
        Lean::Future if -years > MOST_YEARS_OFF => Err(WhenFault::Year(year)),
        _ => Ok(moment),
    }
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

#[cfg(test)]
mod tests;
