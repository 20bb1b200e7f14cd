//! A day as it stands in a spreadsheet of this country: the day before the month, always.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::when::{month, weekday};
use crate::exchange::sheet::{Cell, Epoch, serial};

/// A day, with a time where there is one.
pub(super) type Day = (NaiveDate, Option<NaiveTime>);

/// Which days may stand under a header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// The first that anybody can mean.
    pub(super) first: NaiveDate,
    /// The last: today, where what happened is asked.
    pub(super) last: NaiveDate,
}

/// What stands for that nothing is known, folded.
const NOTHING: [&str; 18] = [
    "",
    "n a",
    "na",
    "none",
    "nil",
    "tbc",
    "tba",
    "tbd",
    "not known",
    "unknown",
    "nk",
    "pending",
    "awaited",
    "awaiting",
    "x",
    "not applicable",
    "no",
    "not yet",
];

/// Returns the day in a cell; none where it says that none is known.
///
/// # Errors
/// Why it is no day, in words that stand after what is written there.
pub(super) fn read(cell: &Cell, epoch: Epoch, range: Range) -> Result<Option<Day>, String> {
    let day = match cell {
        Cell::Empty => return Ok(None),
        Cell::Day(day, time) => (*day, *time),
        Cell::Number(number) => match serial(*number, epoch) {
            Some(Cell::Day(day, time)) => (day, time),
            _ => return Err("is the number of no day".to_owned()),
        },
        Cell::Text(text) => {
            if NOTHING.contains(&crate::domain::text::fold(text).as_str()) {
                return Ok(None);
            }
            of_text(text, epoch, range)?
        }
        Cell::YesNo(_) => return Err("is no day".to_owned()),
        Cell::Fault(_) => return Err("is a formula that could not be worked out".to_owned()),
    };
    if day.0 < range.first {
        return Err(format!("is before {}", range.first.format("%-d %B %Y")));
    }
    if day.0 > range.last {
        return Err("is still to come".to_owned());
    }
    Ok(Some(day))
}

fn of_text(text: &str, epoch: Epoch, range: Range) -> Result<Day, String> {
    let lower = text.trim().to_lowercase();
    // Days as they are counted, in text that a spreadsheet wrote out.
    if lower.len() == 5 && lower.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = lower.parse::<f64>().map_err(|_none| no_day())?;
        if let Some(Cell::Day(day, time)) = serial(number, epoch) {
            return Ok((day, time));
        }
    }
    let (day, time) = split(&lower)?;
    let parts: Vec<&str> = day
        .split(['/', '-', '.', ' ', ','])
        .filter(|part| !part.is_empty() && weekday(part).is_none())
        .collect();
    let [first, second, third] = parts[..] else {
        return Err(no_day());
    };
    let (year, month, day) = if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit())
    {
        (first, second, third)
    } else {
        (third, second, first)
    };
    let year = year_of(year, range)?;
    let month = month_of(month)?;
    let number = ordinal(day).ok_or_else(no_day)?;
    let found = NaiveDate::from_ymd_opt(year, month, number);
    let found =
        found.ok_or_else(|| format!("is no day: month {month} of {year} has no {number}"))?;
    Ok((found, time))
}

fn no_day() -> String {
    "is no day; write it as 31/12/2024".to_owned()
}

/// Splits a time off the end: `09:30`, `9.30am`, `0930 hrs`.
fn split(text: &str) -> Result<(String, Option<NaiveTime>), String> {
    let text = text
        .replace(" at ", " ")
        .replace(" hours", "")
        .replace(" hrs", "")
        .replace("hrs", "");
    let text = text.trim().trim_end_matches(['z']).to_owned();
    let glued = text.split_once('t').filter(|(day, rest)| {
        day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':')
    });
    if let Some((day, time)) = glued {
        return Ok((day.to_owned(), Some(time_of(time).ok_or_else(no_day)?)));
    }
    let text = text.replace(" am", "am").replace(" pm", "pm");
    match text.rsplit_once(' ') {
        Some((day, last)) if last.contains(':') || last.ends_with("am") || last.ends_with("pm") => {
            Ok((day.to_owned(), Some(time_of(last).ok_or_else(no_day)?)))
        }
        Some((day, last)) if last.matches('.').count() == 1 && day.contains(['/', '-']) => {
            Ok((day.to_owned(), Some(time_of(last).ok_or_else(no_day)?)))
        }
        Some((day, last)) if last.len() == 4 && day.contains(['/', '-']) && day.len() >= 6 => {
            Ok((day.to_owned(), Some(time_of(last).ok_or_else(no_day)?)))
        }
        _ => Ok((text, None)),
    }
}

fn time_of(text: &str) -> Option<NaiveTime> {
    let (text, later) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(text), _) => (text, Some(true)),
        (_, Some(text)) => (text, Some(false)),
        _ => (text, None),
    };
    let mut parts = text.split([':', '.']);
    let first = parts.next()?;
    let (hour, minute) = match parts.next() {
        Some(minute) => (first.parse::<u32>().ok()?, minute.parse::<u32>().ok()?),
        None if first.len() == 4 => {
            let both = first.parse::<u32>().ok()?;
            (both / 100, both % 100)
        }
        None if later.is_some() => (first.parse::<u32>().ok()?, 0),
        None => return None,
    };
    let hour = match later {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn ordinal(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end));
    let bare = bare.unwrap_or(word);
    (bare.len() <= 2).then(|| bare.parse().ok())?
}

fn month_of(word: &str) -> Result<u32, String> {
    if let Some(number) = month(word) {
        return Ok(number);
    }
    match word.parse::<u32>() {
        Ok(number) if (1..=12).contains(&number) => Ok(number),
        Ok(number) if word.len() <= 2 => Err(format!(
            "is no day: there is no month {number}, and the day comes before the month"
        )),
        _ => Err(no_day()),
    }
}

/// Returns a year; one of two figures is the latest that is not after the last day.
fn year_of(word: &str, range: Range) -> Result<i32, String> {
    let year: i32 = word.parse().map_err(|_none| no_day())?;
    match word.len() {
        4 => Ok(year),
        2 => {
            let now = range.last.year();
            let this = now - now.rem_euclid(100) + year;
            Ok(if this > now { this - 100 } else { this })
        }
        _ => Err(no_day()),
    }
}
