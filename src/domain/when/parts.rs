//! The pieces of a typed time, in any order: a day, a name of a day, a time of day, a zone.

use chrono::Weekday;

use super::clock::{Clock, time_of_day, zone};
use super::date::{
    Day, date, day_month, day_number, day_word, month, month_title, names, signed_date,
    year_in_range,
};
use super::fault::WhenFault;
use super::figures::digits;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

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

/// Returns the day of a week by its name, or at least the first three letters of it.
#[must_use]
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    WEEKDAYS
        .iter()
        .find(|(full, _)| names(full, word))
        .map(|(_, day)| *day)
}
