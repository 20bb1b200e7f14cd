//! A clock that is behind what is recorded: said at the top of every page until somebody says that
//! it is right all the same.
//!
//! Every time that is due is counted from this clock, and a clock that was set back makes what is
//! overdue look like next year's.

use chrono::Duration;

use crate::app::message::Reply;
use crate::domain::instant::Instant;

/// So far the clocks of a desk's computers may differ.
const ALLOWED: Duration = Duration::minutes(5);

/// What is known of the clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClockCheck {
    /// The newest time in the record.
    newest: Option<Instant>,
    /// So far behind it was when somebody said that it is right, until it has caught up.
    confirmed: Option<Duration>,
}

impl ClockCheck {
    /// Learns what an answer of the store says of the newest time in the record.
    pub(crate) fn learn(&mut self, reply: &Reply, now: Instant) {
        let told = match reply {
            Reply::Opened { newest_at, .. } => Some(*newest_at),
            Reply::Elsewhere(news) => news.newest_at,
            Reply::Ran(_, Ok(saved)) if saved.is_recorded() => Some(now),
            _ => None,
        };
        self.newest = self.newest.max(told);
    }

    /// Forgets what was said of the clock once it is no longer behind: the next fault is another.
    pub(crate) fn catch_up(&mut self, now: Instant) {
        if self.behind(now).is_none() {
            self.confirmed = None;
        }
    }

    /// Returns how far the clock is behind the record, where it is further than clocks may differ.
    fn behind(&self, now: Instant) -> Option<Duration> {
        let behind = self.newest?.since(now);
        (behind > ALLOWED).then_some(behind)
    }

    /// Returns what stands at the top of every page while the clock is behind the record.
    #[must_use]
    pub fn warning(&self, now: Instant) -> Option<String> {
        let behind = self.behind(now)?;
        if self.is_confirmed(behind) {
            return None;
        }
        clock_warning(self.newest?, now)
    }

    /// Remembers that somebody said that the clock is right, though it is behind.
    pub(crate) fn confirm(&mut self, now: Instant) {
        self.confirmed = self.behind(now);
    }

    /// Says whether somebody said of a clock as far behind as this that it is right.
    fn is_confirmed(&self, behind: Duration) -> bool {
        self.confirmed
            .is_some_and(|confirmed| behind <= confirmed + ALLOWED)
    }
}

/// Returns what is said of a clock that is behind the newest time in the record.
#[must_use]
pub fn clock_warning(newest: Instant, now: Instant) -> Option<String> {
    let behind = newest.since(now) > ALLOWED;
    behind.then(|| {
        format!(
            "The clock of this computer says {}, but something was recorded at {}: check the \
             clock before you record.",
            now.long(),
            newest.long()
        )
    })
}
