//! What a command says when it cannot do what was asked, and the exit code that goes with it.

use std::error::Error;
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

/// What an error came of, and what that came of, for the log and for whoever asks what went wrong.
/// Never holds a name, or anything that was typed or stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    words: String,
    source: Option<Box<Self>>,
}

impl Cause {
    /// Returns a cause that came of nothing that is known.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            source: None,
        }
    }

    /// Returns what an error and all that it came of say. Only for errors whose words hold nothing
    /// that was typed or stored: the program's own, not a library's.
    #[must_use]
    pub fn of(error: &(dyn Error + 'static)) -> Self {
        Self {
            words: error.to_string(),
            source: error.source().map(|source| Box::new(Self::of(source))),
        }
    }

    /// Returns the number that the system gave for its error, where it was the system's.
    #[must_use]
    pub fn of_io(error: &std::io::Error) -> Option<Self> {
        let number = error.raw_os_error()?;
        Some(Self::new(format!("system error {number}")))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}

/// An error with all that it came of, on one line, for the log.
pub struct Chain<'a>(pub &'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What to do stands on lines of its own, and is for people.
        let said = self.0.to_string();
        said.lines()
            .take(1)
            .try_for_each(|line| f.write_str(line))?;
        causes(self.0).try_for_each(|cause| write!(f, "; because {cause}"))
    }
}

impl fmt::Debug for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Returns what an error came of, the nearest first.
fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut cause = error.source();
    std::iter::from_fn(move || {
        let found = cause?;
        cause = found.source();
        Some(found)
    })
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
    /// What it came of, where it came of another error.
    cause: Option<Box<Cause>>,
}

impl Failure {
    /// Returns a refusal.
    pub fn new(what: impl Into<String>, why: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
            todo: todo.into(),
            cause: None,
        }
    }

    /// Returns the refusal with what it came of.
    #[must_use]
    pub fn because_of(mut self, cause: impl Into<Option<Cause>>) -> Self {
        self.cause = cause.into().map(Box::new);
        self
    }

    /// Returns the refusal as a command says it: what, why and of what, what to do, a line each.
    #[must_use]
    pub fn report(&self) -> String {
        let mut lines = vec![format!("error: {}", self.what)];
        lines.extend(self.reasons().map(|why| format!("because: {why}")));
        lines.extend((!self.todo.is_empty()).then(|| self.todo.clone()));
        lines.join("\n")
    }

    /// Returns why, and what each reason came of, the nearest first.
    pub fn reasons(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.why.clone()).chain(causes(self).map(ToString::to_string))
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

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause = self.cause.as_deref()?;
        Some(cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_all_that_it_came_of_and_what_to_do() {
        let system = Cause::of_io(&std::io::Error::from_raw_os_error(13));
        let cause = Cause::of(&Failure::new("a", "b", "").because_of(system));
        let failure = Failure::new("Not saved", "desk.db: it is not ours", "Try again.");
        let failure = failure.because_of(cause);
        assert_eq!(
            failure.report(),
            "error: Not saved\n\
             because: desk.db: it is not ours\n\
             because: a: b\n\
             because: system error 13\n\
             Try again."
        );
        assert_eq!(
            Chain(&failure).to_string(),
            "Not saved: desk.db: it is not ours; because a: b; because system error 13"
        );
    }
}
