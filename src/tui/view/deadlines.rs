//! Everything that is due, most urgent first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{BEING_READ, Row, over_foot, put_lines, put_page, wrapped};
use crate::app::App;
use crate::domain::text::width;
use crate::report::due::DueRow;
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::summary::{DueLine, DueOf};
use crate::words::{clock, task};

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

/// Returns what a line means to the eye: one that is due only if something not known is so is not
/// pressing.
fn line_meaning(line: &DueRow) -> Meaning {
    if line.only_if {
        Meaning::Faint
    } else {
        meaning(line.state)
    }
}

/// Returns what a clock means to the eye.
pub(super) fn clock_meaning(face: &ClockFace) -> Meaning {
    if face.is_only_if && face.state.is_open() {
        Meaning::Faint
    } else {
        meaning(face.state)
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
    let lines: Vec<DueRow> = due
        .rows
        .iter()
        .map(|due| DueRow::of(due, app.now))
        .collect();
    // The time left is not cut where the reference and the first words of the title have room.
    let needed = lines.iter().map(|line| width(&line.left));
    let needed = needed.fold(0, usize::max).min(27);
    let needed = needed.min(columns.saturating_sub(21));
    let left = needed.max(22.min(columns / 3));
    let rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| row(line, columns, left).marked(at == Some(place)))
        .collect();
    let chosen = at.and_then(|at| due.rows.get(at));
    let detail = match chosen.map(|due| (&due.line, app.desk.clock(due))) {
        Some((_, Some(clock))) => detail_of_clock(app, clock, look, columns),
        Some((line, None)) if matches!(line.of, DueOf::Clock(_)) => {
            detail_of_line(line, look, columns)
        }
        Some((line, None)) => detail_of_task(app, line, look, columns),
        None => Vec::new(),
    };
    let most = if area.height > 8 { u16::MAX } else { 0 };
    let [list, foot] = over_foot(area, &detail, most);
    let keep = at.unwrap_or(0);
    let beyond = [due.above, due.below];
    put_page(frame, list, look, &rows, keep..keep + 1, beyond);
    put_lines(frame, foot, look, &detail);
}

fn row(line: &DueRow, columns: usize, left: usize) -> Row {
    let due = line.by_when();
    // As wide as the widest due needs, the year included: a cut date is no date.
    let due_columns = width(&due).max(23);
    let owner = if columns >= 100 { 20 } else { 0 };
    let title = columns.saturating_sub(2 + left + 1 + 5 + due_columns + 1 + owner);
    let row = Row::new().cell(&line.left, left, line_meaning(line)).cell(
        line.reference.short(),
        4,
        Meaning::Strong,
    );
    let row = if title >= 18 {
        row.cell(&line.title, title - 1, Meaning::Plain)
            .cell(&due, due_columns, Meaning::Plain)
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
        .map(|reading| clock::reading(reading, app.now))
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
    let (owner, due) = (task::owner(&line.owner), task::due(line.due));
    let left = clock::line_left(line, app.now);
    let words = format!("task; {left}; {due}; owner {owner}");
    let mut rows = vec![Row::of(rule.repeat(columns), Meaning::Faint)];
    rows.extend(wrapped(&words, columns, 0, Meaning::Plain));
    rows.truncate(4);
    rows
}
