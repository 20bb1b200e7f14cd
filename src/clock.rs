//! The one place where the wall clock is read.

use chrono::Utc;

use crate::domain::instant::Instant;

/// Tells the time: the machine's, or one fixed at start that then runs on (`demo --at`).
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The instant asked for, and the machine's instant when it was asked.
    shifted: Option<(Instant, Instant)>,
    /// The instant does not move at all.
    stopped: bool,
}

impl Clock {
    /// Returns the machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self {
            shifted: None,
            stopped: false,
        }
    }

    /// Returns a clock that stands at `at` and runs on from there.
    #[must_use]
    pub fn starting_at(at: Instant) -> Self {
        Self {
            shifted: Some((at, machine())),
            stopped: false,
        }
    }

    /// Returns a clock that stands still, for tests and screenshots.
    #[must_use]
    pub fn stopped_at(at: Instant) -> Self {
        Self {
            shifted: Some((at, at)),
            stopped: true,
        }
    }

    /// Returns the instant it is now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self.shifted {
            None => machine(),
            Some((at, _)) if self.stopped => at,
            Some((at, asked)) => at.plus(machine().since(asked)),
        }
    }
}

fn machine() -> Instant {
    Instant::from_utc(Utc::now())
}
