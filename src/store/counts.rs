//! How often something was done since it was journalled, by its kind.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::Duration;

use crate::domain::instant::Instant;
use crate::domain::right::Right;

/// For how long what is alike is counted together, in hours.
const TOGETHER: i64 = 1;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Somebody was refused what takes a right.
    Refused(Right),
    /// Somebody asked for a restricted record that is kept from them.
    Kept,
    /// Somebody searched: `lists`, `alike`, `register`, `reference`.
    Looked(&'static str),
}

impl Counted {
    /// Returns the journal's word for it.
    fn action(self) -> String {
        match self {
            Self::Refused(right) => format!("refused_{}", right.word()),
            Self::Kept => "refused_restricted".to_owned(),
            Self::Looked(kind) => format!("search_{kind}"),
        }
    }
}

/// How often something was done since it was journalled.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    unwritten: u64,
    written_at: Option<Instant>,
}

/// What was counted of whoever is at the desk.
#[derive(Debug)]
pub(super) struct Counts {
    times: RefCell<BTreeMap<String, Times>>,
    /// The words that lists were last filtered by: the same again is no other search.
    words: RefCell<String>,
    /// The newest time that was told.
    pub(super) newest: Instant,
}

impl Counts {
    /// Returns nothing counted yet, of a desk that opened at a moment.
    pub(super) fn at(now: Instant) -> Self {
        Self {
            times: RefCell::default(),
            words: RefCell::default(),
            newest: now,
        }
    }

    /// Takes note of what time it is.
    pub(super) fn tell(&mut self, now: Instant) {
        self.newest = now;
    }

    /// Says whether words are another search than the one before: not one letter more or less of it.
    pub(super) fn is_another(&self, words: &str) -> bool {
        let before = self.words.replace(words.to_owned());
        let goes_on =
            !before.is_empty() && (words.starts_with(&before) || before.starts_with(words));
        !words.is_empty() && !goes_on
    }

    /// Counts one more.
    pub(super) fn add(&self, what: Counted) {
        let mut times = self.times.borrow_mut();
        times.entry(what.action()).or_default().unwritten += 1;
    }

    /// Takes what is to be journalled now: all of it, or what is new or an hour old.
    pub(super) fn take(&self, now: Instant, all: bool) -> Vec<(String, u64)> {
        let mut out = Vec::new();
        for (action, times) in self.times.borrow_mut().iter_mut() {
            let is_over = |at: Instant| now.since(at) >= Duration::hours(TOGETHER);
            if times.unwritten > 0 && (all || times.written_at.is_none_or(is_over)) {
                out.push((action.clone(), times.unwritten));
                *times = Times {
                    unwritten: 0,
                    written_at: Some(now),
                };
            }
        }
        out
    }
}
