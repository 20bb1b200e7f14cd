//! What is drawn: the frame around every screen, then the screen in front.

mod advice;
mod concealed;
mod contacts;
mod deadlines;
mod form;
mod frame;
mod incident;
mod incoming;
mod lines;
mod overlay;
mod preview;
mod privacy;
mod reading;
mod register;
mod rows;
mod sending;
mod side;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::theme::{Look, Meaning};
use crate::app::App;
use crate::app::page::queues::{self, keeps_register};
use crate::app::page::{FormScreen, Screen};
use crate::app::screen::{Pane, WIDE};
use crate::domain::text::width;
use rows::{Row, put_lines};

/// The smallest terminal that the desk is drawn on.
const SMALLEST: (u16, u16) = (60, 16);

/// Draws the desk; returns how far the page in front can be scrolled, which only drawing knows.
pub(super) fn draw(frame: &mut Frame<'_>, app: &App, look: Look) -> usize {
    let area = frame.area();
    if app.guard.is_concealed() {
        concealed::draw(frame, app.now, look);
        return 0;
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let (columns, rows) = SMALLEST;
        let words = format!(
            "{}x{} is too small: make it {columns}x{rows}. Nothing typed is lost.",
            area.width, area.height
        );
        let lines = rows::wrapped(&words, usize::from(area.width), 0, Meaning::Strong);
        put_lines(frame, area, look, &lines);
        return 0;
    }
    let (under, over) = app.screens.whole();
    let notice = frame::notice_lines(app, usize::from(area.width));
    let notice_height = u16::try_from(notice.len()).unwrap_or(1);
    let [top, body, said, bottom] = Layout::vertical([
        Constraint::Length(frame::top_height(app, usize::from(area.width))),
        Constraint::Min(1),
        Constraint::Length(notice_height),
        Constraint::Length(1),
    ])
    .areas(area);
    frame::draw_top(frame, top, app, look);
    put_lines(frame, said, look, &notice);
    frame::draw_keys(frame, bottom, app, look);
    let last_scroll = draw_screen(frame, body, app, look, under);
    for screen in over {
        overlay::draw(frame, body, app, look, screen);
    }
    privacy::cover(frame.buffer_mut(), app);
    last_scroll
}

fn draw_screen(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &Screen) -> usize {
    match screen {
        Screen::Explain(screen) => return reading::draw_clock(frame, area, app, look, screen),
        Screen::Words(screen) => return reading::draw_words(frame, area, app, look, screen),
        Screen::Incident(screen) => return incident::draw(frame, area, app, look, screen),
        Screen::Desk => draw_desk(frame, area, app, look),
        Screen::Form(screen) => draw_form(frame, area, app, look, screen),
        Screen::Advice(screen) => advice::draw(frame, area, app, look, screen),
        Screen::Send(screen) => sending::draw(frame, area, app, look, screen),
        Screen::Lines(page) => lines::draw(frame, area, app, look, page.as_ref()),
        Screen::Register(page) => register::draw(frame, area, app, look, page),
        Screen::Palette(_) | Screen::Confirm(_) => {}
    }
    0
}

fn is_wide(area: Rect) -> bool {
    usize::from(area.width) >= WIDE
}

/// Draws the four panes side by side, or one of them under a strip of tabs; over them, for whoever keeps
/// the register, what waits for them.
fn draw_desk(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let waiting = queues::strip(&app.desk).filter(|_| keeps_register(&app.who));
    let lines = u16::from(waiting.is_some());
    let [queues, area] =
        Layout::vertical([Constraint::Length(lines), Constraint::Min(1)]).areas(area);
    if let Some(waiting) = waiting {
        let row = Row::of(" Queues (gq) ", Meaning::Strong).part(waiting, Meaning::Plain);
        put_lines(frame, queues, look, &[row]);
    }
    if !is_wide(area) {
        let [strip, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Min(1)]).areas(area);
        draw_strip(frame, strip, app, look);
        draw_pane(frame, body, app, look, app.panes.pane);
        return;
    }
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(48), Constraint::Percentage(52)]).areas(area);
    let halves = Layout::vertical([Constraint::Percentage(50), Constraint::Percentage(50)]);
    let [incoming, form] = halves.areas(left);
    let [deadlines, contacts] = halves.areas(right);
    let panes = [
        (Pane::Incoming, incoming),
        (Pane::Form, form),
        (Pane::Deadlines, deadlines),
        (Pane::Contacts, contacts),
    ];
    for (pane, area) in panes {
        let focused = app.panes.pane == pane && matches!(app.screens.front(), Screen::Desk);
        let title = frame::pane_title(app, pane, look, focused);
        let inner = rows::boxed(frame, area, look, &title, focused);
        draw_pane(frame, inner, app, look, pane);
    }
}

fn draw_pane(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, pane: Pane) {
    match pane {
        Pane::Incoming => incoming::draw(frame, area, app, look),
        Pane::Form => preview::draw_pane(frame, area, app, look),
        Pane::Deadlines => deadlines::draw(frame, area, app, look),
        Pane::Contacts => contacts::draw(frame, area, app, look),
    }
}

/// Draws the tabs of the four panes on one line.
fn draw_strip(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let titles = Pane::ALL.map(|pane| frame::pane_title(app, pane, look, app.panes.pane == pane));
    let wide: usize = titles.iter().map(|title| width(title) + 1).sum();
    let mut row = Row::new();
    for (pane, title) in Pane::ALL.into_iter().zip(titles) {
        row = if app.panes.pane == pane {
            row.part(format!("{title} "), Meaning::Strong)
        } else if wide > usize::from(area.width) {
            // Too narrow for all: the others by digit and name alone.
            let short: Vec<&str> = title.split_whitespace().take(2).collect();
            row.part(format!(" {}  ", short.join(" ")), Meaning::Plain)
        } else {
            row.part(format!("{title} "), Meaning::Plain)
        };
    }
    put_lines(frame, area, look, &[row]);
}

/// Draws a form; in a wide terminal beside what is about the same incident.
fn draw_form(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &FormScreen) {
    if !is_wide(area) || screen.sheet.opens_desk() || !side::has_any(app, screen) {
        form::draw(frame, area, app, look, screen);
        return;
    }
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(60), Constraint::Percentage(40)]).areas(area);
    form::draw(frame, left, app, look, screen);
    side::draw(frame, right, app, look, screen);
}

#[cfg(test)]
mod tests;
