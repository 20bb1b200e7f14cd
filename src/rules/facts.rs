//! What the rules look at of an incident: which of its events say when it happened and when the
//! authority was told is the pack's to say, so the two times are looked up here and given.

use crate::domain::facts::Facts;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::pack::{Means, Pack};

/// Returns what the rules look at.
#[must_use]
pub fn facts(pack: &Pack, incident: &Incident) -> Facts {
    incident.facts(occurred_at(pack, incident), aware_at(pack, incident))
}

/// Returns when the incident happened, by the earliest time recorded.
#[must_use]
pub fn occurred_at(pack: &Pack, incident: &Incident) -> Option<Instant> {
    incident.earliest(pack.event_meaning(Means::Occurred))
}

/// Returns when the authority was told, by the earliest time recorded.
#[must_use]
pub fn aware_at(pack: &Pack, incident: &Incident) -> Option<Instant> {
    incident.earliest(pack.event_meaning(Means::BecameAware))
}
