//! Watches for the end: a line that drops, a request to stop.
//!
//! crossterm 0.29 spins for ever on a terminal that went away while SIGHUP is ignored, so the
//! terminal itself is watched for hang-up beside the signals, and the reader of keys is never
//! waited for.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::Event;
use crate::error::Failure;

/// Starts the two watchers.
///
/// # Errors
/// When the system refuses the signal handlers.
pub(super) fn start(send: Sender<Event>) -> Result<(), Failure> {
    let refused = |e: std::io::Error| {
        Failure::new(
            "The desk was not opened",
            format!("signals cannot be watched ({e})"),
            "Start it in an ordinary terminal.",
        )
    };
    // A file at the size limit must fail as a write, not end the program.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map_err(refused)?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM]).map_err(refused)?;
    let other = send.clone();
    std::thread::spawn(move || {
        for _signal in signals.forever() {
            if other.send(Event::End).is_err() {
                break;
            }
        }
    });
    std::thread::spawn(move || {
        wait_for_hang_up();
        let _gone = send.send(Event::End);
    });
    Ok(())
}

/// Returns once the terminal has hung up.
fn wait_for_hang_up() {
    let stdin = std::io::stdin();
    loop {
        // Nothing is asked for: hang-up and errors are always told.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) => {
                let [seen] = watched;
                let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                if seen.revents().intersects(gone) {
                    return;
                }
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}
