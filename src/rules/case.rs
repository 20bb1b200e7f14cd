//! One incident as the protocol sees it at a moment: advice, clocks, steps, who is told, what next.
//!
//! Everything here is derived from what was recorded and thrown away after use.

mod stage;

pub use stage::Stage;

use super::advice::{self, Advised};
use super::clocks::{self, ClockFace, ClockState, Counting, Event, Happened};
use super::disputes;
use super::facts::facts;
use super::notes;
use super::outgoing::{self, Unsent};
use super::state::{self, CaseState};
use super::steps::{self, StepFace, StepState};
use super::tasks::{self, TaskFace};
use super::told::{self, ToldFace};
use crate::domain::facts::Facts;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::pack::condition::Condition;
use crate::pack::process::DecisionRule;
use crate::pack::{Clock, Decision, Means, Pack, ReadingName};

/// The one thing to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The step's id.
    pub step: String,
    /// What is to be done.
    pub title: String,
    /// Whose it is.
    pub owner: String,
    /// The clock that it stops, by its place in [`Case::clocks`].
    pub clock: Option<usize>,
}

/// How the next step is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The alert's form is filled in and sent.
    SendForm,
    /// A form that was written out is confirmed as sent.
    ConfirmSent,
    /// A decision's question is answered.
    Answer,
    /// A call to those who must be told is recorded.
    Call,
    /// Its event is recorded.
    Record,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 5] = [
        Self::SendForm,
        Self::ConfirmSent,
        Self::Answer,
        Self::Call,
        Self::Record,
    ];

    /// Returns the stable word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SendForm => "send_form",
            Self::ConfirmSent => "confirm_sent",
            Self::Answer => "answer",
            Self::Call => "call",
            Self::Record => "record",
        }
    }

    /// Returns the way of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.id() == id)
    }

    /// Returns how the next step of a case is recorded.
    #[must_use]
    pub fn of(pack: &Pack, case: &Case, next: &Next) -> Self {
        let step = case.steps.iter().find(|step| step.id == next.step);
        let events = step.map_or(&[][..], |step| step.done.as_slice());
        let done = |event: &str| events.iter().any(|known| known == event);
        let mut told = pack.told.iter().filter_map(|row| row.event.as_deref());
        let decides = |row: &Decision| {
            let several = row.rule != DecisionRule::One;
            let by_all = several && events.iter().any(|event| row.is_recorded_by(event));
            by_all || row.event.as_deref().is_some_and(done)
        };
        if case
            .unsent
            .iter()
            .any(|unsent| unsent.event.as_deref().is_some_and(done))
        {
            Self::ConfirmSent
        } else if done(pack.event_meaning(Means::AlertSent)) {
            Self::SendForm
        } else if pack.decisions.iter().any(decides) {
            Self::Answer
        } else if told.any(done) {
            Self::Call
        } else {
            Self::Record
        }
    }
}

/// An incident with everything derived from it.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the rules look at.
    pub facts: Facts,
    /// Each rule's answer, in the pack's order.
    pub advice: Vec<Advised>,
    /// Each clock, in the pack's order.
    pub clocks: Vec<ClockFace>,
    /// Each step, in the pack's order.
    pub steps: Vec<StepFace>,
    /// Who must be told, in the pack's order.
    pub told: Vec<ToldFace>,
    /// How far the alert has come.
    pub stage: Stage,
    /// What to do now; nothing once the case is closed.
    pub next: Option<Next>,
    /// Where the case stands.
    pub state: CaseState,
    /// What kinds of case it is, in the pack's words.
    pub kinds: Vec<String>,
    /// Tasks and actions, in the order they were made.
    pub tasks: Vec<TaskFace>,
    /// Forms that were written out and that nobody has confirmed as sent.
    pub unsent: Vec<Unsent>,
    /// What stands oddly on it.
    pub notes: Vec<String>,
}

impl Case {
    /// Derives everything that can be said of an incident at `now`.
    #[must_use]
    pub fn of(with: Counting<'_>, incident: &Incident, now: Instant) -> Self {
        let advice = advice::advise(with.pack, &facts(with.pack, incident));
        Self::later(with, incident, advice, now)
    }

