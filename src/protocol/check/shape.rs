//! Reads a pack's text, going on past keys that it does not know, so that one run tells them all.

use super::PackFault;
use super::place::line_column;
use crate::domain::text::nearest;
use crate::protocol::pack::Pack;

/// How many faults of shape are told before the reader gives up.
const MOST: usize = 50;

/// Returns the pack, where it can be read once what it does not know is left out, and those
/// faults.
pub(super) fn read(text: &str) -> (Option<Pack>, Vec<PackFault>) {
    let mut faults = Vec::new();
    let mut left = text.to_owned();
    while faults.len() < MOST {
        let error = match Pack::parse(&left) {
            Ok(pack) => return (Some(pack), faults),
            Err(error) => error,
        };
        let at = error.span().map_or(0, |span| span.start);
        let fault = fault(&left, at, error.message());
        let near = fault.nearest.clone();
        faults.push(fault);
        if !error.message().starts_with("unknown field") {
            return (None, faults);
        }
        let meant = near.and_then(|near| with_key(&left, at, &near));
        match meant.or_else(|| without_line(&left, at)) {
            Some(rest) => left = rest,
            None => return (None, faults),
        }
    }
    (None, faults)
}

/// Returns the text with the key that was meant in place of the one found, unless it stands
/// there already.
fn with_key(text: &str, byte: usize, key: &str) -> Option<String> {
    let rest = text.get(byte..)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let meant = format!("{}{key}{}", text.get(..byte)?, rest.get(end..)?);
    match Pack::parse(&meant) {
        Err(error) if error.message().starts_with("duplicate key") => None,
        _ => Some(meant),
    }
}

/// Returns the text with one line blanked, every other byte in its place.
fn without_line(text: &str, byte: usize) -> Option<String> {
    let before = text.get(..byte)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = text
        .get(byte..)?
        .find('\n')
        .map_or(text.len(), |at| byte + at);
    let line = text.get(start..end)?;
    // Only a whole `key = value` line: anything else would take more than the fault away.
    let value = line.split_once('=')?.1.trim();
    let whole = !value.starts_with(['{', '[', '\'']) || value.ends_with(['}', ']', '\'']);
    if line.trim_start().starts_with(['[', '{']) || !whole {
        return None;
    }
    let blank = " ".repeat(line.len());
    Some(format!("{}{blank}{}", text.get(..start)?, text.get(end..)?))
}

/// Returns the fault of a message such as "unknown field `x`, expected one of `a`, `b`".
fn fault(text: &str, byte: usize, message: &str) -> PackFault {
    let (line, column) = line_column(text, byte);
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let near = words.split_first().and_then(|(found, known)| {
        let unknown = message.starts_with("unknown");
        nearest(found, known.iter().copied()).filter(|_| unknown)
    });
    PackFault {
        line,
        column,
        row: String::new(),
        what: message.to_owned(),
        nearest: near.map(str::to_owned),
    }
}
