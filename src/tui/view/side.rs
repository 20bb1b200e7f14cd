//! What stands beside a form in a wide terminal: what is about the same incident, and one line for the
//! rest of the desk.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::deadlines::clock_meaning;
use super::rows::{Row, boxed, height_of, put_lines, put_list};
use super::{advice, contacts};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::page::FormScreen;
use crate::domain::text::width;
use crate::rules::clocks::ClockFace;
use crate::rules::sight::groups::DueGroup;
use crate::words::{clock, group, told};

/// The most columns of what a clock leaves.
const LEFT: usize = 24;

/// Says whether anything of a form is to be said beside it.
pub(super) fn has_any(app: &App, screen: &FormScreen) -> bool {
    let see = app.see();
    screen.live_advice(&see).is_some() || case(app, screen).is_some()
}

/// Returns the incident that a form is about, where it was read.
fn case<'a>(app: &'a App, screen: &FormScreen) -> Option<&'a Case> {
    app.desk.row(screen.sheet.incident()?)
}

/// Draws the advice as it follows from what is typed, the incident's own clocks and who is to be told
/// of it.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &FormScreen) {
    let see = app.see();
    let live = screen.live_advice(&see);
    let case = case(app, screen);
    let lists = case.map(|case| (case, clocks(app, case), to_be_told(app, case)));
    let share = |is_there: bool| if is_there { 2 } else { 0 };
    // A list takes no more room than it needs.
    let [clocks_high, told_high] = match &lists {
        Some((_, clocks, told)) => [clocks, told].map(|rows| height_of(rows).saturating_add(2)),
        None => [0, 0],
    };
    let [upper, clocks_area, told_area, rest] = Layout::vertical([
        Constraint::Fill(share(live.is_some())),
        Constraint::Max(clocks_high),
        Constraint::Max(told_high),
        Constraint::Length(1),
    ])
    .areas(area);
    if let Some(live) = live {
        let inner = boxed(frame, upper, look, "Advice, as typed", false);
        advice::draw_live(frame, inner, screen.pack(&see), look, &live);
    }
    if let Some((case, clocks, told)) = lists {
        let reference = case.incident.reference.short();
        for (title, area, rows) in [
            ("clocks", clocks_area, clocks),
            ("still to be told", told_area, told),
        ] {
            let inner = boxed(frame, area, look, &format!(" {reference} {title} "), false);
            put_list(frame, inner, look, &rows, 0..1);
        }
    }
    put_lines(frame, rest, look, &[rest_of_desk(app)]);
}

/// Returns the incident's clocks that run, most urgent first.
fn clocks(app: &App, case: &Case) -> Vec<Row> {
    let open = case.case.open_clocks(app.now).into_iter();
    let faces = open.filter_map(|at| case.case.clocks.get(at));
    let faces: Vec<(&ClockFace, String)> = faces
        .map(|face| (face, clock::left(face, app.now)))
        .collect();
    if faces.is_empty() {
        return vec![Row::of("None is running.", Meaning::Faint)];
    }
    let widths = faces.iter().map(|(_, left)| width(left));
    let columns = widths.fold(0, usize::max).min(LEFT);
    let row = |(face, left): &(&ClockFace, String)| {
        Row::new()
            .cell(left, columns, clock_meaning(face))
            .part(face.title.clone(), Meaning::Plain)
    };
    faces.iter().map(row).collect()
}

/// Returns who is still to be told, in the protocol's order.
fn to_be_told(app: &App, case: &Case) -> Vec<Row> {
    let waiting = case.case.told.iter().filter(|face| face.is_waiting());
    let row = |face| {
        let said = told::brief(face, app.now);
        let said = said.unwrap_or_else(|| told::said(face, app.now));
        Row::new()
            .cell(&face.title, 30, Meaning::Plain)
            .part(said, contacts::meaning(face))
    };
    let rows: Vec<Row> = waiting.map(row).collect();
    if rows.is_empty() {
        return vec![Row::of("Nobody more.", Meaning::Faint)];
    }
    rows
}

/// Returns what presses elsewhere, in one line.
fn rest_of_desk(app: &App) -> Row {
    let soon = app.desk.sight.groups.sum(|own| own == DueGroup::Shift);
    let heading = group::heading(DueGroup::Shift, app.now).to_lowercase();
    let words = format!(" The whole desk: {soon} {heading}");
    let row = Row::of(words, Meaning::Faint);
    match app.desk.sight.tally.overdue {
        0 => row,
        overdue => row
            .part(", ", Meaning::Faint)
            .part(format!("{overdue} overdue"), Meaning::Late),
    }
}
