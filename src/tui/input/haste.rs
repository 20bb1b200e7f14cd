//! Whether a key came by hand, or so fast that it may have been pasted.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::app::key::Pace;

/// So many keys within [`SPAN`] are no hand: a key held down repeats nine times in it.
const MANY: usize = 16;
/// How long a burst or a paste casts doubt on the keys after it.
const SPAN: Duration = Duration::from_millis(300);
/// So soon after another key nobody has read what that one brought.
const READING: Duration = Duration::from_millis(500);

/// When the last keys and the last paste came.
#[derive(Debug, Default)]
pub(super) struct Haste {
    keys: VecDeque<Instant>,
    pasted: Option<Instant>,
    last: Option<Instant>,
}

impl Haste {
    /// Notes a paste.
    pub(super) fn paste(&mut self, now: Instant) {
        self.pasted = Some(now);
    }

    /// Notes keys that were read at once, and says how the first came, and how those behind it.
    pub(super) fn keys(&mut self, count: usize, now: Instant) -> [Pace; 2] {
        let read = |at: Instant| now.saturating_duration_since(at) >= READING;
        let is_read = self.last.is_none_or(read);
        if count > 0 {
            self.last = Some(now);
        }
        let recent = |at: &Instant| now.saturating_duration_since(*at) < SPAN;
        self.keys.retain(recent);
        self.keys.extend(std::iter::repeat_n(now, count.min(MANY)));
        while self.keys.len() > MANY {
            self.keys.pop_front();
        }
        if self.keys.len() >= MANY || self.pasted.as_ref().is_some_and(recent) {
            [Pace::Hasty; 2]
        } else if is_read {
            [Pace::ByHand, Pace::Quick]
        } else {
            [Pace::Quick; 2]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn sixteen_keys_in_a_third_of_a_second_are_hasty_and_fifteen_are_not() {
        let start = Instant::now();
        let mut haste = Haste::default();
        assert_eq!(haste.keys(15, start), [Pace::ByHand, Pace::Quick]);
        assert_eq!(haste.keys(1, after(start, 299))[0], Pace::Hasty);
        // The burst is over: the next key is somebody's hand again.
        assert_eq!(haste.keys(1, after(start, 800))[0], Pace::ByHand);
        // All that came at once is one burst, its first key as its last.
        assert_eq!(haste.keys(16, after(start, 2000)), [Pace::Hasty; 2]);
    }

    #[test]
    fn a_key_held_down_is_a_hand_and_quick() {
        let start = Instant::now();
        let mut haste = Haste::default();
        assert_eq!(haste.keys(1, start)[0], Pace::ByHand);
        for press in 1..60 {
            assert_eq!(haste.keys(1, after(start, press * 33))[0], Pace::Quick);
        }
        let let_go = after(start, 59 * 33 + 500);
        assert_eq!(haste.keys(1, let_go)[0], Pace::ByHand);
    }

    #[test]
    fn a_key_right_after_a_paste_is_hasty() {
        let start = Instant::now();
        let mut haste = Haste::default();
        haste.paste(start);
        assert_eq!(haste.keys(1, after(start, 299))[0], Pace::Hasty);
        assert_eq!(haste.keys(1, after(start, 800))[0], Pace::ByHand);
    }
}
