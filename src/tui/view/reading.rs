//! Pages that are only read: words, and a clock explained day by day.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::deadlines::clock_meaning;
use super::rows::{Row, labelled, put_list, wrapped};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::screen::{ExplainScreen, Words};
use crate::pack::Pack;
use crate::rules::clocks::count::counts;
use crate::rules::clocks::{ClockFace, Explained};
use crate::words::cite::quoted;
use crate::words::{clock, event};

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
    let about = screen.about.and_then(|id| app.desk.row(id));
    let title = match about {
        Some(row) => format!("{}{}{}", row.who().lead(), look.dot(), screen.title),
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
    let title = format!("{}{}{}", row.who().lead(), look.dot(), face.title);
    let mut rows = vec![heading(&title), Row::new()];
    rows.extend(clock_rows(app, row, face, columns));
    scrolled(frame, area, look, &rows, screen.at)
}

/// What is said of a clock: a name on the left, the words beside it.
struct Said {
    columns: usize,
    rows: Vec<Row>,
}

impl Said {
    fn say(&mut self, name: &str, words: &str, meaning: Meaning) {
        let rows = labelled(name, 12, words, self.columns, meaning);
        self.rows.extend(rows.into_iter().map(indented));
    }
}

fn clock_rows(app: &App, case: &Case, face: &ClockFace, columns: usize) -> Vec<Row> {
    let rows = Vec::new();
    let mut said = Said { columns, rows };
    let state = clock::in_full(face, app.now);
    said.say("state", &state, clock_meaning(face));
    if face.is_only_if {
        said.say("only if", &only_if(case, face), Meaning::Plain);
    }
    said.say("owner", &face.owner, Meaning::Plain);
    count(app, case, face, &mut said);
    cites(case.pack(), face, &mut said);
    said.rows
}

/// Says what is not known of whether a clock applies.
fn only_if(case: &Case, face: &ClockFace) -> String {
    let asks = face.only_if.iter().filter_map(|path| {
        let asked = path.rsplit('.').next()?;
        case.pack().fact(asked).map(|row| row.ask.as_str())
    });
    let mut told: Vec<&str> = Vec::new();
    for ask in asks {
        if !told.contains(&ask) {
            told.push(ask);
        }
    }
    if told.is_empty() {
        "it is not known whether this applies".to_owned()
    } else {
        format!("it is not known whether this applies: {}", told.join(" "))
    }
}

/// Adds from when and to when a clock counts, and the count itself.
fn count(app: &App, case: &Case, face: &ClockFace, said: &mut Said) {
    if let (Some(by), Some(at)) = (&face.started_by, face.from) {
        let title = event::title(case.pack(), by);
        let words = format!("{title}  {}", at.words());
        said.say("counts from", &words, Meaning::Plain);
    }
    for reading in &face.readings {
        let known = match reading.horizon {
            Some(true) => "  bank holidays not known that far",
            _ => "",
        };
        let words = format!("{}{known}", clock::due(reading));
        said.say(reading.name.word(), &words, Meaning::Strong);
    }
    if let Some(at) = face.stopped {
        said.say("stopped", &at.words(), Meaning::Plain);
    }
    for (place, (how, days)) in counts(face, &app.desk.holidays).into_iter().enumerate() {
        let name = if place == 0 { "the count" } else { "" };
        let words = format!("{how}: {}", days.join(" · "));
        said.say(name, &words, Meaning::Plain);
    }
    // The holidays themselves stand in the count already.
    let others = face.explain.iter().filter_map(|line| match line {
        Explained::Holiday(_) => None,
        Explained::Said(words) => Some(words),
    });
    for (number, words) in others.enumerate() {
        let name = if number == 0 { "also" } else { "" };
        said.say(name, words, Meaning::Plain);
    }
}

/// Adds what a clock rests on, word for word.
fn cites(pack: &Pack, face: &ClockFace, said: &mut Said) {
    let cite = face.cite.as_ref();
    if let Some(words) = cite.and_then(|cite| quoted(pack, cite)) {
        said.say("rests on", &words, Meaning::Quote);
    }
    let Some(row) = pack.clock(&face.id) else {
        return;
    };
    for words in row.also.iter().filter_map(|cite| quoted(pack, cite)) {
        said.say("and on", &words, Meaning::Quote);
    }
    if let Some(note) = &row.note {
        said.say("note", note, Meaning::Plain);
    }
}
