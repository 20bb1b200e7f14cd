//! Working days: England and Wales bank holidays from a published table, never from a rule.
//!
//! Holidays are proclaimed, moved and added at short notice (8 May 2020, 19 September 2022), so
//! the table is data in the GOV.UK shape and a newer file can be imported over it.

mod built_in;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::instant::{Instant, next_day, on_the_hour, previous_day};

/// The only division whose days count here.
pub const DIVISION: &str = "england-and-wales";

/// When an office opens on a working day, and when it closes.
const OPENS: NaiveTime = on_the_hour::<9>();
const CLOSES: NaiveTime = on_the_hour::<17>();

/// Whether the day of the event is counted (A43).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The day of the event is day 0: the usual statutory reading.
    Day0,
    /// The day of the event is day 1 if it is a working day: the early line.
    Day1,
}

/// The bank holidays that are known, and to when. There is no empty one: without holidays every
/// count of working days would be wrong, and none would say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHolidays {
    days: BTreeMap<NaiveDate, String>,
    /// The last day of the last year that is known.
    known_to: NaiveDate,
}

/// Why a bank-holiday file was refused; nothing of it is kept.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CalendarError {
    /// It is not JSON of the GOV.UK shape.
    #[error(
        "This is not a GOV.UK bank-holiday file: {0}. Download bank-holidays.json from GOV.UK."
    )]
    Malformed(String),
    /// It holds other divisions only.
    #[error(
        "This file holds {0}, not {DIVISION}. Its days must not be counted here; use the file for England and Wales."
    )]
    OtherDivision(String),
    /// A date stands twice, or on a weekend.
    #[error("The date {0} {1}. Nothing was imported; check the file.")]
    BadDate(NaiveDate, &'static str),
    /// It holds no day at all.
    #[error("The file holds no bank holiday. Nothing was imported.")]
    Empty,
}

#[derive(Deserialize)]
struct Division {
    division: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    title: String,
    date: NaiveDate,
    #[serde(rename = "notes")]
    _notes: String,
    #[serde(rename = "bunting")]
    _bunting: bool,
}

impl BankHolidays {
    /// Returns the table built into the program.
    #[must_use]
    pub fn built_in() -> Self {
        let days = built_in::DAYS.iter();
        Self {
            days: days
                .map(|(date, title)| (*date, (*title).to_owned()))
                .collect(),
            known_to: built_in::KNOWN_TO,
        }
    }

    /// Returns a table of days, where there are any.
    fn of(days: BTreeMap<NaiveDate, String>) -> Result<Self, CalendarError> {
        let (last, _) = days.last_key_value().ok_or(CalendarError::Empty)?;
        let known_to = NaiveDate::from_ymd_opt(last.year(), 12, 31);
        let known_to = known_to.ok_or(CalendarError::BadDate(*last, "is in no year"))?;
        Ok(Self { days, known_to })
    }

    /// Reads the JSON that GOV.UK publishes; its other divisions are left aside.
    ///
    /// # Errors
    /// When it is not of that shape, holds only other divisions, or has a date that is repeated
    /// or on a weekend.
    pub fn from_govuk_json(json: &str) -> Result<Self, CalendarError> {
        let malformed = |e: serde_json::Error| CalendarError::Malformed(e.to_string());
        let whole: serde_json::Value = serde_json::from_str(json).map_err(malformed)?;
        let found = match whole.get(DIVISION) {
            Some(division) => division.clone(),
            None if whole.get("division").is_some() => whole,
            None => {
                let names: Vec<_> = whole.as_object().into_iter().flatten().collect();
                let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
                return Err(if names.is_empty() {
                    CalendarError::Malformed("there is no division in it".to_owned())
                } else {
                    CalendarError::OtherDivision(names.join(", "))
                });
            }
        };
        let division: Division = serde_json::from_value(found).map_err(malformed)?;
        if division.division != DIVISION {
            return Err(CalendarError::OtherDivision(division.division));
        }
        let mut days = BTreeMap::new();
        for event in division.events {
            if matches!(event.date.weekday(), Weekday::Sat | Weekday::Sun) {
                return Err(CalendarError::BadDate(event.date, "is on a weekend"));
            }
            if days.insert(event.date, event.title).is_some() {
                return Err(CalendarError::BadDate(event.date, "stands twice"));
            }
        }
        Self::of(days)
    }

