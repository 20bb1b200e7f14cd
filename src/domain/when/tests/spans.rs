//! Approximate times, as they are typed.

use super::*;

#[test]
fn approximate_times_are_kept_as_such() {
    for (typed, expected) in [
        // Saturday 10:00.
        ("about 2300", "about 2026-11-20T23:00:00Z"),
        ("About 9.15pm", "about 2026-11-20T21:15:00Z"),
        ("around 0930", "about 2026-11-21T09:30:00Z"),
        ("~2300", "about 2026-11-20T23:00:00Z"),
        ("circa 20/11 2115", "about 2026-11-20T21:15:00Z"),
        ("yesterday about 2115", "about 2026-11-20T21:15:00Z"),
        ("yesterday at about 9pm", "about 2026-11-20T21:00:00Z"),
        ("fri approx 2115", "about 2026-11-20T21:15:00Z"),
        ("about 2h ago", "about 2026-11-21T08:00:00Z"),
        ("about -2h", "about 2026-11-21T08:00:00Z"),
        ("about now", "about 2026-11-21T10:00:00Z"),
        ("today about 1020", "about 2026-11-21T10:20:00Z"),
        ("yesterday evening about 2115", "about 2026-11-20T21:15:00Z"),
        ("evening", "evening 2026-11-20"),
        ("yesterday evening", "evening 2026-11-20"),
        ("friday evening", "evening 2026-11-20"),
        ("evening of 20/11", "evening 2026-11-20"),
        ("evening of 25/11", "evening 2025-11-25"),
        ("evening of 25/11/2026", "evening 2026-11-25"),
        ("evening of fri 20 nov", "evening 2026-11-20"),
        // A time in the evening is more than the evening.
        ("yesterday evening 2115", "2026-11-20T21:15:00Z"),
        (
            "between 2100 and 2230",
            "between 2026-11-20T21:00:00Z and 2026-11-20T22:30:00Z",
        ),
        (
            "between 0900 and 1000",
            "between 2026-11-21T09:00:00Z and 2026-11-21T10:00:00Z",
        ),
        (
            "yesterday between 9pm and 10.30pm",
            "between 2026-11-20T21:00:00Z and 2026-11-20T22:30:00Z",
        ),
        (
            "between 2100 and 2230 on 19/11",
            "between 2026-11-19T21:00:00Z and 2026-11-19T22:30:00Z",
        ),
        (
            "20/11 between 2100 and 2230",
            "between 2026-11-20T21:00:00Z and 2026-11-20T22:30:00Z",
        ),
        // Over midnight.
        (
            "between 2330 and 0030",
            "between 2026-11-20T23:30:00Z and 2026-11-21T00:30:00Z",
        ),
        (
            "thursday between 2330 and 0030",
            "between 2026-11-19T23:30:00Z and 2026-11-20T00:30:00Z",
        ),
        (
            "between 19/11 2330 and 20/11 0030",
            "between 2026-11-19T23:30:00Z and 2026-11-20T00:30:00Z",
        ),
        (
            "between 18/11 and 20/11",
            "between 2026-11-18T00:00:00Z and 2026-11-20T23:59:59Z",
        ),
        ("between 20/11 and 20/11", "day 2026-11-20"),
        (
            "between thursday and today",
            "between 2026-11-19T00:00:00Z and 2026-11-21T23:59:59Z",
        ),
    ] {
        assert_eq!(said(typed, NOW, Lean::Past), expected, "{typed:?}");
    }
    for (typed, expected) in [
        ("about 0930", "about 2026-11-22T09:30:00Z"),
        ("evening", "evening 2026-11-21"),
        ("evening of 25/11", "evening 2026-11-25"),
        (
            "between 0900 and 1100",
            "between 2026-11-22T09:00:00Z and 2026-11-22T11:00:00Z",
        ),
    ] {
        assert_eq!(said(typed, NOW, Lean::Future), expected, "{typed:?}");
    }
}

#[test]
fn an_approximate_time_that_can_be_read_two_ways_or_not_at_all_is_refused() {
    for (typed, words) in [
        ("about yesterday", "About goes with a time of day"),
        (
            "between 20 nov 2019 and 21 nov 2019",
            "can be read two ways",
        ),
        ("about 2 days ago", "About goes with a time of day"),
        ("about", "About goes with a time of day"),
        ("about 25:00", "\"25:00\" is not a time of day"),
        ("about midnight", "Midnight belongs to two days"),
        // 10:20 may be twenty minutes off or a day ago.
        ("about 1020", "Type 21/11 about 1020 or 20/11 about 1020"),
        ("today about 1031", "has not come yet"),
        ("today evening", "has not come yet"),
        ("evening 0930", "This is not a time"),
        ("between 2100", "Between goes with two times or two days"),
        (
            "between 2100 and",
            "Between goes with two times or two days",
        ),
        (
            "between 20/11 2100 and 21/11",
            "Between goes with two times or two days",
        ),
        ("between 0930 and 1030", "Sat 21 Nov 10:30 has not come yet"),
        (
            "between today 0930 and 1030",
            "Sat 21 Nov 10:30 has not come yet",
        ),
        (
            "between 2330 and 0030 on 20/11",
            "Type between 19/11 2330 and 20/11 0030 or between 20/11 2330 and 21/11 0030",
        ),
        (
            "between 20/11 2330 and 20/11 0030",
            "Fri 20 Nov 2026 00:30 GMT is before Fri 20 Nov 2026 23:30 GMT",
        ),
        (
            "between thursday 20 nov 2100 and 2200",
            "20 November 2026 is a Fri, not a Thu",
        ),
        (
            "evening of thursday 20 nov",
            "20 November 2026 is a Fri, not a Thu",
        ),
        ("morning of 20/11", "No hours are set for a morning"),
        ("yesterday afternoon", "No hours are set for an afternoon"),
    ] {
        let said = said(typed, NOW, Lean::Past);
        assert!(
            said.starts_with("refused: ") && said.contains(words),
            "{typed:?} gave {said:?}, not {words:?}"
        );
    }
}

#[test]
fn an_approximate_time_on_the_days_on_which_the_clocks_change() {
    // Back on 25 October 2026 at 01:00 UTC: 01:30 is 00:30 UTC, and again 01:30 UTC.
    let back = "2026-10-25T12:00:00Z";
    for (typed, expected) in [
        ("about 0130", "about 2026-10-25T00:30:00Z"),
        ("about 0130 gmt", "about 2026-10-25T01:30:00Z"),
        (
            "between 0130 and 0130 gmt",
            "between 2026-10-25T00:30:00Z and 2026-10-25T01:30:00Z",
        ),
        (
            "between 0030 and 0200",
            "between 2026-10-24T23:30:00Z and 2026-10-25T02:00:00Z",
        ),
    ] {
        assert_eq!(said(typed, back, Lean::Past), expected, "{typed:?}");
    }
    // Forward on 29 March 2026 at 01:00 UTC: there is no 01:30.
    let forward = said("about 0130", "2026-03-29T09:00:00Z", Lean::Past);
    assert!(forward.contains("clocks went forward"), "{forward}");
    assert_eq!(
        said("between 0030 and 0230", "2026-03-29T09:00:00Z", Lean::Past),
        "between 2026-03-29T00:30:00Z and 2026-03-29T01:30:00Z"
    );
}
