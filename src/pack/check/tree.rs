//! A pack's text as a tree in which every word knows where it stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of the file.
pub(super) type Table<'a> = DeTable<'a>;

/// A word of the file and the byte that it starts at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// A table and the byte that it starts at.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub(super) table: &'t Table<'t>,
    pub(super) at: usize,
}

impl<'t> Part<'t> {
    /// Returns the word or the words of a key.
    pub(super) fn words(self, key: &str) -> Vec<Word<'t>> {
        let Some(value) = self.table.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(list) => list.iter().filter_map(word).collect(),
            _ => word(value).into_iter().collect(),
        }
    }

    /// Returns the first word of a key.
    pub(super) fn word(self, key: &str) -> Option<Word<'t>> {
        self.words(key).into_iter().next()
    }

    /// Returns the table or the tables of a key.
    pub(super) fn parts(self, key: &str) -> Vec<Part<'t>> {
        let Some(value) = self.table.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(list) => list.iter().filter_map(part).collect(),
            _ => part(value).into_iter().collect(),
        }
    }

    /// Returns the tables that a path such as `section.field` leads to.
    pub(super) fn along(self, path: &str) -> Vec<Part<'t>> {
        let keys = path.split('.').filter(|key| !key.is_empty());
        keys.fold(vec![self], |parts, key| {
            parts.into_iter().flat_map(|part| part.parts(key)).collect()
        })
    }

    /// Says whether a key is there.
    pub(super) fn has(self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Says whether a key is there and true.
    pub(super) fn is_true(self, key: &str) -> bool {
        let value = self.table.get(key).map(Spanned::get_ref);
        matches!(value, Some(DeValue::Boolean(true)))
    }

    /// Says whether a key is there and false.
    pub(super) fn is_false(self, key: &str) -> bool {
        let value = self.table.get(key).map(Spanned::get_ref);
        matches!(value, Some(DeValue::Boolean(false)))
    }

    /// Returns where a key stands, or the table where it is not there.
    pub(super) fn key(self, key: &str) -> usize {
        let entry = self.table.get_key_value(key);
        entry.map_or(self.at, |(found, _)| found.span().start)
    }

    /// Returns where the row's own name stands, or the row where it has none.
    pub(super) fn name(self) -> Word<'t> {
        let name = self.word("id").or_else(|| self.word("role"));
        name.unwrap_or(Word {
            text: "",
            at: self.at,
        })
    }

    /// Calls `visit` with this table and every table in it.
    pub(super) fn walk(self, visit: &mut impl FnMut(Part<'t>)) {
        visit(self);
        for (key, _) in self.table {
            for part in self.parts(key.get_ref()) {
                part.walk(visit);
            }
        }
    }
}

fn part<'t>(value: &'t Spanned<DeValue<'t>>) -> Option<Part<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Part {
            table,
            at: value.span().start,
        }),
        _ => None,
    }
}

/// A word stands after its quotation mark; one that was put in to go on reading has no width.
fn word<'t>(value: &'t Spanned<DeValue<'t>>) -> Option<Word<'t>> {
    let span = value.span();
    match value.get_ref() {
        DeValue::String(text) => Some(Word {
            text: text.as_ref(),
            at: span.start + usize::from(!span.is_empty()),
        }),
        _ => None,
    }
}

/// Returns the name of the row that a byte stands in, such as `clock "rapid_review"`.
pub(super) fn row_of(tree: &Table<'_>, byte: usize) -> String {
    let root = Part { table: tree, at: 0 };
    let rows = tree.keys().flat_map(|list| {
        let parts = root.parts(list.get_ref()).into_iter().enumerate();
        parts.map(move |(index, row)| (list.get_ref(), index, row))
    });
    let found = rows
        .filter(|(.., row)| row.at <= byte)
        .max_by_key(|(.., row)| row.at);
    match found {
        None => String::new(),
        Some((list, ..)) if list == "pack" => "pack".to_owned(),
        Some((list, index, row)) => match row.name().text {
            "" => format!("{list} {}", index + 1),
            id => format!("{list} \"{id}\""),
        },
    }
}

/// Returns line and column, both from 1, of a byte.
pub(super) fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = text.get(..byte).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
