//! A text being typed: its cursor, and the edits that keys make. Bytes are never split.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::{clean, clean_line, wrap_ranges};

/// A text and the place in it where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buffer {
    text: String,
    /// A byte offset, always at the edge of a grapheme.
    cursor: usize,
}

/// Where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the start of the word.
    WordLeft,
    /// Past the end of the word.
    WordRight,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
}

impl Buffer {
    /// Returns a buffer with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// Returns what has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the cursor's byte offset.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Puts pasted text in at the cursor: cleaned, and as one line unless `many_lines`.
    pub fn insert(&mut self, pasted: &str, many_lines: bool) {
        if many_lines {
            self.put(&clean(pasted));
        } else {
            self.put(&clean_line(pasted));
        }
    }

    /// Puts typed characters in at the cursor, each as it was typed; line ends only where
    /// `many_lines`.
    pub fn type_in(&mut self, typed: &str, many_lines: bool) {
        let typed = clean(typed);
        if many_lines {
            self.put(&typed);
        } else {
            self.put(&typed.replace('\n', ""));
        }
    }

    fn put(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Takes away the grapheme before the cursor.
    pub fn backspace(&mut self) {
        let from = self.before().grapheme_indices(true).next_back();
        if let Some((from, _)) = from {
            self.text.replace_range(from..self.cursor, "");
            self.cursor = from;
        }
    }

    /// Takes away the grapheme after the cursor.
    pub fn delete(&mut self) {
        if let Some(grapheme) = self.after().graphemes(true).next() {
            let to = self.cursor + grapheme.len();
            self.text.replace_range(self.cursor..to, "");
        }
    }

    /// Takes away the word before the cursor.
    pub fn delete_word(&mut self) {
        let to = self.cursor;
        self.go(Motion::WordLeft);
        self.text.replace_range(self.cursor..to, "");
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the cursor.
    pub fn go(&mut self, motion: Motion) {
        self.cursor = match motion {
            Motion::Left => self
                .before()
                .grapheme_indices(true)
                .next_back()
                .map_or(0, |(at, _)| at),
            Motion::Right => {
                let next = self.after().graphemes(true).next();
                self.cursor + next.map_or(0, str::len)
            }
            Motion::WordLeft => {
                let kept = self.before().trim_end();
                let word = kept.split_word_bound_indices().next_back();
                word.map_or(0, |(at, _)| at)
            }
            Motion::WordRight => {
                let after = self.after();
                let blank = after.len() - after.trim_start().len();
                let word = after.trim_start().split_word_bounds().next();
                self.cursor + blank + word.map_or(0, str::len)
            }
            Motion::Home => self.before().rfind('\n').map_or(0, |at| at + 1),
            Motion::End => self
                .after()
                .find('\n')
                .map_or(self.text.len(), |at| self.cursor + at),
        };
    }

    /// Returns the cursor's place when the text is wrapped at `columns`: line and column.
    #[must_use]
    pub fn place(&self, columns: usize) -> (usize, usize) {
        let lines = wrap_ranges(&self.text, columns);
        let line = lines
            .iter()
            .rposition(|range| range.start <= self.cursor)
            .unwrap_or(0);
        let start = lines.get(line).map_or(0, |range| range.start);
        let shown = self.text.get(start..self.cursor).unwrap_or_default();
        (line, crate::domain::text::width(shown))
    }

    /// Moves the cursor up or down by lines as wrapped at `columns`; says whether it moved.
    pub fn go_lines(&mut self, by: isize, columns: usize) -> bool {
        let (line, column) = self.place(columns);
        let lines = wrap_ranges(&self.text, columns);
        let Some(range) = line
            .checked_add_signed(by)
            .and_then(|target| lines.get(target))
        else {
            return false;
        };
        let shown = self.text.get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        let mut used = 0;
        for grapheme in shown.graphemes(true) {
            let wide = crate::domain::text::width(grapheme);
            if used + wide > column {
                break;
            }
            used += wide;
            at += grapheme.len();
        }
        self.cursor = at;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_is_taken_away_with_its_blanks() {
        let mut buffer = Buffer::new("left thigh  ");
        buffer.delete_word();
        assert_eq!(buffer.text(), "left ");
        buffer.delete_word();
        assert_eq!(buffer.text(), "");
    }

    #[test]
    fn a_grapheme_of_many_bytes_goes_at_once() {
        let mut buffer = Buffer::new("Şa\u{301}");
        buffer.backspace();
        assert_eq!(buffer.text(), "Ş");
        buffer.backspace();
        assert_eq!(buffer.text(), "");
    }

    #[test]
    fn a_pasted_line_break_does_not_leave_the_line() {
        let mut buffer = Buffer::default();
        buffer.insert("outside the\nlibrary", false);
        assert_eq!(buffer.text(), "outside the library");
    }

    #[test]
    fn up_and_down_follow_the_wrapped_lines() {
        let mut buffer = Buffer::new("one two three four");
        assert_eq!(buffer.place(8), (2, 4));
        assert!(buffer.go_lines(-1, 8));
        assert_eq!(buffer.place(8), (1, 4));
        assert!(buffer.go_lines(-1, 8));
        assert!(!buffer.go_lines(-1, 8));
    }

    proptest! {
        #[test]
        fn any_keys_leave_a_whole_text(keys in proptest::collection::vec((0_u8..10, "\\PC{0,3}"), 0..60)) {
            let mut buffer = Buffer::default();
            for (key, text) in keys {
                match key {
                    0 => buffer.backspace(),
                    1 => buffer.delete(),
                    2 => buffer.delete_word(),
                    3 => buffer.go(Motion::Left),
                    4 => buffer.go(Motion::Right),
                    5 => buffer.go(Motion::WordLeft),
                    6 => buffer.go(Motion::WordRight),
                    7 => { let _moved = buffer.go_lines(-1, 7); }
                    8 => buffer.go(Motion::Home),
                    _ => buffer.insert(&text, true),
                }
                prop_assert!(buffer.text().is_char_boundary(buffer.cursor()));
            }
        }
    }
}
