//! One incident on one page: what, who, where it stands, what is next.

use super::super::super::theme::Meaning;
use super::super::contacts;
use super::super::deadlines::clock_meaning;
use super::super::rows::{Row, labelled, wrapped};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::labels;
use crate::app::page::timeline::timeline;
use crate::domain::text::width;
use crate::pack::Means;
use crate::rules::clocks::ClockFace;
use crate::words::{clock, event, or_not_known, outgoing, told};

/// What a clock leaves where another incident's counts the same.
const DUE_THERE: &str = "due there";
/// How many of the last entries are shown.
const LAST: usize = 5;

pub(super) fn rows(app: &App, case: &Case, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    what(app, case, columns, &mut rows);
    next(app, case, columns, &mut rows);
    notes(case, columns, &mut rows);
    clocks(app, case, columns, &mut rows);
    told(app, case, &mut rows);
    last(app, case, columns, &mut rows);
    rows
}

fn what(app: &App, case: &Case, columns: usize, rows: &mut Vec<Row>) {
    let incident = &case.incident;
    let mut fact = |name: &str, words: &str| {
        let (label, words) = (format!(" {name}"), or_not_known(words));
        rows.extend(labelled(&label, 12, words, columns, Meaning::Plain));
    };
    fact("what", &incident.narrative);
    fact("where", &incident.place);
    let told_by = match case.pack().source(&incident.source) {
        Some(row) => format!("{} (source: {})", incident.told_by, row.title),
        None => incident.told_by.clone(),
    };
    fact("told by", &told_by);
    let first = |means| event::first(case.pack(), incident, means);
    fact("happened", &first(Means::Occurred));
    fact("we knew", &first(Means::BecameAware));
    fact("logged", &event::logged(incident));
    fact("state", &app.desk.stage_words(case));
    for unsent in &case.case.unsent {
        let title = &unsent.title;
        let words = outgoing::with_file(unsent, app.now);
        fact("NOT SENT YET", &format!("{title}: {words}"));
    }
    for filing in &incident.filings {
        let (sent, to) = (outgoing::sent(incident, filing), filing.to.join(", "));
        fact("mail", &format!("{sent} by {} to {to}", filing.by));
    }
}

fn next(app: &App, case: &Case, columns: usize, rows: &mut Vec<Row>) {
    rows.push(Row::new());
    let clock = case.case.next.as_ref().and_then(|next| next.clock);
    let mut words = match labels::next_words(case.pack(), &case.case) {
        Some(next) => format!(" NEXT        {next}"),
        None => " NEXT        nothing is waiting to be done".to_owned(),
    };
    if let Some(face) = clock.and_then(|at| case.case.clocks.get(at)) {
        words.push_str("  ");
        words.push_str(&clock::left(face, app.now));
    }
    rows.extend(wrapped(&words, columns, 13, Meaning::Strong));
}

/// Adds what stands oddly on the case: kept as it was recorded, and explained.
fn notes(case: &Case, columns: usize, rows: &mut Vec<Row>) {
    if case.case.notes.is_empty() {
        return;
    }
    rows.push(Row::new());
    rows.push(Row::of(" Look at", Meaning::Heading));
    for note in &case.case.notes {
        rows.extend(wrapped(&format!("  {note}"), columns, 4, Meaning::Soon));
    }
}

