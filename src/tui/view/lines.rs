//! A page of lines: the ledgers of a case, the notification, the handover.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::reading::heading;
use super::rows::{Row, put_list, wrapped};
use crate::app::App;
use crate::app::line::{Line, Tone};
use crate::app::page::Page;
use crate::report::marks::as_ascii;

fn meaning(tone: Tone) -> Meaning {
    match tone {
        Tone::Plain => Meaning::Plain,
        Tone::Heading => Meaning::Heading,
        Tone::Strong => Meaning::Strong,
        Tone::Faint => Meaning::Faint,
        Tone::Late => Meaning::Late,
        Tone::Wrong => Meaning::Wrong,
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
    let mut lines = page.rows(&see);
    if look.ascii {
        for line in &mut lines {
            line.words = as_ascii(&line.words);
        }
    }
    let keep = add(&mut rows, &lines, columns, page.at());
    let keep = keep.fitting(area.height);
    put_list(frame, area, look, &rows, keep);
}

/// Draws the lines of a tab of an incident.
pub(super) fn draw_tab(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, page: &dyn Page) {
    let mut rows = Vec::new();
    let columns = usize::from(area.width);
    let keep = add(&mut rows, &page.rows(&app.see()), columns, page.at());
    put_list(frame, area, look, &rows, keep.fitting(area.height));
}

/// The rows of the chosen line, and of what is only read around it.
struct Keep {
    chosen: Range<usize>,
    around: Range<usize>,
}

impl Keep {
    /// Returns what is kept in sight: what is read above and below the chosen line too where that
    /// fits, for nothing else brings it into sight.
    fn fitting(self, height: u16) -> Range<usize> {
        // One row says how much more there is.
        if self.around.len() < usize::from(height) {
            self.around
        } else {
            self.chosen
        }
    }
}

/// Adds the rows of each line, and returns those of the chosen one.
fn add(rows: &mut Vec<Row>, lines: &[Line<()>], columns: usize, at: usize) -> Keep {
    let (mut chosen_rows, mut around) = (0..0, 0..0);
    let mut place = 0;
    // Where the line before the chosen one ends that can be chosen too.
    let mut above = 0;
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
            chosen_rows = start..rows.len();
            around = above..rows.len();
        } else if line.on.is_some() {
            above = rows.len();
        } else if place == at + 1 {
            around.end = around.end.max(rows.len());
        }
    }
    Keep {
        chosen: chosen_rows,
        around,
    }
}
