//! A page of lines: the ledgers of a case, the notification, the handover.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::reading::heading;
use super::rows::{Row, put_list, wrapped};
use crate::app::App;
use crate::app::line::{Line, Tone};
use crate::app::page::Page;

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

/// Draws a page that is a screen of its own.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, page: &dyn Page) {
    let see = app.see();
    let about = page.incident().and_then(|id| see.row(id));
    let title = page.title(&see);
    let title = match about {
        Some(row) => format!("{}{}{title}", row.who().lead(), look.dot()),
        None => title,
    };
    let mut rows = vec![heading(&title), Row::new()];
    let columns = usize::from(area.width);
    let keep = add(&mut rows, &page.rows(&see), columns, page.at());
    put_list(frame, area, look, &rows, keep);
}

/// Draws the lines of a tab of an incident.
pub(super) fn draw_tab(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, page: &dyn Page) {
    let mut rows = Vec::new();
    let columns = usize::from(area.width);
    let keep = add(&mut rows, &page.rows(&app.see()), columns, page.at());
    put_list(frame, area, look, &rows, keep);
}

/// Adds the rows of each line, and returns those of the chosen one.
fn add(
    rows: &mut Vec<Row>,
    lines: &[Line<()>],
    columns: usize,
    at: usize,
) -> std::ops::Range<usize> {
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
