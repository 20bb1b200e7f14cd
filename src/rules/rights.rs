//! What the table of rights asks of an incident and its protocol.

use crate::domain::id::{EntryId, EventId};
use crate::domain::incident::Incident;
use crate::domain::ledger::EntryKind;
use crate::domain::right::Known;
use crate::pack::Pack;
use crate::pack::process::DecisionRule;

/// An incident on file with the protocol that it is read by; neither where a command is about none.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnFile<'a> {
    /// The incident.
    pub incident: Option<&'a Incident>,
    /// Its protocol.
    pub pack: Option<&'a Pack>,
}

impl Known for OnFile<'_> {
    fn entry(&self, id: EntryId) -> Option<EntryKind> {
        let entry = self.incident?.entry(id)?;
        Some(entry.record.kind())
    }

    fn event(&self, id: EventId) -> Option<String> {
        let mut events = self.incident?.timeline.iter();
        let event = events.find(|event| event.id == id)?;
        Some(event.kind.clone())
    }

    /// What one person may decide by doing it, such as raising the alert or arranging a meeting, is
    /// no more than what happened; what several decide, and what is a decision alone, is theirs.
    fn is_decided(&self, kind: &str) -> bool {
        let Some(pack) = self.pack else {
            return false;
        };
        pack.decisions.iter().any(|decision| {
            let is_own = decision.event.as_deref() == Some(kind);
            is_own || (decision.rule != DecisionRule::One && decision.is_recorded_by(kind))
        })
    }
}
