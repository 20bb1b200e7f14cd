//! What is being checked, and how a fault of it is said.

use std::collections::BTreeSet;

use super::tree::{Part, Table, Word, row_of};
use crate::domain::text::nearest;
use crate::pack::{PackFile, Rows};

/// A fault by the byte that it stands at.
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) row: String,
    pub(super) what: String,
    pub(super) nearest: Option<String>,
}

/// How many faults of meaning are told: nobody reads more, and a file may be made of them.
const MOST: usize = 500;

/// What is being checked, and what was found wrong so far.
pub(super) struct Checking<'a> {
    pub(super) own: &'a PackFile,
    /// With the rows of the pack that it extends.
    pub(super) whole: &'a Rows,
    pub(super) tree: &'a Table<'a>,
    /// Places at which the shape was wrong: nothing more is said of them.
    pub(super) told: &'a BTreeSet<usize>,
    /// Keys that are not there because what they said could not be read.
    pub(super) left_out: &'a BTreeSet<(usize, String)>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Checking<'a> {
    /// Returns the rows of a list, as the file has them.
    pub(super) fn rows(&self, list: &str) -> Vec<Part<'a>> {
        let root = Part {
            table: self.tree,
            at: 0,
        };
        root.parts(list)
    }

    /// Says whether a table has not got a key, and had not got it in the file.
    pub(super) fn lacks(&self, part: Part<'_>, key: &str) -> bool {
        !part.has(key) && !self.is_unread(part, key)
    }

    /// Says whether a table has a key in the file of which the words could not be read.
    pub(super) fn is_unread(&self, part: Part<'_>, key: &str) -> bool {
        self.left_out.contains(&(part.at, key.to_owned()))
    }

    /// Says a fault at a byte.
    pub(super) fn say(&mut self, at: usize, what: impl Into<String>) {
        self.say_near(at, what, None);
    }

    pub(super) fn say_near(&mut self, at: usize, what: impl Into<String>, nearest: Option<String>) {
        if !self.told.contains(&at) && self.faults.len() < MOST {
            self.faults.push(Fault {
                at,
                row: row_of(self.tree, at),
                what: what.into(),
                nearest,
            });
        }
    }

    /// Says that a name leads nowhere, unless it is known.
    pub(super) fn known(&mut self, kind: &str, name: Word<'_>, known: &[&str]) {
        self.among(format!("there is no {kind} `{}`", name.text), name, known);
    }

    /// Says `what` of a word, unless it is known.
    pub(super) fn among(&mut self, mut what: String, name: Word<'_>, known: &[&str]) {
        if known.contains(&name.text) || self.faults.len() >= MOST {
            return;
        }
        let near = nearest(name.text, known.iter().copied()).map(str::to_owned);
        let known: Vec<&str> = known.iter().copied().filter(|id| !id.is_empty()).collect();
        if near.is_none() && (1..=9).contains(&known.len()) {
            what = format!("{what}; known: {}", known.join(", "));
        }
        self.say_near(name.at, what, near);
    }
}
