//! The log: a file in the state folder with codes, counts and places; never anything that was
//! typed, so that it can be sent to whoever mends the program.

mod heads;

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt;

use self::heads::{Heads, SYSTEM_LOG};
use crate::config::Places;
use crate::store::HEAD_LOG;

/// Starts the log; a log that cannot be written does not keep anybody from their work.
pub(super) fn start(places: &Places) {
    let made = std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&places.state);
    let file = made.and_then(|()| open(&places.state.join("dutydesk.log")));
    let log = file.ok().map(|file| {
        tracing_subscriber::fmt::layer()
            .with_writer(file)
            .with_ansi(false)
            .with_target(false)
            // A head after each commit would be all of it.
            .with_filter(filter_fn(|event| event.target() != HEAD_LOG))
    });
    let both = tracing_subscriber::registry()
        .with(LevelFilter::INFO)
        .with(log)
        .with(Heads::to(SYSTEM_LOG));
    let _first = tracing::subscriber::set_global_default(both);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
}

/// Opens the log: a file and nothing else. A pipe in its place would be waited for, for ever.
fn open(path: &Path) -> std::io::Result<File> {
    let how = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(rustix::fs::open(path, how, Mode::RUSR | Mode::WUSR)?);
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(std::io::ErrorKind::InvalidInput.into())
    }
}

/// Says that the program is at fault: where, and nothing of what was being worked on, for a
/// panic's own words can quote it.
pub fn fault(place: &str) {
    tracing::error!(place, "fault");
    let words = format!(
        "dutydesk: a fault of the program, at {place}.\n\
         What was saved is saved, and what was typed is kept as a draft. Start it again.\n"
    );
    let _written = std::io::stderr().write_all(words.as_bytes());
}
