//! A board of lines: the ledgers of a case, the notification, the handover.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::reading::heading;
use super::rows::{Row, put_list, wrapped};
use crate::app::App;
use crate::app::board::page::{Board, BoardScreen};
use crate::app::board::{Line, Tone};
use crate::app::who::lead_words;
use crate::domain::id::IncidentId;

fn meaning(tone: Tone) -> Meaning {
    match tone {
        Tone::Plain => Meaning::Plain,
        Tone::Heading => Meaning::Heading,
        Tone::Strong => Meaning::Strong,
        Tone::Faint => Meaning::Faint,
        Tone::Late => Meaning::Late,
        Tone::Well => Meaning::Well,
        Tone::Quote => Meaning::Quote,
    }
}

/// Draws a board that is a screen of its own.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &BoardScreen) {
    let about = screen.id.and_then(|id| app.desk.row(id));
    let title = app.board_title(screen);
    let title = match about {
        Some(row) => format!("{}{}{title}", lead_words(row), look.dot()),
        None => title,
    };
    let mut rows = vec![heading(&title), Row::new()];
    let lines = app.board_lines(&screen.board, screen.id);
    let keep = add(&mut rows, &lines, usize::from(area.width), screen.at);
    put_list(frame, area, look, &rows, keep);
}

/// Draws a board as a tab of its incident.
pub(super) fn draw_tab(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    (board, id, at): (&Board, IncidentId, usize),
) {
    let mut rows = Vec::new();
    let lines = app.board_lines(board, Some(id));
    let keep = add(&mut rows, &lines, usize::from(area.width), at);
    put_list(frame, area, look, &rows, keep);
}

/// Adds the rows of each line, and returns those of the chosen one.
fn add(rows: &mut Vec<Row>, lines: &[Line], columns: usize, at: usize) -> std::ops::Range<usize> {
    let mut keep = 0..0;
    let mut place = 0;
    for line in lines {
        let chosen = line.on.is_some() && place == at;
        place += usize::from(line.on.is_some());
        let start = rows.len();
        let wrapped = wrapped(
            &line.words,
            columns.saturating_sub(2),
            line.hang,
            meaning(line.tone),
        );
        for (number, row) in wrapped.into_iter().enumerate() {
            rows.push(row.marked(chosen && number == 0));
        }
        if chosen {
            keep = start..rows.len();
        }
    }
    keep
}
