//! What is asked for often and journalled as one entry: refusals of a right, and searches by their kind.
//!
//! The first of a kind is an entry at once. What follows of the same kind within the hour is counted,
//! and is one entry with how often, at the end of the hour or when the desk locks or closes: whoever
//! tries a thing a thousand times writes two entries, not a thousand. The words of a search are in no
//! entry: they may be a child's name.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::Duration;

use super::error::StoreError;
use super::opened::Store;
use crate::domain::change::path::Path;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::error::Chain;

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
    newest: Instant,
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
    fn is_another(&self, words: &str) -> bool {
        let before = self.words.replace(words.to_owned());
        let goes_on =
            !before.is_empty() && (words.starts_with(&before) || before.starts_with(words));
        !words.is_empty() && !goes_on
    }

    /// Takes what is to be journalled now: all of it, or what is new or an hour old.
    fn take(&self, now: Instant, all: bool) -> Vec<(String, u64)> {
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

impl Store {
    /// Counts something that whoever is at the desk did.
    pub(super) fn count(&self, what: Counted) {
        let mut times = self.counts.times.borrow_mut();
        times.entry(what.action()).or_default().unwritten += 1;
    }

    /// Counts a search of the lists by words.
    pub(super) fn count_search(&self, words: &str) {
        if self.counts.is_another(words.trim()) {
            self.count(Counted::Looked("lists"));
        }
    }

    /// Journals what was counted, as far as it is time for it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_counted(&mut self, now: Instant) -> Result<(), StoreError> {
        self.counts.tell(now);
        self.note_all(now, false)
    }

    fn note_all(&mut self, now: Instant, all: bool) -> Result<(), StoreError> {
        for (action, times) in self.counts.take(now, all) {
            self.administer(now, |writing| {
                writing.changed(&Path::Times, None, Some(times.to_string()));
                writing.journalled(&action, "desk".to_owned(), 0)
            })?;
        }
        Ok(())
    }
}

impl Drop for Store {
    /// What was counted and not journalled is journalled when the desk locks or closes.
    fn drop(&mut self) {
        let now = self.counts.newest;
        if let Err(error) = self.note_all(now, true) {
            tracing::warn!(error = %Chain(&error), "what was counted was not journalled");
        }
    }
}

#[cfg(test)]
mod tests;
