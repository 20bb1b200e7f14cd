//! Rows of text: the one thing that every view is made of.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::super::theme::{Look, Meaning};
use crate::domain::page::Count;
use crate::domain::text::{fit, pad, visible, width, wrap, wrap_ranges};

/// What stands for a list until it is read: that there is nothing in it is not known.
pub(super) const BEING_READ: &str = "The desk is being read.";

/// One row: pieces of text with what each means.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    parts: Vec<(String, Meaning)>,
}

impl Row {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Returns a row of one piece.
    pub(super) fn of(text: impl Into<String>, meaning: Meaning) -> Self {
        Self::new().part(text, meaning)
    }

    /// Returns the row with one piece more.
    pub(super) fn part(mut self, text: impl Into<String>, meaning: Meaning) -> Self {
        self.parts.push((text.into(), meaning));
        self
    }

    /// Returns the row with a piece cut or filled to its columns and a blank after it.
    pub(super) fn cell(self, text: &str, columns: usize, meaning: Meaning) -> Self {
        let text = one_line(text);
        self.part(format!("{} ", pad(&text, columns)), meaning)
    }

    /// Returns the row with the mark of the chosen line before it.
    pub(super) fn marked(mut self, chosen: bool) -> Self {
        let mark = if chosen { "> " } else { "  " };
        self.parts.insert(0, (mark.to_owned(), Meaning::Strong));
        self
    }

    /// Returns the row with text before it.
    pub(super) fn before(mut self, text: &str) -> Self {
        self.parts.insert(0, (text.to_owned(), Meaning::Plain));
        self
    }

    fn line(&self, look: Look, columns: usize) -> Line<'static> {
        let mut left = columns;
        let mut spans = Vec::new();
        for (text, meaning) in &self.parts {
            if left == 0 {
                break;
            }
            let shown = fit(&one_line(text), left);
            left -= width(&shown).min(left);
            spans.push(Span::styled(plain(&shown, look), look.style(*meaning)));
        }
        Line::from(spans)
    }
}

/// Returns text on one line, with what could mislead made visible.
pub(super) fn one_line(text: &str) -> String {
    visible(text).replace('\n', " / ")
}

/// Returns the desk's own signs in ASCII where only that can be shown; a person's words stay.
fn plain(text: &str, look: Look) -> String {
    if look.ascii {
        text.replace(" · ", " - ")
            .replace(['«', '»'], "\"")
            .replace('→', ">")
    } else {
        text.to_owned()
    }
}

/// Returns text wrapped to rows; the lines after the first hang by `hang` columns.
pub(super) fn wrapped(text: &str, columns: usize, hang: usize, meaning: Meaning) -> Vec<Row> {
    let text = visible(text);
    let first = wrap_ranges(&text, columns.max(8)).into_iter().next();
    let end = first.map_or(0, |range| range.end);
    let (head, rest) = text.split_at_checked(end).unwrap_or((&text, ""));
    let mut rows = vec![Row::of(head.trim_end(), meaning)];
    let rest = rest.trim_start_matches(['\n', ' ']);
    if !rest.is_empty() {
        let room = columns.saturating_sub(hang).max(8);
        let lines = wrap(rest, room).into_iter();
        rows.extend(lines.map(|line| Row::of(format!("{}{line}", " ".repeat(hang)), meaning)));
    }
    rows
}

/// Returns words beside their label, wrapped under themselves: the label is plain, and what the words
/// mean to the eye is theirs alone.
pub(super) fn labelled(
    label: &str,
    label_columns: usize,
    words: &str,
    columns: usize,
    meaning: Meaning,
) -> Vec<Row> {
    let room = columns.saturating_sub(label_columns + 1);
    let rows = wrapped(words, room, 0, meaning).into_iter().enumerate();
    rows.map(|(number, row)| {
        let label = if number == 0 { label } else { "" };
        row.before(&format!("{} ", pad(label, label_columns)))
    })
    .collect()
}

/// Returns how many lines rows take; no screen is as high as the greatest number.
pub(super) fn height_of(rows: &[Row]) -> u16 {
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

/// Parts the lines that say more of the chosen row, at most so many, from the list above them.
pub(super) fn over_foot(area: Rect, foot: &[Row], most: u16) -> [Rect; 2] {
    let foot = Constraint::Length(height_of(foot).min(most));
    Layout::vertical([Constraint::Min(1), foot]).areas(area)
}

/// Draws rows from the top; what does not fit is left out.
pub(super) fn put_lines(frame: &mut Frame<'_>, area: Rect, look: Look, rows: &[Row]) {
    put_from(frame, area, look, rows, 0);
}

fn put_from(frame: &mut Frame<'_>, area: Rect, look: Look, rows: &[Row], from: usize) {
    let columns = usize::from(area.width);
    let lines: Vec<Line<'static>> = rows
        .iter()
        .skip(from)
        .take(usize::from(area.height))
        .map(|row| row.line(look, columns))
        .collect();
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(lines), area);
}

