//! What was typed as words, each with its place.

use std::ops::Range;

use super::fault::Fault;

/// One piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Minus,
    Or,
    Word(String),
    Phrase(String),
    /// A field's word, its value, and where the value stands.
    Field(String, String, Range<usize>),
}

/// What stands before a value that is asked for whole.
pub(super) const WHOLE: &str = "=";

/// What stands before a name that is asked for however it is spelt.
pub(super) const LIKE: &str = "~";

/// Cuts what was typed into pieces.
pub(super) fn lex(typed: &str) -> Result<Vec<Token>, Fault> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = typed.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let (kind, end) = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => (Kind::Open, at + 1),
            ')' => (Kind::Close, at + 1),
            '-' if rest.chars().nth(1).is_some_and(|c| !c.is_whitespace()) => (Kind::Minus, at + 1),
            '"' => {
                let (words, end) = quoted(typed, at)?;
                (Kind::Phrase(words), end)
            }
            _ => word(typed, at)?,
        };
        out.push(Token { kind, at: at..end });
        at = end;
    }
    Ok(out)
}

/// Reads words between quotation marks; returns them and where they end.
fn quoted(typed: &str, at: usize) -> Result<(String, usize), Fault> {
    let inside = typed.get(at + 1..).unwrap_or_default();
    let Some(length) = inside.find('"') else {
        return Err(Fault::at(
            at..typed.len(),
            "the quotation mark has no other one",
        ));
    };
    let words = inside.get(..length).unwrap_or_default().to_owned();
    Ok((words, at + length + 2))
}

/// Reads a word, or a field with its value.
fn word(typed: &str, at: usize) -> Result<(Kind, usize), Fault> {
    let rest = typed.get(at..).unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"');
    let length = rest.find(ends).unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or_default();
    let end = at + length;
    let Some((name, value)) = text.split_once(':') else {
        let is_or = text.eq_ignore_ascii_case("or");
        return Ok(if is_or {
            (Kind::Or, end)
        } else {
            (Kind::Word(text.to_owned()), end)
        });
    };
    // A time such as 21:15 is a word, and not a field.
    if !name.chars().any(char::is_alphabetic) {
        return Ok((Kind::Word(text.to_owned()), end));
    }
    let from = at + name.len() + 1;
    let is_quoted = rest.get(length..).is_some_and(|rest| rest.starts_with('"'));
    if is_quoted && matches!(value, "" | WHOLE | LIKE) {
        let (words, end) = quoted(typed, end)?;
        let words = format!("{value}{words}");
        return Ok((Kind::Field(name.to_owned(), words, from..end), end));
    }
    Ok((
        Kind::Field(name.to_owned(), value.to_owned(), from..end),
        end,
    ))
}
