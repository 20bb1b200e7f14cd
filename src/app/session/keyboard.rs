//! What is remembered of the keys: those of a pair pressed so far, how the one that is being taken
//! came, whether it answers a question, and what waits for a write or a reading.

use std::collections::VecDeque;

use crate::app::key::{Key, Pace};
use crate::app::message::Message;

/// The state of the keyboard.
#[derive(Debug)]
pub struct Keyboard {
    /// The keys of a pair pressed so far.
    pressed: Vec<Key>,
    /// How the key came that is being taken.
    pace: Pace,
    /// The key that is being taken answers a question.
    answers: bool,
    /// The one before it did.
    answered_before: bool,
    /// What was typed while a write or a reading was under way, to be taken up after it.
    waiting: VecDeque<Message>,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self {
            pressed: Vec::new(),
            pace: Pace::ByHand,
            answers: false,
            answered_before: false,
            waiting: VecDeque::new(),
        }
    }
}

impl Keyboard {
    /// Lets go of everything pressed and of what waits.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Returns the keys of a pair pressed so far.
    #[must_use]
    pub fn pressed(&self) -> &[Key] {
        &self.pressed
    }

    /// Takes note of the pace of what is taken next.
    pub(crate) fn begin(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Takes note that what came at a pace was taken: what follows of itself comes by hand.
    pub(crate) fn end(&mut self) {
        self.pace = Pace::ByHand;
    }

    /// Returns the pace of what is being taken.
    pub(crate) fn pace(&self) -> Pace {
        self.pace
    }

    /// Turns to another key.
    pub(crate) fn turn(&mut self) {
        self.answered_before = std::mem::take(&mut self.answers);
    }

    /// Adds a key to those of a pair.
    pub(crate) fn press(&mut self, key: Key) {
        self.pressed.push(key);
    }

    /// Forgets the keys of a pair.
    pub(crate) fn release(&mut self) {
        self.pressed.clear();
    }

    /// Says whether the key being taken may be part of a pasted text.
    pub(crate) fn is_hasty(&self) -> bool {
        self.pace == Pace::Hasty
    }

    /// Says whether an answer now would follow another so soon that nobody has read the question it
    /// would fall on: a key held down, or a hand that counts on an order of questions that just
    /// changed.
    pub(crate) fn is_blind_answer(&self) -> bool {
        self.answered_before && self.pace == Pace::Quick
    }

    /// Remembers that the key being taken answers a question.
    pub(crate) fn mark_answer(&mut self) {
        self.answers = true;
    }

    /// Lets a message wait, the last.
    pub(crate) fn wait(&mut self, message: Message) {
        self.waiting.push_back(message);
    }

    /// Lets the rest of what is being taken wait, before all that came after it.
    pub(crate) fn wait_first(&mut self, message: Message) {
        self.waiting.push_front(message);
    }

    /// Returns what has waited longest.
    pub(crate) fn next_waiting(&mut self) -> Option<Message> {
        self.waiting.pop_front()
    }

    /// Says whether something that was typed waits for a write or a reading.
    #[must_use]
    pub fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }
}
