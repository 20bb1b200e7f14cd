//! Everything that is due, group by group: what the shift brings first.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{BEING_READ, Row, in_sight, over_foot, put_lines, put_page, widest, wrapped};
use crate::app::App;
use crate::app::panes::stops::DueStop;
use crate::report::due::DueRow;
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::sight::Due;
use crate::rules::sight::groups::DueGroup;
use crate::rules::summary::{DueLine, DueOf};
use crate::words::{clock, group, or_not_known, task};

/// Returns what a clock's state means to the eye; its word says the same.
pub(super) fn meaning(state: ClockState) -> Meaning {
    match state {
        ClockState::Overdue | ClockState::OverdueAtReceipt => Meaning::Late,
        ClockState::DueSoon => Meaning::Soon,
        ClockState::Met => Meaning::Well,
        ClockState::Provisional | ClockState::NotStarted | ClockState::StoodDown => Meaning::Faint,
        // Late, and done: it is past.
        ClockState::MetLate | ClockState::Running => Meaning::Plain,
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
    let columns = usize::from(area.width);
    let stops = app.lists().due_stops();
    if stops.is_empty() {
        let words = wrapped(nothing(app), columns, 0, Meaning::Plain);
        put_lines(frame, area, look, &words);
        return;
    }
    let at = app.lists().due_place();
    let detail = match at.and_then(|at| stops.get(at)) {
        Some((_, DueStop::Line(due))) => detail(app, due, look, columns),
        Some((group, DueStop::Group(_, count))) => {
            under_rule(&group::folded(*group, *count), look, columns)
        }
        None => Vec::new(),
    };
    let most = if area.height > 8 { u16::MAX } else { 0 };
    let [list, foot] = over_foot(area, &detail, most);
    let due = &app.desk.sight.due;
    let beyond = [due.above, due.below];
    let keep = kept(&stops, at);
    let seen = in_sight(row_count(&stops), list, keep.clone(), beyond);
    let rows = rows(app, &stops, at, columns, &seen);
    put_page(frame, list, look, &rows, keep, beyond);
    put_lines(frame, foot, look, &detail);
}

/// Says why the list is empty, and what to press.
fn nothing(app: &App) -> &'static str {
    if !app.desk.is_read {
        BEING_READ
    } else if !app.panes.filter.is_empty() {
        "Nothing that is due matches the filter. It does not look into closed incidents: 1 and then f, \
         until it says all, looks there for the same. / changes it."
    } else if app.panes.whose.is_some() {
        "Nothing is due of this owner. o goes on to the next."
    } else {
        "Nothing is due. A clock starts with an incident: n logs one."
    }
}

