//! The minute that the labels on the screen are of.

use std::time::Duration;

use crate::domain::instant::Instant;

/// A minute of the clock, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Minute(i64);

impl Minute {
    /// Returns the minute of an instant.
    pub(super) fn of(at: Instant) -> Self {
        Self(at.utc().timestamp().div_euclid(60))
    }

    /// Goes on to the minute of `now`; says whether it is another.
    pub(super) fn turned(&mut self, now: Instant) -> bool {
        let before = std::mem::replace(self, Self::of(now));
        *self != before
    }
}

/// Returns how long the minute of `now` still lasts.
///
/// An instant holds whole seconds, so the desk wakes up to a second after the turn, never before.
pub(super) fn rest_of_minute(now: Instant) -> Duration {
    let into = now.utc().timestamp().rem_euclid(60);
    Duration::from_secs(u64::try_from(60 - into).unwrap_or(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn labels_turn_with_the_minute_and_not_between() {
        let mut minute = Minute::of(at("2026-11-20T21:14:00Z"));
        assert!(!minute.turned(at("2026-11-20T21:14:59.999Z")));
        assert!(minute.turned(at("2026-11-20T21:15:00Z")));
        assert!(!minute.turned(at("2026-11-20T21:15:30Z")));
        // A clock that is set back shows its own minute again.
        assert!(minute.turned(at("2026-11-20T21:02:00Z")));
    }

    #[test]
    fn the_desk_sleeps_to_the_turn_of_the_minute() {
        let rest = |text: &str| rest_of_minute(at(text)).as_millis();
        assert_eq!(rest("2026-11-20T21:14:00Z"), 60_000);
        assert_eq!(rest("2026-11-20T21:14:58Z"), 2_000);
        assert_eq!(rest("1969-12-31T23:59:59Z"), 1_000);
    }
}
