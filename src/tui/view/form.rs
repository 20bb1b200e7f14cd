//! A form being filled in: fields with what is typed, the words that help, what was found wrong.

mod field;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::super::theme::{Look, Meaning};
use super::rows::{Row, put_lines, put_list, wrapped};
use crate::app::App;
use crate::app::form::Form;
use crate::app::page::FormScreen;
use crate::app::page::left_behind::titles::typing_line;
use crate::domain::similar::Probe;
use crate::domain::text::{fit, width};
use crate::report::register::RegisterRow;
use crate::words::ready;

/// How many rows of help a form has at its foot.
const HELP_ROWS: usize = 4;

/// What is being drawn: rows, which of them the cursor is in, and where it stands.
#[derive(Default)]
struct Sheet {
    rows: Vec<Row>,
    keep: std::ops::Range<usize>,
    cursor: Option<(usize, usize)>,
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &FormScreen) {
    let columns = usize::from(area.width);
    let head = head(app, screen, look, columns);
    let foot = foot(app, screen, columns);
    let [top, body, help] = Layout::vertical([
        Constraint::Length(height(&head)),
        Constraint::Min(3),
        Constraint::Length(height(&foot)),
    ])
    .areas(area);
    put_lines(frame, top, look, &head);
    put_lines(frame, help, look, &foot);
    let sheet = sheet(app, &screen.form, columns);
    let from = put_list(frame, body, look, &sheet.rows, sheet.keep);
    if let Some((row, column)) = sheet.cursor
        && row >= from
        && app.screens.form().is_some()
    {
        let row = u16::try_from(row - from).unwrap_or(u16::MAX);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        if row < body.height && column < body.width {
            frame.set_cursor_position(Position::new(body.x + column, body.y + row));
        }
    }
}

fn height(rows: &[Row]) -> u16 {
    u16::try_from(rows.len()).unwrap_or(4)
}

/// Returns which incident the form is about and what it is: `0042 victim 14 · ALERT FORM`,
/// with the columns of what is never cut.
fn title(app: &App, screen: &FormScreen, look: Look) -> (String, usize) {
    let row = screen.sheet.incident().and_then(|id| app.desk.row(id));
    match row {
        Some(row) => {
            let lead = row.who().short_lead();
            let title = format!("{lead}{}{}", look.dot(), screen.form.title);
            (title, width(&lead))
        }
        None => (screen.form.title.clone(), 8),
    }
}

/// Returns what stands beside the title, what gives way first where there is little room first.
fn beside(app: &App, screen: &FormScreen) -> Vec<String> {
    let form = &screen.form;
    let mut words = Vec::new();
    if let Some(missing) = screen.sheet.missing(&app.see(), form) {
        words.push(format!(
            "{} of {} empty",
            form.empty_count(),
            form.fields.len()
        ));
        words.push(ready::short(&missing));
    }
    let draft = form
        .draft_key
        .as_ref()
        .and_then(|key| app.desk.drafts.of(key));
    match (form.kept_at, &form.draft_key) {
        _ if draft.is_some_and(|draft| draft.keeping.is_some()) => {
            words.push("keeping ...".to_owned());
        }
        _ if draft.is_some_and(|draft| draft.is_unkept) => {
            words.push("NOT KEPT, tried again".to_owned());
        }
        (Some(at), _) => words.push(format!("draft kept {}", at.london().format("%H:%M:%S"))),
        (None, Some(_)) => words.push("kept as you type".to_owned()),
        (None, None) => {}
    }
    words
}

fn head(app: &App, screen: &FormScreen, look: Look, columns: usize) -> Vec<Row> {
    let form = &screen.form;
    let (title, lead) = title(app, screen, look);
    let mut words = beside(app, screen);
    // Whose form it is, what is needed and whether it is kept are in sight; the rest gives way.
    let taken = |words: &[String]| words.iter().map(|word| width(word) + 3).sum::<usize>() + 1;
    if words.len() > 2 && width(&title) + taken(&words) > columns {
        words.remove(0);
    }
    while words.len() > 1 && lead + taken(&words) > columns {
        words.remove(0);
    }
    let room = columns.saturating_sub(taken(&words));
    words.insert(0, fit(&title, room.max(lead)));
    let mut rows = vec![Row::of(format!(" {}", words.join("   ")), Meaning::Heading)];
    if !form.intro.is_empty() {
        rows.extend(wrapped(
            &format!(" {}", form.intro),
            columns,
            1,
            Meaning::Faint,
        ));
    }
    let key = form.draft_key.as_ref();
    let typing = key.and_then(|key| typing_line(&app.see(), app.desk.drafts.typing_elsewhere(key)));
    if let Some(line) = typing {
        let words = format!(" {line}; what you type here is kept apart.");
        rows.extend(wrapped(&words, columns, 1, Meaning::Soon));
    }
    if let Some(first) = form.conflicts().first() {
        let more = match form.conflicts().len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let words = format!(
            " CHANGED MEANWHILE: {}{more}. Ctrl-O shows it before anything is saved.",
            first.label
        );
        rows.extend(wrapped(&words, columns, 1, Meaning::Wrong));
    }
    rows.extend(matches(app, screen, columns));
    rows
}

