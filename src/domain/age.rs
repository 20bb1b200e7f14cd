//! How old somebody is, in the unit in which it is said: of a small child days, weeks and months.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::facts::age_on;

/// The days of a year, where no date says which.
const YEAR: u32 = 365;
/// Up to this many days an age is said in days.
const MOST_DAYS: u32 = 13;
/// Up to this many days it is said in weeks: twelve of them, less a day.
const MOST_WEEKS: u32 = 83;
/// Nobody is older, in years.
pub const OLDEST: u32 = 120;

/// How old somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Age {
    /// Not yet born.
    Unborn,
    /// In days.
    Days(u32),
    /// In whole weeks.
    Weeks(u32),
    /// In whole months.
    Months(u32),
    /// In whole years.
    Years(u32),
}

impl Age {
    /// Returns the age of somebody born on a day: under a year in the largest unit of which there are
    /// at least two.
    #[must_use]
    pub fn on(born: NaiveDate, day: NaiveDate) -> Self {
        let years = age_on(born, day);
        if years > 0 {
            return Self::Years(years);
        }
        // Somebody born after the day is as old as on the day of the birth.
        let days = u32::try_from((day - born).num_days()).unwrap_or(0);
        if days <= MOST_DAYS {
            Self::Days(days)
        } else if days <= MOST_WEEKS {
            Self::Weeks(days / 7)
        } else {
            Self::Months(months(born, day))
        }
    }

    /// Returns the age in whole years, as the rules take it; of somebody unborn 0.
    #[must_use]
    pub fn years(self) -> u32 {
        match self {
            Self::Unborn => 0,
            Self::Days(days) => days / YEAR,
            Self::Weeks(weeks) => weeks.saturating_mul(7) / YEAR,
            Self::Months(months) => months / 12,
            Self::Years(years) => years,
        }
    }

    /// Returns the text that is kept of it: `16`, `6 weeks`, `unborn`.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Unborn => "unborn".to_owned(),
            Self::Days(days) => counted(days, "day"),
            Self::Weeks(weeks) => counted(weeks, "week"),
            Self::Months(months) => counted(months, "month"),
            Self::Years(years) => years.to_string(),
        }
    }

    /// Reads what [`Self::to_text`] wrote, and the same as people type it: `6 weeks`, `6w`, `1 day`,
    /// `16 years old`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix("old").unwrap_or(text).trim_end();
        match text {
            "unborn" => return Some(Self::Unborn),
            "newborn" => return Some(Self::Days(0)),
            _ => {}
        }
        let figures = text.chars().take_while(char::is_ascii_digit).count();
        let (count, unit) = text.split_at_checked(figures)?;
        let count = count.parse().ok()?;
        Some(match unit.trim() {
            "d" | "day" | "days" => Self::Days(count),
            "w" | "wk" | "wks" | "week" | "weeks" => Self::Weeks(count),
            "m" | "mth" | "mths" | "month" | "months" => Self::Months(count),
            "" | "y" | "yr" | "yrs" | "year" | "years" => Self::Years(count),
            _ => return None,
        })
    }

    /// Says it as a whole sentence's end: `7 years old`, `6 weeks old`, `newborn`, `unborn`.
    #[must_use]
    pub fn old(self) -> String {
        match self {
            Self::Years(0) => "under 1 year old".to_owned(),
            Self::Years(years) => format!("{} old", counted(years, "year")),
            Self::Unborn | Self::Days(0) | Self::Weeks(0) | Self::Months(0) => self.to_string(),
            _ => format!("{self} old"),
        }
    }
}

/// Says it in a few words: `16`, `6 weeks`, `newborn`, `unborn`; never as 0.
impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unborn => f.write_str("unborn"),
            Self::Days(0) => f.write_str("newborn"),
            Self::Weeks(0) => f.write_str("under 1 week"),
            Self::Months(0) => f.write_str("under 1 month"),
            Self::Years(0) => f.write_str("under 1"),
            Self::Days(days) => f.write_str(&counted(*days, "day")),
            Self::Weeks(weeks) => f.write_str(&counted(*weeks, "week")),
            Self::Months(months) => f.write_str(&counted(*months, "month")),
            Self::Years(years) => write!(f, "{years}"),
        }
    }
}

fn counted(count: u32, unit: &str) -> String {
    match count {
        1 => format!("1 {unit}"),
        _ => format!("{count} {unit}s"),
    }
}

/// Returns the whole months from one day to another, of less than a year.
fn months(born: NaiveDate, day: NaiveDate) -> u32 {
    let had_the_day = day.day() >= born.day();
    let months = day.month() + 12 - born.month() - u32::from(!had_the_day);
    months % 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_small_child_is_days_weeks_or_months_old_and_never_0() {
        for (born, on, words, old) in [
            ("2026-11-20", "2026-11-20", "newborn", "newborn"),
            ("2026-11-19", "2026-11-20", "1 day", "1 day old"),
            ("2026-11-10", "2026-11-20", "10 days", "10 days old"),
            ("2026-11-07", "2026-11-20", "13 days", "13 days old"),
            ("2026-11-06", "2026-11-20", "2 weeks", "2 weeks old"),
            ("2026-10-09", "2026-11-20", "6 weeks", "6 weeks old"),
            ("2026-08-29", "2026-11-20", "11 weeks", "11 weeks old"),
            ("2026-08-28", "2026-11-20", "2 months", "2 months old"),
            ("2026-08-20", "2026-11-20", "3 months", "3 months old"),
            ("2026-08-21", "2026-11-20", "2 months", "2 months old"),
            ("2025-11-21", "2026-11-20", "11 months", "11 months old"),
            ("2025-11-20", "2026-11-20", "1", "1 year old"),
            ("2019-03-14", "2026-11-20", "7", "7 years old"),
            // Over the turn of a year, and born on the last of a month.
            ("2026-10-31", "2027-02-28", "3 months", "3 months old"),
            ("2025-12-31", "2026-03-30", "2 months", "2 months old"),
        ] {
            let age = Age::on(day(born), day(on));
            assert_eq!(age.to_string(), words, "{born} on {on}");
            assert_eq!(age.old(), old, "{born} on {on}");
        }
        assert_eq!(Age::Years(0).to_string(), "under 1");
    }

    #[test]
    fn an_age_is_read_as_it_is_kept_and_as_it_is_typed() {
        for (typed, age, kept, years) in [
            ("16", Age::Years(16), "16", 16),
            ("16 years old", Age::Years(16), "16", 16),
            ("6 weeks", Age::Weeks(6), "6 weeks", 0),
            ("6w", Age::Weeks(6), "6 weeks", 0),
            ("3 months", Age::Months(3), "3 months", 0),
            ("18 months", Age::Months(18), "18 months", 1),
            ("10 days", Age::Days(10), "10 days", 0),
            ("1 day old", Age::Days(1), "1 day", 0),
            ("60 weeks", Age::Weeks(60), "60 weeks", 1),
            ("newborn", Age::Days(0), "0 days", 0),
            ("unborn", Age::Unborn, "unborn", 0),
        ] {
            assert_eq!(Age::from_text(typed), Some(age), "{typed}");
            assert_eq!(age.to_text(), kept);
            assert_eq!(Age::from_text(kept), Some(age), "{kept}");
            assert_eq!(age.years(), years, "{typed}");
        }
        for typed in ["", "weeks", "6 fortnights", "-6", "six weeks", "4/3/2010"] {
            assert_eq!(Age::from_text(typed), None, "{typed}");
        }
    }
}