/// Returns the rows of each stop: its line, with the heading of its group where it is the first under
/// it; of a folded group the heading alone.
fn spans(stops: &[(DueGroup, DueStop<'_>)]) -> Vec<Range<usize>> {
    let mut above = None;
    let mut from = 0;
    let span = |(group, stop): &(DueGroup, DueStop<'_>)| {
        let heading = usize::from(above != Some(*group));
        above = Some(*group);
        let start = from;
        from += heading + usize::from(matches!(stop, DueStop::Line(_)));
        start..from
    };
    stops.iter().map(span).collect()
}

fn row_count(stops: &[(DueGroup, DueStop<'_>)]) -> usize {
    spans(stops).last().map_or(0, |span| span.end)
}

/// Returns the rows of the chosen stop.
fn kept(stops: &[(DueGroup, DueStop<'_>)], at: Option<usize>) -> Range<usize> {
    let mut spans = spans(stops).into_iter();
    at.and_then(|at| spans.nth(at)).unwrap_or(0..1)
}

/// Returns the list with its headings; its columns are as wide as what is in sight.
fn rows(
    app: &App,
    stops: &[(DueGroup, DueStop<'_>)],
    at: Option<usize>,
    columns: usize,
    seen: &Range<usize>,
) -> Vec<Row> {
    let lines = stops.iter().map(|(_, stop)| match stop {
        DueStop::Line(due) => Some(DueRow::of(due, app.now)),
        DueStop::Group(..) => None,
    });
    let lines: Vec<Option<DueRow>> = lines.collect();
    let spans = spans(stops);
    let is_seen = |span: &Range<usize>| span.end > seen.start && span.start < seen.end;
    let in_sight = lines.iter().zip(&spans);
    let in_sight = in_sight.filter(|(_, span)| is_seen(span));
    let in_sight: Vec<&DueRow> = in_sight.filter_map(|(line, _)| line.as_ref()).collect();
    let widest = Widest::of(&in_sight, columns);
    let mut out = Vec::new();
    for (place, ((group, _), (line, span))) in
        stops.iter().zip(lines.iter().zip(&spans)).enumerate()
    {
        let is_chosen = at == Some(place);
        if span.len() == usize::from(line.is_some()) + 1 {
            let heading = heading(app, *group);
            out.push(heading.marked(is_chosen && line.is_none()));
        }
        if let Some(line) = line {
            out.push(row(line, &widest).marked(is_chosen));
        }
    }
    out
}

/// Returns the heading of a group, and how many lines it has.
fn heading(app: &App, group: DueGroup) -> Row {
    let counts = app.desk.sight.groups;
    let count = counts.sum(|own| own == group);
    let meaning = if group.is_late() {
        Meaning::Late
    } else {
        Meaning::Heading
    };
    let words = group::heading(group, app.now);
    Row::of(format!("{words} · {count}"), meaning)
}

/// Columns that each part of a line takes, as wide as what is in sight.
struct Widest {
    left: usize,
    who: usize,
    title: usize,
    when: usize,
    owner: usize,
}

impl Widest {
    fn of(lines: &[&DueRow], columns: usize) -> Self {
        let left = widest(lines, |line| &line.left).min(LEFT);
        let who = widest(lines, |line| &line.who).min(WHO);
        // A cut date is no date: where there is no room for all of it there is none of it.
        let when = widest(lines, |line| aside_or_when(line)).min(WHEN);
        let owner = if columns >= ROOMY { OWNER } else { 0 };
        let columns_of = |part: usize| if part == 0 { 0 } else { part + 1 };
        // The mark, and the reference.
        let fixed = 2 + 5 + columns_of(left) + columns_of(owner);
        let room = columns.saturating_sub(fixed);
        let (who, when) = if room >= columns_of(who) + TITLE + columns_of(when) {
            (who, when)
        } else if room >= columns_of(LEAST_WHO) + TITLE + columns_of(when) {
            // What is due is told apart by its title: whom it is about gives way first.
            let left = room.saturating_sub(TITLE + columns_of(when) + 1);
            (who.min(left), when)
        } else if room >= columns_of(LEAST_WHO) + TITLE {
            // How long there is left stands there already.
            (who.min(LEAST_WHO), 0)
        } else {
            (0, 0)
        };
        Self {
            left,
            who,
            title: room.saturating_sub(columns_of(who) + columns_of(when) + 1),
            when,
            owner,
        }
    }
}

/// The most columns of what a line leaves, of whom it is about, of its due.
const LEFT: usize = 24;
const WHO: usize = 14;
const WHEN: usize = 30;
/// The columns of an owner, and from how many there is room for one.
const OWNER: usize = 19;
const ROOMY: usize = 110;
/// The fewest columns that say what is due.
const TITLE: usize = 20;
/// The fewest that say whom it is about.
const LEAST_WHO: usize = 10;

/// Returns by when, or why it was set aside. Which of a clock's lines it is stands under the list.
fn aside_or_when(line: &DueRow) -> String {
    if line.because.is_empty() {
        line.at.clone()
    } else {
        line.because.clone()
    }
}

fn row(line: &DueRow, widest: &Widest) -> Row {
    let meaning = line_meaning(line);
    let mut row = Row::new().cell(&line.left, widest.left, meaning).cell(
        line.reference.short(),
        4,
        Meaning::Strong,
    );
    if widest.who > 0 {
        row = row.cell(&line.who, widest.who, Meaning::Plain);
    }
    row = row.cell(&line.title, widest.title, Meaning::Plain);
    if widest.when > 0 {
        row = row.cell(&aside_or_when(line), widest.when, Meaning::Plain);
    }
    if widest.owner > 0 {
        row = row.cell(&line.owner, widest.owner, Meaning::Faint);
    }
    row
}

/// Returns what is said of the chosen line under the list.
fn detail(app: &App, due: &Due, look: Look, columns: usize) -> Vec<Row> {
    let line = &due.line;
    match (&line.of, app.desk.clock(due)) {
        (_, Some(clock)) => detail_of_clock(app, clock, look, columns),
        (DueOf::Clock(_), None) => detail_of_line(line, look, columns),
        (DueOf::Task(_) | DueOf::Meeting(_), None) => detail_of_task(app, line, look, columns),
    }
}

/// Returns both readings and the owner of the chosen clock.
fn detail_of_clock(app: &App, face: &ClockFace, look: Look, columns: usize) -> Vec<Row> {
    let mut words = vec![face.state.word().to_owned()];
    words.extend(Some(face.why_aside()).filter(|why| !why.is_empty()));
    let readings = face.readings.iter();
    words.extend(readings.map(|reading| clock::reading(reading, app.now)));
    words.push(format!("owner {}", face.owner));
    under_rule(&words.join("; "), look, columns)
}

/// Returns what is known of the chosen clock while its incident is being read.
fn detail_of_line(line: &DueLine, look: Look, columns: usize) -> Vec<Row> {
    let words = format!("{}; owner {}", line.state.word(), line.owner);
    under_rule(&words, look, columns)
}

/// Returns whose the chosen task or meeting is, and by when.
fn detail_of_task(app: &App, line: &DueLine, look: Look, columns: usize) -> Vec<Row> {
    let left = clock::line_left(line, app.now);
    let due = task::due(line.due);
    let words = match line.of {
        DueOf::Meeting(_) => format!(
            "meeting; {left}; {due}; chair {}",
            or_not_known(&line.owner)
        ),
        DueOf::Task(_) | DueOf::Clock(_) => {
            format!("task; {left}; {due}; owner {}", task::owner(&line.owner))
        }
    };
    under_rule(&words, look, columns)
}

/// Returns words under a rule, at most three rows of them.
fn under_rule(words: &str, look: Look, columns: usize) -> Vec<Row> {
    let rule = if look.ascii { "-" } else { "─" };
    let mut rows = vec![Row::of(rule.repeat(columns), Meaning::Faint)];
    rows.extend(wrapped(words, columns, 0, Meaning::Plain));
    rows.truncate(4);
    rows
}
