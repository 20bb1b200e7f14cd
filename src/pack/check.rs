//! Finds what is wrong with a pack: every fault at once, each with its line and column, what was
//! found, and the nearest known word.
//!
//! What cannot be read as a pack is mended and told (`shape`); the whole is then checked for
//! meaning: names that lead nowhere (`names`), what the program must recognise and does not find
//! (`declared`), conditions (`conditions`), rows that cannot work (`rows`, `clocks`) or rest on
//! nothing (`sources`), forms (`forms`).

mod clocks;
mod conditions;
mod decisions;
mod declared;
mod forms;
mod names;
mod rows;
mod shape;
mod sources;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeSet;
use std::fmt;

use super::{Pack, PackFile, Rows};
use crate::domain::text::nearest;
use tree::{Part, Table, Word, line_column, row_of};

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The row it is in, such as `clock "rapid_review"`.
    pub row: String,
    /// What was found and what is allowed.
    pub what: String,
    /// The nearest known word.
    pub nearest: Option<String>,
}

impl fmt::Display for PackFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.row.is_empty() {
            write!(f, "{}: ", self.row)?;
        }
        write!(f, "{}", self.what)?;
        if let Some(nearest) = &self.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

/// A fault by the byte that it stands at.
struct Fault {
    at: usize,
    row: String,
    what: String,
    nearest: Option<String>,
}

/// How many faults of meaning are told: nobody reads more, and a file may be made of them.
const MOST: usize = 500;

/// What is being checked, and what was found wrong so far.
struct Checking<'a> {
    own: &'a PackFile,
    /// With the rows of the pack that it extends.
    whole: &'a Rows,
    tree: &'a Table<'a>,
    /// Places at which the shape was wrong: nothing more is said of them.
    told: &'a BTreeSet<usize>,
    /// Keys that are not there because what they said could not be read.
    left_out: &'a BTreeSet<(usize, String)>,
    faults: Vec<Fault>,
}

impl<'a> Checking<'a> {
    /// Returns the rows of a list, as the file has them.
    fn rows(&self, list: &str) -> Vec<Part<'a>> {
        let root = Part {
            table: self.tree,
            at: 0,
        };
        root.parts(list)
    }

    /// Says whether a table has not got a key, and had not got it in the file.
    fn lacks(&self, part: Part<'_>, key: &str) -> bool {
        !part.has(key) && !self.is_unread(part, key)
    }

    /// Says whether a table has a key in the file of which the words could not be read.
    fn is_unread(&self, part: Part<'_>, key: &str) -> bool {
        self.left_out.contains(&(part.at, key.to_owned()))
    }

    /// Says a fault at a byte.
    fn say(&mut self, at: usize, what: impl Into<String>) {
        self.say_near(at, what, None);
    }

    fn say_near(&mut self, at: usize, what: impl Into<String>, nearest: Option<String>) {
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
    fn known(&mut self, kind: &str, name: Word<'_>, known: &[&str]) {
        self.among(format!("there is no {kind} `{}`", name.text), name, known);
    }

    /// Says `what` of a word, unless it is known.
    fn among(&mut self, mut what: String, name: Word<'_>, known: &[&str]) {
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

/// Returns every fault of a pack's text, in the order of its lines.
#[must_use]
pub fn check(text: &str) -> Vec<PackFault> {
    let shape::Shape {
        tree,
        pack,
        mut faults,
        told,
        left_out,
    } = shape::read(text);
    if let Some(own) = &pack {
        let parent = own.pack.extends.as_deref().and_then(Pack::built_in);
        let whole = match &parent {
            Some(parent) => PackFile::merged(parent, own),
            None => own.clone(),
        };
        let whole = Rows::of(whole);
        let mut checking = Checking {
            own,
            whole: &whole,
            tree: &tree,
            told: &told,
            left_out: &left_out,
            faults: Vec::new(),
        };
        meaning(&mut checking, parent.is_some());
        faults.extend(checking.faults);
    }
    let mut out: Vec<PackFault> = faults
        .into_iter()
        .map(|fault| {
            let (line, column) = line_column(text, fault.at);
            PackFault {
                line,
                column,
                row: fault.row,
                what: fault.what,
                nearest: fault.nearest,
            }
        })
        .collect();
    out.sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
    out.dedup();
    out
}

/// Finds the faults of a pack that could be read.
fn meaning(checking: &mut Checking<'_>, has_parent: bool) {
    rows::header(checking);
    // Without the pack it extends every name would be unknown: that says nothing more.
    if checking.own.pack.extends.is_none() || has_parent {
        names::check(checking);
        declared::check(checking);
        conditions::check(checking);
        rows::check(checking);
        decisions::check(checking);
        clocks::check(checking);
        sources::check(checking);
        forms::check(checking);
    }
}
