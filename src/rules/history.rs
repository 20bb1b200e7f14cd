//! What has been recorded, as conditions ask after it.

use crate::domain::facts::Answer;

/// What has been recorded, for the conditions that ask.
pub trait History {
    /// Says whether the event has been recorded.
    fn recorded(&self, event: &str) -> bool;
    /// Returns the latest recorded value of a decision's event.
    fn decided(&self, event: &str) -> Option<String>;
    /// Returns the answer of an advice, where it was worked out already on the same facts.
    fn advised(&self, _advice: &str) -> Option<Answer> {
        None
    }
}

/// A history in which nothing has happened yet.
pub struct NoHistory;

impl History for NoHistory {
    fn recorded(&self, _event: &str) -> bool {
        false
    }

    fn decided(&self, _event: &str) -> Option<String> {
        None
    }
}
