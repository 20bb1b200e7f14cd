//! Everything that is due, most urgent first.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::rows::{BEING_READ, Row, put_lines, put_page, wrapped};
use crate::app::App;
use crate::app::labels;
use crate::domain::instant::Instant;
use crate::domain::text::width;
use crate::pack::ReadingName;
use crate::rules::case::reading_words;
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::sight::Due;
use crate::rules::summary::{DueLine, DueOf};

/// Returns what a clock's state means to the eye; its word says the same.
pub(super) fn meaning(state: ClockState) -> Meaning {
    match state {
        ClockState::Overdue | ClockState::OverdueAtReceipt | ClockState::MetLate => Meaning::Late,
        ClockState::DueSoon => Meaning::Soon,
        ClockState::Met => Meaning::Well,
        ClockState::Provisional | ClockState::NotStarted | ClockState::StoodDown => Meaning::Faint,
        ClockState::Running => Meaning::Plain,
    }
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let due = &app.desk.sight.due;
    let columns = usize::from(area.width);
    if due.rows.is_empty() {
        let words = if !app.desk.is_read {
            BEING_READ
        } else if app.panes.filter.is_empty() {
            "Nothing is due. A clock starts with an incident: n logs one."
        } else {
            "Nothing that is due matches the filter. / changes it."
        };
        put_lines(
            frame,
            area,
            look,
            &wrapped(words, columns, 0, Meaning::Plain),
        );
        return;
    }
    let at = app.lists().due_place();
    let left_of = |due: &Due| labels::line_left(&due.line, app.now);
    // The time left is not cut where the reference and the first words of the title have room.
    let needed = due.rows.iter().map(|due| width(&left_of(due))).max();
    let needed = needed.map_or(0, |needed| needed.min(27).min(columns.saturating_sub(21)));
    let left = needed.max(22.min(columns / 3));
    let rows: Vec<Row> = due
        .rows
        .iter()
        .enumerate()
        .map(|(place, due)| row(app, due, columns, left).marked(at == Some(place)))
        .collect();
    let chosen = at.and_then(|at| due.rows.get(at));
    let detail = chosen.map(|due| match (&due.line.of, app.desk.clock(due)) {
        (_, Some(clock)) => detail_of_clock(app, clock, look, columns),
        (DueOf::Clock(_), None) => detail_of_line(&due.line, look, columns),
        _ => detail_of_task(app, &due.line, look, columns),
    });
    let detail = detail.unwrap_or_default();
    let height = if area.height > 8 {
        u16::try_from(detail.len()).unwrap_or(0)
    } else {
        0
    };
    let [list, foot] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(height)]).areas(area);
    let keep = at.unwrap_or(0);
    let beyond = [due.above, due.below];
    put_page(frame, list, look, &rows, keep..keep + 1, beyond);
    put_lines(frame, foot, look, &detail);
}

fn row(app: &App, due: &Due, columns: usize, left: usize) -> Row {
    let (reference, line) = (due.reference.short(), &due.line);
    let name = line.line.map_or("due", ReadingName::word);
    let due = line.due.map(|due| format!("{name} {}", due.short(app.now)));
    // As wide as the widest due needs, the year included: a cut date is no date.
    let due_columns = due.as_deref().map_or(0, width).max(23);
    let owner = if columns >= 100 { 20 } else { 0 };
    let title = columns.saturating_sub(2 + left + 1 + 5 + due_columns + 1 + owner);
    let row = Row::new()
        .cell(&labels::line_left(line, app.now), left, meaning(line.state))
        .cell(reference, 4, Meaning::Strong);
    let row = if title >= 18 {
        row.cell(&line.title, title - 1, Meaning::Plain).cell(
            &due.unwrap_or_default(),
            due_columns,
            Meaning::Plain,
        )
    } else {
        row.cell(&line.title, title + due_columns, Meaning::Plain)
    };
    if owner > 0 {
        row.cell(&line.owner, owner - 1, Meaning::Faint)
    } else {
        row
    }
}

/// Returns both readings and the owner of the chosen clock.
fn detail_of_clock(app: &App, face: &ClockFace, look: Look, columns: usize) -> Vec<Row> {
    let readings: Vec<String> = face
        .readings
        .iter()
        .map(|reading| reading_words(reading, app.now))
        .collect();
    let rule = if look.ascii { "-" } else { "─" };
    let words = format!(
        "{}; {}; owner {}",
        face.state.word(),
        readings.join("; "),
        face.owner
    );
    let mut rows = vec![Row::of(rule.repeat(columns), Meaning::Faint)];
    rows.extend(wrapped(&words, columns, 0, Meaning::Plain));
    rows.truncate(4);
    rows
}

/// Returns what is known of the chosen clock while its incident is being read.
fn detail_of_line(line: &DueLine, look: Look, columns: usize) -> Vec<Row> {
    let rule = if look.ascii { "-" } else { "─" };
    let words = format!("{}; owner {}", line.state.word(), line.owner);
    let mut rows = vec![Row::of(rule.repeat(columns), Meaning::Faint)];
    rows.extend(wrapped(&words, columns, 0, Meaning::Plain));
    rows
}

/// Returns whose the chosen task is, and by when.
fn detail_of_task(app: &App, line: &DueLine, look: Look, columns: usize) -> Vec<Row> {
    let rule = if look.ascii { "-" } else { "─" };
    let owner = if line.owner.is_empty() {
        "nobody named"
    } else {
        &line.owner
    };
    let due = line
        .due
        .map_or_else(|| "no day set".to_owned(), Instant::long);
    let left = labels::line_left(line, app.now);
    let words = format!("task; {left}; {due}; owner {owner}");
    let mut rows = vec![Row::of(rule.repeat(columns), Meaning::Faint)];
    rows.extend(wrapped(&words, columns, 0, Meaning::Plain));
    rows.truncate(4);
    rows
}
