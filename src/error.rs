//! What a command says when it cannot do what was asked, and the exit code that goes with it.

use std::fmt;

/// The exit codes of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Refused or failed.
    Refused = 1,
    /// The command line itself is wrong.
    Usage = 2,
    /// Something is overdue (`due`).
    Overdue = 3,
    /// The record was altered (`verify`).
    Damaged = 4,
    /// A fault of the program.
    Internal = 70,
}

/// A refusal: what, why, and what to do. Never holds a name or anything typed into a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do about it.
    pub todo: String,
}

impl Failure {
    /// Returns a refusal.
    pub fn new(what: impl Into<String>, why: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
            todo: todo.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)?;
        if !self.todo.is_empty() {
            write!(f, "\n{}", self.todo)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
