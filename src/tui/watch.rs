//! Watches for the signals: a line that drops, a request to stop, a new size.
//!
//! A terminal that went away while SIGHUP is ignored is seen by whoever reads it
//! ([`super::input`]).

use std::sync::mpsc::Sender;

use rustix::stdio::stdin;
use rustix::termios::tcgetwinsize;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event::Event;
use crate::app::message::Message;
use crate::error::Failure;

/// Starts the watcher.
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
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGWINCH]).map_err(refused)?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let event = match (signal, tcgetwinsize(stdin())) {
                (SIGWINCH, Ok(size)) => Event::Input(Message::Size(size.ws_col, size.ws_row)),
                // A terminal without a size is on its way out: whoever reads it says so.
                (SIGWINCH, Err(_)) => continue,
                _ => Event::End,
            };
            if send.send(event).is_err() {
                break;
            }
        }
    });
    Ok(())
}