/// Returns the incidents that may be the one being logged, the likeliest with its reason, or that
/// nothing is similar to what is typed.
fn matches(app: &App, screen: &FormScreen, columns: usize) -> Vec<Row> {
    let kept = kept_words(screen.kept).map(|words| Row::of(words, Meaning::Soon));
    if let Some(kept) = kept {
        let mut rows = vec![kept];
        if !screen.matches.is_empty() {
            rows.extend(matches_read(app, screen, columns));
        }
        return rows;
    }
    matches_read(app, screen, columns)
}

/// Says that restricted records may be the same: not which, and not whose.
fn kept_words(kept: usize) -> Option<String> {
    match kept {
        0 => None,
        1 => Some(" A restricted record is alike: ask safeguarding quality assurance.".to_owned()),
        more => Some(format!(
            " {more} restricted records are alike: ask safeguarding quality assurance."
        )),
    }
}

fn matches_read(app: &App, screen: &FormScreen, columns: usize) -> Vec<Row> {
    if screen.matches.is_empty() {
        let is_looked_for = screen.probed.as_ref().is_some_and(Probe::says_anything);
        let words = " Nothing similar is on this desk.";
        return Vec::from_iter(is_looked_for.then(|| Row::of(words, Meaning::Faint)));
    }
    let found = screen.matches.iter().take(MATCHES);
    let lines = found.map(|(listed, why)| {
        let row = RegisterRow::of(listed, false, app.now);
        let words = format!("  {} {}", row.reference.short(), row.what());
        let why = format!(" ({})", why.words());
        let room = columns.saturating_sub(width(&why));
        Row::of(fit(&words, room), Meaning::Plain).part(why, Meaning::Soon)
    });
    let count = screen.matches.len();
    let words = match count {
        1 => " 1 may be the same: Ctrl-G goes on with it, with what is typed".to_owned(),
        count => {
            let more = if screen.is_more { " and more" } else { "" };
            format!(" {count}{more} may be the same: Ctrl-G chooses one to go on with")
        }
    };
    let head = std::iter::once(Row::of(words, Meaning::Soon));
    head.chain(lines).collect()
}

/// How many of the incidents that may be the same are shown over the form.
const MATCHES: usize = 2;

/// Returns the help of the field the cursor is in, and how to finish.
fn foot(app: &App, screen: &FormScreen, columns: usize) -> Vec<Row> {
    let form = &screen.form;
    let mut rows = Vec::new();
    if let Some(field) = form.focused() {
        let prompts = field.open_prompts();
        if !prompts.is_empty() {
            let words = format!(" say something of: {}", prompts.join("; "));
            rows.extend(wrapped(&words, columns, 2, Meaning::Soon));
        }
        if !field.help.is_empty() {
            rows.extend(wrapped(
                &format!(" {}", field.help),
                columns,
                1,
                Meaning::Quote,
            ));
        }
        rows.truncate(HELP_ROWS - 1);
    }
    let live = screen
        .live_advice(&app.see())
        .filter(|_| columns < 110 && columns == usize::from(app.size.0));
    if let Some(advice) = live {
        let words = advice
            .iter()
            .filter(|a| a.answer != crate::domain::facts::Answer::No);
        let words = words.map(|advised| {
            let title = screen.pack(&app.see()).advice_title(&advised.id);
            format!("{title}: {}", advised.answer.word())
        });
        let words = words.collect::<Vec<_>>().join("; ");
        let mut lines = wrapped(&format!(" advice  {words}"), columns, 9, Meaning::Plain);
        lines.truncate(2);
        rows.extend(lines);
    }
    rows.push(Row::of(
        format!(" Ctrl-O: {}", form.submit_words),
        Meaning::Strong,
    ));
    rows
}

fn sheet(app: &App, form: &Form, columns: usize) -> Sheet {
    let mut sheet = Sheet::default();
    for (place, item) in form.fields.iter().enumerate() {
        let focused = place == form.focus;
        if let Some(heading) = &item.heading {
            if !sheet.rows.is_empty() {
                sheet.rows.push(Row::new());
            }
            let words = format!(" {heading}");
            sheet
                .rows
                .extend(wrapped(&words, columns, 2, Meaning::Heading));
        }
        let start = sheet.rows.len();
        let drawn = field::draw(app, form, item, focused, columns);
        if let Some((row, column)) = drawn.cursor {
            sheet.cursor = Some((start + row, column));
        }
        let many = drawn.rows.len() > 12;
        sheet.rows.extend(drawn.rows);
        let fault = form.fault.as_ref().filter(|fault| fault.field == item.id);
        if let Some(fault) = fault {
            let words = format!("   ! {}", fault.words);
            sheet
                .rows
                .extend(wrapped(&words, columns, 5, Meaning::Wrong));
        }
        if focused {
            // Of a long field the line with the cursor is kept in sight.
            sheet.keep = match sheet.cursor {
                Some((row, _)) if many => row..row + 1,
                _ => start..sheet.rows.len(),
            };
        }
    }
    sheet
}
