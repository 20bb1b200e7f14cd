//! One row of the key table.

use super::scope::Scope;
use crate::app::action::Action;
use crate::app::key::Key;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The keys, pressed one after the other.
    pub keys: &'static [Key],
    /// What it does.
    pub action: Action,
    /// A word or two, for the footer.
    pub short: &'static str,
    /// What it does, for the `?` page and the palette.
    pub words: &'static str,
    /// Another row says the same with the key people learn first.
    pub alias: bool,
}

impl Binding {
    /// Returns the keys as people read them: `gd`, `Ctrl-O`, `Enter`.
    #[must_use]
    pub fn key_words(&self) -> String {
        self.keys.iter().map(ToString::to_string).collect()
    }
}
