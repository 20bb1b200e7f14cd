//! Reads a pack's text, going on past what cannot be read, so that one run tells every fault.
//!
//! The reader stops at its first fault. So the tree is mended there (a key or a word changed to the
//! one that was meant, a value left out, a missing one put in without width) and read again. What
//! follows from the mending alone is not told.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue, Deserializer, Error};

use super::Fault;
use super::tree::{line_column, row_of};
use crate::domain::text::nearest;
use crate::pack::PackFile;

/// How many faults of shape are told before the reader gives up.
const MOST: usize = 200;

/// How many faults of syntax are told, one a line: one bracket that is not closed makes a fault of
/// every line after it.
const MOST_SYNTAX: usize = 10;

/// What was read, and what was wrong with it.
pub(super) struct Shape<'a> {
    /// The tree as mended: its rows are those of `pack`, in the same order.
    pub(super) tree: DeTable<'a>,
    /// `None` when too little could be read.
    pub(super) pack: Option<PackFile>,
    pub(super) faults: Vec<Fault>,
    /// Where something was put in or left out: what is wrong there has been told.
    pub(super) told: BTreeSet<usize>,
    /// Tables by their first byte, with the keys that were left out of them.
    pub(super) left_out: BTreeSet<(usize, String)>,
}

/// Reads a pack's text.
pub(super) fn read(text: &str) -> Shape<'_> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut shape = Shape {
        tree: root.get_ref().clone(),
        pack: None,
        faults: Vec::new(),
        told: BTreeSet::new(),
        left_out: BTreeSet::new(),
    };
    if !errors.is_empty() {
        // Half a tree would show faults that are not there.
        let mut lines = BTreeSet::new();
        let first = errors.iter().map(syntax).filter(|fault| {
            let (line, _) = line_column(text, fault.at);
            lines.insert(line)
        });
        shape.faults.extend(first.take(MOST_SYNTAX));
        return shape;
    }
    for _ in 0..MOST {
        let whole = Spanned::new(root.span(), shape.tree.clone());
        let error = match PackFile::deserialize(Deserializer::from(whole)) {
            Ok(pack) => {
                shape.pack = Some(pack);
                return shape;
            }
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        if !shape.mend(&error, &span) {
            return shape;
        }
    }
    shape.faults.push(Fault {
        at: text.trim_end().len(),
        row: String::new(),
        what: "the rest was not checked: put these right, then check again".to_owned(),
        nearest: None,
    });
    shape
}

fn syntax(error: &Error) -> Fault {
    Fault {
        at: error.span().map_or(0, |span| span.start),
        row: String::new(),
        what: error.message().to_owned(),
        nearest: None,
    }
}

