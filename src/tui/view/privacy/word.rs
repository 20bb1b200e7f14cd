//! The words of a line as they stand on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::text::fold;

/// A word as it stands in a line: its cells, folded.
pub(super) struct Word {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) text: String,
    /// It was cut where the room ended.
    pub(super) is_cut: bool,
    /// Whether nothing stands before it, and after it, but the edge of the screen, of a pane or of a
    /// column.
    edges: [bool; 2],
    /// It begins with a capital, and one blank stands after it.
    pub(super) may_be_first_name: bool,
}

impl Word {
    /// Says whether nothing stands before it but an edge.
    pub(super) fn begins(&self) -> bool {
        self.edges[0]
    }

    /// Says whether nothing stands after it but an edge.
    pub(super) fn ends(&self) -> bool {
        self.edges[1]
    }
}

/// Returns the words of a line of the screen, from the left.
pub(super) fn words_of_line(buffer: &Buffer, y: u16) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open: Option<(u16, String)> = None;
    // What stands between the word before and what is read now.
    let mut gap = EDGE.to_owned();
    let (left, right) = (buffer.area.left(), buffer.area.right());
    for x in left..=right {
        let symbol = if x < right {
            buffer
                .cell(Position::new(x, y))
                .map_or(" ", |cell| cell.symbol())
        } else {
            " "
        };
        let is_letter = symbol.chars().next().is_some_and(char::is_alphanumeric);
        if is_letter {
            open.get_or_insert_with(|| (x, String::new()))
                .1
                .push_str(symbol);
            continue;
        }
        if let Some((from, text)) = open.take() {
            let begins = is_edge(&gap);
            if begins && let Some(before) = out.last_mut() {
                before.edges[1] = true;
            }
            out.push(Word {
                from,
                to: x,
                text: fold(&text),
                is_cut: symbol == "~",
                edges: [begins, false],
                may_be_first_name: symbol == " " && text.starts_with(char::is_uppercase),
            });
            gap.clear();
        }
        gap.push_str(symbol);
    }
    if let Some(last) = out.last_mut() {
        last.edges[1] = true;
    }
    out
}

/// What parts columns: more than the one blank between two words.
const EDGE: &str = "  ";

/// Says whether what stands between two words is where a pane or a column ends.
fn is_edge(gap: &str) -> bool {
    gap.contains(EDGE) || gap.contains(['│', '|'])
}
