//! What is asked for often and journalled as one entry: refusals of a right, and searches by their kind.
//!
//! The first of a kind is an entry at once. What follows of the same kind within the hour is counted,
//! and is one entry with how often, at the end of the hour or when the desk locks or closes: whoever
//! tries a thing a thousand times writes two entries, not a thousand. The words of a search are in no
//! entry: they may be a child's name.

use super::counts::Counted;
use super::error::StoreError;
use super::opened::Store;
use crate::domain::change::path::Path;
use crate::domain::instant::Instant;
use crate::error::Chain;

impl Store {
    /// Counts something that whoever is at the desk did.
    pub(super) fn count(&self, what: Counted) {
        self.counts.add(what);
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