/// Draws rows so that `keep` is in sight, with a few rows around it; returns the first row drawn.
pub(super) fn put_list(
    frame: &mut Frame<'_>,
    area: Rect,
    look: Look,
    rows: &[Row],
    keep: std::ops::Range<usize>,
) -> usize {
    let none = [Count::default(); 2];
    put_page(frame, area, look, rows, keep, none)
}

/// Draws the rows of a page in the same way; `beyond` are the rows of its list before and after it.
pub(super) fn put_page(
    frame: &mut Frame<'_>,
    area: Rect,
    look: Look,
    rows: &[Row],
    keep: std::ops::Range<usize>,
    beyond: [Count; 2],
) -> usize {
    let [above, below] = beyond;
    let [list, foot] = list_and_foot(rows.len(), area, beyond);
    let height = usize::from(list.height);
    let from = first_row(rows.len(), height, keep);
    put_from(frame, list, look, rows, from);
    let rest = rows.len().saturating_sub(from + height);
    if foot.height > 0 {
        let row = more_row(above.plus(from), below.plus(rest), usize::from(area.width));
        put_lines(frame, foot, look, &[row]);
    }
    from
}

/// Parts the row that says how many more there are from a list that is not seen whole: it has a row of
/// its own, and covers nothing.
fn list_and_foot(count: usize, area: Rect, [above, below]: [Count; 2]) -> [Rect; 2] {
    let is_whole = count <= usize::from(area.height) && above.is_none() && below.is_none();
    let more = u16::from(!is_whole && area.height > 2);
    Layout::vertical([Constraint::Min(1), Constraint::Length(more)]).areas(area)
}

/// Returns which of so many rows [`put_page`] draws.
pub(super) fn in_sight(
    count: usize,
    area: Rect,
    keep: std::ops::Range<usize>,
    beyond: [Count; 2],
) -> std::ops::Range<usize> {
    let [list, _] = list_and_foot(count, area, beyond);
    let height = usize::from(list.height);
    let from = first_row(count, height, keep);
    from..from + height
}

/// Returns the first row to draw so that the kept ones are seen: the beginning as long as they are in
/// sight with it.
fn first_row(count: usize, height: usize, keep: std::ops::Range<usize>) -> usize {
    if count <= height || keep.end <= height {
        return 0;
    }
    let last = count - height;
    // The end first, then the beginning: of a long stretch its beginning is seen.
    let by_end = (keep.end + 2).saturating_sub(height).min(last);
    by_end.min(keep.start)
}

/// Says at the right edge how many rows stand above and below.
fn more_row(above: Count, below: Count, columns: usize) -> Row {
    let parts = [(above, "above"), (below, "below")].into_iter();
    let parts = parts.filter(|(count, _)| !count.is_none());
    let parts: Vec<String> = parts
        .map(|(count, side)| format!("+{count} {side}"))
        .collect();
    let words = parts.join("  ");
    let indent = " ".repeat(columns.saturating_sub(width(&words)));
    Row::of(format!("{indent}{words}"), Meaning::Faint)
}

/// Draws a box with a title and returns what is inside.
pub(super) fn boxed(
    frame: &mut Frame<'_>,
    area: Rect,
    look: Look,
    title: &str,
    focused: bool,
) -> Rect {
    let meaning = if focused {
        Meaning::Strong
    } else {
        Meaning::Faint
    };
    let title = fit(&one_line(title), usize::from(area.width.saturating_sub(2)));
    let heading = if focused {
        Meaning::Strong
    } else {
        Meaning::Plain
    };
    let block = Block::bordered()
        .border_set(look.border())
        .border_style(look.style(meaning))
        .title(Span::styled(plain(&title, look), look.style(heading)));
    let inner = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inner
}

/// Returns how many columns a part of some lines takes on the widest of them.
pub(super) fn widest<'a, T: 'a, S: AsRef<str>>(
    lines: impl IntoIterator<Item = &'a T>,
    part: impl Fn(&'a T) -> S,
) -> usize {
    let widths = lines.into_iter().map(|line| width(part(line).as_ref()));
    widths.fold(0, usize::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_in_sight() {
        for (count, height, keep, from) in [
            (5, 10, 0..1, 0),
            (30, 10, 0..1, 0),
            (30, 10, 15..16, 8),
            (30, 10, 29..30, 20),
            (30, 10, 12..28, 12),
        ] {
            assert_eq!(
                first_row(count, height, keep.clone()),
                from,
                "{count} {height} {keep:?}"
            );
        }
    }
}
