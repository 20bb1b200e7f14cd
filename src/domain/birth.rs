//! When somebody was born, as it is typed: a date of birth, an age, both, or `unborn`.

use super::age::{Age, OLDEST};
use super::instant::{Instant, day_words};
use super::person::Born;
use super::when;

/// What can be typed for it.
pub const HELP: &str =
    "4/3/2010, an age such as 16 or 6 weeks, or unborn (with the expected date: unborn 1/2/2027)";

/// Reads a date of birth, an age, a date with the age beside it, or `unborn`.
///
/// # Errors
/// When it is none of them, when nobody can be that old or was born on a day to come, and when the
/// age is another than the date makes it; the words say what can be typed.
pub fn read(typed: &str, now: Instant) -> Result<Born, String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() || typed == "?" {
        return Ok(Born::default());
    }
    if let Some(rest) = typed.strip_prefix("unborn") {
        let rest = rest.trim();
        let date = (!rest.is_empty()).then(|| when::read_date(rest, now));
        let date = date.transpose().map_err(|fault| fault.to_string())?;
        return Ok(Born {
            date,
            age: None,
            unborn: true,
        });
    }
    if let Some(age) = age(&typed) {
        return Ok(Born {
            age: Some(possible(age)?),
            ..Born::default()
        });
    }
    if let Some((date, age)) = date_and_age(&typed) {
        let born = dated(date, now)?;
        let today = now.london_date();
        let is_same = born.date.is_some_and(|date| fits(date, age, today));
        return if is_same {
            Ok(born)
        } else {
            Err(format!(
                "{} is not {}: correct the age or the date",
                words(born, now).unwrap_or_default(),
                possible(age)?.old()
            ))
        };
    }
    dated(&typed, now)
}

/// Reads an age; a number of more than three figures is no age, but may be a date.
fn age(typed: &str) -> Option<Age> {
    let is_date = typed.len() > 3 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let age = Age::from_text(typed.strip_prefix("age ").unwrap_or(typed));
    age.filter(|_| !is_date)
}

fn possible(age: Age) -> Result<Age, String> {
    if age.years() > OLDEST {
        return Err(format!(
            "{} is no age: type an age up to {OLDEST}, or a date",
            age.to_text()
        ));
    }
    Ok(age)
}

/// Splits `14/3/2019, age 7` and `14/3/2019 (7)`.
fn date_and_age(typed: &str) -> Option<(&str, Age)> {
    let (date, rest) = typed
        .split_once(',')
        .or_else(|| typed.split_once('('))
        .or_else(|| typed.split_once(" age "))?;
    let rest = rest.trim().trim_end_matches(')');
    Some((date.trim(), age(rest)?))
}

/// Says whether somebody born on a day is of an age, in the unit in which it was said.
fn fits(born: chrono::NaiveDate, said: Age, today: chrono::NaiveDate) -> bool {
    let days = u32::try_from((today - born).num_days()).unwrap_or(0);
    match said {
        Age::Unborn => false,
        Age::Days(said) => said == days,
        Age::Weeks(said) => said == days / 7,
        Age::Months(said) => {
            let later = |months: u32| born.checked_add_months(chrono::Months::new(months));
            let begins = later(said).is_some_and(|day| day <= today);
            begins && later(said.saturating_add(1)).is_some_and(|day| today < day)
        }
        Age::Years(said) => said == super::facts::age_on(born, today),
    }
}

fn dated(typed: &str, now: Instant) -> Result<Born, String> {
    let date = when::read_date(typed, now).map_err(|fault| fault.to_string())?;
    let today = now.london_date();
    if date > today {
        return Err(format!(
            "{} is still to come: correct it, or type unborn before the date",
            day_words(date)
        ));
    }
    let age = Age::on(date, today);
    if age.years() > OLDEST {
        return Err(format!(
            "Born on {} makes {}: check the year",
            day_words(date),
            age.old()
        ));
    }
    Ok(Born {
        date: Some(date),
        ..Born::default()
    })
}

