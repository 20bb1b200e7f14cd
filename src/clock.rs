//! The one place where the wall clock is read.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{Duration, Utc};

use crate::domain::instant::Instant;

/// Tells the time: the machine's, one fixed at start that then runs on (`demo --at`), or one that a
/// test moves.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Time);

#[derive(Clone, Copy, Debug)]
enum Time {
    Machine,
    /// The instant asked for, and the machine's instant when it was asked.
    Running {
        at: Instant,
        asked: Instant,
    },
    /// The instant it was set to, and by how many seconds it was moved since.
    Moved {
        at: Instant,
        by: &'static AtomicI64,
    },
}

impl Clock {
    /// Returns the machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Time::Machine)
    }

    /// Returns a clock that stands at `at` and runs on from there.
    #[must_use]
    pub fn starting_at(at: Instant) -> Self {
        Self(Time::Running {
            at,
            asked: machine(),
        })
    }

    /// Returns a clock that stands still at `at` until its hands are moved, for tests.
    #[must_use]
    pub fn by_hand(at: Instant) -> (Self, Hands) {
        // A clock is copied into every thread: it is never given back, and no test makes many.
        let by: &'static AtomicI64 = Box::leak(Box::default());
        (Self(Time::Moved { at, by }), Hands(by))
    }

    /// Returns the instant it is now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self.0 {
            Time::Machine => machine(),
            Time::Running { at, asked } => at.plus(machine().since(asked)),
            Time::Moved { at, by } => at.plus(Duration::seconds(by.load(Ordering::SeqCst))),
        }
    }
}

/// The hands of a clock that stands still.
#[derive(Clone, Copy, Debug)]
pub struct Hands(&'static AtomicI64);

impl Hands {
    /// Moves the clock, and every copy of it, on or back.
    pub fn turn(&self, by: Duration) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }
}

fn machine() -> Instant {
    Instant::from_utc(Utc::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_by_hand_stands_still_until_it_is_moved() {
        let at = Instant::parse_rfc3339("2026-11-20T21:15:00Z").unwrap();
        let (clock, hands) = Clock::by_hand(at);
        let copy = clock;
        assert_eq!(copy.now(), at);
        hands.turn(Duration::minutes(90));
        assert_eq!(copy.now(), at.plus(Duration::minutes(90)));
    }
}
