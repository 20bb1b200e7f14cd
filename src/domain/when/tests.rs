mod meant;
mod spans;

use proptest::prelude::*;

use chrono::Duration;

use super::*;
use crate::domain::instant::Precision;

/// Saturday 21 November 2026, 10:00 in London.
const NOW: &str = "2026-11-21T10:00:00Z";

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("an instant")
}

/// Says a reading as the tables do: an instant, `day` and the date, `?`, or the refusal's words.
fn said(typed: &str, now: &str, lean: Lean) -> String {
    match read(typed, at(now), lean) {
        Err(fault) => format!("refused: {fault}"),
        Ok(moment) => match (moment.precision, moment.at) {
            (Precision::Exact, Some(at)) => at.to_rfc3339(),
            (Precision::Day, Some(at)) => format!("day {}", at.london_date()),
            (Precision::Within { .. }, Some(_)) => moment.to_text(),
            _ => "?".to_owned(),
        },
    }
}

#[test]
fn what_people_type_for_a_past_time() {
    for (typed, expected) in [
        ("now", "2026-11-21T10:00:00Z"),
        ("  NOW ", "2026-11-21T10:00:00Z"),
        ("unknown", "?"),
        ("?", "?"),
        ("not known", "?"),
        ("today", "day 2026-11-21"),
        ("today 09:30", "2026-11-21T09:30:00Z"),
        ("today 0000", "2026-11-21T00:00:00Z"),
        ("yesterday", "day 2026-11-20"),
        ("yesterday 2115", "2026-11-20T21:15:00Z"),
        ("2115 yesterday", "2026-11-20T21:15:00Z"),
        ("Yesterday at 9.15pm", "2026-11-20T21:15:00Z"),
        ("yesterday noon", "2026-11-20T12:00:00Z"),
        ("last night 2115", "2026-11-20T21:15:00Z"),
        // Saturday: today's name is today, last is the one before.
        ("saturday", "day 2026-11-21"),
        ("sat 0915", "2026-11-21T09:15:00Z"),
        ("last saturday", "day 2026-11-14"),
        ("fri", "day 2026-11-20"),
        ("friday 2115", "2026-11-20T21:15:00Z"),
        ("last friday 2115", "2026-11-20T21:15:00Z"),
        ("on sunday", "day 2026-11-15"),
        ("thurs 9pm", "2026-11-19T21:00:00Z"),
        // Times alone: up to now today, after now yesterday.
        ("0930", "2026-11-21T09:30:00Z"),
        ("10:00", "2026-11-21T10:00:00Z"),
        ("1001", "2026-11-20T10:01:00Z"),
        ("2115", "2026-11-20T21:15:00Z"),
        ("21:15", "2026-11-20T21:15:00Z"),
        ("9:15", "2026-11-21T09:15:00Z"),
        ("9.15pm", "2026-11-20T21:15:00Z"),
        ("9:15 PM", "2026-11-20T21:15:00Z"),
        ("9.15 p.m.", "2026-11-20T21:15:00Z"),
        ("915pm", "2026-11-20T21:15:00Z"),
        ("9pm", "2026-11-20T21:00:00Z"),
        ("9am", "2026-11-21T09:00:00Z"),
        ("12pm", "2026-11-20T12:00:00Z"),
        ("12.30am", "2026-11-21T00:30:00Z"),
        ("noon", "2026-11-20T12:00:00Z"),
        ("2115hrs", "2026-11-20T21:15:00Z"),
        ("2115 hrs", "2026-11-20T21:15:00Z"),
        ("2026", "2026-11-20T20:26:00Z"),
        // Dates: day before month, the latest year up to today.
        ("20/11 2115", "2026-11-20T21:15:00Z"),
        ("20/11 2026", "2026-11-20T20:26:00Z"),
        ("20/11", "day 2026-11-20"),
        ("4/3", "day 2026-03-04"),
        ("22/11", "day 2025-11-22"),
        ("25 december", "day 2025-12-25"),
        ("20/11/26 21:15", "2026-11-20T21:15:00Z"),
        ("20.11.2026 21:15", "2026-11-20T21:15:00Z"),
        ("20-11-2026", "day 2026-11-20"),
        ("20112026", "day 2026-11-20"),
        ("20 nov 2026 21:15", "2026-11-20T21:15:00Z"),
        ("20 nov 2019 2115", "2019-11-20T21:15:00Z"),
        ("2115 20 nov 2019", "2019-11-20T21:15:00Z"),
        ("20 nov 2026", "day 2026-11-20"),
        ("20 nov 1930", "2026-11-20T19:30:00Z"),
        ("20 nov 1985", "day 1985-11-20"),
        ("20 november", "day 2026-11-20"),
        ("20th November 2115", "2026-11-20T21:15:00Z"),
        ("3 sept, 8am", "2026-09-03T07:00:00Z"),
        ("friday 20 nov", "day 2026-11-20"),
        ("2026-11-20 21:15", "2026-11-20T21:15:00Z"),
        ("2026-11-20T21:15", "2026-11-20T21:15:00Z"),
        ("2026-11-20T21:15:00Z", "2026-11-20T21:15:00Z"),
        ("2026-07-01T12:00:00+01:00", "2026-07-01T11:00:00Z"),
        ("2026-07-01 12:00", "2026-07-01T11:00:00Z"),
        // A future date with its year is the caller's to refuse.
        ("20/11/2027", "day 2027-11-20"),
        // Steps from now.
        ("-2h", "2026-11-21T08:00:00Z"),
        ("- 2h", "2026-11-21T08:00:00Z"),
        ("\u{2212}2h", "2026-11-21T08:00:00Z"),
        ("-1h30m", "2026-11-21T08:30:00Z"),
        ("-1h30", "2026-11-21T08:30:00Z"),
        ("-30m", "2026-11-21T09:30:00Z"),
        ("-2d", "day 2026-11-19"),
        ("-1d2h", "2026-11-20T08:00:00Z"),
        ("+2h", "2026-11-21T12:00:00Z"),
        ("2 hours ago", "2026-11-21T08:00:00Z"),
        ("10 minutes ago", "2026-11-21T09:50:00Z"),
        // What the program itself prints.
        ("Fri 20 Nov 2026 21:15 GMT", "2026-11-20T21:15:00Z"),
        ("Fri 20 Nov 2026 (day only)", "day 2026-11-20"),
        ("time not known", "?"),
    ] {
        assert_eq!(said(typed, NOW, Lean::Past), expected, "{typed:?}");
    }
}

