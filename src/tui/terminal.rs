//! The terminal itself: taken, drawn on, and given back as it was.

use std::io::{IsTerminal, stdin, stdout};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::prelude::{CrosstermBackend, Terminal};
use ratatui::{Frame, Viewport};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};

use super::clean;
use super::frame_output::FrameOutput;
use crate::error::Failure;

/// Whether the terminal is ours and has to be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// How the terminal was before it was ours, where no lock need be taken to read it.
static BEFORE: OnceLock<Termios> = OnceLock::new();

/// Refuses to open the desk where there is no terminal that can show it.
///
/// # Errors
/// Says what is missing and which commands need no screen.
pub fn check() -> Result<(), Failure> {
    let refused = |why: &str| {
        Err(Failure::new(
            "The desk was not opened",
            why,
            "Open it in a terminal, or use `dutydesk due`, `show` and `register`, which need none.",
        ))
    };
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return refused("this is not a terminal");
    }
    match std::env::var("TERM").as_deref() {
        Ok("dumb") => refused("TERM is `dumb`: this terminal cannot place text"),
        Err(_) | Ok("") => refused("TERM is not set: the kind of terminal is not known"),
        Ok(_) => Ok(()),
    }
}

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<FrameOutput>>,
    output: FrameOutput,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it refuses; it is given back as it was.
    pub(super) fn enter() -> Result<Self, Failure> {
        Self::take().map_err(|e| {
            restore();
            Failure::new(
                "The desk was not opened",
                format!("the terminal refused ({e})"),
                "Try another terminal.",
            )
        })
    }

    fn take() -> std::io::Result<Self> {
        let before = tcgetattr(rustix::stdio::stdin())?;
        BEFORE.get_or_init(|| before);
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        // Not `Terminal::clear`: it asks where the cursor is and waits for an answer that some
        // terminals never give.
        execute!(
            stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            Clear(ClearType::All)
        )?;
        let options = ratatui::TerminalOptions {
            viewport: Viewport::Fullscreen,
        };
        let output = FrameOutput::default();
        let terminal = Terminal::with_options(CrosstermBackend::new(output.clone()), options)?;
        Ok(Self { terminal, output })
    }

    /// Returns columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        let size = self.terminal.size().unwrap_or_default();
        (size.width, size.height)
    }

    /// Draws once, in one write, with nothing in it that could steer the terminal.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> Result<(), Failure> {
        let drawn = self.terminal.draw(|frame| {
            view(frame);
            clean::sweep(frame.buffer_mut());
        });
        let drawn = drawn.and_then(|_| self.output.send(&mut stdout().lock()));
        drawn.map_err(|e| {
            Failure::new(
                "The desk was closed",
                format!("the terminal is gone ({e})"),
                "What was typed is kept: open the desk again.",
            )
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was, and nothing that was typed and not read with it; does nothing
/// when it is not ours.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _flushed = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
        let _raw = disable_raw_mode();
        let _left = execute!(
            stdout(),
            DisableBracketedPaste,
            // Some terminals keep what stood on the other screen.
            Clear(ClearType::All),
            LeaveAlternateScreen,
            Show
        );
    }
}

/// Gives the terminal back where nothing may be allocated and no lock be taken: the program is
/// being aborted, and whoever holds a lock never lets it go.
pub fn restore_at_once() {
    /// The end of a synchronized update and of bracketed paste, nothing left
    /// on the screen, the screen before, the cursor.
    const BACK: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[2J\x1b[?1049l\x1b[?25h";
    if TAKEN.swap(false, Ordering::SeqCst) {
        let stdin = rustix::stdio::stdin();
        if let Some(before) = BEFORE.get() {
            let _raw = tcsetattr(stdin, OptionalActions::Flush, before);
        }
        let _left = rustix::io::write(rustix::stdio::stdout(), BACK);
    }
}
