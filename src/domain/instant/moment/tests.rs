use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Friday 20 November 2026, 23:00 in London.
const NOW: &str = "2026-11-20T23:00:00Z";

#[test]
fn a_span_is_said_kept_and_typed_as_it_was_said() {
    let between = |from, until| Moment::between(at(from), at(until)).expect("in order");
    for (moment, words, short, typed, kept) in [
        (
            Moment::about(at("2026-11-20T23:00:41Z")),
            "about 23:00 GMT, Fri 20 Nov 2026",
            "about 23:00, Fri 20 Nov",
            "about 20/11/2026 23:00",
            "about 2026-11-20T23:00:00Z",
        ),
        (
            Moment::about(at("2025-06-01T20:15:00Z")),
            "about 21:15 BST, Sun 1 Jun 2025",
            "about 21:15, Sun 1 Jun 2025",
            "about 1/6/2025 21:15",
            "about 2025-06-01T20:15:00Z",
        ),
        (
            Moment::evening(day("2026-11-25")).expect("an evening"),
            "evening of Wed 25 Nov 2026",
            "evening of Wed 25 Nov",
            "evening of 25/11/2026",
            "evening 2026-11-25",
        ),
        (
            between("2026-11-20T21:00:00Z", "2026-11-20T22:30:00Z"),
            "between 21:00 and 22:30 GMT, Fri 20 Nov 2026",
            "between 21:00 and 22:30, Fri 20 Nov",
            "between 20/11/2026 21:00 and 20/11/2026 22:30",
            "between 2026-11-20T21:00:00Z and 2026-11-20T22:30:00Z",
        ),
        (
            between("2026-11-20T23:30:00Z", "2026-11-21T00:30:00Z"),
            "between Fri 20 Nov 2026 23:30 GMT and Sat 21 Nov 2026 00:30 GMT",
            "between Fri 20 Nov 23:30 and Sat 21 Nov 00:30",
            "between 20/11/2026 23:30 and 21/11/2026 00:30",
            "between 2026-11-20T23:30:00Z and 2026-11-21T00:30:00Z",
        ),
        (
            Moment::between_days(day("2026-11-23"), day("2026-11-25")).expect("in order"),
            "between Mon 23 Nov 2026 and Wed 25 Nov 2026 (days only)",
            "between Mon 23 Nov and Wed 25 Nov (days only)",
            "between 23/11/2026 and 25/11/2026",
            "between 2026-11-23T00:00:00Z and 2026-11-25T23:59:59Z",
        ),
        // The clocks go back on 25 October 2026 at 01:00 UTC: 01:30 comes twice.
        (
            between("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            "between 01:30 BST and 01:30 GMT, Sun 25 Oct 2026",
            "between 01:30 and 01:30, Sun 25 Oct",
            "between 25/10/2026 01:30 and 25/10/2026 01:30 GMT",
            "between 2026-10-25T00:30:00Z and 2026-10-25T01:30:00Z",
        ),
    ] {
        assert_eq!(moment.words(), words);
        assert_eq!(moment.short(at(NOW)), short);
        assert_eq!(moment.typed(), typed);
        assert_eq!(moment.to_text(), kept);
        assert_eq!(Moment::from_text(kept), Some(moment));
    }
}

#[test]
fn a_span_starts_with_its_earliest_and_stops_with_its_latest() {
    for (text, start, stop) in [
        (
            "about 2026-11-20T23:00:00Z",
            "2026-11-20T22:30:00Z",
            "2026-11-20T23:30:00Z",
        ),
        // Over midnight.
        (
            "about 2026-11-20T23:45:00Z",
            "2026-11-20T23:15:00Z",
            "2026-11-21T00:15:00Z",
        ),
        // The clocks go forward on 29 March 2026 at 01:00 UTC: half an hour elapses either way.
        (
            "about 2026-03-29T01:00:00Z",
            "2026-03-29T00:30:00Z",
            "2026-03-29T01:30:00Z",
        ),
        (
            "evening 2026-11-25",
            "2026-11-25T18:00:00Z",
            "2026-11-25T23:59:59Z",
        ),
        (
            "evening 2026-07-01",
            "2026-07-01T17:00:00Z",
            "2026-07-01T22:59:59Z",
        ),
        (
            "between 2026-11-20T23:30:00Z and 2026-11-21T00:30:00Z",
            "2026-11-20T23:30:00Z",
            "2026-11-21T00:30:00Z",
        ),
    ] {
        let moment = Moment::from_text(text).expect(text);
        assert_eq!(moment.as_start(), Some(at(start)), "{text}");
        assert_eq!(moment.as_stop(), Some(at(stop)), "{text}");
    }
}

#[test]
fn what_is_no_span_is_not_read() {
    for text in [
        "about 23:00",
        "about",
        "evening 25/11",
        "between 2026-11-20T23:30:00Z",
        "between 2026-11-21T00:30:00Z and 2026-11-20T23:30:00Z",
        "morning 2026-11-25",
        "2026-11-25 evening",
    ] {
        assert_eq!(Moment::from_text(text), None, "{text}");
    }
}

#[test]
fn what_may_be_under_way_is_not_to_come() {
    // 23:00 on 20 November.
    let now = at(NOW);
    for (text, is_to_come) in [
        ("about 2026-11-20T23:30:00Z", false),
        ("about 2026-11-20T23:31:00Z", true),
        ("evening 2026-11-20", false),
        ("evening 2026-11-21", true),
        ("2026-11-20", false),
        ("2026-11-21", true),
        (
            "between 2026-11-20T22:00:00Z and 2026-11-20T23:00:00Z",
            false,
        ),
        (
            "between 2026-11-20T22:00:00Z and 2026-11-20T23:01:00Z",
            true,
        ),
        (
            "between 2026-11-18T00:00:00Z and 2026-11-20T23:59:59Z",
            false,
        ),
        (
            "between 2026-11-18T00:00:00Z and 2026-11-21T23:59:59Z",
            true,
        ),
        ("unknown", false),
    ] {
        let moment = Moment::from_text(text).expect(text);
        assert_eq!(moment.is_to_come(now), is_to_come, "{text}");
    }
}

fn moments() -> impl Strategy<Value = Moment> {
    // 2001 to 2100.
    (978_307_200_i64..4_102_444_800, 0_i64..400_000, 0_usize..6).prop_map(|(from, more, kind)| {
        let at = |seconds| {
            let utc = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
            Instant::from_utc(utc)
        };
        let (from, until) = (at(from), at(from + more));
        match kind {
            0 => Moment::exact(from),
            1 => Moment::day(from.london_date()),
            2 => Moment::about(from),
            3 => Moment::evening(from.london_date()).expect("an evening"),
            4 => Moment::between(from, until).expect("in order"),
            _ => Moment::between_days(from.london_date(), until.london_date()).expect("in order"),
        }
    })
}

proptest! {
    #[test]
    fn the_earliest_is_never_after_the_latest(moment in moments()) {
        prop_assert!(moment.as_start() <= moment.as_stop(), "{moment:?}");
    }

    #[test]
    fn what_is_kept_comes_back(moment in moments()) {
        prop_assert_eq!(Moment::from_text(&moment.to_text()), Some(moment));
    }
}
