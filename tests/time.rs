//! Counting time: the published vectors through the packs' own clocks, and what must hold of every
//! start, whatever the clocks and the holidays do.

#![expect(clippy::expect_used, reason = "a failing test may panic")]

use std::sync::LazyLock;

use chrono::{Duration, NaiveDate, NaiveTime};
use dutydesk::domain::calendar::{BankHolidays, Counted};
use dutydesk::domain::facts::Facts;
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::pack::{Pack, ReadingName, Unit};
use dutydesk::rules::clocks::{ClockFace, Counting, Event, Timed, clocks, default_close};
use proptest::prelude::*;

static HOLIDAYS: LazyLock<BankHolidays> = LazyLock::new(BankHolidays::built_in);
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(Pack::councils);

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("an instant")
}

/// Returns every clock of a pack when all that starts one happened at once.
fn faces(pack: &Pack, start: Instant) -> Vec<ClockFace> {
    let event = |name: &str, value: Option<&str>| Event {
        event: name.to_owned(),
        value: value.map(str::to_owned),
        at: Moment::exact(start),
    };
    let events = [
        event("incident_occurred", None),
        event("la_became_aware", None),
        event("alert_sent", None),
        event("criteria_decided", Some("met")),
        event("sin_submitted", None),
        event("need_to_know_first_done", None),
        event("final_decision_told", None),
        event("review_initiated", None),
    ];
    let with = Counting {
        pack,
        holidays: &HOLIDAYS,
        close: default_close(),
    };
    clocks(with, &Facts::default(), &events, start)
}

fn reading(start: Instant, clock: &str, name: ReadingName) -> Timed {
    let all = PACKS.iter().flat_map(|pack| faces(pack, start));
    let face = all.into_iter().find(|face| face.id == clock);
    let face = face.expect("the clock");
    let mut readings = face.readings.into_iter();
    readings
        .find(|reading| reading.name == name)
        .expect("the reading")
}

fn due(start: &str, clock: &str, name: ReadingName) -> String {
    let due = reading(at(start), clock, name).due.expect("a due time");
    due.to_rfc3339()
}

/// The specification's vectors: five calendar days (D2), five working days with the day itself
/// counted (the early line of D3) and not counted (its limit), each from noon in London.
#[test]
fn five_days_are_the_published_ones() {
    for (start, calendar, early, standard) in [
        (
            "2026-11-20T12:00:00Z",
            "2026-11-25",
            "2026-11-26",
            "2026-11-27",
        ),
        (
            "2026-12-24T12:00:00Z",
            "2026-12-29",
            "2027-01-04",
            "2027-01-05",
        ),
        (
            "2026-12-25T12:00:00Z",
            "2026-12-30",
            "2027-01-05",
            "2027-01-05",
        ),
        (
            "2026-12-27T12:00:00Z",
            "2027-01-01",
            "2027-01-05",
            "2027-01-05",
        ),
        (
            "2027-12-24T12:00:00Z",
            "2027-12-29",
            "2028-01-04",
            "2028-01-05",
        ),
        (
            "2027-12-31T12:00:00Z",
            "2028-01-05",
            "2028-01-07",
            "2028-01-10",
        ),
    ] {
        let calendar = format!("{calendar}T17:00:00Z");
        let early = format!("{early}T17:00:00Z");
        let target = format!("{standard}T17:00:00Z");
        let limit = format!("{standard}T23:59:59Z");
        let of = |clock, name| due(start, clock, name);
        assert_eq!(of("dfe_notification_local", ReadingName::Target), calendar);
        assert_eq!(of("panel_notification", ReadingName::Early), early);
        assert_eq!(of("panel_notification", ReadingName::Target), target);
        assert_eq!(of("panel_notification", ReadingName::Limit), limit);
    }
    // Across Easter and the spring's clock change: 17:00 in London is 16:00 UTC from 28 March.
    let maundy = "2027-03-25T12:00:00Z";
    let of = |clock, name| due(maundy, clock, name);
    let target = ReadingName::Target;
    assert_eq!(of("dfe_notification_local", target), "2027-03-30T16:00:00Z");
    assert_eq!(
        of("panel_notification", ReadingName::Early),
        "2027-04-02T16:00:00Z"
    );
    assert_eq!(of("panel_notification", target), "2027-04-05T16:00:00Z");
    assert_eq!(
        of("panel_notification", ReadingName::Limit),
        "2027-04-05T22:59:59Z"
    );
}

