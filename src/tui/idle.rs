//! How long nobody has pressed a key, by the clock that goes on while the machine sleeps and that
//! nobody can set.

use std::sync::Arc;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How soon it is seen that a machine which slept is awake again: no timer counts its sleep.
const SOON: Duration = Duration::from_secs(2);

/// How often a count of seconds is drawn.
const SECOND: Duration = Duration::from_secs(1);

/// When a key was pressed last.
#[derive(Clone)]
pub(super) struct LastKey {
    at: Duration,
    /// How long ago the machine was started.
    clock: Arc<dyn Fn() -> Duration + Send + Sync>,
}

impl LastKey {
    /// Returns a key that is pressed now, by the machine's clock.
    pub(super) fn now() -> Self {
        Self::by(since_boot)
    }

    /// Returns a key that is pressed now, by a clock of how long ago the machine was started.
    pub(super) fn by(clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        let at = clock();
        Self {
            at,
            clock: Arc::new(clock),
        }
    }

    /// Takes note that a key is pressed.
    pub(super) fn press(&mut self) {
        self.at = (self.clock)();
    }

    /// Returns how long ago it was pressed.
    pub(super) fn idle(&self) -> Duration {
        (self.clock)().saturating_sub(self.at)
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

/// Returns how long ago the machine was started, its sleep counted.
pub(super) fn since_boot() -> Duration {
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
        let mut at_start = LastKey::now();
        at_start.at = Duration::ZERO;
        let at_start = at_start.idle().as_secs_f64();
        assert!((at_start - seconds).abs() < 60.0, "{at_start}, {seconds}");
        assert!(LastKey::now().idle() < Duration::from_mins(1));
    }

    #[test]
    fn a_count_of_seconds_is_drawn_each_second() {
        assert_eq!(patience(Some(60)), Duration::from_secs(1));
        assert_eq!(patience(None), Duration::from_secs(2));
    }
}
