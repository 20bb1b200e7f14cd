//! When something happened, as well as it is known: to the minute, within a span, to the day, or not
//! at all.
//!
//! A span is kept with how it was said, so that it comes back in the words it was typed in. As a
//! start it counts from its earliest, as a stop from its latest, as a day does: nothing is due too
//! late, and nothing is taken for done in time that may have been late.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Offset};
use serde::{Deserialize, Serialize};

use super::point::{Instant, on_the_hour};

/// How far *about* reaches to either side.
const ABOUT: Duration = Duration::minutes(30);
/// When an evening begins; it ends with its day.
const EVENING: NaiveTime = on_the_hour::<18>();

/// How sure a recorded time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    #[default]
    Exact,
    /// Between two moments, of which the earlier is the moment's own.
    Within {
        /// The latest that it can have been.
        until: Instant,
        /// How that was said.
        said: Said,
    },
    /// The London day is known, the time is not.
    Day,
    /// It happened; when is not known.
    Unknown,
}

impl Precision {
    /// Returns the word that others read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Within { .. } => "within",
            Self::Day => "day",
            Self::Unknown => "unknown",
        }
    }
}

/// How a span of time was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// `about 23:00`: half an hour either way.
    About,
    /// `evening of 25 Nov`: 18:00 to 23:59.
    Evening,
    /// `between 21:00 and 22:30`.
    Between,
}

/// When something happened, as well as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The earliest of a span, any instant of the London day when only the day is known; absent when
    /// unknown.
    pub at: Option<Instant>,
    /// How sure it is.
    pub precision: Precision,
}

impl Moment {
    /// A moment that happened at an unknown time.
    pub const UNKNOWN: Self = Self {
        at: None,
        precision: Precision::Unknown,
    };

    /// Returns a moment known to the minute.
    #[must_use]
    pub fn exact(at: Instant) -> Self {
        Self {
            at: Some(at),
            precision: Precision::Exact,
        }
    }

    /// Returns a moment known to the London day.
    #[must_use]
    pub fn day(date: NaiveDate) -> Self {
        Self {
            at: Some(Instant::start_of_day(date)),
            precision: Precision::Day,
        }
    }

    /// Returns a moment known to half an hour either way. Seconds are dropped: whoever says *about*
    /// does not mean them.
    #[must_use]
    pub fn about(at: Instant) -> Self {
        let seconds = at.utc().timestamp().rem_euclid(60);
        let minute = at.plus(-Duration::seconds(seconds));
        Self::within(minute.plus(-ABOUT), minute.plus(ABOUT), Said::About)
    }

    /// Returns the evening of a London day; `None` where the clocks skipped its beginning, which they
    /// have never done.
    #[must_use]
    pub fn evening(date: NaiveDate) -> Option<Self> {
        let from = Instant::from_london(date, EVENING)?;
        Some(Self::within(from, Instant::end_of_day(date), Said::Evening))
    }

    /// Returns a moment between two; `None` where the second is before the first.
    #[must_use]
    pub fn between(from: Instant, until: Instant) -> Option<Self> {
        (from <= until).then(|| Self::within(from, until, Said::Between))
    }

    /// Returns a moment between the beginning of a London day and the end of another; `None` where
    /// the second is before the first.
    #[must_use]
    pub fn between_days(from: NaiveDate, until: NaiveDate) -> Option<Self> {
        if from == until {
            return Some(Self::day(from));
        }
        Self::between(Instant::start_of_day(from), Instant::end_of_day(until))
    }

    fn within(from: Instant, until: Instant, said: Said) -> Self {
        Self {
            at: Some(from),
            precision: Precision::Within { until, said },
        }
    }

    /// Returns the instant a clock starts from: the earliest that it can have been, 00:00 where only
    /// the day is known (A41).
    #[must_use]
    pub fn as_start(self) -> Option<Instant> {
        match self.precision {
            Precision::Exact | Precision::Within { .. } => self.at,
            Precision::Day => self.at.map(|at| Instant::start_of_day(at.london_date())),
            Precision::Unknown => None,
        }
    }

    /// Returns the instant a clock stops at: the latest that it can have been, 23:59:59 where only
    /// the day is known.
    #[must_use]
    pub fn as_stop(self) -> Option<Instant> {
        match self.precision {
            Precision::Exact => self.at,
            Precision::Within { until, .. } => self.at.map(|_| until),
            Precision::Day => self.at.map(|at| Instant::end_of_day(at.london_date())),
            Precision::Unknown => None,
        }
    }

    /// Says whether a span is known and no more.
    #[must_use]
    pub fn is_span(self) -> bool {
        matches!(self.precision, Precision::Within { .. })
    }

    /// Says whether it has not been yet: a day, an evening or *about* a time may be under way; what is
    /// said to be between two times has both behind it.
    #[must_use]
    pub fn is_to_come(self, now: Instant) -> bool {
        let begins = match (self.precision, self.at) {
            (
                Precision::Within {
                    until,
                    said: Said::Between,
                },
                Some(from),
            ) if is_of_days(from, until) => Some(Instant::start_of_day(until.london_date())),
            (
                Precision::Within {
                    until,
                    said: Said::Between,
                },
                _,
            ) => Some(until),
            _ => self.as_start(),
        };
        begins.is_some_and(|at| at > now)
    }

