//! Plain output: one fact a line, columns of equal width, nothing that could drive a terminal.

use std::fmt::Write;

use crate::domain::text::{clean_line, is_unsafe, pad, visible, width};

/// Returns rows with their columns aligned, two spaces between; the last column is not padded.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| line(cell)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).fold(0, usize::max);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).fold(0, usize::max)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut out = String::new();
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| pad(cell, *width))
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Returns text on one line, safe on a terminal.
pub(super) fn line(text: &str) -> String {
    visible(&clean_line(text))
}

/// Returns JSON with every character that could drive a terminal or hide text written as its
/// code; the value read from it is the same.
pub(super) fn json(value: &serde_json::Value) -> String {
    let text = format!("{value:#}");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || !is_unsafe(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _infallible = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_line_up_and_no_line_ends_in_blanks() {
        let rows = [row(&["41 min", "TH-1", "x"]), row(&["2 d", "TH-20", ""])];
        assert_eq!(table(&rows), "41 min  TH-1   x\n2 d     TH-20\n");
    }

    #[test]
    fn a_cell_stays_on_its_line_and_drives_nothing() {
        let shown = table(&[row(&["a\u{1b}[2J\nb", "\u{202e}c\u{9b}1m"])]);
        assert_eq!(shown.lines().count(), 1);
        assert!(
            !shown.chars().any(|c| c != '\n' && is_unsafe(c)),
            "{shown:?}"
        );
    }

    #[test]
    fn json_is_safe_and_reads_back_the_same() {
        let value = serde_json::json!({ "narrative": "a\u{1b}[2J\n\u{9b}1m\u{202e}b\u{e0041}é" });
        let text = json(&value);
        assert!(!text.chars().any(|c| c != '\n' && is_unsafe(c)), "{text:?}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, value);
    }
}
