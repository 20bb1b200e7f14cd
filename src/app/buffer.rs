//! A text being typed: its cursor, and the edits that keys make. Bytes are never split.

use unicode_segmentation::UnicodeSegmentation;

use super::key::Key;
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

impl Motion {
    /// Returns the motion of a key, where it has one.
    #[must_use]
    pub fn of(key: Key) -> Option<Self> {
        Some(match key {
            Key::Left => Self::Left,
            Key::Right => Self::Right,
            Key::WordLeft => Self::WordLeft,
            Key::WordRight => Self::WordRight,
            Key::Home | Key::Ctrl('a') => Self::Home,
            Key::End => Self::End,
            _ => return None,
        })
    }
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

    /// Returns what stands before the cursor.
    #[must_use]
    pub fn before(&self) -> &str {
        before(&self.text, self.cursor)
    }

    /// Returns the cursor's byte offset.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
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
        self.remove_back(Motion::Left);
    }

    /// Takes away the grapheme after the cursor.
    pub fn delete(&mut self) {
        let to = next(&self.text, self.cursor);
        self.text.replace_range(self.cursor..to, "");
    }

    /// Takes away the word before the cursor.
    pub fn delete_word(&mut self) {
        self.remove_back(Motion::WordLeft);
    }

    fn remove_back(&mut self, motion: Motion) {
        let to = self.cursor;
        self.go(motion);
        self.text.replace_range(self.cursor..to, "");
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the cursor.
    pub fn go(&mut self, motion: Motion) {
        self.cursor = moved(&self.text, self.cursor, motion);
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

/// Returns the text before a cursor, which stands at the edge of a grapheme.
pub(super) fn before(text: &str, cursor: usize) -> &str {
    text.split_at(cursor).0
}

fn after(text: &str, cursor: usize) -> &str {
    text.split_at(cursor).1
}

/// Returns where the grapheme after a cursor ends; where there is none, the cursor itself.
pub(super) fn next(text: &str, cursor: usize) -> usize {
    let grapheme = after(text, cursor).graphemes(true).next();
    cursor + grapheme.map_or(0, str::len)
}

/// Returns where a motion leads from a cursor.
pub(super) fn moved(text: &str, cursor: usize, motion: Motion) -> usize {
    let (before, after) = (before(text, cursor), after(text, cursor));
    match motion {
        Motion::Left => {
            let grapheme = before.graphemes(true).next_back();
            cursor - grapheme.map_or(0, str::len)
        }
        Motion::Right => next(text, cursor),
        Motion::WordLeft => {
            let word = before.trim_end().split_word_bound_indices().next_back();
            word.map_or(0, |(at, _)| at)
        }
        Motion::WordRight => {
            let blank = after.len() - after.trim_start().len();
            let word = after.trim_start().split_word_bounds().next();
            cursor + blank + word.map_or(0, str::len)
        }
        Motion::Home => before.rfind('\n').map_or(0, |at| at + 1),
        Motion::End => after.find('\n').map_or(text.len(), |at| cursor + at),
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
