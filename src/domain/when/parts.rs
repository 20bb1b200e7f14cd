//! The pieces of a typed time: a day, a name of a day, a time of day, a zone.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::fault::WhenFault;
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
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
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

/// A zone typed after a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Gmt,
    Bst,
    Utc,
}

/// A time of day as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) zone: Option<Zone>,
}

/// What was typed, piece by piece, each at most once.
#[derive(Debug, Default)]
pub(super) struct Parts {
    date: Option<Day>,
    pub(super) weekday: Option<Weekday>,
    last: bool,
    pub(super) clock: Option<Clock>,
    day_only: bool,
}

/// Returns the text in lower case with plain signs and single spaces.
pub(super) fn normal(typed: &str) -> String {
    let plain: String = typed
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '\u{2212}' | '\u{2013}' | '\u{2011}' => '-',
            ',' => ' ',
            c => c,
        })
        .collect();
    let plain = plain.replace("a.m.", "am").replace("p.m.", "pm");
    let mut out: Vec<String> = Vec::new();
    for word in plain.split_whitespace() {
        match (word, out.last_mut()) {
            // `9 pm` and `2115 hrs` are one piece.
            ("am" | "pm" | "hrs" | "hours", Some(before))
                if before.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                before.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    out.join(" ")
}

impl Parts {
    /// Reads every piece of normal text; `(day only)` at its end says that there is no time.
    pub(super) fn read(text: &str, this_year: i32) -> Result<Self, WhenFault> {
        let day_only = text.strip_suffix("(day only)");
        let text = split_iso(day_only.unwrap_or(text));
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !matches!(*word, "at" | "on" | "the" | "of"))
            .collect();
        let mut parts = Self {
            day_only: day_only.is_some(),
            ..Self::default()
        };
        let mut rest = words.as_slice();
        while let Some((word, after)) = rest.split_first() {
            let used = parts.take(word, after, this_year)?;
            rest = after.get(used..).unwrap_or_default();
        }
        let stray = parts.last && parts.weekday.is_none();
        if stray || (parts.day_only && parts.clock.is_some()) {
            return Err(WhenFault::unreadable(""));
        }
        Ok(parts)
    }

    /// Returns the day that was typed, by its date or else by its name.
    pub(super) fn day(&self) -> Option<Day> {
        let named = self.weekday.map(|day| Day::Weekday {
            day,
            last: self.last,
        });
        self.date.or(named)
    }

    /// Takes one piece and says how many of the words after it belong to it.
    fn take(&mut self, word: &str, after: &[&str], this_year: i32) -> Result<usize, WhenFault> {
        let next = after.first().copied().unwrap_or_default();
        if word == "last" && next == "night" {
            return self.set_date(Day::LastNight, word).map(|()| 1);
        }
        if word == "last" && !self.last {
            self.last = true;
            return Ok(0);
        }
        if let Some(day) = day_word(word) {
            return self.set_date(day, word).map(|()| 0);
        }
        if let (Some(day), None) = (weekday(word), self.weekday) {
            self.weekday = Some(day);
            return Ok(0);
        }
        if let (Some(zone), Some(clock)) = (zone(word), self.clock.as_mut()) {
            if clock.zone.replace(zone).is_some() {
                return Err(WhenFault::unreadable(""));
            }
            return Ok(0);
        }
        if let (Some(day), Some(month)) = (day_number(word), month(next)) {
            let beyond = after.get(1..).unwrap_or_default();
            let year = self.year_after((day, month), beyond, this_year)?;
            let typed = match year {
                Some(year) => Day::Full(date(year, month, day)?),
                None => day_month(day, month)?,
            };
            return self
                .set_date(typed, word)
                .map(|()| 1 + usize::from(year.is_some()));
        }
        if let Some(day) = signed_date(word, |yy| 2000 + yy) {
            return self.set_date(day?, word).map(|()| 0);
        }
        match time_of_day(word) {
            Some(time) if self.clock.is_none() => {
                self.clock = Some(Clock {
                    time: time?,
                    zone: None,
                });
                Ok(0)
            }
            _ => Err(WhenFault::unreadable(word)),
        }
    }

    fn set_date(&mut self, day: Day, word: &str) -> Result<(), WhenFault> {
        match self.date.replace(day) {
            None => Ok(()),
            Some(_) => Err(WhenFault::unreadable(word)),
        }
    }

    /// Returns the year after `20 nov`, if the next word is one.
    ///
    /// Four digits there may be a year or a time. With a time beside them they are the year;
    /// alone, last year to next year are years, earlier ones that are times too are refused.
    fn year_after(
        &self,
        (day, month): (u32, u32),
        after: &[&str],
        this_year: i32,
    ) -> Result<Option<i32>, WhenFault> {
        let Some(word) = after.first().copied() else {
            return Ok(None);
        };
        let Some(year) = digits(word, 4).and_then(|y| i32::try_from(y).ok()) else {
            return Ok(None);
        };
        let timed = self.day_only
            || self.clock.is_some()
            || after
                .get(1)
                .is_some_and(|w| matches!(time_of_day(w), Some(Ok(_))));
        if timed {
            return year_in_range(year).map(|()| Some(year));
        }
        let also_time = matches!(time_of_day(word), Some(Ok(_)));
        match year - this_year {
            -1..=1 => Ok(Some(year)),
            _ if !also_time && (1900..2200).contains(&year) => Ok(Some(year)),
            _ if also_time && (2000..=this_year).contains(&year) => {
                let clock: String = word.chars().take(2).collect();
                let minutes: String = word.chars().skip(2).collect();
                Err(WhenFault::TwoWays(
                    format!("{day} {} {word}", month_title(month)),
                    format!(
                        "{day}/{month} {clock}:{minutes} for the time or {day}/{month}/{word} for the date"
                    ),
                ))
            }
            _ => Ok(None),
        }
    }
}

