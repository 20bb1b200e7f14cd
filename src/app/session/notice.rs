//! The line that is said to the person, until the next key.

use crate::app::message::Outcome;

/// What is said of a key that ends, sends or leaves and came too fast for a hand.
const IGNORED: &str = "Ignored: that key came with pasted text. Press it again.";

/// What is said after words of something that the key takes back.
pub(crate) const UNDOES: &str = " u undoes it.";

/// One line said to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Something was refused or failed.
    pub refused: bool,
}

/// The place of the line: the last one said stands in it.
#[derive(Debug, Default)]
pub struct NoticeLine {
    notice: Option<Notice>,
}

impl NoticeLine {
    /// Returns what stands in it.
    #[must_use]
    pub fn shown(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Says one line.
    pub fn say(&mut self, words: impl Into<String>) -> Outcome {
        self.put(words.into(), false)
    }

    /// Says that something cannot be done, and what to do.
    pub fn refuse(&mut self, words: impl Into<String>) -> Outcome {
        self.put(words.into(), true)
    }

    fn put(&mut self, words: String, refused: bool) -> Outcome {
        self.notice = Some(Notice { words, refused });
        Outcome::redraw()
    }

    /// Says whether these words stand in it.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.shown().is_some_and(|notice| notice.words == words)
    }

    /// Says that a key was not taken that may have come with pasted text.
    pub(crate) fn ignore(&mut self) -> Outcome {
        self.refuse(IGNORED)
    }

    /// Lets the line go at the next key; one about a pasted key outlasts the keys pasted with it.
    pub(crate) fn turn(&mut self, is_hasty: bool) {
        if !is_hasty || !self.says(IGNORED) {
            self.clear();
        }
    }

    /// Leaves out that a key undoes it: in a form that opened the key is a letter.
    pub(crate) fn keep_undo_quiet(&mut self) {
        if let Some(notice) = &mut self.notice
            && let Some(words) = notice.words.strip_suffix(UNDOES)
        {
            notice.words = words.to_owned();
        }
    }

    /// Lets the line go.
    pub fn clear(&mut self) {
        self.notice = None;
    }
}
