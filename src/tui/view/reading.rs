//! Pages that are only read: words, and a clock explained day by day.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::deadlines::meaning;
use super::rows::{Row, put_list, wrapped};
use crate::app::App;
use crate::app::labels;
use crate::app::screen::{ExplainScreen, Words};
use crate::app::who::lead_words;
use crate::domain::instant::Instant;
use crate::rules::clocks::ClockFace;
use crate::rules::clocks::count::day_by_day;

/// Draws words to read; returns how far they can be scrolled.
pub(super) fn draw_words(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    screen: &Words,
) -> usize {
    let columns = usize::from(area.width).saturating_sub(2);
    // What the keys of the page underneath are about stands first here too.
    let about = app.lists().subject().and_then(|id| app.desk.row(id));
    let title = match about {
        Some(row) => format!("{}{}{}", lead_words(row), look.dot(), screen.title),
        None => screen.title.clone(),
    };
    let mut rows = vec![heading(&title), Row::new()];
    for line in &screen.lines {
        let hang = line.len() - line.trim_start().len() + 2;
        let meaning = if line.contains('«') {
            Meaning::Quote
        } else {
            Meaning::Plain
        };
        rows.extend(
            wrapped(line, columns, hang.min(14), meaning)
                .into_iter()
                .map(indented),
        );
    }
    scrolled(frame, area, look, &rows, screen.at)
}

/// Draws rows from a scroll position, stopping where the last is seen; returns how far they can be
/// scrolled.
pub(super) fn scrolled(
    frame: &mut Frame<'_>,
    area: Rect,
    look: Look,
    rows: &[Row],
    at: usize,
) -> usize {
    let height = usize::from(area.height);
    let last = rows.len().saturating_sub(height);
    let from = at.min(last);
    put_list(
        frame,
        area,
        look,
        rows,
        from..from + height.saturating_sub(2),
    );
    last
}

pub(super) fn heading(words: &str) -> Row {
    Row::of(format!(" {words}"), Meaning::Heading)
}

pub(super) fn indented(row: Row) -> Row {
    row.before(" ")
}

pub(super) fn draw_clock(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    screen: &ExplainScreen,
) -> usize {
    let columns = usize::from(area.width).saturating_sub(2);
    let row = app.desk.row(screen.id);
    let face = row.and_then(|row| row.case.clocks.iter().find(|face| face.id == screen.clock));
    let (Some(row), Some(face)) = (row, face) else {
        let rows = [heading("This clock is no longer there. Esc goes back.")];
        return scrolled(frame, area, look, &rows, 0);
    };
    let title = format!("{}{}{}", lead_words(row), look.dot(), face.title);
    let mut rows = vec![heading(&title), Row::new()];
    rows.extend(clock_rows(app, face, columns));
    scrolled(frame, area, look, &rows, screen.at)
}

fn clock_rows(app: &App, face: &ClockFace, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut say = |name: &str, words: &str, meaning: Meaning| {
        let text = format!("{name:<12} {words}");
        rows.extend(
            wrapped(&text, columns, 13, meaning)
                .into_iter()
                .map(indented),
        );
    };
    let (word, left) = (face.state.word(), labels::left(face, app.now));
    let state = if left.contains(word) {
        left
    } else if face
        .next_reading(app.now)
        .is_some_and(|reading| reading.bounded)
    {
        format!("{word}, {left}")
    } else {
        format!("{word}, {left} left")
    };
    say("state", &state, meaning(face.state));
    say("owner", &face.owner, Meaning::Plain);
    let pack = &app.desk.pack;
    if let (Some(by), Some(at)) = (&face.started_by, face.started_at) {
        let words = format!("{}  {}", pack.event_title(by), at.long());
        say("counts from", &words, Meaning::Plain);
    }
    for reading in &face.readings {
        let due = reading
            .due
            .map_or_else(|| "not started".to_owned(), Instant::long);
        let known = match reading.horizon {
            Some(true) => "  bank holidays not known that far",
            _ => "",
        };
        say(
            reading.name.word(),
            &format!("{}{due}{known}", reading.at_the_latest()),
            Meaning::Strong,
        );
    }
    if let Some(at) = face.stopped_at {
        say("stopped", &at.long(), Meaning::Plain);
    }
    // The line that must not pass is the one to be followed with a calendar on the wall.
    if let Some(reading) = face.readings.iter().max_by_key(|reading| reading.name) {
        let days = day_by_day(face, reading, &app.desk.holidays);
        if !days.is_empty() {
            let words = format!("to the {}: {}", reading.name.word(), days.join(" · "));
            say("the count", &words, Meaning::Plain);
        }
    }
    // The holidays themselves stand in the count already.
    let others = face
        .explain
        .iter()
        .filter(|line| !line.ends_with("not counted"));
    for (number, line) in others.enumerate() {
        say(if number == 0 { "also" } else { "" }, line, Meaning::Plain);
    }
    if let Some(cite) = &face.cite {
        let document = pack.document_title(&cite.source).unwrap_or_default();
        say(
            "rests on",
            &format!("{} «{}»", cite.source, cite.quote),
            Meaning::Quote,
        );
        say("", document, Meaning::Faint);
    }
    let row = pack.clock(&face.id);
    for cite in row.into_iter().flat_map(|row| &row.also) {
        say(
            "and on",
            &format!("{} «{}»", cite.source, cite.quote),
            Meaning::Quote,
        );
    }
    if let Some(note) = row.and_then(|row| row.note.as_deref()) {
        say("note", note, Meaning::Plain);
    }
    rows
}
