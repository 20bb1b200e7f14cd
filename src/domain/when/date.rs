//! A day as it is typed: `20/11`, `20 nov 2026`, `yesterday`, a date of birth.

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::fault::WhenFault;
use super::figures::{digits, one_or_two};
use crate::domain::instant::previous_day;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    LastNight,
    Weekday { day: Weekday, last: bool },
    Yearless { day: u32, month: u32 },
    Full(NaiveDate),
}

/// Returns the day of a word that means one.
pub(super) fn day_word(word: &str) -> Option<Day> {
    Some(match word {
        "today" => Day::Today,
        "yesterday" => Day::Yesterday,
        "tomorrow" => Day::Tomorrow,
        "tonight" => Day::Tonight,
        _ => return None,
    })
}

/// Says whether a word is a name or at least its first three letters, or `sept`, `tues`, `thurs`.
pub(super) fn names(full: &str, word: &str) -> bool {
    word.len() >= 3 && full.starts_with(word)
}

/// Returns the number of a month by its name, or at least the first three letters of it.
#[must_use]
pub fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    (1..)
        .zip(MONTHS)
        .find(|(_, full)| names(full, word))
        .map(|(n, _)| n)
}

/// Returns the day of `20` or `20th`.
pub(super) fn day_number(word: &str) -> Option<u32> {
    let mut endings = ["", "st", "nd", "rd", "th"].into_iter();
    endings.find_map(|ending| one_or_two(word.strip_suffix(ending)?))
}

/// Refuses a year that nobody can mean.
pub(super) fn year_in_range(year: i32) -> Result<(), WhenFault> {
    if (1900..2200).contains(&year) {
        Ok(())
    } else {
        Err(WhenFault::Year(year))
    }
}

/// Returns a date, or says that there is none.
pub(super) fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, WhenFault> {
    year_in_range(year)?;
    day_month(day, month)?;
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| WhenFault::NoSuchDay(format!("{day} {} {year}", month_title(month))))
}

/// Returns a day and month that some year has.
pub(super) fn day_month(day: u32, month: u32) -> Result<Day, WhenFault> {
    if !(1..=12).contains(&month) {
        return Err(WhenFault::NoSuchMonth(month));
    }
    // 2000 had a 29 February.
    match NaiveDate::from_ymd_opt(2000, month, day) {
        Some(_) => Ok(Day::Yearless { day, month }),
        None => Err(WhenFault::NoSuchDay(format!(
            "{day} {}",
            month_title(month)
        ))),
    }
}

/// Returns the name of a month, as it begins a sentence: of a month that is none, its number.
pub(super) fn month_title(month: u32) -> String {
    let name = u8::try_from(month).map(Month::try_from);
    match name {
        Ok(Ok(month)) => month.name().to_owned(),
        _ => month.to_string(),
    }
}

/// Reads `20/11`, `20/11/26`, `20.11.2026`, `2026-11-20` and `20112026`; `None` when the word is
/// none of these. `century` makes a year of two digits.
pub(super) fn signed_date(
    word: &str,
    century: impl Fn(i32) -> i32,
) -> Option<Result<Day, WhenFault>> {
    if let Some(run) = digits(word, 8) {
        let year = i32::try_from(run % 10_000).ok()?;
        return Some(date(year, run / 10_000 % 100, run / 1_000_000).map(Day::Full));
    }
    let sign = ['/', '-', '.']
        .into_iter()
        .find(|sign| word.contains(*sign))?;
    let pieces: Vec<&str> = word.split(sign).collect();
    match pieces.as_slice() {
        [day, month] if sign == '/' => Some(day_month(one_or_two(day)?, one_or_two(month)?)),
        [first, month, last] => {
            let month = one_or_two(month)?;
            let full = if let Some(year) = digits(first, 4) {
                date(i32::try_from(year).ok()?, month, one_or_two(last)?)
            } else if let Some(year) = digits(last, 4) {
                date(i32::try_from(year).ok()?, month, one_or_two(first)?)
            } else if sign == '-' {
                // 20-11-26 is day first to some and year first to others.
                Err(WhenFault::TwoWays(
                    word.to_owned(),
                    "the date as 20/11/26 or 2026-11-20".to_owned(),
                ))
            } else {
                let year = i32::try_from(digits(last, 2)?).ok()?;
                date(century(year), month, one_or_two(first)?)
            };
            Some(full.map(Day::Full))
        }
        _ => None,
    }
}

/// Reads a date of birth out of normal text.
pub(super) fn birth(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenFault> {
    match text {
        "today" => return Ok(today),
        "yesterday" => return Ok(previous_day(today)),
        _ => {}
    }
    // Two digits are the latest such year up to next year, when an unborn child may be expected.
    let century = |yy: i32| {
        let latest = today.year() + 1;
        latest - (latest - yy).rem_euclid(100)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] => match signed_date(one, century) {
            Some(Ok(Day::Full(date))) => Ok(date),
            Some(Ok(_)) => Err(WhenFault::NoYear),
            Some(Err(fault)) => Err(fault),
            None => Err(WhenFault::unreadable_date(one)),
        },
        [day, name] if day_number(day).is_some() && month(name).is_some() => Err(WhenFault::NoYear),
        [day, name, year] => {
            let (Some(day), Some(month)) = (day_number(day), month(name)) else {
                return Err(WhenFault::unreadable_date(""));
            };
            let four = digits(year, 4).and_then(|y| i32::try_from(y).ok());
            let two = digits(year, 2)
                .and_then(|y| i32::try_from(y).ok())
                .map(century);
            match four.or(two) {
                Some(year) => date(year, month, day),
                None => Err(WhenFault::unreadable_date(year)),
            }
        }
        _ => Err(WhenFault::unreadable_date("")),
    }
}