    /// Derives everything again for a later moment of the same incident: its advice hangs on its
    /// facts alone, and costs more than all the rest.
    #[must_use]
    pub fn later(
        with: Counting<'_>,
        incident: &Incident,
        advice: Vec<Advised>,
        now: Instant,
    ) -> Self {
        let facts = facts(with.pack, incident);
        let events = events(with.pack, incident);
        let happened = Happened::until(with.pack, &events, now)
            .knowing(&advice)
            .with_history(history_until(with.pack, incident));
        let clocks = clocks::clocks_on(with, &facts, &happened, &advice, now);
        let steps = steps::steps(with.pack, &facts, &happened, incident);
        let told = told::told(with.pack, &facts, &happened, incident);
        let unsent = outgoing::unsent(with.pack, incident);
        let stage = stage::stage(with.pack, &advice, &happened, &events, &unsent);
        let standing = state::state(with.pack, &facts, &happened);
        let kinds = state::kinds(with.pack, &facts, &happened);
        let next = if standing.closed {
            None
        } else {
            next(with.pack, &clocks, &steps, now).map(|next| confirming(next, &steps, &unsent))
        };
        let tasks = tasks::tasks(incident, with.close, now);
        let notes = notes::notes(with.pack, incident, &steps, &happened, now);
        Self {
            facts,
            advice,
            clocks,
            steps,
            told,
            stage,
            next,
            state: standing,
            kinds,
            tasks,
            unsent,
            notes,
        }
    }

    /// Returns the open clocks with the place of each, most urgent first.
    #[must_use]
    pub fn open_clocks(&self, now: Instant) -> Vec<usize> {
        let mut open: Vec<usize> = (0..self.clocks.len())
            .filter(|i| self.clocks.get(*i).is_some_and(|c| c.state.is_open()))
            .collect();
        open.sort_by_key(|i| self.clocks.get(*i).map(|face| urgency(face, now)));
        open
    }

    /// Says whether a clock is past its time with nothing done.
    #[must_use]
    pub fn is_late(&self, clock: &str) -> bool {
        let face = self.clocks.iter().find(|face| face.id == clock);
        face.is_some_and(|face| face.state.is_overdue())
    }

    /// Says whether an event of this time comes after a target or a limit of a clock that it stops.
    ///
    /// Of an event at a time that is not known, whether the clock is past its time now.
    #[must_use]
    pub fn is_late_for(&self, pack: &Pack, event: &str, at: Moment) -> bool {
        let late = |face: &ClockFace| match at.as_stop() {
            Some(at) => face
                .readings
                .iter()
                .filter(|reading| reading.name != ReadingName::Early)
                .any(|reading| reading.due.is_some_and(|due| at > due)),
            None => face.state.is_overdue(),
        };
        let stops = |face: &&ClockFace| {
            let row = pack.clock(&face.id);
            row.is_some_and(|row| row.stops.iter().any(|stop| stop == event))
        };
        let open = self.clocks.iter().filter(|face| face.state.is_open());
        open.filter(stops).any(late)
    }

    /// Says whether what was written out is late for what it stops, sent at this time.
    #[must_use]
    pub fn is_sent_late(&self, pack: &Pack, unsent: &Unsent, at: Moment) -> bool {
        let event = unsent.event.as_deref();
        event.is_some_and(|event| self.is_late_for(pack, event, at))
    }

    /// Says whether an alert that leaves now leaves late, so that a reason is asked.
    #[must_use]
    pub fn alert_is_late(&self, pack: &Pack) -> bool {
        let sent = pack.event_meaning(Means::AlertSent);
        pack.clocks
            .iter()
            .filter(|row| row.stops.iter().any(|stop| stop == sent))
            .any(|row| self.is_late(&row.id))
    }

    /// Returns what incidents are listed by, the newest trouble last: when it was told, else when
    /// it was logged.
    #[must_use]
    pub fn trouble_at(&self, incident: &Incident) -> (Instant, IncidentId) {
        let told = self.facts.incident.aware_at;
        (told.unwrap_or(incident.created_at), incident.id)
    }

    /// Returns an advice by its id.
    #[must_use]
    pub fn advised(&self, id: &str) -> Option<&Advised> {
        self.advice.iter().find(|advised| advised.id == id)
    }
}

/// Returns what a clock is sorted by: its nearest due line; a provisional one after the others of
/// the same moment, and after all of them what is due only if something not known is so.
#[must_use]
pub fn urgency(face: &ClockFace, now: Instant) -> (bool, bool, Option<Instant>, ClockState) {
    let due = face.next_reading(now).and_then(|reading| reading.due);
    (face.is_only_if, due.is_none(), due, face.state)
}

