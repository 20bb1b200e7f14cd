//! How long nobody has pressed a key, by the clock that goes on while the machine sleeps and that
//! nobody can set.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How soon it is seen that a machine which slept is awake again: no timer counts its sleep.
const SOON: Duration = Duration::from_secs(2);

/// How often a count of seconds is drawn.
const SECOND: Duration = Duration::from_secs(1);

/// When a key was pressed last.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastKey(Duration);

impl LastKey {
    /// Returns a key that is pressed now.
    pub(super) fn now() -> Self {
        Self(since_boot())
    }

    /// Returns how long ago it was pressed.
    pub(super) fn idle(self) -> Duration {
        since_boot().saturating_sub(self.0)
    }
}

/// Returns how long to sleep before it is looked again, with so many seconds left until the lock
/// where they are counted.
pub(super) fn patience(seconds_left: Option<u64>) -> Duration {
    match seconds_left {
        Some(_) => SECOND,
        None => SOON,
    }
}

fn since_boot() -> Duration {
    // It is never below zero, by clock_gettime(2).
    Duration::from_secs(clock_gettime(ClockId::Boottime).tv_sec.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_since_a_key_is_counted_from_when_the_machine_was_started() {
        // proc(5): its first number is the seconds since then, sleep counted.
        let uptime = std::fs::read_to_string("/proc/uptime").unwrap();
        let seconds: f64 = uptime.split(' ').next().unwrap().parse().unwrap();
        let at_start = LastKey(Duration::ZERO).idle().as_secs_f64();
        assert!((at_start - seconds).abs() < 60.0, "{at_start}, {seconds}");
        assert!(LastKey::now().idle() < Duration::from_mins(1));
    }

    #[test]
    fn a_count_of_seconds_is_drawn_each_second() {
        assert_eq!(patience(Some(60)), Duration::from_secs(1));
        assert_eq!(patience(None), Duration::from_secs(2));
    }
}