/// The same for fifteen days: D7, and D18 in the other council.
#[test]
fn fifteen_days_are_the_published_ones() {
    for (start, calendar, limit) in [
        (
            "2026-11-20T12:00:00Z",
            "2026-12-05T17:00:00Z",
            "2026-12-11T23:59:59Z",
        ),
        (
            "2026-12-24T12:00:00Z",
            "2027-01-08T17:00:00Z",
            "2027-01-19T23:59:59Z",
        ),
        (
            "2026-08-28T12:00:00Z",
            "2026-09-12T16:00:00Z",
            "2026-09-21T22:59:59Z",
        ),
    ] {
        for clock in ["final_decision", "rapid_review"] {
            assert_eq!(due(start, clock, ReadingName::Target), calendar, "{clock}");
            assert_eq!(due(start, clock, ReadingName::Limit), limit, "{clock}");
        }
    }
}

/// Hours run on through the night in which the clocks change; the wall shows another time.
#[test]
fn a_day_of_hours_over_a_clock_change_is_24_hours() {
    for (start, ends, shown) in [
        // 23:30 BST the evening before the clocks go back.
        (
            "2026-10-24T22:30:00Z",
            "2026-10-25T22:30:00Z",
            "Sun 25 Oct 2026 22:30 GMT",
        ),
        // 23:30 GMT the evening before they go forward.
        (
            "2027-03-27T23:30:00Z",
            "2027-03-28T23:30:00Z",
            "Mon 29 Mar 2027 00:30 BST",
        ),
        // In the hour that comes twice: the first and the second 01:30.
        (
            "2026-10-25T00:30:00Z",
            "2026-10-26T00:30:00Z",
            "Mon 26 Oct 2026 00:30 GMT",
        ),
        (
            "2026-10-25T01:30:00Z",
            "2026-10-26T01:30:00Z",
            "Mon 26 Oct 2026 01:30 GMT",
        ),
        // No clock change: Christmas stops no hours.
        (
            "2026-12-24T22:10:00Z",
            "2026-12-25T22:10:00Z",
            "Fri 25 Dec 2026 22:10 GMT",
        ),
    ] {
        let found = reading(at(start), "alert_to_sqa", ReadingName::Target);
        let found = found.due.expect("a due time");
        assert_eq!(found.to_rfc3339(), ends);
        assert_eq!(found.long(), shown);
    }
}

#[test]
fn midnight_in_summer_belongs_to_the_day_that_london_shows() {
    // 23:30 UTC on Thursday 2 July is 00:30 on Friday in London: Friday is day 0.
    let found = due(
        "2026-07-02T23:30:00Z",
        "panel_notification",
        ReadingName::Target,
    );
    assert_eq!(found, "2026-07-10T16:00:00Z");
    // An hour earlier it is still Thursday.
    let found = due(
        "2026-07-02T22:30:00Z",
        "panel_notification",
        ReadingName::Target,
    );
    assert_eq!(found, "2026-07-09T16:00:00Z");
}

#[test]
fn past_the_last_known_holiday_the_answer_says_so() {
    let known = "Bank holidays not known after 31 Dec 2028";
    for (start, past) in [
        ("2028-12-15T12:00:00Z", false),
        ("2028-12-28T12:00:00Z", true),
        ("2031-05-01T12:00:00Z", true),
    ] {
        for pack in PACKS.iter() {
            let faces = faces(pack, at(start));
            let face = faces.iter().find(|face| face.id == "panel_notification");
            let face = face.expect("the clock");
            assert_eq!(
                face.explain
                    .iter()
                    .any(|line| line.to_string().contains(known)),
                past,
                "{start}"
            );
            let limit = face.readings.last().expect("the limit");
            assert_eq!(limit.horizon, Some(past), "{start}");
        }
    }
}

fn instant() -> impl Strategy<Value = Instant> {
    // Past what the table knows too.
    (0_i64..15 * 366 * 1440).prop_map(|minutes| {
        let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
        Instant::start_of_day(first).plus(Duration::minutes(minutes))
    })
}