fn clocks(app: &App, case: &Case, columns: usize, rows: &mut Vec<Row>) {
    rows.push(Row::new());
    rows.push(Row::of(" Clocks", Meaning::Heading));
    let open = case.case.open_clocks(app.now);
    let rest = (0..case.case.clocks.len()).filter(|at| !open.contains(at));
    let faces = open.iter().copied().chain(rest);
    let faces = faces.filter_map(|at| case.case.clocks.get(at));
    let begun = faces.filter(|face| face.started_at.is_some() || face.state.is_open());
    let (aside, shown): (Vec<&ClockFace>, Vec<&ClockFace>) =
        begun.partition(|face| !face.set_aside.is_empty());
    if case.case.state.merged {
        let into = event::merged_into(case.pack(), &case.incident);
        let words = format!("  {into}: what is due, is due there.");
        rows.extend(wrapped(&words, columns, 2, Meaning::Strong));
    }
    rows.extend(clock_rows(app, case, &shown, columns));
    if shown.is_empty() {
        rows.push(Row::of("  None is running.", Meaning::Faint));
    }
    if aside.is_empty() {
        return;
    }
    rows.push(Row::new());
    rows.push(Row::of(" Set aside", Meaning::Heading));
    for (face, row) in aside.iter().zip(clock_rows(app, case, &aside, columns)) {
        rows.push(row);
        let words = format!("    {}", face.why_aside());
        rows.extend(wrapped(&words, columns, 4, Meaning::Faint));
    }
}

/// Returns a row a clock: what it leaves, what it is, when it is due.
fn clock_rows(app: &App, case: &Case, faces: &[&ClockFace], columns: usize) -> Vec<Row> {
    // Nobody is late here with what another incident's clock counts.
    let is_elsewhere = |face: &ClockFace| case.case.state.merged && face.state.is_open();
    let words = |face: &ClockFace| {
        let due = match face.next_reading(app.now) {
            Some(reading) => clock::reading(reading, app.now),
            // Every line counts from what has not happened yet.
            None => String::new(),
        };
        let left = if is_elsewhere(face) {
            DUE_THERE.to_owned()
        } else {
            clock::left(face, app.now)
        };
        (left, due)
    };
    let shown: Vec<(&ClockFace, String, String)> = faces
        .iter()
        .map(|face| {
            let (left, due) = words(face);
            (*face, left, due)
        })
        .collect();
    // The due has the room that it needs: a cut date is no date.
    let widths = shown.iter().map(|(.., due)| width(due));
    let due_columns = widths.fold(0, usize::max);
    let widths = shown.iter().map(|(_, left, _)| width(left));
    let left_columns = widths.fold(22, usize::max).min(27);
    let title = columns
        .saturating_sub(2 + left_columns + 2 + due_columns)
        .max(14);
    let row = |(face, left, due): &(&ClockFace, String, String)| {
        let meaning = if is_elsewhere(face) {
            Meaning::Faint
        } else {
            clock_meaning(face)
        };
        Row::of("  ", Meaning::Plain)
            .cell(left, left_columns, meaning)
            .cell(&face.title, title, Meaning::Plain)
            .part(due.clone(), Meaning::Plain)
    };
    shown.iter().map(row).collect()
}

fn told(app: &App, case: &Case, rows: &mut Vec<Row>) {
    let waiting: Vec<_> = case
        .case
        .told
        .iter()
        .filter(|face| face.is_waiting())
        .collect();
    if waiting.is_empty() {
        return;
    }
    rows.push(Row::new());
    rows.push(Row::of(" Still to be told, in order", Meaning::Heading));
    for face in waiting.into_iter().take(LAST) {
        rows.push(
            Row::of("  ", Meaning::Plain)
                .cell(&face.title, 36, Meaning::Plain)
                .part(told::said(face, app.now), contacts::meaning(face)),
        );
    }
}

fn last(app: &App, case: &Case, columns: usize, rows: &mut Vec<Row>) {
    rows.push(Row::new());
    rows.push(Row::of(" Last recorded", Meaning::Heading));
    let entries = timeline(case);
    if entries.is_empty() {
        rows.push(Row::of("  Nothing yet.", Meaning::Faint));
    }
    for entry in entries
        .into_iter()
        .filter(|entry| entry.is_current())
        .take(LAST)
    {
        let timeline = &case.incident.timeline;
        let line = event::line(case.pack(), timeline, entry, app.now);
        let words = format!("  {line}");
        rows.extend(wrapped(&words, columns, 22, Meaning::Plain));
    }
}
