//! One field: its label on the left, what is in it on the right.

use zeroize::Zeroizing;

use super::super::super::theme::Meaning;
use super::super::rows::Row;
use crate::app::App;
use crate::app::form::{Field, Form, Hidden, Kind};
use crate::app::screen::LABEL;
use crate::domain::text::{pad, width, wrap, wrap_ranges};
use crate::pack::Choice;
use crate::pack::form::Wanted;

/// What was drawn of one field, the cursor by row and column within it.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) rows: Vec<Row>,
    pub(super) cursor: Option<(usize, usize)>,
}

/// Columns before what is in the field: the mark, the label, a blank.
const LEFT: usize = 2 + LABEL + 1;

pub(super) fn draw(app: &App, form: &Form, item: &Field, focused: bool, columns: usize) -> Drawn {
    let room = columns.saturating_sub(LEFT + 1).max(8);
    let (values, cursor) = match &item.kind {
        Kind::Text => text(item, focused, form.columns.min(room)),
        Kind::Line | Kind::When(_) | Kind::Day | Kind::Birth => line(app, item, focused, room),
        Kind::Secret => secret(form, item, focused, room),
        Kind::Choice(_) => choice(item, focused, room),
        Kind::Ticks(_) => ticks(item, focused, room),
        Kind::YesNo => (yes_no(item, focused), None),
    };
    let labels = labels(item);
    let mut out = Drawn::default();
    let count = labels.len().max(values.len());
    for number in 0..count {
        let (label, meaning) = labels
            .get(number)
            .cloned()
            .unwrap_or_else(|| (String::new(), Meaning::Plain));
        let meaning = if focused && number == 0 {
            Meaning::Strong
        } else {
            meaning
        };
        let mut row = Row::of(pad(&label, LABEL), meaning).part(" ", Meaning::Plain);
        if let Some(value) = values.get(number) {
            row = value
                .iter()
                .fold(row, |row, (text, meaning)| row.part(text.clone(), *meaning));
        }
        out.rows.push(row.marked(focused && number == 0));
    }
    out.cursor = cursor.map(|(row, column)| (row, LEFT + column));
    out
}

/// One row of what is in a field.
type Value = Vec<(String, Meaning)>;

fn plain(text: impl Into<String>, meaning: Meaning) -> Value {
    vec![(text.into(), meaning)]
}

/// Returns the label, wrapped, and what is marked beside it.
fn labels(item: &Field) -> Vec<(String, Meaning)> {
    let label = item.label.trim_end_matches(':');
    let mut out: Vec<(String, Meaning)> = wrap(label, LABEL)
        .into_iter()
        .map(|line| (line, Meaning::Plain))
        .collect();
    let marks = marks(item);
    if !marks.is_empty() {
        let meaning = if is_needed(item) {
            Meaning::Soon
        } else {
            Meaning::Faint
        };
        match out.last_mut() {
            Some((last, _)) if width(last) + marks.len() + 3 <= LABEL => {
                last.push_str(" (");
                last.push_str(marks);
                last.push(')');
            }
            _ => out.push((format!("({marks})"), meaning)),
        }
    }
    out
}

/// What stands in an empty field: what is needed is told from what may stay empty.
fn nothing(item: &Field) -> Value {
    if is_needed(item) {
        plain("NEEDED", Meaning::Soon)
    } else {
        plain("-", Meaning::Faint)
    }
}

/// Returns what is typed; where the cursor is the field is seen over its whole width.
fn typed(text: &str, focused: bool, room: usize) -> Value {
    if focused {
        plain(pad(text, room.max(width(text))), Meaning::Typing)
    } else {
        plain(text, Meaning::Plain)
    }
}

/// Returns what is chosen, between the signs of a list to choose from.
fn chosen(shown: &str) -> String {
    if shown.is_empty() {
        "< choose >".to_owned()
    } else {
        format!("< {shown} >")
    }
}

/// Draws several lines, wrapped where Up and Down take them to be.
fn text(item: &Field, focused: bool, room: usize) -> (Vec<Value>, Option<(usize, usize)>) {
    let text = item.buffer.text();
    if text.is_empty() && !focused {
        return (vec![nothing(item)], None);
    }
    let lines = wrap_ranges(text, room).into_iter().map(|range| {
        let line = text.get(range).unwrap_or_default().trim_end();
        typed(line, focused, room)
    });
    let (row, column) = item.buffer.place(room);
    (lines.collect(), focused.then_some((row, column.min(room))))
}

/// Draws one line, slid so that the cursor is in sight, and how a time was understood.
fn line(
    app: &App,
    item: &Field,
    focused: bool,
    room: usize,
) -> (Vec<Value>, Option<(usize, usize)>) {
    let shown = item.shown();
    let before = width(item.buffer.before());
    let (value, cursor) = slid_line(item, &shown, before, focused, room);
    let mut values = vec![value];
    match item.echo(app.now) {
        Some(Ok(words)) if words != shown => {
            values.push(plain(format!("= {words}"), Meaning::Faint));
        }
        Some(Err(words)) => {
            let lines = wrap(&format!("! {words}"), room);
            values.extend(lines.into_iter().map(|line| plain(line, Meaning::Wrong)));
        }
        _ => {}
    }
    (values, cursor)
}