/// Returns what was recorded and still stands, as clocks look at it. What resolved one disagreement
/// of several took none of the others back.
#[must_use]
pub fn events(pack: &Pack, incident: &Incident) -> Vec<Event> {
    let partly = disputes::partly_resolved(pack, incident);
    incident
        .timeline
        .iter()
        .filter(|entry| entry.is_current() && !partly.contains(&entry.id))
        .map(|entry| Event {
            event: entry.kind.clone(),
            value: entry.value.clone(),
            at: entry.at,
        })
        .collect()
}

/// Returns up to when what began on a case is history: until it came in from the old register, unless
/// somebody opened it again since.
#[must_use]
pub fn history_until(pack: &Pack, incident: &Incident) -> Option<Instant> {
    let imported = incident.imported.as_ref()?;
    let mut reopened = incident.current(pack.event_meaning(Means::Reopened));
    let is_anew = reopened.any(|entry| entry.recorded_at > imported.at);
    (!is_anew).then_some(imported.at)
}

/// Returns the step that the most urgent clock presses for; with no clock, the first open step.
///
/// Where the step that stops the clock is not open yet, it is the open step that leads to it: the
/// decision, before the review that follows from it (A5). A step of which it is not known whether
/// it opens comes before the last of all: not known is not a no.
fn next(pack: &Pack, clocks: &[ClockFace], steps: &[StepFace], now: Instant) -> Option<Next> {
    let open = || steps.iter().filter(|step| step.state == StepState::Open);
    let mut order: Vec<usize> = (0..clocks.len())
        .filter(|i| clocks.get(*i).is_some_and(|face| face.state.is_open()))
        .collect();
    order.sort_by_key(|i| clocks.get(*i).map(|face| urgency(face, now)));
    let chosen = order.into_iter().find_map(|index| {
        let row = pack.clock(&clocks.get(index)?.id)?;
        let halts = |step: &&StepFace| step.done.iter().any(|event| row.stops.contains(event));
        match open().find(halts) {
            Some(step) => Some((step, Some(index))),
            // Beside a step that only leads to it, the clock would pass for the step's own.
            None => leading(pack, row, steps).map(|step| (step, None)),
        }
    });
    let rest = || {
        let first = open().find(|step| !step.last);
        let unknown = || steps.iter().find(|step| step.state == StepState::NotKnown);
        first.or_else(unknown).or_else(|| open().next())
    };
    let (step, clock) = chosen.or_else(|| rest().map(|step| (step, None)))?;
    Some(Next {
        step: step.id.clone(),
        title: step.title.clone(),
        owner: step.owner.clone(),
        clock,
    })
}

/// Returns the next step of a case; one that sends what is written out is to confirm it as sent.
fn confirming(next: Next, steps: &[StepFace], unsent: &[Unsent]) -> Next {
    let step = steps.iter().find(|step| step.id == next.step);
    let sends = |unsent: &&Unsent| {
        step.is_some_and(|step| step.done.iter().any(|event| unsent.is_of(event)))
    };
    match unsent.iter().find(sends) {
        Some(unsent) => Next {
            title: format!("Say whether it was sent: {}", unsent.title),
            ..next
        },
        None => next,
    }
}

/// Returns the open step that leads to what stops a clock: back from it, through what opens each
/// step that is not open yet and what settles whether the clock is needed at all.
fn leading<'a>(pack: &'a Pack, row: &'a Clock, steps: &'a [StepFace]) -> Option<&'a StepFace> {
    let mut wanted: Vec<&str> = row.stops.iter().map(String::as_str).collect();
    wanted.extend(row.provisional_until.as_deref());
    wanted.extend(row.stands_down.iter().flat_map(Condition::events));
    let mut at = 0;
    while let Some(event) = wanted.get(at).copied() {
        at += 1;
        for (face, step) in steps
            .iter()
            .filter_map(|face| Some((face, pack.step(&face.id)?)))
        {
            if !face.done.iter().any(|done| done == event) {
                continue;
            }
            match face.state {
                StepState::Open => return Some(face),
                StepState::Done => {}
                StepState::Waiting | StepState::NotKnown => {
                    let before = step.opens.iter().flat_map(Condition::events);
                    let more: Vec<&str> = before.filter(|event| !wanted.contains(event)).collect();
                    wanted.extend(more);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
