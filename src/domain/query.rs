//! The language that the register is asked in, the same on the screen, on the command line and in
//! saved views.
//!
//! A query is words, `field:value`, `-` before what is not wanted, `or` and brackets; side by side
//! means both. [`parse()`] makes a [`Query`] of what was typed or says where it went wrong. Every value
//! of an incident that a field can ask for is one word of an index, made in [`term`]: so any query is
//! one question to that index, and nothing is read through.

pub mod complete;
mod fault;
pub mod field;
mod lex;
mod parse;
pub mod period;
pub mod term;

use super::instant::Instant;
pub use fault::Fault;
pub use field::Field;
pub use parse::parse;

/// A query as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Every one of these; of none of them everything.
    All(Vec<Query>),
    /// Any of these.
    Any(Vec<Query>),
    /// What this is not.
    Not(Box<Query>),
    /// One thing asked for.
    Is(Asked),
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Folded words anywhere in what was told, each as the beginning of a word.
    Words(Vec<String>),
    /// Folded words side by side.
    Phrase(Vec<String>),
    /// Folded words in the names of those on it, each as the beginning of a word.
    Child(Vec<String>),
    /// Folded words, each the sound of a word in the names of those on it, or a letter away from one.
    ChildLike(Vec<String>),
    /// Folded words in a field, each as the beginning of a word.
    Says(Field, Vec<String>),
    /// A value of a field, as [`term::whole_of`] makes it: all of it, and nothing beside.
    Whole(Field, String),
    /// One of a field's own words.
    Is(Field, &'static str),
    /// Somebody whom it is about is of an age in whole years, from and to.
    Age(u32, u32),
    /// A field's moment is from one and before another; with neither there is a moment at all.
    During(Field, Option<Instant>, Option<Instant>),
}

/// The words that a desk has for what may be asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The states of a case.
    pub states: Vec<String>,
    /// The reasons for an alert.
    pub reasons: Vec<String>,
    /// The kinds of case.
    pub kinds: Vec<String>,
    /// Where information comes from.
    pub sources: Vec<String>,
    /// What falls due.
    pub duties: Vec<String>,
    /// The steps of the protocol.
    pub steps: Vec<String>,
    /// The roles that are due to do it.
    pub owners: Vec<String>,
}

impl Vocabulary {
    /// Returns the words for a field; none where anything may be said in it.
    #[must_use]
    pub fn of(&self, field: Field) -> &[String] {
        match field {
            Field::Status => &self.states,
            Field::Reason => &self.reasons,
            Field::Kind => &self.kinds,
            Field::Source => &self.sources,
            Field::Step => &self.steps,
            Field::Overdue
            | Field::Waiting
            | Field::Unmet
            | Field::Met
            | Field::MetLate
            | Field::Aside => &self.duties,
            Field::Owner => &self.owners,
            _ => &[],
        }
    }
}