impl Shape<'_> {
    /// Tells one fault and mends it; false when the reader cannot go on.
    fn mend(&mut self, error: &Error, span: &Range<usize>) -> bool {
        let message = error.message();
        let mut words = message.split('`').skip(1).step_by(2);
        let found = words.next().unwrap_or_default();
        let known: Vec<&str> = words.collect();
        let near = nearest(found, known.iter().copied()).map(str::to_owned);
        if message.starts_with("unknown field") {
            let what = format!("there is no key `{found}` here");
            self.say(
                span.start,
                with_known(what, near.as_ref(), &known),
                near.clone(),
            );
            return self.without_key(span, near);
        }
        if message.starts_with("missing field") {
            if !self.left_out.contains(&(span.start, found.to_owned())) {
                self.say(span.start, format!("`{found}` is missing"), None);
            }
            self.told.insert(span.start);
            return put_in(&mut self.tree, span, found);
        }
        let (what, near) = if message.starts_with("unknown variant") {
            let what = format!("there is no word `{found}` here");
            (with_known(what, near.as_ref(), &known), near)
        } else if message.contains("untagged enum") {
            ("a word or a list of words is wanted here".to_owned(), None)
        } else {
            (plain(message), None)
        };
        let meant = near.clone();
        if !self.told.contains(&span.start) {
            self.say(span.start, what, near);
        }
        self.told.insert(span.start);
        if meant.is_some_and(|meant| put_word(&mut self.tree, span, &meant)) {
            return true;
        }
        let Some(left) = without_value(&mut self.tree, 0, span) else {
            return false;
        };
        self.told.insert(left.key_at);
        // A condition without what it asked asks nothing: that follows.
        self.told.insert(left.table);
        self.left_out.insert((left.table, left.key));
        true
    }

    fn say(&mut self, at: usize, what: String, nearest: Option<String>) {
        self.faults.push(Fault {
            at,
            row: row_of(&self.tree, at),
            what,
            nearest,
        });
    }

    /// Renames an unknown key to the one that was meant, or leaves it out.
    fn without_key(&mut self, span: &Range<usize>, meant: Option<String>) -> bool {
        let Some((at, table)) = table_of_key(&mut self.tree, 0, span) else {
            return false;
        };
        let entry = table.keys().find(|key| key.span() == *span).cloned();
        let Some((key, value)) = entry.and_then(|key| table.remove_entry(&key)) else {
            return false;
        };
        match meant.filter(|meant| !table.contains_key(meant.as_str())) {
            Some(meant) => {
                table.insert(Spanned::new(key.span(), DeString::Owned(meant)), value);
            }
            None => {
                // A condition that asked this alone now asks nothing.
                self.told.insert(at);
            }
        }
        true
    }
}

/// Returns the reader's own message in words that are not a programmer's.
fn plain(message: &str) -> String {
    let found = ["invalid type: ", "invalid value: "]
        .iter()
        .find_map(|lead| message.strip_prefix(lead));
    let out = found.map_or_else(|| message.to_owned(), |rest| format!("found {rest}"));
    let out = out.replace(" as i128", "").replace(" as u128", "");
    ["i64", "u32"].iter().fold(out, |out, number| {
        out.replace(&format!("expected {number}"), "expected a whole number")
            .replace("expected a sequence", "expected a list")
            .replace("expected a map", "expected a table")
            .replace("expected a boolean", "expected true or false")
    })
}

/// Adds what is allowed, where no word is near enough to be meant.
fn with_known(what: String, near: Option<&String>, known: &[&str]) -> String {
    match near {
        None if !known.is_empty() => format!("{what}; known: {}", known.join(", ")),
        _ => what,
    }
}

/// Returns the table that holds a key, and where it starts.
fn table_of_key<'t, 'a>(
    table: &'t mut DeTable<'a>,
    at: usize,
    span: &Range<usize>,
) -> Option<(usize, &'t mut DeTable<'a>)> {
    if table.keys().any(|key| key.span() == *span) {
        return Some((at, table));
    }
    table
        .iter_mut()
        .find_map(|(_, value)| table_of_key_in(value, span))
}

fn table_of_key_in<'t, 'a>(
    value: &'t mut Spanned<DeValue<'a>>,
    span: &Range<usize>,
) -> Option<(usize, &'t mut DeTable<'a>)> {
    let at = value.span().start;
    match value.get_mut() {
        DeValue::Table(table) => table_of_key(table, at, span),
        DeValue::Array(list) => list
            .iter_mut()
            .find_map(|value| table_of_key_in(value, span)),
        _ => None,
    }
}

/// The key whose value, or part of whose list, was left out.
#[derive(Clone)]
struct Left {
    /// The first byte of its table.
    table: usize,
    key: String,
    key_at: usize,
}

/// Leaves out the value at a place.
fn without_value(table: &mut DeTable<'_>, at: usize, span: &Range<usize>) -> Option<Left> {
    let left = |key: &Spanned<DeString<'_>>| Left {
        table: at,
        key: key.get_ref().to_string(),
        key_at: key.span().start,
    };
    // The innermost of that place is meant: an array may start where its first part starts.
    let inner = table.iter_mut().find_map(|(key, value)| {
        let start = value.span().start;
        match value.get_mut() {
            DeValue::Table(inner) => without_value(inner, start, span),
            DeValue::Array(list) => without_element(list, span, &left(key)),
            _ => None,
        }
    });
    if inner.is_some() {
        return inner;
    }
    let (key, _) = table.iter().find(|(_, value)| value.span() == *span)?;
    let left = left(key);
    table.remove(left.key.as_str())?;
    Some(left)
}

