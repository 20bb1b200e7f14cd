//! Days as they stand in spreadsheets of this country.

use chrono::NaiveDate;

use crate::exchange::import::day::{Range, read};
use crate::exchange::sheet::{Cell, Epoch};

fn range() -> Range {
    Range {
        first: NaiveDate::from_ymd_opt(1990, 1, 1).unwrap(),
        last: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
    }
}

fn text(written: &str) -> Result<String, String> {
    let found = read(&Cell::Text(written.to_owned()), Epoch::Of1900, range())?;
    Ok(match found {
        None => "none".to_owned(),
        Some((day, None)) => day.to_string(),
        Some((day, Some(time))) => format!("{day} {}", time.format("%H:%M")),
    })
}

#[test]
fn the_day_comes_before_the_month() {
    for (written, expected) in [
        ("3/4/2024", "2024-04-03"),
        ("03/04/24", "2024-04-03"),
        ("03-04-2024", "2024-04-03"),
        ("3.4.2024", "2024-04-03"),
        ("2024-04-03", "2024-04-03"),
        ("2024/04/03", "2024-04-03"),
        ("3 Apr 2024", "2024-04-03"),
        ("3-Apr-24", "2024-04-03"),
        ("3rd April 2024", "2024-04-03"),
        ("Wed 3 April 2024", "2024-04-03"),
        ("Wednesday, 3 April 2024", "2024-04-03"),
        ("1 Sept 2024", "2024-09-01"),
        ("29/2/2024", "2024-02-29"),
        ("31/12/99", "1999-12-31"),
        ("20/11/26", "2026-11-20"),
        ("45385", "2024-04-03"),
        ("  3/4/2024  ", "2024-04-03"),
    ] {
        assert_eq!(text(written).as_deref(), Ok(expected), "{written}");
    }
}

#[test]
fn a_time_may_stand_after_it() {
    for (written, expected) in [
        ("3/4/2024 09:30", "2024-04-03 09:30"),
        ("3/4/2024 at 9.30am", "2024-04-03 09:30"),
        ("3/4/2024 9:30 PM", "2024-04-03 21:30"),
        ("3/4/2024 0930hrs", "2024-04-03 09:30"),
        ("3/4/2024 12am", "2024-04-03 00:00"),
        ("2024-04-03T09:30:00Z", "2024-04-03 09:30"),
        ("2024-04-03 09:30:15", "2024-04-03 09:30"),
        ("3 April 2024 21:05", "2024-04-03 21:05"),
    ] {
        assert_eq!(text(written).as_deref(), Ok(expected), "{written}");
    }
}

#[test]
fn what_says_that_nothing_is_known_is_no_day_and_no_problem() {
    for written in [
        "N/A",
        "n/a",
        "TBC",
        "not known",
        "-",
        "?",
        "none",
        "awaited",
        " ",
    ] {
        assert_eq!(text(written).as_deref(), Ok("none"), "{written}");
    }
    assert_eq!(read(&Cell::Empty, Epoch::Of1900, range()), Ok(None));
}

#[test]
fn nonsense_is_refused_and_says_why() {
    for (written, why) in [
        (
            "12/25/2024",
            "is no day: there is no month 25, and the day comes before the month",
        ),
        ("31/4/2024", "is no day: month 4 of 2024 has no 31"),
        ("29/2/2023", "is no day: month 2 of 2023 has no 29"),
        ("yesterday", "is no day; write it as 31/12/2024"),
        ("March 2024", "is no day; write it as 31/12/2024"),
        ("3/4", "is no day; write it as 31/12/2024"),
        ("3/4/2024 25:00", "is no day; write it as 31/12/2024"),
        ("3/4/0024", "is before 1 January 1990"),
        ("21/11/2026", "is still to come"),
        ("see notes", "is no day; write it as 31/12/2024"),
        ("123456789", "is no day; write it as 31/12/2024"),
    ] {
        assert_eq!(text(written), Err(why.to_owned()), "{written}");
    }
    let number = |number| read(&Cell::Number(number), Epoch::Of1900, range());
    assert_eq!(number(60.0), Err("is the number of no day".to_owned()));
    assert_eq!(number(1e12), Err("is the number of no day".to_owned()));
    assert_eq!(number(3.0), Err("is before 1 January 1990".to_owned()));
    let fault = read(&Cell::Fault("#REF!".to_owned()), Epoch::Of1900, range());
    assert_eq!(
        fault,
        Err("is a formula that could not be worked out".to_owned())
    );
}
