//! Finds what is wrong with a pack: every fault at once, each with its line and column, what was
//! found, and the nearest known word.
//!
//! What cannot be read as a pack is told first (`shape`); what can be read is then checked for
//! meaning: names that lead nowhere (`names`), conditions (`conditions`), rows that cannot work
//! or rest on nothing (`rows`).

mod conditions;
mod names;
mod place;
mod rows;
mod shape;
#[cfg(test)]
mod tests;

use std::fmt;

use super::pack::Pack;
use crate::domain::text::nearest;
use place::Places;

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

/// What is being checked, and what was found wrong so far.
struct Checking<'a> {
    own: &'a Pack,
    /// With the rows of the pack that it extends.
    whole: &'a Pack,
    places: Places<'a>,
    faults: Vec<PackFault>,
}

/// A row of the pack by its list and its place in the list, as the file has it.
#[derive(Clone, Copy)]
struct At<'a> {
    list: &'static str,
    index: usize,
    id: &'a str,
}

impl Checking<'_> {
    /// Says a fault of a row, at the word that shows it.
    fn say(&mut self, at: At<'_>, word: &str, what: String, nearest: Option<String>) {
        let (line, column) = self.places.of(at.list, at.index, word);
        let row = if at.id.is_empty() {
            format!("{} {}", at.list, at.index + 1)
        } else {
            format!("{} \"{}\"", at.list, at.id)
        };
        self.faults.push(PackFault {
            line,
            column,
            row,
            what,
            nearest,
        });
    }

    /// Says that a name leads nowhere, unless it is known.
    fn known(&mut self, at: At<'_>, kind: &str, name: &str, known: &[&str]) {
        if known.contains(&name) {
            return;
        }
        let near = nearest(name, known.iter().copied()).map(str::to_owned);
        self.say(at, name, format!("there is no {kind} `{name}`"), near);
    }
}

/// Returns every fault of a pack's text, in the order of its lines.
#[must_use]
pub fn check(text: &str) -> Vec<PackFault> {
    let (own, mut faults) = shape::read(text);
    let Some(own) = own else { return faults };
    let parent = own.pack.extends.as_deref().and_then(Pack::built_in);
    let whole = match &parent {
        Some(parent) => Pack::merged(parent, &own),
        None => own.clone(),
    };
    let mut checking = Checking {
        own: &own,
        whole: &whole,
        places: Places::new(text),
        faults: Vec::new(),
    };
    names::header(&mut checking);
    if own.pack.extends.is_some() && parent.is_none() {
        // Without the pack it extends every name would be unknown: that says nothing more.
        faults.extend(checking.faults);
        return faults;
    }
    names::check(&mut checking);
    conditions::check(&mut checking);
    rows::check(&mut checking);
    faults.extend(checking.faults);
    faults.sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
    faults.dedup();
    faults
}
