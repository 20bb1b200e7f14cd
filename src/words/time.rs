//! A span of time, and a moment as well as it is known.

use chrono::Duration;

use crate::domain::instant::{Instant, Moment};

/// Returns a span in its two largest units: `41 min`, `21 h`, `2 d 3 h`.
#[must_use]
pub fn span(span: Duration) -> String {
    let minutes = span.num_minutes().abs();
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    match (days, minutes / 60) {
        (0, 0) => format!("{minutes} min"),
        (0, hours) if hours < 6 && minutes % 60 > 0 => format!("{hours} h {} min", minutes % 60),
        (0, hours) => format!("{hours} h"),
        _ if hours == 0 => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Returns how long ago something was: `2 h ago`.
#[must_use]
pub fn ago(at: Instant, now: Instant) -> String {
    if at > now {
        return format!("in {}", span(at.since(now)));
    }
    format!("{} ago", span(now.since(at)))
}

/// Returns a moment where there is little room: `Fri 20 Nov 21:15`, `about 21:15, Fri 20 Nov`.
#[must_use]
pub fn short(moment: Moment, now: Instant) -> String {
    moment.short(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::form::tests::at;

    #[test]
    fn spans_read_as_people_say_them() {
        let cases = [
            (Duration::minutes(0), "0 min"),
            (Duration::minutes(41), "41 min"),
            (Duration::minutes(95), "1 h 35 min"),
            (Duration::hours(2), "2 h"),
            (Duration::minutes(21 * 60 + 20), "21 h"),
            (Duration::hours(48), "2 d"),
            (Duration::hours(51), "2 d 3 h"),
            (Duration::hours(-51), "2 d 3 h"),
        ];
        for (duration, words) in cases {
            assert_eq!(span(duration), words);
        }
    }

    #[test]
    fn a_day_alone_is_never_midnight() {
        let now = at("2026-11-20T22:00:00Z");
        let told = at("2026-11-20T21:15:00Z");
        assert_eq!(short(Moment::exact(told), now), "Fri 20 Nov 21:15");
        let day = Moment::day(told.london_date());
        assert_eq!(short(day, now), "Fri 20 Nov 2026 (day only)");
        assert_eq!(short(Moment::UNKNOWN, now), "time not known");
    }
}