#[test]
fn a_planned_time_leans_forward() {
    for (typed, expected) in [
        ("0930", "2026-11-22T09:30:00Z"),
        ("1430", "2026-11-21T14:30:00Z"),
        ("tomorrow 0900", "2026-11-22T09:00:00Z"),
        ("tonight 8pm", "2026-11-21T20:00:00Z"),
        ("saturday", "day 2026-11-21"),
        ("monday 10am", "2026-11-23T10:00:00Z"),
        ("20/11", "day 2027-11-20"),
        ("23 november 1000", "2026-11-23T10:00:00Z"),
        ("-1h", "2026-11-21T09:00:00Z"),
    ] {
        assert_eq!(said(typed, NOW, Lean::Future), expected, "{typed:?}");
    }
}

#[test]
fn what_is_refused_is_refused_in_words() {
    for (typed, words) in [
        ("", "Nothing was typed"),
        ("   ", "Nothing was typed"),
        ("soon", "This is not a time"),
        ("20", "\"20\" is not a time"),
        ("915", "\"915\" is not a time"),
        ("yesterday 915", "\"915\" is not a time"),
        ("today yesterday", "This is not a time"),
        ("2115 2116", "\"2116\" is not a time"),
        ("last", "This is not a time"),
        ("midnight", "Midnight belongs to two days"),
        ("yesterday midnight", "Midnight belongs to two days"),
        ("2400", "Midnight belongs to two days"),
        ("12am", "Midnight belongs to two days"),
        ("2560", "\"2560\" is not a time of day"),
        ("25:00", "\"25:00\" is not a time of day"),
        ("13pm", "\"13pm\" is not a time of day"),
        ("31/2", "There is no 31 February"),
        ("31/4/2026", "There is no 31 April"),
        ("29/2/2027", "There is no 29 February 2027"),
        ("29 feb", "There is no 29 February 2026"),
        ("11/20", "There is no month 20"),
        ("0/11", "There is no 0 November"),
        ("20/11/1066", "The year 1066 cannot be meant"),
        ("20-11-26", "can be read two ways"),
        (
            "20 nov 2019",
            "Type 20/11 20:19 for the time or 20/11/2019 for the date",
        ),
        ("tonight", "two dates"),
        ("last night", "two dates"),
        ("last night 0130", "two dates"),
        ("tomorrow", "has not come yet"),
        (
            "today 1430",
            "Sat 21 Nov 14:30 has not come yet; it is Sat 21 Nov 10:00",
        ),
        ("saturday 1430", "has not come yet"),
        ("21/11 1430", "has not come yet"),
        ("thursday 20 nov", "20 November 2026 is a Fri, not a Thu"),
        ("20 nov 2026 21:15 BST", "Fri 20 Nov 2026 21:15 GMT"),
        ("29/3/2026 0130", "There was no 01:30 on 29 March 2026"),
        ("-2", "is not a step from now"),
        ("-2x", "is not a step from now"),
        ("-30m2h", "is not a step from now"),
        ("-999999d", "is not a step from now"),
        ("-", "is not a step from now"),
    ] {
        let said = said(typed, NOW, Lean::Past);
        assert!(
            said.starts_with("refused: ") && said.contains(words),
            "{typed:?} gave {said:?}, not {words:?}"
        );
    }
}

