//! One sweep over what is about to be drawn: no stored text may steer the terminal or mislead
//! the reader.

use ratatui::buffer::Buffer;

use crate::domain::text::visible;

/// Replaces what a cell must not hold: control characters, bidirectional overrides, zero-width
/// and tag characters.
pub(super) fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() && !symbol.bytes().any(|b| b.is_ascii_control()) {
            continue;
        }
        let shown = visible(symbol);
        if shown != symbol {
            cell.set_symbol("?");
        }
    }
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
}
