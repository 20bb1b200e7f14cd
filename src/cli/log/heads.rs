//! The head of the record in the system's log, after each commit.
//!
//! Whoever can write the desk's folder can put an older copy of all of it there, its head file
//! too. The system's log is out of their reach: `dutydesk verify --expect` with a head from there
//! finds what was cut off. A head says a number and a hash, and nothing of a case.

use std::fmt::{Debug, Write};
use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::store::HEAD_LOG;

/// Where the system takes what is to be logged.
pub(super) const SYSTEM_LOG: &str = "/dev/log";

/// `authpriv.info`: what is not for everybody's eyes, and no trouble.
const PRIORITY: u8 = 10 * 8 + 6;

/// Sends heads to the system's log.
pub(super) struct Heads {
    socket: UnixDatagram,
    to: PathBuf,
}

impl Heads {
    /// Begins where the system has such a log.
    pub(super) fn to(to: impl Into<PathBuf>) -> Option<Self> {
        let to = to.into();
        if !to.exists() {
            return None;
        }
        let socket = UnixDatagram::unbound().ok()?;
        // A log that does not take it holds no commit up.
        socket.set_nonblocking(true).ok()?;
        Some(Self { socket, to })
    }
}

impl<S: Subscriber> Layer<S> for Heads {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != HEAD_LOG {
            return;
        }
        let mut said = format!("<{PRIORITY}>dutydesk[{}]:", std::process::id());
        event.record(&mut Words(&mut said));
        // By name each time: a log that was started again is found again.
        let _sent_or_not = self.socket.send_to(said.as_bytes(), &self.to);
    }
}

/// Writes the fields of an event one after another.
struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _infallible = write!(self.0, " {}={value:?}", field.name());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let _infallible = write!(self.0, " {}={value}", field.name());
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[test]
    fn a_head_goes_to_the_log_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        assert!(Heads::to(&path).is_none(), "there is no log");
        let log = UnixDatagram::bind(&path).unwrap();
        log.set_nonblocking(true).unwrap();
        let heads = Heads::to(&path).unwrap();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(heads), || {
            tracing::info!(target: HEAD_LOG, entry = 12, head = "6f0a");
            tracing::info!(head = "of something else");
        });
        let mut said = [0; 200];
        let length = log.recv(&mut said).unwrap();
        let said = std::str::from_utf8(&said[..length]).unwrap();
        let own = std::process::id();
        assert_eq!(said, format!("<86>dutydesk[{own}]: entry=12 head=6f0a"));
        assert!(log.recv(&mut [0; 200]).is_err(), "one line");
    }
}
