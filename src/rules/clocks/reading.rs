//! One line of a clock: when it is due and where it stands.

use std::collections::BTreeSet;

use chrono::{Days, Duration, Months, NaiveDate, NaiveTime};

use super::face::{ClockFace, Counting, ReadingState, Timed};
use super::history::{Happened, How, Start};
use super::span::Stop;
use crate::domain::calendar::{BankHolidays, Counted};
use crate::domain::facts::Facts;
use crate::domain::instant::{Instant, on_the_hour};
use crate::pack::{self, End, Unit};

/// When a day's work begins: what is due soon is shown from then on.
const OPENING: NaiveTime = on_the_hour::<9>();

/// One clock being worked out.
pub(super) struct Face<'a> {
    pub(super) with: Counting<'a>,
    pub(super) row: &'a pack::Clock,
    pub(super) facts: &'a Facts,
    pub(super) happened: &'a Happened<'a>,
    pub(super) at: Instant,
}

impl Face<'_> {
    pub(super) fn reading(
        &self,
        row: &pack::Reading,
        clock: &Start<'_>,
        stop: Option<&Stop>,
        stood_down: bool,
    ) -> Timed {
        let own = (!row.starts.is_empty()).then(|| self.happened.start(&row.starts));
        let start = own.unwrap_or(*clock).at;
        let bounded = own.is_none() && clock.how == How::Bound;
        let from = own.unwrap_or(*clock).moment();
        let due_date = start.map(|start| self.due_date(row, start));
        let due = start.map(|start| self.due(row, start));
        let differs =
            own.is_some_and(|own| own.at.is_some() && (own.at, own.by) != (clock.at, clock.by));
        let own = own.filter(|_| differs);
        Timed {
            name: row.name,
            amount: row.amount,
            unit: row.unit,
            counted: (row.unit == Unit::WorkingDays).then_some(match row.counted {
                Some(Counted::Day1) => "day1",
                _ => "day0",
            }),
            started_by: own.and_then(|own| own.by).map(str::to_owned),
            started_at: own.and_then(|own| own.at),
            due,
            soon: due.map(|due| self.due_soon_from(row, start, due)),
            state: match self.reading_state(row, clock, (start, due), stop, stood_down) {
                // It may be due any moment: how much earlier the start was, nobody knows.
                ReadingState::Running if bounded => ReadingState::DueSoon,
                state => state,
            },
            bounded,
            from,
            horizon: matches!(row.unit, Unit::WorkingDays | Unit::MonthEnd)
                .then(|| due_date.is_some_and(|date| self.with.holidays.is_past_horizon(date))),
        }
    }

    fn due(&self, row: &pack::Reading, start: Instant) -> Instant {
        if row.unit == Unit::Hours {
            return start.plus(Duration::hours(row.amount));
        }
        let date = self.due_date(row, start);
        match row.ends {
            End::Close => Instant::from_london(date, self.with.close)
                .unwrap_or_else(|| Instant::end_of_day(date)),
            End::DayEnd => Instant::end_of_day(date),
        }
    }

    fn due_date(&self, row: &pack::Reading, start: Instant) -> NaiveDate {
        let day = start.london_date();
        let amount = u32::try_from(row.amount).unwrap_or(0);
        let holidays = self.with.holidays;
        match row.unit {
            Unit::Hours => start.plus(Duration::hours(row.amount)).london_date(),
            Unit::Days => day
                .checked_add_days(Days::new(amount.into()))
                .unwrap_or(day),
            Unit::WorkingDays => {
                holidays.add_working_days(day, amount, row.counted.unwrap_or(Counted::Day0))
            }
            Unit::Months => day.checked_add_months(Months::new(amount)).unwrap_or(day),
            Unit::MonthEnd => {
                let last = holidays.last_working_day_of_month(day);
                let due = Instant::from_london(last, self.with.close);
                if due.is_some_and(|due| start < due) {
                    last
                } else {
                    let next = day.checked_add_months(Months::new(1)).unwrap_or(day);
                    holidays.last_working_day_of_month(next)
                }
            }
        }
    }

    fn reading_state(
        &self,
        row: &pack::Reading,
        clock: &Start<'_>,
        (start, due): (Option<Instant>, Option<Instant>),
        stop: Option<&Stop>,
        stood_down: bool,
    ) -> ReadingState {
        let Some(due) = due else {
            return match stop {
                Some(_) => ReadingState::Met,
                None => ReadingState::NotStarted,
            };
        };
        if let Some(stop) = stop {
            // A line with a start of its own is judged by it, though the clock itself never began.
            let begun = !stop.before_start || !row.starts.is_empty();
            let late = begun && stop.at.is_some_and(|at| at > due);
            return if late {
                ReadingState::MetLate
            } else {
                ReadingState::Met
            };
        }
        if stood_down {
            return ReadingState::StoodDown;
        }
        if self.at > due {
            return match self.receipt(clock) {
                Some(receipt) if due < receipt => ReadingState::OverdueAtReceipt,
                _ => ReadingState::Overdue,
            };
        }
        if self.at >= self.due_soon_from(row, start, due) {
            ReadingState::DueSoon
        } else {
            ReadingState::Running
        }
    }

    /// Returns when the authority was told, as this clock counts it; of what the authority itself
    /// learned or decided nothing, for it knew.
    fn receipt(&self, clock: &Start<'_>) -> Option<Instant> {
        if clock.how == How::Known {
            return None;
        }
        let own = self.happened.start(&self.row.received).at;
        own.or_else(|| self.happened.awareness().at)
    }

    /// Returns when a reading becomes due soon: the last quarter of hours, else 09:00 on the last
    /// working day before.
    fn due_soon_from(&self, row: &pack::Reading, start: Option<Instant>, due: Instant) -> Instant {
        if row.unit == Unit::Hours {
            let span = start.map_or(Duration::zero(), |start| due.since(start));
            return due.plus(-(span / 4));
        }
        let day = self
            .with
            .holidays
            .last_working_day_before(due.london_date());
        Instant::from_london(day, OPENING).unwrap_or(due)
    }
}

/// Returns each weekday bank holiday that a working-day count passed over.
pub(super) fn holidays_skipped(
    holidays: &BankHolidays,
    row: &pack::Clock,
    face: &ClockFace,
) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for (timed, reading) in face.readings.iter().zip(&row.reading) {
        let counts = matches!(reading.unit, Unit::WorkingDays | Unit::MonthEnd);
        let start = timed.started_at.or(face.started_at);
        if let (true, Some(start), Some(due)) = (counts, start, timed.due) {
            days.extend(holidays.between(start.london_date(), due.london_date()));
        }
    }
    days
}
