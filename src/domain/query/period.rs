//! Times and periods of a query: `2026-01`, `2026-01..2026-03`, `last-month`, `before-0900`.

use std::ops::Range;

use chrono::{Datelike, Days, Duration, Months, NaiveDate};

use super::fault::Fault;
use super::{Asked, Field, Query};
use crate::domain::instant::{Instant, Precision, next_day};
use crate::domain::text::nearest;
use crate::domain::when::{Lean, read};

/// From a moment and before another.
type Period = (Instant, Instant);

/// The periods that have a name, for completion and for what was meant.
pub const NAMED: [&str; 15] = [
    "today",
    "yesterday",
    "tomorrow",
    "this-week",
    "last-week",
    "next-week",
    "this-month",
    "last-month",
    "next-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
    "none",
    "known",
];

/// Reads what a time is asked with.
pub(super) fn asked(
    field: Field,
    value: &str,
    at: &Range<usize>,
    now: Instant,
) -> Result<Query, Fault> {
    let typed = value.trim().to_lowercase();
    let lean = if field == Field::Due {
        Lean::Future
    } else {
        Lean::Past
    };
    let period = |text: &str| period(text, now, lean).ok_or_else(|| fault(value, text, at));
    let (from, before) = if typed == "none" || typed == "known" {
        let known = Query::Is(Asked::During(field, None, None));
        return Ok(if typed == "none" {
            Query::Not(Box::new(known))
        } else {
            known
        });
    } else if let Some(text) = typed.strip_prefix("before-") {
        // What is due before a time is what is still to come.
        let from = (field == Field::Due).then_some(now);
        (from, Some(period(text)?.0))
    } else if let Some(text) = typed.strip_prefix("after-") {
        (Some(period(text)?.1), None)
    } else if let Some(text) = typed.strip_prefix("since-") {
        (Some(period(text)?.0), None)
    } else if let Some((from, to)) = typed.split_once("..") {
        let from = if from.is_empty() {
            None
        } else {
            Some(period(from)?.0)
        };
        let to = if to.is_empty() {
            None
        } else {
            Some(period(to)?.1)
        };
        (from, to)
    } else {
        let (from, before) = period(&typed)?;
        (Some(from), Some(before))
    };
    if from.is_none() && before.is_none() {
        return Err(fault(value, "..", at));
    }
    Ok(Query::Is(Asked::During(field, from, before)))
}

fn fault(value: &str, text: &str, at: &Range<usize>) -> Fault {
    let words = format!(
        "«{value}» is no time: 2026, 2026-01, 2026-01..2026-03, today, last-month, before-0900"
    );
    Fault {
        meant: nearest(text, NAMED).map(str::to_owned),
        ..Fault::at(at.clone(), words)
    }
}

/// Returns the period of a word, in London days.
fn period(text: &str, now: Instant, lean: Lean) -> Option<Period> {
    let today = now.london_date();
    if let Some((from, before)) = calendar(text).or_else(|| named(text, today)) {
        return Some((Instant::start_of_day(from), Instant::start_of_day(before)));
    }
    let typed = text.replace('-', " ");
    let moment = read(text, now, lean)
        .or_else(|_| read(&typed, now, lean))
        .ok()?;
    let from = moment.as_start()?;
    Some(match moment.precision {
        Precision::Exact => (from, from.plus(Duration::minutes(1))),
        _ => (
            from,
            Instant::start_of_day(next_day(moment.as_stop()?.london_date())),
        ),
    })
}

/// Reads `2026`, `2026-01`, `2026-q1`, `2026-01-15`: the first day of it and the day after its last.
fn calendar(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split('-').collect();
    let year = |text: &str| match text.len() {
        4 => text
            .parse::<i32>()
            .ok()
            .filter(|year| (1900..2200).contains(year)),
        _ => None,
    };
    let two = |text: &str| match text.len() {
        1 | 2 => text.parse::<u32>().ok(),
        _ => None,
    };
    match parts[..] {
        [y] => months(year(y)?, 1, 12),
        [y, quarter] if quarter.starts_with('q') => {
            let quarter: u32 = quarter.get(1..)?.parse().ok()?;
            months(year(y)?, quarter.checked_sub(1)? * 3 + 1, 3)
        }
        [y, month] => months(year(y)?, two(month)?, 1),
        [y, month, day] => {
            let day = NaiveDate::from_ymd_opt(year(y)?, two(month)?, two(day)?)?;
            Some((day, next_day(day)))
        }
        _ => None,
    }
}

fn months(year: i32, month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((from, from.checked_add_months(Months::new(count))?))
}

/// Reads `today`, `last-month`, `30-days-ago`.
fn named(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let day = |day: NaiveDate| Some((day, next_day(day)));
    match text {
        "today" => return day(today),
        "yesterday" => return day(today.pred_opt()?),
        "tomorrow" => return day(next_day(today)),
        _ => {}
    }
    if let Some(count) = text.strip_suffix("-days-ago") {
        return day(today.checked_sub_days(Days::new(count.parse().ok()?))?);
    }
    let (which, unit) = text.split_once('-')?;
    let by: i32 = match which {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    let (first, long) = match unit {
        "week" => {
            let monday = Days::new(u64::from(today.weekday().num_days_from_monday()));
            let from = today.checked_sub_days(monday)? + Duration::weeks(i64::from(by));
            return Some((from, from + Duration::weeks(1)));
        }
        "month" => (today.month0(), 1),
        "quarter" => (today.month0() / 3 * 3, 3),
        "year" => (0, 12),
        _ => return None,
    };
    let month = today.year() * 12 + i32::try_from(first).ok()? + by * i32::try_from(long).ok()?;
    let one = u32::try_from(month.rem_euclid(12)).ok()? + 1;
    months(month.div_euclid(12), one, long)
}
