//! The desk itself: what `dutydesk` does without a subcommand.

use std::time::Duration;

use super::global::Global;
use super::log;
use crate::clock::Clock;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::tui::{self, Look, Opening};
use crate::vault::Cipher;

/// Opens the desk and stays until the person leaves.
///
/// # Errors
/// When there is no terminal, or the bank holidays that were imported cannot be read.
pub(super) fn run(
    global: &Global,
    places: Places,
    cipher: Cipher,
    idle: Duration,
    captive: bool,
) -> Result<Exit, Failure> {
    log::start(&places);
    let holidays = places.holidays()?;
    tui::run(Opening {
        clock: Clock::system(),
        places,
        holidays,
        open: None,
        captive,
        cipher,
        look: look(global),
        idle,
    })
}

/// Returns the look that the terminal and the command line ask for.
pub(super) fn look(global: &Global) -> Look {
    let variable = |name: &str| std::env::var(name).ok();
    Look::of(variable, global.mono, global.ascii)
}
