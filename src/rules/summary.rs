//! What lists show of an incident: one row of the register and the lines of what is due.
//!
//! A pure function of the case at a moment. The store keeps it beside the incident, in the same
//! write, so that a list reads rows and derives nothing; [`Listed::next_change_at`] says until when
//! time alone changes none of it.

mod change;
mod due;
mod kept;
mod listed;
pub mod registered;
mod terms;

pub use due::{DueLine, DueOf, Standing};
pub use kept::RESTRICTED;
pub use listed::{Decided, Leading, Listed, NextStep, Waits, age_of, is_leading};
pub use registered::Registered;
pub use terms::{clock_value, concluded, several};

use super::case::{Case, How};
use super::clocks::ClockFace;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{Hold, Kept, Link};
use crate::domain::similar::{near_keys, person_keys, searched};
use crate::domain::text::fold;
use crate::pack::{Means, Pack};

/// Everything that lists, look-ups and the tick need of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its row.
    pub listed: Listed,
    /// What the register says of it beside what every list does.
    pub registered: Registered,
    /// The names of those on it, folded.
    pub names: String,
    /// What a query finds it by beside its words: a word each value of each field.
    pub terms: String,
    /// Its clocks that have begun, its tasks and its meetings.
    pub due: Vec<DueLine>,
    /// What a search finds it by, folded.
    pub words: String,
    /// What its people are known again by: [`person_keys`] of each, and [`near_keys`].
    pub people: Vec<String>,
    /// The incidents that it is linked with, and the entry that says so.
    pub links: Vec<(EntryId, IncidentId)>,
    /// When and where it happened, by which others are found to be like it.
    pub day_and_place: (Option<Instant>, String),
}

impl Summary {
    /// Returns what follows from a case for lists.
    #[must_use]
    pub fn of(pack: &Pack, incident: &Incident, case: &Case, now: Instant) -> Self {
        let keys = |person| person_keys(person).into_iter().chain(near_keys(person));
        let mut people: Vec<String> = incident.standing().flat_map(keys).collect();
        people.sort();
        people.dedup();
        let due = due::lines(pack, incident, case, now);
        let listed = listed(pack, incident, case, now);
        let registered = Registered::of(pack, incident, case, &due);
        let whole = Self {
            names: fold(&names(incident)),
            terms: terms::of(pack, incident, case, (&listed, &registered, &due)),
            registered,
            due,
            listed,
            words: words(incident),
            people,
            links: links(incident),
            day_and_place: (case.facts.incident.occurred_at, incident.place.clone()),
        };
        if incident.is_restricted() {
            whole.kept()
        } else {
            whole
        }
    }

    /// Returns what lists hold of a restricted record: its reference, and when its duties fall due. No
    /// word of it is in the lists or their indexes for anybody, so that none is found there. What it is
    /// known again by stays, for a look-up says that a restricted record is alike, and not which.
    fn kept(self) -> Self {
        let listed = self.listed;
        let number = listed.reference.short().trim_start_matches('0').to_owned();
        Self {
            words: format!("{} {number} {RESTRICTED}", fold(&listed.reference.0)),
            names: String::new(),
            terms: terms::of_kept(&listed, &self.due),
            registered: Registered::default(),
            due: self.due.into_iter().map(kept::kept_line).collect(),
            listed: Listed {
                occurred_at: None,
                aware_at: None,
                created_by: String::new(),
                place: String::new(),
                summary: RESTRICTED.to_owned(),
                leading: Vec::new(),
                people: 0,
                decided: None,
                notified_at: None,
                next: None,
                is_restricted: true,
                ..listed
            },
            ..self
        }
    }
}

fn names(incident: &Incident) -> String {
    let names = incident.standing().map(|person| person.name.as_str());
    names.collect::<Vec<_>>().join(" ")
}

fn links(incident: &Incident) -> Vec<(EntryId, IncidentId)> {
    let links = incident.ledger::<Link>();
    links
        .filter_map(|link| Some((link.entry.id, link.to?)))
        .collect()
}

/// Returns what a search finds an incident by: its number is found without its noughts too.
fn words(incident: &Incident) -> String {
    let number = incident.reference.short().trim_start_matches('0');
    format!("{} {number}", fold(&searched(incident)))
}

fn listed(pack: &Pack, incident: &Incident, case: &Case, now: Instant) -> Listed {
    let open = case.open_clocks(now);
    let first = open.first().and_then(|at| case.clocks.get(*at));
    let facts = &case.facts;
    let leading = incident.standing().filter(|person| is_leading(person));
    let notified = incident.current(pack.event_meaning(Means::Notified));
    Listed {
        id: incident.id,
        reference: incident.reference.clone(),
        version: incident.version,
        occurred_at: facts.incident.occurred_at,
        aware_at: facts.incident.aware_at,
        created_at: incident.created_at,
        created_by: incident.created_by.clone(),
        place: incident.place.clone(),
        summary: summary(incident),
        leading: leading
            .map(|person| Leading {
                role: person.role,
                age: age_of(person, facts),
            })
            .collect(),
        people: incident.standing().count(),
        stage: case.stage,
        state: case.state.clone(),
        decided: decided(pack, incident),
        notified_at: notified.filter_map(|entry| entry.at.as_start()).min(),
        next: case.next.as_ref().map(|next| NextStep {
            title: next.title.clone(),
            owner: next.owner.clone(),
            how: How::of(pack, case, next),
        }),
        waits: first.map(|face| Waits::of(face, now)),
        clocks_open: open.len(),
        clocks_overdue: open
            .iter()
            .filter(|at| case.clocks.get(**at).is_some_and(ClockFace::is_overdue))
            .count(),
        next_change_at: change::next(incident, case, now),
        is_restricted: false,
    }
}

/// Returns what happened in one line, after the word that it is held where it is.
fn summary(incident: &Incident) -> String {
    let is_held = |hold: &Kept<'_, Hold>| hold.lifted.trim().is_empty();
    if incident.ledger::<Hold>().any(|hold| is_held(&hold)) {
        return format!("LEGAL HOLD. {}", incident.summary());
    }
    incident.summary()
}

/// Returns what the first decision of the pack that an event records came to.
fn decided(pack: &Pack, incident: &Incident) -> Option<Decided> {
    let event = pack.decisions.iter().find_map(|row| row.event.as_deref())?;
    let entry = incident.current(event).last()?;
    Some(Decided {
        value: entry.value.clone()?,
        at: entry.at.as_start(),
    })
}
