//! The event of a decision follows its deciders' answers; whoever records it by hand alone would go
//! round those who decide.

use super::decisions::answered;
use super::rights::has_raised;
use crate::domain::command::Edit;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{Entry, Position};
use crate::domain::timeline::NewEvent;
use crate::domain::user::{Role, Who};
use crate::pack::process::DecisionRule;
use crate::pack::{Decision, Pack};

/// Why a decision is not recorded by its event alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It takes the answers of several people (A9).
    OfSeveral,
    /// Whoever records it raised the alert, and would decide on it alone (design, 6).
    OwnAlert,
    /// Whoever records it has not the role that answers for its decider.
    OfRole(Role),
}

/// A decision whose event is not recorded by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// What is decided.
    pub title: String,
    /// Why not.
    pub why: Why,
}

/// Returns the first event of a write that is a decision's, and that neither the answers make nor
/// whoever writes may decide alone.
///
/// An earlier event's time can be put right: what it says stays as it was. What is not there yet, as
/// an incident that is logged, has no answers.
#[must_use]
pub fn refused_by_hand(
    (pack, incident): (&Pack, Option<&Incident>),
    edits: &[Edit],
    who: &Who,
    now: Instant,
) -> Option<ByHand> {
    let events = edits.iter().filter_map(|edit| match edit {
        Edit::Event(event) => Some(event),
        _ => None,
    });
    let mut events = events
        .filter(|event| !incident.is_some_and(|incident| corrects(incident, event)))
        .peekable();
    events.peek()?;
    let after = incident.map(|incident| answered_after(incident, edits, now));
    events.find_map(|event| {
        let rule = decided_by(pack, &event.kind)?;
        let is_made = after
            .as_ref()
            .is_some_and(|after| is_made(pack, rule, after, event));
        let why = why_not(pack, rule, incident, who).filter(|_| !is_made)?;
        let title = rule.title.clone();
        Some(ByHand { title, why })
    })
}

/// Returns the decision that an event is: of several people, or of one and nothing beside.
fn decided_by<'a>(pack: &'a Pack, kind: &str) -> Option<&'a Decision> {
    pack.decisions.iter().find(|rule| match rule.rule {
        // What one person decides by doing it, such as raising the alert, is what happened.
        DecisionRule::One => rule.event.as_deref() == Some(kind),
        _ => rule.is_recorded_by(kind),
    })
}

fn why_not(pack: &Pack, rule: &Decision, incident: Option<&Incident>, who: &Who) -> Option<Why> {
    if rule.rule != DecisionRule::One {
        return Some(Why::OfSeveral);
    }
    if incident.is_some_and(|incident| has_raised(pack, incident, &who.name)) {
        return Some(Why::OwnAlert);
    }
    let mut answering = rule.deciders.iter().map(|place| pack.desk_role(place));
    // A place that an edition gives to no role asks for none; one of several is enough.
    let is_theirs = |role: &Option<Role>| role.is_none_or(|role| who.roles.has(role));
    if answering.clone().any(|role| is_theirs(&role)) {
        return None;
    }
    answering.find_map(|role| role.map(Why::OfRole))
}

/// Says whether an event puts the time of one that stands right, and nothing else.
fn corrects(incident: &Incident, event: &NewEvent) -> bool {
    let mut standing = incident.current(&event.kind);
    standing.any(|entry| Some(entry.id) == event.supersedes && entry.value == event.value)
}

/// Returns the incident with the answers that a write gives and takes back.
fn answered_after(incident: &Incident, edits: &[Edit], now: Instant) -> Incident {
    let mut after = incident.clone();
    let mut next = i64::MAX;
    for edit in edits {
        match edit {
            Edit::Strike(id, _) => after.entries.retain(|known| known.id != *id),
            Edit::AddEntry(entry) => {
                after.entries.push(Entry {
                    id: EntryId(next),
                    of: None,
                    created_at: now,
                    created_by: String::new(),
                    record: entry.record.clone(),
                    struck: None,
                });
                next -= 1;
            }
            _ => {}
        }
    }
    after
}

/// Says whether the answers make the decision, and it is what the event says.
fn is_made(pack: &Pack, rule: &Decision, after: &Incident, event: &NewEvent) -> bool {
    let found = answered(pack, rule, after);
    let has_answers = after
        .ledger::<Position>()
        .any(|answer| answer.decision == rule.id);
    let recorded = rule.records(&found.value);
    let is_same = recorded.is_some_and(|(kind, word)| {
        kind == event.kind && (event.value.is_none() || event.value.as_deref() == word)
    });
    has_answers && found.state.is_made() && is_same
}
