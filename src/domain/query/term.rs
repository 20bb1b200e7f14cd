//! The words of the index that fields are asked by.
//!
//! A term is a field's word and a value in one, letters and digits alone: `statuspanel`, `age13`,
//! `duem202611`. A moment has one term for each unit that it lies in, from ten years to a minute, in
//! UTC; a range is then the fewest units that fill it.

use chrono::{DateTime, Datelike, Duration, Months, TimeZone, Timelike, Utc};

use super::field::Field;
use crate::domain::instant::Instant;
use crate::domain::text::fold;

/// The term that every incident has.
pub const EVERY: &str = "everyone";

/// The years that moments are asked for in: what happened or is due outside is a slip.
const YEARS: (i32, i32) = (1900, 2200);

/// Returns the term of a word in a field.
#[must_use]
pub fn word(field: Field, word: &str) -> String {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    format!("{}q{}", letters(field.word()), letters(word))
}

/// Returns the term of one of a field's own words, which no word of a text is.
#[must_use]
pub fn own(field: Field, own: &str) -> String {
    word(field, &format!("0{own}"))
}

/// Returns a value as it is asked for whole: its folded letters and digits, with nothing between.
#[must_use]
pub fn whole_of(value: &str) -> String {
    fold(value).replace(' ', "")
}

/// Returns the term of the whole of a value, which no word of a text and no word of the field's is.
#[must_use]
pub fn whole(field: Field, whole: &str) -> String {
    word(field, &format!("1{whole}"))
}

/// Returns a query for the whole of a value, as it is typed.
#[must_use]
pub fn asking_whole(field: Field, value: &str) -> String {
    format!("{}:=\"{}\"", field.word(), value.replace('"', " "))
}

/// Returns the term of how a name on it sounds.
#[must_use]
pub fn sound(sound: &str) -> String {
    word(Field::Child, &sound.to_lowercase())
}

/// Returns the term of an age.
#[must_use]
pub fn age(years: u32) -> String {
    word(Field::Age, &years.to_string())
}

/// A unit of time, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Decade,
    Year,
    Month,
    Day,
    Hour,
    Minute,
}

impl Unit {
    const ALL: [Self; 6] = [
        Self::Decade,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Hour,
        Self::Minute,
    ];

    /// Returns the digits of a moment that say which one of these units it lies in.
    fn digits(self, at: DateTime<Utc>) -> String {
        let (letter, pattern) = match self {
            Self::Decade => return format!("c{}", at.year() / 10),
            Self::Year => ("y", "%Y"),
            Self::Month => ("m", "%Y%m"),
            Self::Day => ("d", "%Y%m%d"),
            Self::Hour => ("h", "%Y%m%d%H"),
            Self::Minute => ("n", "%Y%m%d%H%M"),
        };
        format!("{letter}{}", at.format(pattern))
    }

    /// Returns where the unit ends that begins at a moment; none where none begins there.
    fn end(self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let midnight = at.hour() == 0 && at.minute() == 0;
        let first = midnight && at.day() == 1;
        match self {
            Self::Decade if first && at.month() == 1 && at.year() % 10 == 0 => {
                at.checked_add_months(Months::new(120))
            }
            Self::Year if first && at.month() == 1 => at.checked_add_months(Months::new(12)),
            Self::Month if first => at.checked_add_months(Months::new(1)),
            Self::Day if midnight => at.checked_add_signed(Duration::days(1)),
            Self::Hour if at.minute() == 0 => at.checked_add_signed(Duration::hours(1)),
            Self::Minute => at.checked_add_signed(Duration::minutes(1)),
            _ => None,
        }
    }
}

/// Returns the terms of a moment, to the minute.
#[must_use]
pub fn moment(field: Field, at: Instant) -> Vec<String> {
    let term = |unit: Unit| word(field, &unit.digits(at.utc()));
    let mut out = vec![own(field, "known")];
    out.extend(Unit::ALL.map(term));
    out
}

/// Returns the terms of which a moment has one where it is from one moment and before another, both
/// to the minute; none where there is no such moment.
#[must_use]
pub fn range(field: Field, from: Option<Instant>, before: Option<Instant>) -> Vec<String> {
    if from.is_none() && before.is_none() {
        return vec![own(field, "known")];
    }
    let edge = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single();
    let minute = |at: Instant| {
        let at = at.utc();
        at.with_second(0).and_then(|at| at.with_nanosecond(0))
    };
    let (Some(first), Some(last)) = (edge(YEARS.0), edge(YEARS.1)) else {
        return Vec::new();
    };
    let mut at = from.and_then(minute).map_or(first, |at| at.max(first));
    let end = before.and_then(minute).map_or(last, |at| at.min(last));
    let mut out = Vec::new();
    while at < end {
        let fits = |unit: &Unit| unit.end(at).filter(|over| *over <= end);
        let next = Unit::ALL.iter().find_map(|unit| Some((*unit, fits(unit)?)));
        let Some((unit, over)) = next else {
            break;
        };
        out.push(word(field, &unit.digits(at)));
        at = over;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: i64) -> Instant {
        let base = Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap();
        base.plus(Duration::minutes(minutes))
    }

    #[test]
    fn a_month_is_one_term_and_a_day_and_a_half_few() {
        let whole = |text: &str| Some(Instant::parse_rfc3339(text).unwrap());
        let november = range(
            Field::Incident,
            whole("2026-11-01T00:00:00Z"),
            whole("2026-12-01T00:00:00Z"),
        );
        assert_eq!(november, ["incidentqm202611"]);
        let some = range(
            Field::Due,
            whole("2026-11-20T22:58:00Z"),
            whole("2026-11-22T01:00:00Z"),
        );
        assert_eq!(
            some,
            [
                "dueqn202611202258",
                "dueqn202611202259",
                "dueqh2026112023",
                "dueqd20261121",
                "dueqh2026112200"
            ]
        );
        assert!(range(Field::Due, whole("2026-11-20T22:58:00Z"), None).len() < 120);
    }

    proptest! {
        #[test]
        fn a_moment_has_a_term_of_a_range_where_it_lies_in_it(
            one in -3_000_000i64..3_000_000, from in -3_000_000i64..3_000_000, long in 0i64..2_000_000,
        ) {
            let terms = range(Field::Due, Some(at(from)), Some(at(from + long)));
            let own = moment(Field::Due, at(one));
            let has = own.iter().filter(|term| terms.contains(term)).count();
            prop_assert_eq!(has, usize::from(one >= from && one < from + long));
        }
    }
}
