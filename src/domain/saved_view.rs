//! Views of the register that people saved: a name, what it asks, in which order, which columns.

use serde::{Deserialize, Serialize};

use super::text::fold;

/// The most views that a desk keeps: more would be no list that anybody chooses from.
pub const MOST_VIEWS: usize = 200;

/// A view of the register that somebody saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Whose it is; the desk's while absent.
    pub owner: Option<String>,
    /// What it is called.
    pub name: String,
    /// What it asks, as it was typed.
    pub query: String,
    /// In which order, in words.
    pub order: String,
    /// Which columns, in words.
    pub columns: String,
    /// Who saved it.
    pub by: String,
}

impl SavedView {
    /// Says whether it is the same view: of the same person or the desk, by the same name.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.owner == other.owner && fold(&self.name) == fold(&other.name)
    }

    /// Says whether somebody may choose it.
    #[must_use]
    pub fn is_for(&self, user: &str) -> bool {
        self.owner.as_deref().is_none_or(|owner| owner == user)
    }
}
