//! How far it is, on standard error, and whether somebody pressed Ctrl-C.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Monotonic};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::said::number;
use crate::error::{Cause, Failure};

/// How often it is said.
const SAY: Duration = Duration::from_millis(200);

/// How far something is.
pub(super) struct Progress {
    what: &'static str,
    all: usize,
    began: Monotonic,
    said: Option<Monotonic>,
}

impl Progress {
    pub(super) fn new(what: &'static str, all: usize) -> Self {
        Self {
            what,
            all,
            began: Monotonic::now(),
            said: None,
        }
    }

    /// Says how many are done and how long the rest takes, on a terminal; nothing anywhere else.
    pub(super) fn say(&mut self, done: usize) {
        let mut out = std::io::stderr();
        if !out.is_terminal() {
            return;
        }
        let is_last = done >= self.all;
        if !is_last && self.said.is_some_and(|said| said.elapsed() < SAY) {
            return;
        }
        self.said = Some(Monotonic::now());
        let left = match self.left(done) {
            Some(left) => format!(", {}:{:02} left", left / 60, left % 60),
            None => String::new(),
        };
        let line = format!(
            "{}: {} of {}{left}",
            self.what,
            number(done),
            number(self.all)
        );
        let end = if is_last { "\n" } else { "" };
        let _gone = write!(out, "\r{line:<60}{end}");
    }

    /// Returns how many seconds are left, once some are gone.
    fn left(&self, done: usize) -> Option<u64> {
        let elapsed = self.began.elapsed().as_millis();
        if done == 0 || done >= self.all || elapsed < 1_000 {
            return None;
        }
        let left = elapsed * (self.all - done) as u128 / done as u128;
        u64::try_from(left / 1_000).ok()
    }
}

/// Whether somebody wants it to end.
pub(super) struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Begins to watch: from here on Ctrl-C is asked after, and ends nothing by itself.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn watched() -> Result<Self, Failure> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&flag)).map_err(|e| {
                Failure::new(
                    "Nothing was written",
                    "Ctrl-C could not be watched for",
                    "Try again.",
                )
                .because_of(Cause::of_io(&e))
            })?;
        }
        Ok(Self(flag))
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
