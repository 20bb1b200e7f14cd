//! One incident on one page: what, who, where it stands, what is next.

use super::super::super::theme::Meaning;
use super::super::contacts::told_words;
use super::super::deadlines::meaning;
use super::super::rows::{Row, wrapped};
use super::entry_words;
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::labels;
use crate::app::page::timeline::timeline;
use crate::domain::text::width;
use crate::pack::Means;
use crate::rules::case::reading_words;
use crate::rules::clocks::ClockFace;

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
        let words = if words.is_empty() { "not known" } else { words };
        let text = format!(" {name:<11} {words}");
        rows.extend(wrapped(&text, columns, 13, Meaning::Plain));
    };
    fact("what", &incident.narrative);
    fact("where", &incident.place);
    let source = app.desk.pack.list("source").unwrap_or_default();
    let source = source
        .into_iter()
        .find(|choice| choice.id == incident.source);
    let source = source.map(|choice| format!(" (source: {})", choice.title));
    fact(
        "told by",
        &format!("{}{}", incident.told_by, source.unwrap_or_default()),
    );
    let time = |means: Means| {
        let entry = incident
            .current(app.desk.pack.event_meaning(means))
            .min_by_key(|entry| entry.at.as_start());
        entry.map(|entry| entry.at.words()).unwrap_or_default()
    };
    fact("happened", &time(Means::Occurred));
    fact("we knew", &time(Means::BecameAware));
    fact(
        "logged",
        &format!("{} by {}", incident.created_at.long(), incident.created_by),
    );
    fact("state", &app.desk.stage_words(case));
    for filing in &incident.filings {
        fact(
            "sent",
            &format!(
                "{} by {} to {}",
                filing.at.long(),
                filing.by,
                filing.to.join(", ")
            ),
        );
    }
}

fn next(app: &App, case: &Case, columns: usize, rows: &mut Vec<Row>) {
    rows.push(Row::new());
    let clock = case.case.next.as_ref().and_then(|next| next.clock);
    let face = clock.and_then(|at| case.case.clocks.get(at));
    let left = face.map(|face| format!("  {}", labels::left(face, app.now)));
    let words = match labels::next_words(&app.desk.pack, &case.case) {
        Some(next) => format!(" NEXT        {next}{}", left.unwrap_or_default()),
        None => " NEXT        nothing is waiting to be done".to_owned(),
    };
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
    let shown: Vec<(&ClockFace, String, String)> = faces
        .filter(|face| face.started_at.is_some() || face.state.is_open())
        .map(|face| {
            let reading = face.next_reading(app.now);
            let due = reading.map(|reading| reading_words(reading, app.now));
            let left = labels::left(face, app.now);
            (face, left, due.unwrap_or_default())
        })
        .collect();
    // The due has the room that it needs: a cut date is no date.
    let due_columns = shown.iter().map(|(.., due)| width(due)).max().unwrap_or(0);
    let left_columns = shown.iter().map(|(_, left, _)| width(left)).max();
    let left_columns = left_columns.map_or(22, |left| left.clamp(22, 27));
    let title = columns
        .saturating_sub(2 + left_columns + 2 + due_columns)
        .max(14);
    for (face, left, due) in &shown {
        rows.push(
            Row::of("  ", Meaning::Plain)
                .cell(left, left_columns, meaning(face.state))
                .cell(&face.title, title, Meaning::Plain)
                .part(due.clone(), Meaning::Plain),
        );
    }
    if shown.is_empty() {
        rows.push(Row::of("  None has started.", Meaning::Faint));
    }
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
        let (words, meaning) = told_words(face, app);
        rows.push(
            Row::of("  ", Meaning::Plain)
                .cell(&face.title, 36, Meaning::Plain)
                .part(words, meaning),
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
        let words = format!("  {}", entry_words(app, case, entry));
        rows.extend(wrapped(&words, columns, 22, Meaning::Plain));
    }
}