/// Draws one line that is never shown, but where it is read off the screen: how long it is, and where the cursor stands.
fn secret(
    form: &Form,
    item: &Field,
    focused: bool,
    room: usize,
) -> (Vec<Value>, Option<(usize, usize)>) {
    let hidden = form.hidden(&item.id);
    let (typed, before) = hidden.map_or((0, 0), Hidden::counts);
    let shown = hidden.filter(|_| form.shows_typed);
    let text = match shown {
        Some(shown) => Zeroizing::new(shown.typed().reveal().to_owned()),
        None => Zeroizing::new("*".repeat(typed)),
    };
    let (value, cursor) = slid_line(item, &text, before, focused, room);
    (vec![value], cursor)
}

/// Draws text on one line so that its cursor is in sight.
fn slid_line(
    item: &Field,
    text: &str,
    before: usize,
    focused: bool,
    room: usize,
) -> (Value, Option<(usize, usize)>) {
    let slide = if focused {
        before.saturating_sub(room.saturating_sub(1))
    } else {
        0
    };
    let value = if text.is_empty() && !focused {
        nothing(item)
    } else {
        typed(&slid(text, slide), focused, room)
    };
    (value, focused.then_some((0, before - slide)))
}

/// Returns the text without its first columns.
fn slid(text: &str, columns: usize) -> String {
    let mut left = columns;
    let kept = text.chars().skip_while(|c| {
        let wide = width(&c.to_string());
        let skip = left > 0;
        left = left.saturating_sub(wide);
        skip
    });
    kept.collect()
}

/// Draws a list that one is chosen of, the cursor on the chosen one so that it is in sight.
fn choice(item: &Field, focused: bool, room: usize) -> (Vec<Value>, Option<(usize, usize)>) {
    let shown = item.shown();
    if !focused {
        let meaning = match (shown.is_empty(), is_needed(item)) {
            (true, true) => Meaning::Soon,
            (true, false) => Meaning::Faint,
            (false, _) => Meaning::Plain,
        };
        let lines = wrap(&chosen(&shown), room).into_iter();
        return (lines.map(|line| plain(line, meaning)).collect(), None);
    }
    let chosen = |option: &Choice| item.chosen.contains(&option.id);
    let at = item.options().iter().position(chosen).unwrap_or(0);
    let options = item.options().iter();
    let rows = options.map(|option| {
        let chosen = chosen(option);
        let mark = if chosen { "(x) " } else { "( ) " };
        let meaning = if chosen {
            Meaning::Strong
        } else {
            Meaning::Plain
        };
        plain(
            crate::domain::text::fit(&format!("{mark}{}", option.title), room),
            meaning,
        )
    });
    (rows.collect(), Some((at, 1)))
}

fn ticks(item: &Field, focused: bool, room: usize) -> (Vec<Value>, Option<(usize, usize)>) {
    if !focused {
        let shown = item.shown();
        if shown.is_empty() {
            return (vec![plain("[ ] none ticked", Meaning::Faint)], None);
        }
        let lines = wrap(&format!("[x] {shown}"), room).into_iter();
        return (
            lines.map(|line| plain(line, Meaning::Plain)).collect(),
            None,
        );
    }
    let mut rows = Vec::new();
    let mut cursor = None;
    for (place, option) in item.options().iter().enumerate() {
        let ticked = item.chosen.contains(&option.id);
        let here = place == item.at;
        let mark = if ticked { "[x] " } else { "[ ] " };
        let meaning = if here {
            Meaning::Strong
        } else {
            Meaning::Plain
        };
        if here {
            cursor = Some((rows.len(), 1));
        }
        let lines = wrap(&option.title, room.saturating_sub(4))
            .into_iter()
            .enumerate();
        rows.extend(lines.map(|(number, line)| {
            let before = if number == 0 { mark } else { "    " };
            plain(format!("{before}{line}"), meaning)
        }));
    }
    (rows, cursor)
}

fn yes_no(item: &Field, focused: bool) -> Vec<Value> {
    let words = match item.value().as_str() {
        "" => "not known".to_owned(),
        word => word.to_owned(),
    };
    let mut value = typed(&words, focused, width(&words));
    if focused {
        value.push(("   y, n, or ? for not known".to_owned(), Meaning::Faint));
    }
    vec![value]
}

/// Returns the word beside a field's label: how much it is wanted.
fn marks(item: &Field) -> &'static str {
    if is_needed(item) {
        "needed"
    } else if item.wanted == Some(Wanted::Advised) && item.is_empty() {
        "advised"
    } else {
        ""
    }
}

/// Says whether a form is not sent without what a field still lacks.
fn is_needed(item: &Field) -> bool {
    item.wanted == Some(Wanted::Send) && item.is_empty()
}
