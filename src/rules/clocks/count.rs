//! A count told day by day, so that anybody can follow it with a calendar on the wall.

use chrono::{Datelike, NaiveDate, Weekday};

use super::face::{ClockFace, Timed};
use crate::domain::calendar::BankHolidays;
use crate::domain::instant::{Instant, next_day};
use crate::pack::Unit;

/// The most days that are told one by one; a longer count is told by its ends.
const MOST_DAYS: i64 = 60;

/// Returns each way in which a clock is counted, with its name and its days: a clock may draw one
/// line in calendar days and another in working days, and neither can be followed by the other's.
#[must_use]
pub fn counts(face: &ClockFace, holidays: &BankHolidays) -> Vec<(String, Vec<String>)> {
    let mut units: Vec<Unit> = Vec::new();
    for reading in &face.readings {
        if !units.contains(&reading.unit) {
            units.push(reading.unit);
        }
    }
    // Of lines that are counted alike, the one that must not pass is the one to be followed.
    let last = units.into_iter().filter_map(|unit| {
        let lines = face.readings.iter().filter(|line| line.unit == unit);
        lines.max_by_key(|line| line.name)
    });
    last.map(|line| (name_of(line), day_by_day(face, line, holidays)))
        .filter(|(_, days)| !days.is_empty())
        .collect()
}

fn name_of(line: &Timed) -> String {
    let kind = match line.unit {
        Unit::Days => "calendar days, ",
        Unit::WorkingDays => "working days, ",
        Unit::Hours | Unit::Months | Unit::MonthEnd => "",
    };
    format!("{kind}to the {}", line.name.word())
}

/// Returns the days of a reading's count, in order: `Thu 24 Dec day 0`, `Fri 25 Dec bank holiday`.
///
/// Empty while the reading has not started. Hours are told by their two ends, for they run on
/// through everything.
#[must_use]
pub fn day_by_day(face: &ClockFace, reading: &Timed, holidays: &BankHolidays) -> Vec<String> {
    let start = reading.started_at.or(face.started_at);
    let (Some(start), Some(due)) = (start, reading.due) else {
        return Vec::new();
    };
    match reading.unit {
        Unit::Hours => hours(reading.amount, start, due),
        Unit::Days => calendar_days(start, due, holidays),
        Unit::WorkingDays => working_days(reading, start, due, holidays),
        Unit::Months | Unit::MonthEnd => vec![format!("{} to {}", start.long(), due.long())],
    }
}

fn hours(amount: i64, start: Instant, due: Instant) -> Vec<String> {
    let mut out = vec![format!(
        "{amount} hours: {} to {}",
        start.long(),
        due.long()
    )];
    let offset = |at: Instant| at.london().format("%Z").to_string();
    if offset(start) != offset(due) {
        out.push("the clocks change between the two; the hours do not".to_owned());
    }
    out
}

fn name(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// Tells every day from the start's to the due's with its number, and which are bank holidays: they
/// count all the same. A due on a day on which nobody works is said with the last working day
/// before it (A52).
fn calendar_days(start: Instant, due: Instant, holidays: &BankHolidays) -> Vec<String> {
    let (first, last) = (start.london_date(), due.london_date());
    let length = (last - first).num_days();
    if length > MOST_DAYS {
        return vec![format!("{} to {}: {length} days", name(first), name(last))];
    }
    let mut out = Vec::new();
    let mut day = first;
    for number in 0..=length {
        let holiday = if holidays.is_bank_holiday(day) {
            ", a bank holiday"
        } else {
            ""
        };
        out.push(format!("{} day {number}{holiday}", name(day)));
        day = next_day(day);
    }
    if !holidays.is_working_day(last) {
        let before = name(holidays.last_working_day_before(last));
        out.push(format!("the last working day before it is {before}"));
    }
    out
}

fn working_days(
    reading: &Timed,
    start: Instant,
    due: Instant,
    holidays: &BankHolidays,
) -> Vec<String> {
    let (first, last) = (start.london_date(), due.london_date());
    if (last - first).num_days() > MOST_DAYS {
        return vec![format!("{} to {}", name(first), name(last))];
    }
    let own = reading.counted == Some("day1") && holidays.is_working_day(first);
    let mut count = i64::from(own);
    let mut out = vec![format!("{} day {count}", name(first))];
    let mut day = first;
    while day < last {
        day = next_day(day);
        let why = if holidays.is_working_day(day) {
            count += 1;
            format!("day {count}")
        } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            "weekend".to_owned()
        } else {
            "bank holiday".to_owned()
        };
        out.push(format!("{} {why}", name(day)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Facts;
    use crate::domain::instant::Moment;
    use crate::pack::ReadingName;
    use crate::rules::clocks::{Counting, Event, clocks, default_close};
    use crate::rules::testing::plain;

    fn told(event: &str, at: &str, clock: &str, reading: ReadingName) -> Vec<String> {
        let pack = plain();
        let holidays = BankHolidays::built_in();
        let at = Instant::parse_rfc3339(at).unwrap();
        let events = [Event {
            event: event.to_owned(),
            value: None,
            at: Moment::exact(at),
        }];
        let with = Counting {
            pack: &pack,
            holidays: &holidays,
            close: default_close(),
        };
        let faces = clocks(with, &Facts::default(), &events, at);
        let face = faces.iter().find(|face| face.id == clock).unwrap();
        let line = face
            .readings
            .iter()
            .find(|line| line.name == reading)
            .unwrap();
        day_by_day(face, line, &holidays)
    }

    #[test]
    fn working_days_over_christmas_are_told_one_by_one() {
        let target = told(
            "la_became_aware",
            "2026-12-24T22:10:00Z",
            "notify",
            ReadingName::Target,
        );
        assert_eq!(
            target,
            [
                "Thu 24 Dec day 0",
                "Fri 25 Dec bank holiday",
                "Sat 26 Dec weekend",
                "Sun 27 Dec weekend",
                "Mon 28 Dec bank holiday",
                "Tue 29 Dec day 1",
                "Wed 30 Dec day 2",
                "Thu 31 Dec day 3",
                "Fri 1 Jan bank holiday",
                "Sat 2 Jan weekend",
                "Sun 3 Jan weekend",
                "Mon 4 Jan day 4",
                "Tue 5 Jan day 5",
            ]
        );
        let early = told(
            "la_became_aware",
            "2026-12-24T22:10:00Z",
            "notify",
            ReadingName::Early,
        );
        assert_eq!(early.first().map(String::as_str), Some("Thu 24 Dec day 1"));
        assert_eq!(early.last().map(String::as_str), Some("Mon 4 Jan day 5"));
    }

    #[test]
    fn calendar_days_are_told_with_their_bank_holidays_and_the_last_working_day() {
        let target = told(
            "sent",
            "2026-12-24T22:10:00Z",
            "review",
            ReadingName::Target,
        );
        assert_eq!(
            target,
            [
                "Thu 24 Dec day 0",
                "Fri 25 Dec day 1, a bank holiday",
                "Sat 26 Dec day 2",
                "the last working day before it is Thu 24 Dec",
            ]
        );
    }

    #[test]
    fn hours_are_told_by_their_ends_and_the_clock_change_between() {
        let over = told(
            "incident_occurred",
            "2026-10-24T20:00:00Z",
            "alert",
            ReadingName::Target,
        );
        assert_eq!(
            over,
            [
                "24 hours: Sat 24 Oct 2026 21:00 BST to Sun 25 Oct 2026 20:00 GMT",
                "the clocks change between the two; the hours do not",
            ]
        );
    }
}
