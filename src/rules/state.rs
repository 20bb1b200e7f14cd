//! How far a case has come: the last of the pack's states that holds.

use super::advice::holds;
use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::pack::{Pack, State};

/// Where a case stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseState {
    /// The state's id; empty when the pack names no states.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Something moved the case on from the state that the pack begins with.
    pub has_moved: bool,
    /// Nothing more is to be done in it, until it is reopened.
    pub closed: bool,
    /// It was merged into another incident: what is due, is due there.
    pub merged: bool,
}

/// Returns the state of a case.
///
/// States only describe: people move a case by recording what happened, and a new record moves it
/// again (met after not met, withdrawn, reopened); nothing is taken away by it.
#[must_use]
pub fn state(pack: &Pack, facts: &Facts, history: &dyn History) -> CaseState {
    let stands = |row: &&State| holds(pack, facts, history, &row.when) == Answer::Yes;
    let row = pack.states.iter().rfind(stands);
    let first = pack.states.first().map(|state| &state.id);
    row.map_or_else(CaseState::default, |row| CaseState {
        has_moved: first != Some(&row.id),
        id: row.id.clone(),
        title: row.title.clone(),
        closed: row.closed || row.merged,
        merged: row.merged,
    })
}

/// Returns what kinds of case it is: those of every state that holds, each once, in the pack's order.
#[must_use]
pub fn kinds(pack: &Pack, facts: &Facts, history: &dyn History) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for row in &pack.states {
        if let Some(kind) = row.kind.as_ref().filter(|kind| !out.contains(kind))
            && holds(pack, facts, history, &row.when) == Answer::Yes
        {
            out.push(kind.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests;
