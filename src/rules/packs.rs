//! The editions that a desk goes by: an incident by the one that it was logged under, a new call by
//! the current one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Rules;
use crate::domain::edition::Edition;

/// The editions that a desk goes by.
///
/// One is found by its name alone, never taken for another: a case that was begun under last year's
/// protocol keeps last year's limits.
#[derive(Clone, Debug)]
pub struct Packs {
    current: Arc<Rules>,
    /// By their names, the current one among them.
    all: BTreeMap<Edition, Arc<Rules>>,
}

impl Packs {
    /// Returns the editions of a desk that has one.
    #[must_use]
    pub fn new(current: Arc<Rules>) -> Self {
        Self {
            all: BTreeMap::from([(current.edition(), Arc::clone(&current))]),
            current,
        }
    }

    /// Adds an edition that incidents were logged under before, or by another program.
    pub fn add(&mut self, rules: Arc<Rules>) {
        self.all.insert(rules.edition(), rules);
    }

    /// Returns the edition that a new incident is logged under.
    #[must_use]
    pub fn current(&self) -> &Arc<Rules> {
        &self.current
    }

    /// Returns an edition by its name; nothing where the desk has it not.
    #[must_use]
    pub fn of(&self, edition: &Edition) -> Option<&Arc<Rules>> {
        self.all.get(edition)
    }
}