/// Leaves out the part of a list at a place, or of a table in it; `own` is said of the list itself.
fn without_element(list: &mut DeArray<'_>, span: &Range<usize>, own: &Left) -> Option<Left> {
    let inner = list.iter_mut().find_map(|value| {
        let start = value.span().start;
        match value.get_mut() {
            DeValue::Table(table) => without_value(table, start, span),
            DeValue::Array(inner) => without_element(inner, span, own),
            _ => None,
        }
    });
    if inner.is_some() {
        return inner;
    }
    let index = list.iter().position(|value| value.span() == *span)?;
    let rest = std::mem::replace(list, DeArray::new())
        .into_iter()
        .enumerate();
    *list = rest
        .filter(|(place, _)| *place != index)
        .map(|(_, value)| value)
        .collect();
    Some(own.clone())
}

/// Puts a missing key into the table at a place, with a value that can be read.
fn put_in(tree: &mut DeTable<'_>, span: &Range<usize>, key: &str) -> bool {
    let Some(table) = table_at(tree, span) else {
        return false;
    };
    let here = span.start..span.start;
    let text = |word: &'static str| DeValue::String(DeString::Borrowed(word));
    let value = match key {
        "pack" | "cite" => return false,
        "amount" => DeValue::Integer(DeInteger::default()),
        "when" => {
            let mut condition = DeTable::new();
            let key = Spanned::new(here.clone(), DeString::Borrowed("event"));
            condition.insert(key, Spanned::new(here.clone(), text("")));
            DeValue::Table(condition)
        }
        "of" => text("incident"),
        "kind" if table.contains_key("ask") => text("yes_no"),
        "kind" => text("line"),
        "name" => text("limit"),
        "unit" => text("days"),
        "rule" => text("one"),
        "starts" | "stops" | "done" | "values" | "deciders" | "to" | "takes" | "section"
        | "audiences" | "earliest" => DeValue::Array(DeArray::new()),
        _ => text(""),
    };
    let key = Spanned::new(here.clone(), DeString::Owned(key.to_owned()));
    table.insert(key, Spanned::new(here, value)).is_none()
}

/// Puts the word that was meant in the place of one that is not known: what is said of the row then
/// follows from what its writer meant.
fn put_word(tree: &mut DeTable<'_>, span: &Range<usize>, meant: &str) -> bool {
    tree.iter_mut()
        .any(|(_, value)| put_word_in(value, span, meant))
}

fn put_word_in(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>, meant: &str) -> bool {
    let here = value.span() == *span;
    match value.get_mut() {
        DeValue::String(word) if here => {
            *word = DeString::Owned(meant.to_owned());
            true
        }
        DeValue::Table(table) => put_word(table, span, meant),
        DeValue::Array(list) => list.iter_mut().any(|value| put_word_in(value, span, meant)),
        _ => false,
    }
}

fn table_at<'t, 'a>(
    table: &'t mut DeTable<'a>,
    span: &Range<usize>,
) -> Option<&'t mut DeTable<'a>> {
    table
        .iter_mut()
        .find_map(|(_, value)| table_at_in(value, span))
}

fn table_at_in<'t, 'a>(
    value: &'t mut Spanned<DeValue<'a>>,
    span: &Range<usize>,
) -> Option<&'t mut DeTable<'a>> {
    let here = value.span() == *span;
    match value.get_mut() {
        DeValue::Table(table) => {
            if here {
                Some(table)
            } else {
                table_at(table, span)
            }
        }
        DeValue::Array(list) => list.iter_mut().find_map(|value| table_at_in(value, span)),
        _ => None,
    }
}
