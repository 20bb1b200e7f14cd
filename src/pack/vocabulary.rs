//! The words that a pack has for what the register may be asked for.

use super::Rows;
use crate::domain::query::Vocabulary;

/// Returns a pack's words for what the register may be asked for.
#[must_use]
pub fn vocabulary(pack: &Rows) -> Vocabulary {
    let triggers = pack.list("trigger").unwrap_or_default();
    let mut kinds: Vec<String> = Vec::new();
    for kind in pack.states.iter().filter_map(|row| row.kind.as_ref()) {
        if !kinds.contains(kind) {
            kinds.push(kind.clone());
        }
    }
    Vocabulary {
        states: pack.states.iter().map(|row| row.title.clone()).collect(),
        reasons: triggers.into_iter().map(|choice| choice.title).collect(),
        kinds,
        sources: pack.sources.iter().map(|row| row.title.clone()).collect(),
        duties: pack.clocks.iter().map(|row| row.title.clone()).collect(),
        steps: pack.steps.iter().map(|row| row.title.clone()).collect(),
        owners: pack.roles.iter().map(|row| row.title.clone()).collect(),
    }
}
