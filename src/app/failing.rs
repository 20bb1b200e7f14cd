//! What failed is said, and kept for whoever asks what it came of.

use super::App;
use super::message::Outcome;
use super::page::Screen;
use super::page::start::PASSPHRASE;
use crate::error::Failure;

impl App {
    /// Says that something failed, and keeps what it came of for whoever asks.
    pub(super) fn failed(&mut self, failure: Failure) -> Outcome {
        let words = one_line(&failure);
        self.desk.failure = Some(failure);
        self.refuse(words)
    }

    /// Says why the desk was not made or opened; the passphrase is typed again.
    pub(super) fn not_opened(&mut self, failure: Failure) -> Outcome {
        if let Some(Screen::Form(screen)) = self.screens.last_mut() {
            screen.saving = None;
            screen.form.forget_secrets();
            screen.form.fail(PASSPHRASE, one_line(&failure));
            self.desk.failure = Some(failure);
            return Outcome::redraw();
        }
        self.failed(failure)
    }
}

/// Returns a failure on one line.
pub(super) fn one_line(failure: &Failure) -> String {
    let words = failure.to_string();
    let lines = words.lines().map(|line| line.trim_end_matches('.'));
    format!("{}.", lines.collect::<Vec<_>>().join(". "))
}