#[test]
fn a_name_in_the_wrong_field_is_not_repeated() {
    for typed in [
        "-\u{1b}[2Jahmadi",
        "M. Ahmadi-Example",
        "Ahmadi-Example 2115",
        "2115 Ahmadi",
        "-Ahmadi9",
    ] {
        let said = said(typed, NOW, Lean::Past);
        assert!(said.starts_with("refused"), "{said}");
        assert!(!said.to_lowercase().contains("ahmadi"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
    let fault = read_date("Ahmadi 4/3/2010", at(NOW)).expect_err("a name");
    assert!(
        !fault.to_string().to_lowercase().contains("ahmadi"),
        "{fault}"
    );
}

#[test]
fn the_hour_that_happens_twice_is_the_earlier_unless_the_zone_is_typed() {
    // Clocks go back on 25 October 2026: 01:30 BST is 00:30 UTC, 01:30 GMT is 01:30 UTC.
    let now = "2026-10-25T12:00:00Z";
    assert_eq!(said("today 0130", now, Lean::Past), "2026-10-25T00:30:00Z");
    assert_eq!(said("0130", now, Lean::Past), "2026-10-25T00:30:00Z");
    assert_eq!(said("0130 gmt", now, Lean::Past), "2026-10-25T01:30:00Z");
    assert_eq!(said("0130 bst", now, Lean::Past), "2026-10-25T00:30:00Z");
    // In the second 01:10 the first 01:30 is past already.
    let second = "2026-10-25T01:10:00Z";
    assert_eq!(said("0130", second, Lean::Past), "2026-10-25T00:30:00Z");
}

#[test]
fn the_hour_that_never_happens_is_not_moved_to_another_day() {
    // Clocks go forward on 29 March 2026 at 01:00.
    let after = said("0130", "2026-03-29T09:00:00Z", Lean::Past);
    assert!(after.contains("clocks went forward"), "{after}");
    assert_eq!(
        said("0130", "2026-03-29T00:30:00Z", Lean::Past),
        "2026-03-28T01:30:00Z"
    );
    assert_eq!(
        said("today 0230", "2026-03-29T09:00:00Z", Lean::Past),
        "2026-03-29T01:30:00Z"
    );
}

#[test]
fn dates_of_birth() {
    let now = at(NOW);
    for (typed, expected) in [
        ("4/3/2010", "2010-03-04"),
        ("04/03/10", "2010-03-04"),
        ("4/3/85", "1985-03-04"),
        ("4/3/27", "2027-03-04"),
        ("4/3/28", "1928-03-04"),
        ("4.3.2010", "2010-03-04"),
        ("4 mar 2010", "2010-03-04"),
        ("4th March 2010", "2010-03-04"),
        ("4 mar 10", "2010-03-04"),
        ("2010-03-04", "2010-03-04"),
        ("04032010", "2010-03-04"),
        ("29/2/2012", "2012-02-29"),
        ("today", "2026-11-21"),
    ] {
        let read = read_date(typed, now).expect(typed);
        assert_eq!(read.to_string(), expected, "{typed}");
    }
    for (typed, words) in [
        ("", "Nothing was typed"),
        ("4/3", "year is missing"),
        ("4 mar", "year is missing"),
        ("29/2/2011", "no 29 February 2011"),
        ("31/4/2010", "no 31 April"),
        ("3/13/2010", "no month 13"),
        ("4/3/1810", "1810"),
        ("4/3/2030", "2030"),
        ("2010", "\"2010\" is not a date"),
        ("4/3/2010 2115", "is not a date"),
        ("14", "\"14\" is not a date"),
    ] {
        let fault = read_date(typed, now).expect_err(typed).to_string();
        assert!(fault.contains(words), "{typed:?} gave {fault:?}");
    }
}

fn instants() -> impl Strategy<Value = Instant> {
    // 2001 to 2100, so that yesterday and last year stay in range.
    (978_307_200_i64..4_102_444_800).prop_map(|seconds| {
        let utc = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
        Instant::from_utc(utc)
    })
}

/// Text made of the grammar's own pieces, so that most of it comes near to being a time.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,4}",
        "[0-9]{1,2}[:.][0-9]{2}(am|pm)?",
        "[0-9]{1,2}/[0-9]{1,2}",
        "(today|yesterday|tomorrow|tonight|last|night|fri|sunday|nov|feb|march|noon|gmt|bst|at)",
        "(about|evening|evening of|between|and|~|morning)",
        "[-+][0-9]{1,3}[hmd]",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_text_panics(typed in any::<String>(), now in instants()) {
        let past = read(&typed, now, Lean::Past);
        let future = read(&typed, now, Lean::Future);
        for fault in [past.err(), future.err(), read_date(&typed, now).err()].into_iter().flatten() {
            prop_assert!(fault.to_string().ends_with('.'));
        }
    }

    #[test]
    fn no_near_time_panics_and_the_past_is_never_later_than_now(typed in pieces(), now in instants()) {
        let _ = read(&typed, now, Lean::Future).is_ok();
        let _ = read_date(&typed, now).is_ok();
        // Later than now only by a plus, or by four digits after a month: a year.
        let words: Vec<&str> = typed.split(' ').collect();
        let year = words.windows(2).any(|pair| {
            let month = pair.first().is_some_and(|w| ["nov", "feb", "march"].contains(w));
            month && pair.last().is_some_and(|w| w.len() == 4 && w.parse::<u32>().is_ok())
        });
        let dated = typed.contains('+') || year;
        if let (Ok(moment), false) = (read(&typed, now, Lean::Past), dated) {
            prop_assert!(moment.as_start() <= Some(now), "{typed:?} gave {moment:?}");
        }
    }

    #[test]
    fn what_is_shown_reads_back_the_same(at in instants(), now in instants(), length in 1_i64..3000) {
        let minute = Instant::parse_rfc3339(&at.utc().format("%Y-%m-%dT%H:%M:00Z").to_string()).unwrap();
        let until = minute.plus(Duration::minutes(length));
        let last = until.london_date();
        for moment in [
            Moment::exact(minute),
            Moment::day(at.london_date()),
            Moment::about(minute),
            Moment::evening(at.london_date()).expect("an evening"),
            Moment::between(minute, until).expect("in order"),
            Moment::between_days(at.london_date(), last).expect("in order"),
            Moment::UNKNOWN,
        ] {
            for lean in [Lean::Past, Lean::Future] {
                prop_assert_eq!(read(&echo(moment), now, lean), Ok(moment));
                prop_assert_eq!(read(&moment.typed(), now, lean), Ok(moment));
            }
        }
    }
    #[test]
    fn a_time_alone_is_within_a_day_of_now(hour in 0_u32..24, minute in 0_u32..60, now in instants()) {
        let typed = format!("{hour:02}{minute:02}");
        // A day of 25 hours is the longest.
        if let Ok(moment) = read(&typed, now, Lean::Past) {
            let since = now.since(moment.at.expect("a time"));
            prop_assert!((0..25 * 3600).contains(&since.num_seconds()), "{since}");
        }
        if let Ok(moment) = read(&typed, now, Lean::Future) {
            let until = moment.at.expect("a time").since(now);
            prop_assert!((0..=25 * 3600).contains(&until.num_seconds()), "{until}");
        }
    }
}
