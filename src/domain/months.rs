//! A span of whole days that a report is of: mostly a month.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use super::instant::{Instant, day_words, next_day, previous_day};

/// A span of whole days in London, the first and the last of them in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    from: NaiveDate,
    to: NaiveDate,
}

impl Days {
    /// Returns the days from one to another; none where the last is before the first.
    #[must_use]
    pub fn between(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// Returns the month that a day is in.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        let from = first_of(day);
        Self {
            from,
            to: previous_day(month_after(from)),
        }
    }

    /// Reads a month as `2026-11`.
    #[must_use]
    pub fn of_month(text: &str) -> Option<Self> {
        let is_written_out = text.len() == "2026-11".len();
        let day = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
        (is_written_out && (1900..2200).contains(&day.year())).then(|| Self::month_of(day))
    }

    /// Returns the months before the one that a day is in, and that one: so many in all.
    #[must_use]
    pub fn months_up_to(day: NaiveDate, count: u32) -> Self {
        let first = first_of(day);
        let before = Months::new(count.saturating_sub(1));
        Self {
            from: first.checked_sub_months(before).unwrap_or(first),
            to: Self::month_of(day).to,
        }
    }

    /// Returns the first day.
    #[must_use]
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// Returns the last day.
    #[must_use]
    pub fn to(self) -> NaiveDate {
        self.to
    }

    /// Returns the moment when the first day begins, and the one when the last is over.
    #[must_use]
    pub fn edges(self) -> (Instant, Instant) {
        let over = Instant::start_of_day(next_day(self.to));
        (Instant::start_of_day(self.from), over)
    }

    /// Says whether a moment is in it.
    #[must_use]
    pub fn holds(self, at: Instant) -> bool {
        (self.from..=self.to).contains(&at.london_date())
    }

    /// Returns the months that it reaches into, each as far as it does.
    #[must_use]
    pub fn months(self) -> Vec<Self> {
        let mut out = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let month = Self::month_of(from);
            out.push(Self {
                from,
                to: month.to.min(self.to),
            });
            from = next_day(month.to);
        }
        out
    }

    /// Returns the same as long a span right after it, or right before: by months where it is months.
    #[must_use]
    pub fn moved(self, later: bool) -> Self {
        let moved = if self.is_months() {
            self.moved_by_months(later)
        } else {
            let long = self.to - self.from + chrono::Duration::days(1);
            let by = |day: NaiveDate| {
                if later {
                    day.checked_add_signed(long)
                } else {
                    day.checked_sub_signed(long)
                }
            };
            by(self.from).zip(by(self.to))
        };
        moved.map_or(self, |(from, to)| Self { from, to })
    }

    fn moved_by_months(self, later: bool) -> Option<(NaiveDate, NaiveDate)> {
        let count = Months::new(u32::try_from(self.months().len()).ok()?);
        let from = if later {
            self.from.checked_add_months(count)?
        } else {
            self.from.checked_sub_months(count)?
        };
        Some((from, previous_day(from.checked_add_months(count)?)))
    }

    fn is_months(self) -> bool {
        self.from.day() == 1 && next_day(self.to).day() == 1
    }

    /// Returns it as a query asks for a time: `2026-11`, `2026-06..2026-11`, `2026-11-03..2026-11-20`.
    #[must_use]
    pub fn asked(self) -> String {
        let pattern = if self.is_months() {
            "%Y-%m"
        } else {
            "%Y-%m-%d"
        };
        let (from, to) = (self.from.format(pattern), self.to.format(pattern));
        let (from, to) = (from.to_string(), to.to_string());
        if from == to {
            from
        } else {
            format!("{from}..{to}")
        }
    }
}

impl fmt::Display for Days {
    /// Writes it in words: `November 2026`, `June 2026 to November 2026`, `Tue 3 Nov 2026 to …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |day: NaiveDate| {
            if self.is_months() {
                day.format("%B %Y").to_string()
            } else {
                day_words(day)
            }
        };
        let (from, to) = (words(self.from), words(self.to));
        if from == to {
            f.write_str(&from)
        } else {
            write!(f, "{from} to {to}")
        }
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn month_after(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Months::new(1)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_read_asked_for_and_said() {
        let month = Days::of_month("2026-11").unwrap();
        assert_eq!(
            (month.from(), month.to()),
            (day("2026-11-01"), day("2026-11-30"))
        );
        assert_eq!(month.asked(), "2026-11");
        assert_eq!(month.to_string(), "November 2026");
        for wrong in [
            "",
            "2026",
            "2026-13",
            "11-2026",
            "2026-1",
            "1066-10",
            "2026-11-20",
        ] {
            assert_eq!(Days::of_month(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_span_is_cut_into_its_months_and_moved_by_as_long_as_it_is() {
        let half = Days::months_up_to(day("2026-11-20"), 6);
        assert_eq!(half.asked(), "2026-06..2026-11");
        assert_eq!(half.to_string(), "June 2026 to November 2026");
        assert_eq!(half.months().len(), 6);
        assert_eq!(half.moved(false).asked(), "2025-12..2026-05");
        assert_eq!(half.moved(false).moved(true), half);
        let days = Days::between(day("2026-01-30"), day("2026-03-02")).unwrap();
        let months: Vec<String> = days.months().into_iter().map(Days::asked).collect();
        assert_eq!(
            months,
            [
                "2026-01-30..2026-01-31",
                "2026-02",
                "2026-03-01..2026-03-02"
            ]
        );
        assert_eq!(days.moved(true).asked(), "2026-03-03..2026-04-03");
        assert_eq!(Days::between(day("2026-03-02"), day("2026-01-30")), None);
    }

    #[test]
    fn a_moment_is_in_the_month_that_the_clock_in_london_shows() {
        let july = Days::of_month("2026-07").unwrap();
        let at = |text: &str| Instant::parse_rfc3339(text).unwrap();
        assert!(july.holds(at("2026-06-30T23:30:00Z")));
        assert!(!july.holds(at("2026-07-31T23:30:00Z")));
        assert_eq!(
            july.edges(),
            (at("2026-06-30T23:00:00Z"), at("2026-07-31T23:00:00Z"))
        );
    }
}
