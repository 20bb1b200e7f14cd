//! What is worked out only when its page is open: decisions, meetings, letters, links.

use super::{Desk, Row};
use crate::domain::age::Age;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::ledger::{Kept, Link};
use crate::domain::similar::{Probe, ProbePerson, Why, similar};
use crate::pack::condition::Condition;
use crate::rules::advice::holds;
use crate::rules::case::events;
use crate::rules::clocks::Happened;
use crate::rules::decisions::{DecisionFace, decisions};
use crate::rules::history::History;
use crate::rules::letters::{LetterFace, letters};
use crate::rules::meetings::{MeetingFace, meetings};

/// Calls with what has happened on an incident up to now.
fn with_history<T>(row: &Row, now: Instant, with: impl FnOnce(&dyn History) -> T) -> T {
    let events = events(row.pack(), &row.incident);
    with(&Happened::until(row.pack(), &events, now).knowing(&row.case.advice))
}

impl Desk {
    /// Returns every decision of an incident, in the pack's order.
    #[must_use]
    pub fn decisions(&self, row: &Row, now: Instant) -> Vec<DecisionFace> {
        with_history(row, now, |history| {
            decisions(row.pack(), &row.case, history, &row.incident)
        })
    }

    /// Returns one decision of an incident.
    #[must_use]
    pub fn decision(&self, row: &Row, id: &str, now: Instant) -> Option<DecisionFace> {
        self.decisions(row, now)
            .into_iter()
            .find(|face| face.id == id)
    }

    /// Returns every meeting of an incident, in the pack's order.
    #[must_use]
    pub fn meetings(&self, row: &Row, now: Instant) -> Vec<MeetingFace> {
        with_history(row, now, |history| {
            meetings(row.pack(), &row.case, history, &row.incident)
        })
    }

    /// Returns one meeting of an incident.
    #[must_use]
    pub fn meeting(&self, row: &Row, id: &str, now: Instant) -> Option<MeetingFace> {
        self.meetings(row, now)
            .into_iter()
            .find(|face| face.id == id)
    }

    /// Returns every letter of an incident, in the pack's order.
    #[must_use]
    pub fn letters(&self, row: &Row, now: Instant) -> Vec<LetterFace> {
        let decisions = self.decisions(row, now);
        with_history(row, now, |history| {
            letters(
                row.pack(),
                &row.case,
                &decisions,
                history,
                &row.incident,
                now,
            )
        })
    }

    /// Says whether an event has happened and was not taken back by the one that takes it back.
    #[must_use]
    pub fn has_happened(&self, row: &Row, event: &str, now: Instant) -> bool {
        with_history(row, now, |history| history.recorded(event))
    }

    /// Says whether a condition holds of an incident; one that is absent always does.
    #[must_use]
    pub fn asks(&self, row: &Row, when: Option<&Condition>, now: Instant) -> Answer {
        when.map_or(Answer::Yes, |when| {
            with_history(row, now, |history| {
                holds(row.pack(), &row.case.facts, history, when)
            })
        })
    }

    /// Returns the incidents that are linked with one, from either side, with the entry that says
    /// so and whose it is; of those that were read with it.
    #[must_use]
    pub fn links(&self, id: IncidentId) -> Vec<(IncidentId, Kept<'_, Link>)> {
        let mut out = Vec::new();
        for row in self.rows() {
            for link in row.incident.ledger::<Link>() {
                if row.incident.id == id {
                    out.extend(link.to.map(|to| (to, link)));
                } else if link.to == Some(id) {
                    out.push((row.incident.id, link));
                }
            }
        }
        out
    }

    /// Returns the incidents that may belong with one and are not linked with it yet.
    #[must_use]
    pub fn likely_links(&self, row: &Row) -> Vec<(IncidentId, Why)> {
        let linked = self.links(row.incident.id);
        let people = row.incident.standing().map(|person| ProbePerson {
            name: person.name.clone(),
            date_of_birth: person.date_of_birth,
            age: person.age.map(Age::years),
            mosaic_id: person.mosaic_id.clone(),
            ..ProbePerson::default()
        });
        let probe = Probe {
            words: String::new(),
            people: people.collect(),
            occurred: row.case.facts.incident.occurred_at,
            place: row.incident.place.clone(),
        };
        let others = self.rows().map(Row::when_it_happened);
        let others = others.filter(|(other, _)| other.id != row.incident.id);
        similar(&probe, others)
            .into_iter()
            .filter(|(id, why)| {
                *why <= Why::SameName && !linked.iter().any(|(known, _)| known == id)
            })
            .collect()
    }
}
