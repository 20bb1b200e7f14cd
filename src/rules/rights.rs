//! What the table of rights asks of an incident and its protocol.

use chrono::Duration;

use super::decisions::{DESPITE, answers};
use crate::domain::id::{EntryId, EventId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{EntryKind, Position};
use crate::domain::right::{Known, Right, may};
use crate::domain::user::{Role, Who};
use crate::pack::process::DecisionRule;
use crate::pack::{Decision, Means, Pack};

/// An incident on file with the protocol that it is read by; neither where a command is about none.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnFile<'a> {
    /// The incident.
    pub incident: Option<&'a Incident>,
    /// Its protocol.
    pub pack: Option<&'a Pack>,
    /// Who gives the command.
    pub name: &'a str,
    /// When; none where no time matters.
    pub now: Option<Instant>,
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

    fn is_being_raised(&self) -> bool {
        let Some((incident, now)) = self.incident.zip(self.now) else {
            return false;
        };
        let is_new = now.since(incident.created_at) < Duration::hours(RAISING);
        is_new && raises(self.pack, incident, self.name)
    }
}

/// For how many hours an incident is being raised: the shift in which it was logged.
pub const RAISING: i64 = 12;

/// Says whether somebody logged the incident, or recorded that its alert was raised or sent.
fn raises(pack: Option<&Pack>, incident: &Incident, name: &str) -> bool {
    let is_logged_here = incident.imported.is_none();
    (is_logged_here && incident.created_by == name)
        || pack.is_some_and(|pack| has_raised(pack, incident, name))
}

/// Says whether somebody reads an incident though it is restricted: by their role, because they
/// raised it or restricted it, or because an answer to one of its decisions is of their hand.
///
/// An incident that is not restricted is read by whoever sees cases.
#[must_use]
pub fn reads(pack: Option<&Pack>, incident: &Incident, who: &Who) -> bool {
    let Some(said) = incident.restriction.as_ref().filter(|said| said.stands) else {
        return true;
    };
    let is_decider = || {
        let mut answers = incident.ledger::<Position>();
        answers.any(|answer| answer.entry.created_by == who.name)
    };
    may(&who.roles, Right::Restrict)
        || said.by == who.name
        || raises(pack, incident, &who.name)
        || is_decider()
}

/// Why an answer to a decision takes a recorded authority: in whose place it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// Whoever records it has not the role that answers for the place.
    OfRole(Role),
    /// They have recorded the answer of another place: two places take two people (A9).
    OfSecondPlace,
    /// They raised the alert, and would decide on it alone (design, 6).
    OfOwnAlert,
}

/// Returns why an answer takes a recorded authority, and has none; nothing where it needs none.
///
/// `gone` are the answers that the same write takes back. An edition that says of no decider who
/// answers for them at the desk asks for no role.
#[must_use]
pub fn authority_missing(
    (pack, incident): (&Pack, &Incident),
    position: &Position,
    gone: &[EntryId],
    who: &Who,
) -> Option<Authority> {
    let rule = pack.decision(&position.decision)?;
    if !position.acting.trim().is_empty() {
        return None;
    }
    let wanted = pack.desk_role(place_role(rule, &position.slot));
    if let Some(wanted) = wanted.filter(|wanted| !who.roles.has(*wanted)) {
        return Some(Authority::OfRole(wanted));
    }
    let own = |slot: &str| place_of(rule, slot) == place_of(rule, &position.slot);
    let mut others = answers(incident, &rule.id)
        .filter(|answer| !gone.contains(&answer.entry.id) && !own(&answer.slot));
    if others.any(|answer| answer.entry.created_by == who.name) {
        return Some(Authority::OfSecondPlace);
    }
    // What is decided by doing it, as an alert is raised and a meeting arranged, is no decision on it.
    let is_alone = rule.rule == DecisionRule::One && rule.event.is_some();
    (is_alone && has_raised(pack, incident, &who.name)).then_some(Authority::OfOwnAlert)
}

/// Says whether somebody recorded that the alert was raised or sent. Whoever brought the old register in
/// raised none of its alerts.
#[must_use]
pub fn has_raised(pack: &Pack, incident: &Incident, name: &str) -> bool {
    let raised = [Means::AlertRaised, Means::AlertSent].map(|means| pack.event_meaning(means));
    let mut entries = incident.timeline.iter().filter(|entry| entry.is_current());
    let came_in = incident.imported.as_ref().map(|imported| imported.at);
    entries.any(|entry| {
        let is_theirs = entry.recorded_by == name && came_in != Some(entry.recorded_at);
        is_theirs && raised.contains(&entry.kind.as_str())
    })
}

/// Returns the role whose place it is.
fn place_role<'a>(rule: &'a Decision, slot: &'a str) -> &'a str {
    match &rule.despite {
        Some(despite) if slot == DESPITE => &despite.role,
        _ => slot,
    }
}

/// Returns the place among the deciders: who decides despite the others has one of them too.
fn place_of<'a>(rule: &'a Decision, slot: &'a str) -> &'a str {
    match &rule.despite {
        Some(despite) if slot == DESPITE => &despite.place,
        _ => slot,
    }
}