    /// Returns the text that is kept of it: RFC 3339, a date, a span of these, or `unknown`.
    #[must_use]
    pub fn to_text(self) -> String {
        match (self.precision, self.at) {
            (Precision::Exact, Some(at)) => at.to_rfc3339(),
            (Precision::Day, Some(at)) => at.london_date().to_string(),
            (Precision::Within { until, said }, Some(from)) => match said {
                Said::About => format!("about {}", middle(from, until)),
                Said::Evening => format!("evening {}", from.london_date()),
                Said::Between => format!("between {from} and {until}"),
            },
            (Precision::Unknown, _) | (_, None) => "unknown".to_owned(),
        }
    }

    /// Reads what [`Self::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let instant = |text: &str| Instant::parse_rfc3339(text).ok();
        match text.split_once(' ') {
            Some(("about", at)) => instant(at).map(Self::about),
            Some(("evening", day)) => Self::evening(day.parse().ok()?),
            Some(("between", both)) => {
                let (from, until) = both.split_once(" and ")?;
                Self::between(instant(from)?, instant(until)?)
            }
            Some(_) => None,
            None if text == "unknown" => Some(Self::UNKNOWN),
            None => {
                let exact = instant(text).map(Self::exact);
                exact.or_else(|| text.parse().ok().map(Self::day))
            }
        }
    }

    /// Says it in words, to the precision it is known; read back they are the same moment.
    #[must_use]
    pub fn words(self) -> String {
        match (self.precision, self.at) {
            (Precision::Exact, Some(at)) => at.long(),
            (Precision::Day, Some(at)) => {
                format!("{} (day only)", at.london().format("%a %-d %b %Y"))
            }
            (Precision::Within { until, said }, Some(from)) => {
                span_words((from, until), said, None)
            }
            (Precision::Unknown, _) | (_, None) => "time not known".to_owned(),
        }
    }

    /// Says it where there is little room, with the year only when it is not `now`'s:
    /// `Fri 20 Nov 21:15`, `about 23:00, Fri 20 Nov`. A day alone stays a day: as an instant it would
    /// read as midnight.
    #[must_use]
    pub fn short(self, now: Instant) -> String {
        match (self.precision, self.at) {
            (Precision::Exact, Some(at)) => at.short(now),
            (Precision::Within { until, said }, Some(from)) => {
                span_words((from, until), said, Some(now))
            }
            _ => self.words(),
        }
    }

    /// Says it as it would be typed: `20/11/2026 21:15`, `about 20/11/2026 23:00`, `?`.
    #[must_use]
    pub fn typed(self) -> String {
        let day = |at: Instant| at.london().format("%-d/%-m/%Y").to_string();
        match (self.precision, self.at) {
            (Precision::Exact, Some(at)) => typed(at),
            (Precision::Day, Some(at)) => day(at),
            (Precision::Within { until, said }, Some(from)) => match said {
                Said::About => format!("about {}", typed(middle(from, until))),
                Said::Evening => format!("evening of {}", day(from)),
                Said::Between if is_of_days(from, until) => {
                    format!("between {} and {}", day(from), day(until))
                }
                Said::Between => format!("between {} and {}", typed(from), typed(until)),
            },
            (Precision::Unknown, _) | (_, None) => "?".to_owned(),
        }
    }
}

/// Returns the time that was said with *about*.
fn middle(from: Instant, until: Instant) -> Instant {
    from.plus(until.since(from) / 2)
}

/// Says whether a span is of whole days: no time that is typed has seconds.
fn is_of_days(from: Instant, until: Instant) -> bool {
    from == Instant::start_of_day(from.london_date())
        && until == Instant::end_of_day(until.london_date())
}

/// Returns an instant as it would be typed; with its zone where the clock showed that time twice and
/// the first is not meant.
fn typed(at: Instant) -> String {
    let at_london = at.london();
    let first = Instant::from_london(at.london_date(), at_london.time());
    let form = if first == Some(at) {
        "%-d/%-m/%Y %H:%M"
    } else {
        "%-d/%-m/%Y %H:%M %Z"
    };
    at_london.format(form).to_string()
}

/// Says a span; given `now` where there is little room: then without its zone, and with the year only
/// when it is not this one's.
fn span_words((from, until): (Instant, Instant), said: Said, now: Option<Instant>) -> String {
    let clock = |at: Instant| match now {
        Some(_) => at.clock(),
        None => at.london().format("%H:%M %Z").to_string(),
    };
    let day = |at: Instant| match now {
        Some(now) if now.london().year() == at.london().year() => {
            at.london().format("%a %-d %b").to_string()
        }
        _ => at.london().format("%a %-d %b %Y").to_string(),
    };
    let in_full = |at: Instant| match now {
        Some(now) => at.short(now),
        None => at.long(),
    };
    match said {
        Said::About => {
            let at = middle(from, until);
            format!("about {}, {}", clock(at), day(at))
        }
        Said::Evening => format!("evening of {}", day(from)),
        Said::Between if is_of_days(from, until) => {
            format!("between {} and {} (days only)", day(from), day(until))
        }
        Said::Between if from.london_date() == until.london_date() => {
            // The zone once, except on the day on which it changes.
            let first = if is_change_of_clocks(from) {
                clock(from)
            } else {
                from.clock()
            };
            format!("between {first} and {}, {}", clock(until), day(from))
        }
        Said::Between => format!("between {} and {}", in_full(from), in_full(until)),
    }
}

/// Says whether the clocks change on the London day of an instant: a time may then be two.
fn is_change_of_clocks(at: Instant) -> bool {
    let day = at.london_date();
    let zone = |at: Instant| at.london().offset().fix();
    zone(Instant::start_of_day(day)) != zone(Instant::end_of_day(day))
}

#[cfg(test)]
mod tests;
