//! What keeps an open desk from being read by whoever passes: how long nobody has pressed a key,
//! whether the screen is concealed, where whoever is locked out had been.

use std::fmt;
use std::time::Duration;

use crate::app::screen::{Pane, Tab};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;

/// How long a desk stays open with no key pressed, where nothing else is asked for.
pub const USUAL: Duration = Duration::from_mins(10);

/// How long before it locks a line says so.
const WARNING: Duration = Duration::from_mins(1);

/// Why a desk locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody has pressed a key for so long.
    Idle,
    /// Somebody asked for it.
    Asked,
}

/// The page that somebody was on, by ids alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageAt {
    /// A tab of an incident.
    Incident(IncidentId, Tab),
    /// The advice on an incident.
    Advice(IncidentId),
    /// The page before a form leaves, by the form's id.
    Send(IncidentId, String),
    /// A clock explained, by its id.
    Explain(IncidentId, String),
}

/// Where somebody was when the desk locked, by ids alone: no word of a case outlasts the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub who: String,
    /// The pane in front.
    pub pane: Pane,
    /// The chosen incident.
    pub selected: Option<IncidentId>,
    /// The page in front, where one was.
    pub page: Option<PageAt>,
    /// The draft of the form that was open.
    pub form: Option<DraftKey>,
}

/// The watch over an open desk.
pub struct Guard {
    limit: Duration,
    idle: Duration,
    is_concealed: bool,
    due: Option<Why>,
    left: Option<Place>,
}

impl Default for Guard {
    fn default() -> Self {
        Self {
            limit: USUAL,
            idle: Duration::ZERO,
            is_concealed: false,
            due: None,
            left: None,
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Guard({:?} of {:?})", self.idle, self.limit)
    }
}

impl Guard {
    /// Locks after another time without a key than the usual one.
    pub fn lock_after(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Returns how many minutes the desk stays open with no key pressed.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        self.limit.as_secs() / 60
    }

    /// Takes note of how long nobody has pressed a key; says whether what is shown changes by it.
    pub(crate) fn wait(&mut self, idle: Duration) -> bool {
        let before = self.seconds_left();
        self.idle = idle;
        self.seconds_left() != before
    }

    /// Takes note that a key was pressed.
    pub(crate) fn wake(&mut self) {
        self.idle = Duration::ZERO;
    }

    /// Says whether nobody has pressed a key for as long as the desk stays open.
    pub(crate) fn is_over(&self) -> bool {
        self.idle >= self.limit
    }

    /// Returns in how many seconds the desk locks; none until a minute before.
    #[must_use]
    pub fn seconds_left(&self) -> Option<u64> {
        let left = self.limit.saturating_sub(self.idle);
        (left <= WARNING && !self.idle.is_zero()).then_some(left.as_secs())
    }

    /// Says whether nothing of the desk is to be shown.
    #[must_use]
    pub fn is_concealed(&self) -> bool {
        self.is_concealed || self.due.is_some()
    }

    /// Shows nothing of the desk until somebody asks for it.
    pub(crate) fn conceal(&mut self) {
        self.is_concealed = true;
    }

    /// Shows the desk again.
    pub(crate) fn reveal(&mut self) {
        self.is_concealed = false;
    }

    /// Has the desk lock as soon as what is under way is answered.
    pub(crate) fn ask_for_lock(&mut self, why: Why) {
        self.due.get_or_insert(why);
    }

    /// Says whether the desk is to lock as soon as what is under way is answered.
    pub(crate) fn is_due(&self) -> bool {
        self.due.is_some()
    }

    /// Takes note that the desk is locked, and where whoever was at it had been.
    pub(crate) fn locked(&mut self, left: Option<Place>) {
        *self = Self {
            limit: self.limit,
            left,
            ..Self::default()
        };
    }

    /// Returns why the desk is to lock.
    pub(crate) fn why(&self) -> Option<Why> {
        self.due
    }

    /// Returns where whoever opens the desk had been when it locked under them, and forgets it.
    pub(crate) fn take_left(&mut self, who: &str) -> Option<Place> {
        self.left.take().filter(|left| left.who == who)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_minute_is_counted_and_a_key_ends_the_count() {
        let mut guard = Guard::default();
        let seconds = |guard: &mut Guard, idle| {
            guard.wait(Duration::from_secs(idle));
            guard.seconds_left()
        };
        assert_eq!(seconds(&mut guard, 539), None);
        assert_eq!(seconds(&mut guard, 540), Some(60));
        assert_eq!(seconds(&mut guard, 599), Some(1));
        assert!(!guard.is_over());
        guard.wait(Duration::from_mins(10));
        assert!(guard.is_over());
        guard.wake();
        assert_eq!((guard.seconds_left(), guard.is_over()), (None, false));
    }

    #[test]
    fn a_desk_that_locks_after_a_minute_warns_only_once_nobody_presses_a_key() {
        let mut guard = Guard::default();
        guard.lock_after(Duration::from_mins(1));
        assert_eq!(guard.seconds_left(), None);
        assert!(guard.wait(Duration::from_secs(1)));
        assert_eq!(guard.seconds_left(), Some(59));
    }
}
