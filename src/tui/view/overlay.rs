//! What lies over a screen: the palette, and a question that is answered No unless somebody says
//! Yes.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, boxed, put_lines, put_list, wrapped};
use crate::app::page::{Confirm, Screen};
use crate::app::screen::Palette;
use crate::app::{App, palette_rows};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &Screen) {
    match screen {
        Screen::Confirm(confirm) => draw_question(frame, area, look, confirm),
        Screen::Palette(palette) => draw_palette(frame, area, app, look, palette),
        _ => {}
    }
}

/// Returns the lowest rows of an area.
fn foot(area: Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    Rect::new(area.x, area.bottom() - height, area.width, height)
}

fn draw_question(frame: &mut Frame<'_>, area: Rect, look: Look, confirm: &Confirm) {
    let columns = usize::from(area.width.saturating_sub(4));
    let mut rows = wrapped(&confirm.question, columns, 0, Meaning::Strong);
    let yes = if confirm.is_grave { "Y" } else { "y" };
    let yes = Row::of(format!("{yes} yes   "), Meaning::Plain);
    rows.push(yes.part("Enter or n: no", Meaning::Strong));
    let height = u16::try_from(rows.len()).unwrap_or(3) + 2;
    let inner = boxed(frame, foot(area, height), look, " Question ", true);
    put_lines(frame, inner, look, &rows);
}

fn draw_palette(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, palette: &Palette) {
    let found = palette_rows(&app.screens.scopes_below(&app.panes), &palette.typed);
    let inner = boxed(
        frame,
        foot(area, area.height.min(14)),
        look,
        " Find a command ",
        true,
    );
    let [line, list] = ratatui::layout::Layout::vertical([
        ratatui::layout::Constraint::Length(1),
        ratatui::layout::Constraint::Min(1),
    ])
    .areas(inner);
    put_lines(
        frame,
        line,
        look,
        &[Row::of(format!(": {}_", palette.typed), Meaning::Typing)],
    );
    let rows: Vec<Row> = found
        .iter()
        .enumerate()
        .map(|(place, binding)| {
            Row::new()
                .cell(&binding.key_words(), 8, Meaning::Strong)
                .part(binding.words, Meaning::Plain)
                .marked(place == palette.at)
        })
        .collect();
    if rows.is_empty() {
        put_lines(
            frame,
            list,
            look,
            &[Row::of(
                "No command that works here has these words.",
                Meaning::Plain,
            )],
        );
        return;
    }
    put_list(frame, list, look, &rows, palette.at..palette.at + 1);
}
