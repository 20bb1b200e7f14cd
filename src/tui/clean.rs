//! One sweep over what is about to be drawn: no stored text may steer the terminal or mislead
//! the reader.

use ratatui::buffer::Buffer;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::text::visible;

/// The most marks (accents, vowel signs) that one character is drawn with: more of them are drawn
/// over the rows above and below.
const MOST_MARKS: usize = 4;

/// Replaces what a cell must not hold: control characters, bidirectional overrides, zero-width
/// and tag characters, and what terminals do not agree on the width of.
pub(super) fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() && !symbol.bytes().any(|b| b.is_ascii_control()) {
            continue;
        }
        if visible(symbol) != symbol {
            cell.set_symbol("?");
        } else if let Some(plain) = plain(symbol) {
            cell.set_symbol(&plain);
        }
    }
}

/// Returns a symbol as every terminal draws it in as many columns as the layout gave it; nothing where
/// it is so already.
///
/// Pictures that are joined to one (a family) or made wide by a selector take other columns where a
/// terminal does not know that: the first of them is drawn, with blanks in place of the rest.
fn plain(symbol: &str) -> Option<String> {
    let columns = symbol.width();
    let mut out = String::with_capacity(symbol.len());
    let (mut used, mut marks) = (0, 0);
    for c in symbol.chars() {
        match c.width().unwrap_or(0) {
            0 if out.is_empty() || is_joining(c) => {}
            0 => {
                marks += 1;
                if marks <= MOST_MARKS {
                    out.push(c);
                }
            }
            own if used + own <= columns => {
                used += own;
                out.push(c);
            }
            _ => break,
        }
    }
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    (out != symbol).then_some(out)
}

/// Says whether a character joins others to one picture, or chooses how the one before is drawn.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Cell;
    use ratatui::layout::Rect;

    #[test]
    fn nothing_in_a_cell_steers_the_terminal() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        for (column, symbol) in ["\u{1b}", "\u{202e}", "\u{200b}", "\u{9b}", "é", "王"]
            .into_iter()
            .enumerate()
        {
            buffer.content[column].set_symbol(symbol);
        }
        sweep(&mut buffer);
        let symbols: Vec<&str> = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(symbols, ["?", "?", "?", "?", "é", "王"]);
    }

    #[test]
    fn a_symbol_is_as_wide_on_every_terminal_as_in_the_layout() {
        for (symbol, drawn) in [
            // A family is its first face, a heart that is made a picture the plain one and a blank.
            (
                "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
                Some("\u{1f468}"),
            ),
            ("\u{2764}\u{fe0f}", Some("\u{2764} ")),
            ("\u{1f1ec}\u{1f1e7}", None),
            ("e\u{301}\u{302}", None),
            ("\u{5c71}", None),
            (
                "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
                Some("e\u{301}\u{302}\u{303}\u{304}"),
            ),
        ] {
            assert_eq!(plain(symbol).as_deref(), drawn, "{symbol}");
            let shown = drawn.unwrap_or(symbol);
            let chars: usize = shown.chars().filter_map(UnicodeWidthChar::width).sum();
            assert_eq!(chars, symbol.width(), "{symbol}");
        }
    }
}
