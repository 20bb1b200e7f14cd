//! One moment in UTC, as a London clock shows it, and the days around it.

use std::fmt;

use chrono::{
    DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat,
    SubsecRound, TimeZone, Utc,
};
use chrono_tz::{Europe::London, Tz};
use serde::{Deserialize, Serialize};

/// A moment, in UTC, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// Wraps a UTC time, dropping fractions of a second: nobody types them and no rule needs them.
    #[must_use]
    pub fn from_utc(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(0))
    }

    /// Reads RFC 3339 with any offset.
    ///
    /// # Errors
    /// When the text is not a date, a time and an offset.
    pub fn parse_rfc3339(text: &str) -> Result<Self, chrono::ParseError> {
        DateTime::parse_from_rfc3339(text).map(|at| Self::from_utc(at.with_timezone(&Utc)))
    }

    /// Returns RFC 3339 in UTC, whole seconds, ending in `Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Returns the instant of a London wall-clock time.
    ///
    /// A time that happens twice (clocks go back) is the earlier of the two, so that a limit is
    /// never later than it may be. A time that never happens (clocks go forward) is `None`.
    #[must_use]
    pub fn from_london(date: NaiveDate, time: NaiveTime) -> Option<Self> {
        match London.from_local_datetime(&NaiveDateTime::new(date, time)) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                Some(Self::from_utc(at.with_timezone(&Utc)))
            }
            LocalResult::None => None,
        }
    }

    /// Returns 00:00 of a London day; London's clocks never skip midnight.
    #[must_use]
    pub fn start_of_day(date: NaiveDate) -> Self {
        Self::from_london(date, NaiveTime::MIN)
            .unwrap_or_else(|| Self::from_utc(date.and_time(NaiveTime::MIN).and_utc()))
    }

    /// Returns 23:59:59 of a London day.
    #[must_use]
    pub fn end_of_day(date: NaiveDate) -> Self {
        Self(Self::start_of_day(next_day(date)).0 - Duration::seconds(1))
    }

    /// Returns the time as a London clock shows it.
    #[must_use]
    pub fn london(self) -> DateTime<Tz> {
        self.0.with_timezone(&London)
    }

    /// Returns the London date.
    #[must_use]
    pub fn london_date(self) -> NaiveDate {
        self.london().date_naive()
    }

    /// Returns the UTC time.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// Adds elapsed time, which no clock change touches.
    #[must_use]
    pub fn plus(self, elapsed: Duration) -> Self {
        Self(self.0.checked_add_signed(elapsed).unwrap_or(self.0))
    }

    /// Returns the elapsed time since `earlier`; negative when it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        self.0 - earlier.0
    }

    /// Returns `Fri 20 Nov 21:15`, with the year only when it is not `now`'s.
    #[must_use]
    pub fn short(self, now: Self) -> String {
        let at = self.london();
        if at.year() == now.london().year() {
            at.format("%a %-d %b %H:%M").to_string()
        } else {
            at.format("%a %-d %b %Y %H:%M").to_string()
        }
    }

    /// Returns `Fri 20 Nov 21:15`, with the year only where the day is half a year away or more: a
    /// list has little room, and a nearer day is in no doubt.
    #[must_use]
    pub fn in_a_list(self, now: Self) -> String {
        let away = self.since(now);
        let format = if away.abs() < Duration::days(180) {
            "%a %-d %b %H:%M"
        } else {
            "%a %-d %b %Y %H:%M"
        };
        self.london().format(format).to_string()
    }

    /// Returns `Fri 20 Nov 2026 21:15 GMT`.
    #[must_use]
    pub fn long(self) -> String {
        self.london().format("%a %-d %b %Y %H:%M %Z").to_string()
    }

    /// Returns `21:15`.
    #[must_use]
    pub fn clock(self) -> String {
        self.london().format("%H:%M").to_string()
    }
}

/// Returns the time of an hour of the day; an hour that there is not does not compile.
#[must_use]
pub const fn on_the_hour<const HOUR: u8>() -> NaiveTime {
    const { assert!(HOUR < 24, "there is no such hour") };
    let (time, _days) =
        NaiveTime::MIN.overflowing_add_signed(Duration::seconds(HOUR as i64 * 3600));
    time
}

/// Returns a day as people write it: `4 Mar 2012`.
#[must_use]
pub fn day_words(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// Returns the day after, or the same day at the end of the calendar's range.
#[must_use]
pub fn next_day(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// Returns the day before, or the same day at the start of the calendar's range.
#[must_use]
pub fn previous_day(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(date)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).map_err(serde::de::Error::custom)
    }
}
