//! Leaving the desk: asked at any time and answered at once, also while a write is under way.

use super::App;
use super::key::Key;
use super::message::{Message, Outcome};
use super::page::{Next, Screen};

impl App {
    pub(super) fn ask_to_quit(&mut self) -> Outcome {
        self.apply(Next::ask(
            "Leave the desk? What was typed is kept.",
            Next::Quit,
        ))
    }

    /// Says whether the question in front is whether to leave: what is typed answers it and nothing
    /// else, however slow the disk is.
    pub(super) fn is_leaving(&self) -> bool {
        matches!(self.front(), Screen::Confirm(question) if matches!(question.yes, Next::Quit))
    }

    /// Says whether a message waits for the write that is under way: somebody's hand does, leaving
    /// never.
    pub(super) fn holds(&self, message: &Message) -> bool {
        let by_hand = match message {
            Message::Key(key, _) => *key != Key::Ctrl('c'),
            Message::Text(..) | Message::Paste { .. } => true,
            _ => false,
        };
        by_hand && self.is_busy() && !self.is_leaving()
    }

    /// Makes a change of the screens under the question whether to leave: what it opens or closes
    /// lies below, and the next key still answers what is read.
    pub(super) fn below_leaving(&mut self, change: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        if !self.is_leaving() {
            return change(self);
        }
        let question = self.screens.pop();
        let outcome = change(self);
        self.screens.extend(question);
        outcome
    }
}