proptest! {
    #[test]
    fn nothing_is_due_before_it_starts_and_hours_are_exact(start in instant()) {
        let mut seen = 0;
        for pack in PACKS.iter() {
            for face in faces(pack, start) {
                for reading in &face.readings {
                    let Some(due) = reading.due else { continue };
                    seen += 1;
                    prop_assert!(due >= start, "{} {:?}", face.id, reading);
                    if reading.unit == Unit::Hours {
                        prop_assert_eq!(due.since(start), Duration::hours(reading.amount));
                    }
                }
            }
        }
        prop_assert!(seen > 20, "{} readings", seen);
    }

    #[test]
    fn what_starts_later_is_never_due_sooner(start in instant(), later in 0_i64..60 * 1440) {
        for pack in PACKS.iter() {
            let first = faces(pack, start);
            let second = faces(pack, start.plus(Duration::minutes(later)));
            for (first, second) in first.iter().zip(&second) {
                let pairs = first.readings.iter().zip(&second.readings);
                for (before, after) in pairs {
                    prop_assert!(after.due >= before.due, "{}: {:?} {:?}", first.id, before, after);
                }
            }
        }
    }

    #[test]
    fn the_early_line_comes_first_and_the_limit_last(start in instant()) {
        for pack in PACKS.iter() {
            let face = faces(pack, start).into_iter().find(|face| face.id == "panel_notification");
            let dues: Vec<_> = face.expect("the clock").readings.iter().map(|r| r.due).collect();
            prop_assert_eq!(dues.len(), 3);
            prop_assert!(dues.is_sorted(), "{:?}", dues);
        }
    }
}

fn day() -> impl Strategy<Value = NaiveDate> {
    // The years that the table knows.
    (0_i64..4000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
        first + Duration::days(days)
    })
}

proptest! {
    #[test]
    fn a_working_day_count_ends_on_a_working_day_after_its_start(start in day(), n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        let end = holidays.add_working_days(start, n, Counted::Day0);
        prop_assert!(end > start);
        prop_assert!(holidays.is_working_day(end));
        let between = (1..=(end - start).num_days())
            .filter(|day| holidays.is_working_day(start + Duration::days(*day)))
            .count();
        prop_assert_eq!(between, usize::try_from(n).unwrap_or(0));
    }

    #[test]
    fn a_later_start_never_ends_sooner(start in day(), later in 0_i64..40, n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        for counted in [Counted::Day0, Counted::Day1] {
            let first = holidays.add_working_days(start, n, counted);
            let second = holidays.add_working_days(start + Duration::days(later), n, counted);
            prop_assert!(second >= first);
        }
    }

    #[test]
    fn the_early_count_never_ends_after_the_other(start in day(), n in 1_u32..30) {
        let holidays = BankHolidays::built_in();
        let early = holidays.add_working_days(start, n, Counted::Day1);
        let other = holidays.add_working_days(start, n, Counted::Day0);
        prop_assert!(early <= other);
        prop_assert!(early >= start);
    }

    #[test]
    fn hours_are_hours_whatever_the_clocks_on_the_wall_do(start in day(), minute in 0_i64..1440, hours in 0_i64..200) {
        let from = Instant::start_of_day(start).plus(Duration::minutes(minute));
        let to = from.plus(Duration::hours(hours));
        prop_assert_eq!(to.since(from), Duration::hours(hours));
        prop_assert!(to >= from);
    }

    #[test]
    fn a_day_of_london_begins_before_it_ends_and_holds_its_own_times(date in day(), minute in 0_u32..1440) {
        let (begin, end) = (Instant::start_of_day(date), Instant::end_of_day(date));
        prop_assert!(begin < end);
        prop_assert_eq!(begin.london_date(), date);
        prop_assert_eq!(end.london_date(), date);
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default();
        // A time that the spring's clock change leaves out has no instant.
        if let Some(at) = Instant::from_london(date, time) {
            prop_assert!(at >= begin && at <= end);
            prop_assert_eq!(at.london_date(), date);
        }
    }
}

#[test]
fn the_days_of_the_clock_changes_have_23_and_25_hours() {
    for (year, month, day, hours) in [(2026, 3, 29, 23), (2026, 10, 25, 25), (2026, 11, 20, 24)] {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let next = Instant::start_of_day(date + Duration::days(1));
        assert_eq!(
            next.since(Instant::start_of_day(date)),
            Duration::hours(hours),
            "{date}"
        );
    }
}
