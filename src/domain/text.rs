//! Text as people and files bring it: cleaned at the border, folded for search, safe to show.

mod alphabets;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use alphabets::mixed_alphabets;

/// Returns what may be stored: line ends as `\n`, tabs as spaces, no other control characters.
///
/// Everything else is kept as typed, odd characters included: hiding them would hide tampering,
/// so they are made visible on showing instead ([`visible`]).
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\t' => out.push(' '),
            '\n' => out.push('\n'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns a stable word as people read it where it has no title: `no_answer` as `no answer`.
#[must_use]
pub fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// Returns [`clean`] text on one line, trimmed.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says whether a character could reorder, hide or break what is shown.
fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{061c}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    ) && c != '\u{200d}'
}

/// Says whether a character could drive a terminal, or reorder, hide or break what is shown.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control() || is_deceptive(c)
}

/// Returns text that is safe on a terminal: control and deceptive characters become `⟨U+202E⟩`.
///
/// Line breaks stay; callers that need one line split first.
#[must_use]
pub fn visible(text: &str) -> String {
    if !text
        .chars()
        .any(|c| (c.is_control() && c != '\n') || is_deceptive(c))
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if (c.is_control() && c != '\n') || is_deceptive(c) {
            let code = format!("<U+{:04X}>", u32::from(c));
            out.push_str(&code);
        } else {
            out.push(c);
        }
    }
    out
}

/// Returns the folded form used for finding: lower case, no accents, no apostrophes.
///
/// `Şahin`, `SAHIN` and `sahin` fold alike, and so do `O'Brien` and `obrien`.
#[must_use]
pub fn fold(text: &str) -> String {
    deunicode::deunicode(text)
        .chars()
        .filter(|c| !matches!(c, '\'' | '`'))
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the width in terminal columns.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns the text cut to `columns`, ending in `~` if anything was cut.
#[must_use]
pub fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if columns > 0 {
        out.push('~');
    }
    out
}

/// Returns the text padded or cut to exactly `columns`.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = fit(text, columns);
    let used = out.width();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// Wraps text at words to at most `columns`, keeping its own line breaks.
///
/// Each line is a byte range of `text`; a word longer than the line is cut at a grapheme. Spaces
/// at a wrap belong to the line they end, so the ranges cover the text but for its line breaks.
#[must_use]
pub fn wrap_ranges(text: &str, columns: usize) -> Vec<std::ops::Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut offset = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, offset, columns, &mut lines);
        offset += paragraph.len() + 1;
    }
    lines
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Returns the words of a paragraph and the blanks between them, each with its place.
///
/// A word keeps the marks around it, so that no line begins with a comma; it may be parted after
/// a hyphen or a stroke within it.
fn pieces(paragraph: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before = "";
    for (at, part) in paragraph.split_word_bound_indices() {
        let turns = is_blank(before) != is_blank(part);
        let parted = matches!(before, "-" | "/") && at - start > before.len();
        if at > start && (turns || parted) {
            out.push((start, paragraph.get(start..at).unwrap_or_default()));
            start = at;
        }
        before = part;
    }
    if start < paragraph.len() {
        out.push((start, paragraph.get(start..).unwrap_or_default()));
    }
    out
}

fn wrap_paragraph(
    paragraph: &str,
    offset: usize,
    columns: usize,
    lines: &mut Vec<std::ops::Range<usize>>,
) {
    let mut start = 0;
    let mut used = 0;
    for (at, word) in pieces(paragraph) {
        let wide = word.width();
        let blank = is_blank(word);
        if used + wide > columns && !blank && used > 0 {
            lines.push(offset + start..offset + at);
            start = at;
            used = 0;
        }
        if wide > columns && !blank {
            for (inner, grapheme) in word.grapheme_indices(true) {
                let wide = grapheme.width();
                if used + wide > columns && used > 0 {
                    lines.push(offset + start..offset + at + inner);
                    start = at + inner;
                    used = 0;
                }
                used += wide;
            }
        } else {
            used += wide;
        }
    }
    lines.push(offset + start..offset + paragraph.len());
}

/// Wraps text for showing: owned lines without trailing blanks.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_ranges(text, columns)
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().trim_end().to_owned())
        .collect()
}

/// Returns the known word nearest to what was found, when it is near enough to be meant.
///
/// Used by every parser to say what may have been meant; edit distance in which two letters in
/// each other's place count once, at most a third of the word.
#[must_use]
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (edit_distance(found, word), word))
        .filter(|(distance, word)| *distance * 3 <= word.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, ca) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let changed = at(&row, j) + usize::from(ca != *cb);
            let mut best = changed.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && last == Some(*cb) && b.get(j - 1) == Some(&ca);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(ca);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_comma() {
        for (text, columns, lines) in [
            (
                "social worker, manager",
                13,
                vec!["social", "worker,", "manager"],
            ),
            (
                "social worker, manager",
                14,
                vec!["social worker,", "manager"],
            ),
            ("told (today) by", 8, vec!["told", "(today)", "by"]),
            (
                "a looked-after child",
                9,
                vec!["a looked-", "after", "child"],
            ),
            ("at -2h or so", 4, vec!["at", "-2h", "or", "so"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("one\n\ntwo", 9, vec!["one", "", "two"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text} at {columns}");
        }
    }

    #[test]
    fn wrapping_loses_nothing_but_line_breaks() {
        let text = "Stabbed, in the left-hand side;  said \u{201c}no\u{201d}.\nThen \u{738b}\u{738b} left.";
        for columns in 1..40 {
            let ranges = wrap_ranges(text, columns);
            let joined: String = ranges
                .into_iter()
                .filter_map(|range| text.get(range))
                .collect();
            assert_eq!(joined, text.replace('\n', ""), "at {columns}");
        }
    }
}
