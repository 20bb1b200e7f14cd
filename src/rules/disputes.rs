//! Disagreements that were taken further: which decision each is about, and which are still open.
//!
//! S1 «Any disagreements arising in respect of all of the above» (A70): several decisions share one
//! event of a disagreement's being raised and one of its being resolved, and the entry's note names
//! the decision. A resolution closes the disagreement that it names and leaves the others open.

use std::collections::HashSet;

use crate::domain::id::EventId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::TimelineEvent;
use crate::pack::{Decision, Pack};

/// A decision's disagreement that was taken further and is not resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The event that raised it.
    pub raised: String,
    /// The event that resolves it.
    pub resolved_by: String,
    /// The title of the decision that it is about; absent where the entry names none of the pack's.
    pub about: Option<String>,
}

impl Dispute {
    /// Says whether it is open of a decision: one that names no decision may be of any.
    #[must_use]
    pub fn may_be_about(&self, row: &Decision) -> bool {
        let same = self.about.as_ref().is_none_or(|about| *about == row.title);
        same && row.escalated.as_deref() == Some(self.raised.as_str())
    }
}

/// Returns the disagreements that are open, in the order of the pack's decisions; what names no
/// decision comes last.
#[must_use]
pub fn open(pack: &Pack, incident: &Incident) -> Vec<Dispute> {
    let mut out: Vec<Dispute> = walks(pack, incident)
        .into_iter()
        .flat_map(|walk| walk.open)
        .collect();
    out.sort_by_key(|dispute| place(pack, dispute));
    out
}

/// Returns the resolutions after which a disagreement was open still: what they say holds of their
/// own disagreement, and the protocol goes on for the others.
#[must_use]
pub fn partly_resolved(pack: &Pack, incident: &Incident) -> HashSet<EventId> {
    let walks = walks(pack, incident).into_iter();
    walks.flat_map(|walk| walk.partly).collect()
}

/// Where a disagreement's decision stands in the pack.
fn place(pack: &Pack, dispute: &Dispute) -> usize {
    let known = pack.decisions.iter();
    let mut known = known.map(|row| Some(&row.title) == dispute.about.as_ref());
    known.position(|is| is).unwrap_or(pack.decisions.len())
}

/// What became of the disagreements that one event raises.
struct Walk {
    open: Vec<Dispute>,
    partly: Vec<EventId>,
}

fn walks(pack: &Pack, incident: &Incident) -> Vec<Walk> {
    let mut done: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for raised in pack
        .decisions
        .iter()
        .filter_map(|row| row.escalated.as_deref())
    {
        let row = pack.event(raised);
        let resolved = row.and_then(|row| row.withdrawn_by.as_deref());
        if let Some(resolved) = resolved.filter(|_| !done.contains(&raised)) {
            done.push(raised);
            out.push(walk(pack, incident, raised, resolved));
        }
    }
    out
}

/// Goes through what was raised and resolved, in the order in which it happened.
fn walk(pack: &Pack, incident: &Incident, raised: &str, resolved: &str) -> Walk {
    let is_about = |entry: &TimelineEvent| {
        let known = pack.decisions.iter().map(|row| &row.title);
        let mut known = known.filter(|title| **title == entry.note);
        known.next().cloned()
    };
    let mut out = Walk {
        open: Vec::new(),
        partly: Vec::new(),
    };
    for entry in in_order(incident, raised, resolved) {
        let dispute = Dispute {
            raised: raised.to_owned(),
            resolved_by: resolved.to_owned(),
            about: is_about(entry),
        };
        if entry.kind == raised {
            if !out.open.contains(&dispute) {
                out.open.push(dispute);
            }
            continue;
        }
        if let Some(closed) = closed_by(pack, &out.open, &dispute) {
            out.open.remove(closed);
        }
        if !out.open.is_empty() {
            out.partly.push(entry.id);
        }
    }
    out
}

/// Returns which of the open disagreements a resolution closes: the one that it names, else one that
/// names none. What names none itself closes the first in the pack's order.
fn closed_by(pack: &Pack, open: &[Dispute], resolution: &Dispute) -> Option<usize> {
    let of = |about: Option<&String>| open.iter().position(|known| known.about.as_ref() == about);
    let first = || (0..open.len()).min_by_key(|at| open.get(*at).map(|known| place(pack, known)));
    match &resolution.about {
        Some(about) => of(Some(about)).or_else(|| of(None)),
        None => first(),
    }
}

/// Returns the entries that stand of two events, earliest first, as conditions order them: what is
/// raised counts from its earliest, what resolves it by its latest; of a time that is not known what
/// is raised comes first of all, and what resolves comes after what stands before it.
fn in_order<'a>(incident: &'a Incident, raised: &str, resolved: &str) -> Vec<&'a TimelineEvent> {
    let entries: Vec<&TimelineEvent> = incident
        .timeline
        .iter()
        .filter(|entry| entry.is_current() && [raised, resolved].contains(&entry.kind.as_str()))
        .collect();
    let mut latest: Option<Instant> = None;
    let mut timed = Vec::new();
    for entry in entries {
        let at = if entry.kind == raised {
            latest = latest.max(entry.at.as_start());
            entry.at.as_start()
        } else {
            entry.at.as_stop().or(latest)
        };
        timed.push((at, entry));
    }
    timed.sort_by_key(|(at, _)| *at);
    timed.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests;
