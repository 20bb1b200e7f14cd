//! A person's own to-do.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// A person's own to-do.
    Task by TaskField {
        /// What is to be done.
        what: String = What "what",
        /// Whose it is, a name or a role.
        owner: String = Owner "owner",
        /// By when.
        due: Option<Moment> = Due "due",
        /// When it was done.
        done_at: Option<Moment> = DoneAt "done_at",
    }
}

/// What a task and an action have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToDo<'a> {
    /// What is to be done.
    pub what: &'a str,
    /// Whose it is.
    pub owner: &'a str,
    /// By when.
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
}

impl Task {
    /// Returns it as what is to be done.
    #[must_use]
    pub fn to_do(&self) -> ToDo<'_> {
        ToDo {
            what: &self.what,
            owner: &self.owner,
            due: self.due,
            done_at: self.done_at,
        }
    }
}
