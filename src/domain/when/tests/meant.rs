//! Times that nobody can mean.

use super::*;

#[test]
fn a_time_that_nobody_can_mean_is_refused() {
    let said = |typed, lean| match read_meant(typed, at(NOW), lean) {
        Ok(moment) => moment.to_text(),
        Err(fault) => fault.to_string(),
    };
    for (typed, words) in [
        (
            "25/12/2026 09:00",
            "Fri 25 Dec 2026 09:00 GMT is in the future: check the day, or type a time that has been.",
        ),
        (
            "evening of 25/11/2026",
            "evening of Wed 25 Nov 2026 is in the future: check the day, or type a time that has been.",
        ),
        (
            "between 21/11/2026 0900 and 21/11/2026 1030",
            "between 09:00 and 10:30 GMT, Sat 21 Nov 2026 is in the future: check the day, or type a \
             time that has been.",
        ),
        (
            "+2h",
            "Sat 21 Nov 2026 12:00 GMT is in the future: check the day, or type a time that has been.",
        ),
        (
            "20/11/1926 2115",
            "The year 1926 cannot be meant. Check the year.",
        ),
        ("20/11/1956 2115", "1956-11-20T21:15:00Z"),
        ("today", "2026-11-21"),
        ("now", "2026-11-21T10:00:00Z"),
        ("?", "unknown"),
    ] {
        assert_eq!(said(typed, Lean::Past), words, "{typed}");
    }
    for (typed, words) in [
        (
            "23/11/2062 0930",
            "The year 2062 cannot be meant. Check the year.",
        ),
        ("23/11/2028 0930", "2028-11-23T09:30:00Z"),
        ("tomorrow 0930", "2026-11-22T09:30:00Z"),
    ] {
        assert_eq!(said(typed, Lean::Future), words, "{typed}");
    }
}