/// Splits `2026-11-20t21:15` at its `t`.
fn split_iso(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    let around = |i: usize| out.get(i).copied().unwrap_or(' ');
    if around(4) == '-' && around(7) == '-' && around(10) == 't' && around(11).is_ascii_digit() {
        out.splice(10..11, [' ']);
    }
    out.into_iter().collect()
}

fn day_word(word: &str) -> Option<Day> {
    Some(match word {
        "today" => Day::Today,
        "yesterday" => Day::Yesterday,
        "tomorrow" => Day::Tomorrow,
        "tonight" => Day::Tonight,
        _ => return None,
    })
}

fn zone(word: &str) -> Option<Zone> {
    Some(match word {
        "gmt" => Zone::Gmt,
        "bst" => Zone::Bst,
        "utc" => Zone::Utc,
        _ => return None,
    })
}

/// Says whether a word is a name or at least its first three letters, or `sept`, `tues`, `thurs`.
fn names(full: &str, word: &str) -> bool {
    word.len() >= 3 && full.starts_with(word)
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    WEEKDAYS
        .iter()
        .find(|(full, _)| names(full, word))
        .map(|(_, day)| *day)
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    (1..)
        .zip(MONTHS)
        .find(|(_, full)| names(full, word))
        .map(|(n, _)| n)
}

/// Returns the number of a word of exactly so many digits.
fn digits(word: &str, count: usize) -> Option<u32> {
    (word.len() == count && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

fn one_or_two(word: &str) -> Option<u32> {
    digits(word, 1).or_else(|| digits(word, 2))
}

/// Returns the day of `20` or `20th`.
fn day_number(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    one_or_two(bare)
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
fn day_month(day: u32, month: u32) -> Result<Day, WhenFault> {
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

fn month_title(month: u32) -> String {
    let name = usize::try_from(month)
        .ok()
        .and_then(|n| MONTHS.get(n.wrapping_sub(1)))
        .copied()
        .unwrap_or_default();
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// Reads `20/11`, `20/11/26`, `20.11.2026`, `2026-11-20` and `20112026`; `None` when the word is
/// none of these. `century` makes a year of two digits.
fn signed_date(word: &str, century: impl Fn(i32) -> i32) -> Option<Result<Day, WhenFault>> {
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

/// Reads `2115`, `21:15`, `9.15pm`, `9pm`, `2115hrs` and `noon`; `None` when the word is none.
fn time_of_day(word: &str) -> Option<Result<NaiveTime, WhenFault>> {
    match word {
        "noon" | "midday" => return NaiveTime::from_hms_opt(12, 0, 0).map(Ok),
        "midnight" => return Some(Err(WhenFault::Midnight)),
        _ => {}
    }
    let (figures, half) = if let Some(figures) = word.strip_suffix("am") {
        (figures, Some(0))
    } else if let Some(figures) = word.strip_suffix("pm") {
        (figures, Some(12))
    } else {
        let bare = ["hrs", "hours", "h"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        (bare.unwrap_or(word), None)
    };
    let (hour, minute) = hour_minute(figures, half.is_some())?;
    let fault = || WhenFault::NoSuchTime(word.to_owned());
    let hour = match half {
        None if (hour, minute) == (24, 0) => return Some(Err(WhenFault::Midnight)),
        None => hour,
        Some(0) if (hour, minute) == (12, 0) => return Some(Err(WhenFault::Midnight)),
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return Some(Err(fault())),
    };
    Some(NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(fault))
}

/// Splits the figures of a time; without a sign there must be four, or any number before am or pm.
fn hour_minute(figures: &str, halved: bool) -> Option<(u32, u32)> {
    if let Some((hour, minute)) = figures.split_once([':', '.']) {
        return Some((one_or_two(hour)?, digits(minute, 2)?));
    }
    match figures.len() {
        4 => digits(figures, 4).map(|run| (run / 100, run % 100)),
        3 if halved => digits(figures, 3).map(|run| (run / 100, run % 100)),
        1 | 2 if halved => one_or_two(figures).map(|hour| (hour, 0)),
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
