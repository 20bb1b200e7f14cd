//! Finds what is wrong with a pack: every fault at once, each with its line and column, what was
//! found, and the nearest known word.
//!
//! What cannot be read as a pack is mended and told (`shape`); the whole is then checked for
//! meaning: names that lead nowhere (`names`), what the program must recognise and does not find
//! (`declared`), conditions (`conditions`), rows that cannot work (`rows`, `clocks`) or rest on
//! nothing (`sources`), forms (`forms`), views of the register (`views`).

mod checking;
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
mod views;

use std::fmt;

use self::checking::Checking;
use self::tree::line_column;
use super::{Pack, PackFile, Rows};

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
        views::check(checking);
    }
}
