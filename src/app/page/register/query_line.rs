//! The line that a query is typed on.

use crate::app::key::Key;

/// What is typed of a query, and where the cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryLine {
    /// What is typed.
    pub text: String,
    /// What stood there when it was begun.
    pub before: String,
    /// Where the cursor stands, in bytes.
    pub at: usize,
    /// What is wrong with it, or what the word can go on as.
    pub said: Vec<String>,
}

impl QueryLine {
    /// Returns a line with a query on it, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            before: text.to_owned(),
            at: text.len(),
            said: Vec::new(),
        }
    }

    /// Takes a character or an editing key; says whether the text is another.
    pub(super) fn take(&mut self, key: Key) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let behind = before.chars().next_back().map_or(0, char::len_utf8);
        let ahead = self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next());
        let ahead = ahead.map_or(0, char::len_utf8);
        match key {
            Key::Char(c) if !c.is_control() => {
                self.text.insert(self.at, c);
                self.at += c.len_utf8();
            }
            Key::Backspace if behind > 0 => {
                self.at -= behind;
                self.text.remove(self.at);
            }
            Key::Delete if ahead > 0 => {
                self.text.remove(self.at);
            }
            Key::Ctrl('u') => {
                self.text.clear();
                self.at = 0;
            }
            Key::Ctrl('w') => {
                let kept = before.trim_end().rfind(' ').map_or(0, |at| at + 1);
                self.text.replace_range(kept..self.at, "");
                self.at = kept;
            }
            other => {
                self.at = match other {
                    Key::Left => self.at - behind,
                    Key::Right => self.at + ahead,
                    Key::Home => 0,
                    Key::End => self.text.len(),
                    _ => self.at,
                };
                return false;
            }
        }
        true
    }
}
