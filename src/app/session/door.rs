//! What is known while the desk is locked: who may open it, and whether it takes a passphrase now.

use crate::domain::instant::Instant;
use crate::vault::Cipher;

/// What is known before the desk is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// Who has a passphrase, in the order they were added.
    pub names: Vec<String>,
    /// Who opened the desk last from this account of the system, where that is known.
    pub last: Option<String>,
    /// How the files of a desk that is made here are kept.
    pub cipher: Cipher,
    /// Until when no passphrase is taken, after wrong ones.
    until: Option<Instant>,
}

impl Door {
    /// Returns what is known of a desk with these people.
    #[must_use]
    pub fn of(names: Vec<String>, last: Option<String>) -> Self {
        Self {
            names,
            last,
            ..Self::default()
        }
    }

    /// Takes note that no passphrase is taken for a while, or that one is.
    pub(crate) fn close_until(&mut self, until: Option<Instant>) {
        self.until = until;
    }

    /// Returns how many seconds no passphrase is taken yet; none when one is.
    #[must_use]
    pub fn seconds(&self, now: Instant) -> Option<i64> {
        let left = self.until?.since(now).num_milliseconds();
        // The last second counts until it is over.
        (left > 0).then(|| (left + 999) / 1000)
    }

    /// Says whether a count of seconds is to be drawn anew: while there is one, and once after it.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.until.is_some()
    }

    /// Lets the count go once it is over; returns the seconds that are left.
    pub(crate) fn count_down(&mut self, now: Instant) -> Option<i64> {
        let seconds = self.seconds(now);
        if seconds.is_none() {
            self.until = None;
        }
        seconds
    }
}
