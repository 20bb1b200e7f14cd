//! The screen while it is concealed: the same words whatever is under them, and the time.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, put_lines};
use crate::domain::instant::Instant;

/// All that a concealed screen says.
const WORDS: &str = " Concealed. Enter shows the desk again.";

/// ```text
///  22:10
///
///  Concealed. Enter shows the desk again.
/// ```
pub(super) fn draw(frame: &mut Frame<'_>, now: Instant, look: Look) {
    let time = now.london().format(" %H:%M").to_string();
    let rows = [
        Row::of(time, Meaning::Strong),
        Row::new(),
        Row::of(WORDS, Meaning::Plain),
    ];
    let area: Rect = frame.area();
    put_lines(frame, area, look, &rows);
}