/// Says how it was understood: `14 Mar 2019 · 7 years old`, `6 weeks old`, `unborn, expected 1 Feb
/// 2027`; nothing where nothing is known.
#[must_use]
pub fn words(born: Born, now: Instant) -> Option<String> {
    match (born.unborn, born.date, born.age) {
        (true, Some(date), _) => Some(format!("unborn, expected {}", day_words(date))),
        (true, None, _) => Some("unborn".to_owned()),
        (false, Some(date), _) => {
            let age = Age::on(date, now.london_date());
            Some(format!("{} · {}", day_words(date), age.old()))
        }
        (false, None, age) => age.map(Age::old),
    }
}

/// Returns it as it would be typed.
#[must_use]
pub fn typed(born: Born) -> String {
    let date = born.date.map(|day| day.format("%-d/%-m/%Y").to_string());
    match (born.unborn, date, born.age) {
        (true, Some(date), _) => format!("unborn {date}"),
        (true, None, _) => "unborn".to_owned(),
        (false, Some(date), _) => date,
        (false, None, Some(age)) => age.to_text(),
        (false, None, None) => String::new(),
    }
}

/// Says what is wrong when a date of birth is after the day that ages are taken on.
///
/// # Errors
/// When somebody was born after that day and is not called unborn.
pub fn check(born: Born, on: Option<Instant>) -> Result<(), String> {
    match (born.date, on.map(Instant::london_date)) {
        (Some(date), Some(day)) if date > day && !born.unborn => Err(format!(
            "{} is after the incident: correct it, or type unborn before the date",
            day_words(date)
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday 20 November 2026.
    fn said(text: &str) -> String {
        let now = Instant::parse_rfc3339("2026-11-20T21:15:00Z").expect("an instant");
        match read(text, now) {
            Ok(born) => words(born, now).unwrap_or_else(|| "nothing".to_owned()),
            Err(words) => format!("refused: {words}"),
        }
    }

    #[test]
    fn a_birth_is_said_while_it_is_typed() {
        for (text, words) in [
            ("14/3/2019", "14 Mar 2019 · 7 years old"),
            ("20/11/2026", "20 Nov 2026 · newborn"),
            ("9 oct 2026", "9 Oct 2026 · 6 weeks old"),
            ("16", "16 years old"),
            ("1", "1 year old"),
            ("0", "under 1 year old"),
            ("6 weeks", "6 weeks old"),
            ("3 months", "3 months old"),
            ("10 Days", "10 days old"),
            ("newborn", "newborn"),
            ("unborn", "unborn"),
            ("unborn 1/2/2027", "unborn, expected 1 Feb 2027"),
            ("14/3/2019, 7", "14 Mar 2019 · 7 years old"),
            ("14/3/2019 (7)", "14 Mar 2019 · 7 years old"),
            ("14/3/2019 age 7", "14 Mar 2019 · 7 years old"),
            ("9/10/2026, 6 weeks", "9 Oct 2026 · 6 weeks old"),
            ("20/5/2025, 18 months", "20 May 2025 · 1 year old"),
            ("?", "nothing"),
        ] {
            assert_eq!(said(text), words, "{text}");
        }
    }

    #[test]
    fn a_birth_that_cannot_be_is_refused_with_what_to_type() {
        for (text, words) in [
            (
                "21/11/2026",
                "21 Nov 2026 is still to come: correct it, or type unborn before the date",
            ),
            ("121", "121 is no age: type an age up to 120, or a date"),
            (
                "1500 months",
                "1500 months is no age: type an age up to 120, or a date",
            ),
            (
                "1/1/1905",
                "Born on 1 Jan 1905 makes 121 years old: check the year",
            ),
            (
                "14/3/2019, 8",
                "14 Mar 2019 · 7 years old is not 8 years old: correct the age or the date",
            ),
            (
                "9/10/2026, 7 weeks",
                "9 Oct 2026 · 6 weeks old is not 7 weeks old: correct the age or the date",
            ),
            (
                "31/2/2019",
                "There is no 31 February. The day comes first, as in 20/11/2026.",
            ),
        ] {
            assert_eq!(said(text), format!("refused: {words}"), "{text}");
        }
        assert!(said("6 fortnights").starts_with("refused: "));
    }

    #[test]
    fn what_is_offered_to_be_typed_over_reads_back() {
        let now = Instant::parse_rfc3339("2026-11-20T21:15:00Z").expect("an instant");
        for text in ["14/3/2019", "16", "6 weeks", "unborn", "unborn 1/2/2027"] {
            let born = read(text, now).expect(text);
            assert_eq!(typed(born), text);
        }
    }
}
