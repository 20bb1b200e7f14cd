//! Where in the file a row and a word of it stand.

/// The rows of a pack's text, by list and place in the list.
pub(super) struct Places<'a> {
    text: &'a str,
    /// List, first byte, byte after the last.
    rows: Vec<(&'a str, usize, usize)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut rows: Vec<(&str, usize, usize)> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if let Some(name) = header(line)
                && !name.contains('.')
            {
                if let Some(last) = rows.last_mut() {
                    last.2 = start;
                }
                rows.push((name, start, text.len()));
            }
            start += line.len();
        }
        Self { text, rows }
    }

    /// Returns line and column of a word in a row: where it stands in quotes, else anywhere, else
    /// the row's own head.
    pub(super) fn of(&self, list: &str, index: usize, word: &str) -> (usize, usize) {
        let mut rows = self.rows.iter().filter(|(name, ..)| *name == list);
        let Some((_, start, end)) = rows.nth(index) else {
            return (1, 1);
        };
        let row = self.text.get(*start..*end).unwrap_or_default();
        let quoted = row.find(&format!("\"{word}\"")).map(|at| at + 1);
        let within = quoted
            .or_else(|| row.find(word))
            .filter(|_| !word.is_empty());
        line_column(self.text, start + within.unwrap_or(0))
    }
}

/// Returns the name in `[[name]]` or `[name]`.
fn header(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = line
        .strip_prefix("[[")
        .and_then(|rest| rest.split_once("]]"))
        .or_else(|| line.strip_prefix('[').and_then(|rest| rest.split_once(']')));
    let name = inner?.0.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// Returns line and column, both from 1, of a byte.
pub(super) fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