    /// Writes the table in the shape that [`Self::from_govuk_json`] reads.
    #[must_use]
    pub fn to_govuk_json(&self) -> String {
        let event = |(date, title): (NaiveDate, &str)| {
            serde_json::json!({
                "title": title, "date": date.to_string(), "notes": "", "bunting": false,
            })
        };
        let events: Vec<_> = self.days().map(event).collect();
        let whole = serde_json::json!({
            DIVISION: { "division": DIVISION, "events": events },
        });
        format!("{whole:#}\n")
    }

    /// Takes every year of `newer` in place of the same year here, and keeps the others.
    ///
    /// A first or last year of a published file is whole, so replacing by year never drops a day.
    #[must_use]
    pub fn updated_with(&self, newer: &Self) -> Self {
        let years: Vec<i32> = newer.days.keys().map(Datelike::year).collect();
        let mut days: BTreeMap<_, _> = self
            .days
            .iter()
            .filter(|(date, _)| !years.contains(&date.year()))
            .map(|(date, title)| (*date, title.clone()))
            .collect();
        days.extend(newer.days.iter().map(|(d, t)| (*d, t.clone())));
        Self {
            days,
            known_to: self.known_to.max(newer.known_to),
        }
    }

    /// Returns the days with their names, earliest first.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        self.days
            .iter()
            .map(|(date, title)| (*date, title.as_str()))
    }

    /// Returns the last day of the last year the table knows.
    #[must_use]
    pub fn known_to(&self) -> NaiveDate {
        self.known_to
    }

    /// Returns the first day of the first year the table knows.
    #[must_use]
    pub fn known_from(&self) -> Option<NaiveDate> {
        let (first, _) = self.days.first_key_value()?;
        NaiveDate::from_ymd_opt(first.year(), 1, 1)
    }

    /// Says whether a date lies past what the table knows.
    #[must_use]
    pub fn is_past_horizon(&self, date: NaiveDate) -> bool {
        date > self.known_to
    }

    /// Says whether a weekday is a bank holiday.
    #[must_use]
    pub fn is_bank_holiday(&self, date: NaiveDate) -> bool {
        self.days.contains_key(&date)
    }

    /// Returns the holiday's name.
    #[must_use]
    pub fn name(&self, date: NaiveDate) -> Option<&str> {
        self.days.get(&date).map(String::as_str)
    }

    /// Says whether a date is Monday to Friday and not a bank holiday.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_bank_holiday(date)
    }

    /// Says whether an office is open: 09:00 to 17:00 of a working day.
    #[must_use]
    pub fn is_office_open(&self, now: Instant) -> bool {
        let time = now.london().time();
        self.is_working_day(now.london_date()) && (OPENS..CLOSES).contains(&time)
    }

    /// Returns the `n`-th working day from a start day.
    #[must_use]
    pub fn add_working_days(&self, start: NaiveDate, n: u32, counted: Counted) -> NaiveDate {
        let mut date = start;
        let mut left = n;
        if counted == Counted::Day1 && self.is_working_day(start) {
            left = left.saturating_sub(1);
        }
        while left > 0 {
            let next = next_day(date);
            if next == date {
                break; // the calendar's own range ends: no later day exists
            }
            date = next;
            if self.is_working_day(date) {
                left -= 1;
            }
        }
        date
    }

    /// Returns the last working day strictly before a date.
    #[must_use]
    pub fn last_working_day_before(&self, date: NaiveDate) -> NaiveDate {
        let mut day = previous_day(date);
        while !self.is_working_day(day) && previous_day(day) != day {
            day = previous_day(day);
        }
        day
    }

    /// Returns the last working day of a date's calendar month.
    #[must_use]
    pub fn last_working_day_of_month(&self, date: NaiveDate) -> NaiveDate {
        let mut day = date;
        while next_day(day).month() == date.month() && next_day(day) != day {
            day = next_day(day);
        }
        self.last_working_day_before(next_day(day))
    }

    /// Returns the weekday bank holidays after `from` and up to `to`.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let to = to.max(from);
        self.days
            .range((
                std::ops::Bound::Excluded(from),
                std::ops::Bound::Included(to),
            ))
            .map(|(date, _)| *date)
    }
}

#[cfg(test)]
mod tests;
