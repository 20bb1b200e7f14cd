//! What papers say of a decision: what was decided, by whom and when, never who typed it in (A72).

use super::decisions::{Answered, DESPITE, DecisionState, Slot, answered};
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Kept, Position};
use crate::pack::{Decision, Pack};

/// A decision as papers say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The decision's word.
    pub value: String,
    /// Who decided, each with the place in which they did; empty where that is not on record.
    pub by: Vec<String>,
    /// When the last of them did; absent where that is not on record.
    pub at: Option<Moment>,
    /// Why, each reason once.
    pub reasons: Vec<String>,
}

impl Ruling {
    /// Returns what was decided in words: its title, or its reasons where those say what it is.
    #[must_use]
    pub fn words(&self, row: &Decision, pack: &Pack) -> String {
        let choice = row.values.iter().find(|choice| choice.id == self.value);
        let reasons = self.reasons.join("; ");
        match choice {
            Some(choice) if choice.in_reasons && !reasons.is_empty() => reasons,
            _ => pack.decided_title(&row.id, &self.value),
        }
    }
}

/// Returns what was decided: by the deciders' answers where they make it, else by its event, of
/// which nobody can say who decided it.
#[must_use]
pub fn ruling(pack: &Pack, row: &Decision, incident: &Incident) -> Option<Ruling> {
    let Answered {
        slots,
        state,
        value,
    } = answered(pack, row, incident);
    if state.is_made() {
        return Some(answers(&slots, state, value, incident));
    }
    let entry = incident.current(row.event.as_deref()?).last()?;
    Some(Ruling {
        value: entry.value.clone()?,
        by: Vec::new(),
        at: Some(entry.at),
        reasons: [entry.reason.clone()]
            .into_iter()
            .filter(|reason| !reason.is_empty())
            .collect(),
    })
}

fn answers(slots: &[Slot], state: DecisionState, value: String, incident: &Incident) -> Ruling {
    let despite = state == DecisionState::Despite;
    let mut by = Vec::new();
    let mut at: Vec<Option<Moment>> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for slot in slots
        .iter()
        .filter(|slot| (slot.role == DESPITE) == despite)
    {
        let kept = slot.answers.iter();
        for answer in kept.filter_map(|id| incident.kept::<Position>(*id)) {
            by.push(decider(slot, answer));
            at.push(answer.at);
            if !answer.reasons.is_empty() && !reasons.contains(&answer.reasons) {
                reasons.push(answer.reasons.clone());
            }
        }
    }
    let times: Option<Vec<Moment>> = at.into_iter().collect();
    let last = times.and_then(|times| times.into_iter().max_by_key(|at| at.as_stop()));
    Ruling {
        value,
        by,
        at: last,
        reasons,
    }
}

/// Returns who answered and in which place; of somebody else in the place, by what authority.
fn decider(slot: &Slot, answer: Kept<'_, Position>) -> String {
    match answer.acting.as_str() {
        "" => format!("{} ({})", answer.name, slot.title),
        acting => format!("{} (for {}: {acting})", answer.name, slot.title),
    }
}

#[cfg(test)]
mod tests;
