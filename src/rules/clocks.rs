//! Clocks: everything that is due, derived from what happened.
//!
//! Nothing here is stored. Correct a time and every clock that hangs on it moves. The readings,
//! their states and the day-by-day explanation are in [`reading`]; which event starts and stops a
//! clock in [`history`].

pub mod count;
mod face;
pub mod history;
pub mod reading;

pub use face::{ClockFace, ClockState, Counting, Explained, ReadingState, Timed};
pub use history::{Event, Happened};
use history::{Start, Stop};
use reading::Face;

use super::advice;
use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::domain::instant::{Instant, day_words, on_the_hour};
use crate::pack::condition::Test;
use crate::pack::{self, Pack, ReadingName};

/// What is said of a clock that counts from awareness, for want of the incident's own time.
const BOUNDED: &str =
    "the time of the incident is not known: due at the latest by this, earlier if it was earlier";

/// Returns the office's close where the desk says nothing else: 17:00.
#[must_use]
pub const fn default_close() -> chrono::NaiveTime {
    const CLOSE: chrono::NaiveTime = on_the_hour(17);
    CLOSE
}

/// Returns every clock of the pack, in its order, as it stands at `at`.
#[must_use]
pub fn clocks(with: Counting, facts: &Facts, events: &[Event], at: Instant) -> Vec<ClockFace> {
    let advised = advice::advise(with.pack, facts);
    let happened = Happened::until(with.pack, events, at).knowing(&advised);
    clocks_on(with, facts, &happened, &advised, at)
}

/// Returns every clock, on advice that was given already.
pub(super) fn clocks_on(
    with: Counting,
    facts: &Facts,
    happened: &Happened,
    advised: &[advice::Advised],
    at: Instant,
) -> Vec<ClockFace> {
    with.pack
        .clocks
        .iter()
        .map(|row| {
            let applies = applies(with.pack, facts, happened, advised, row);
            Face {
                with,
                row,
                happened,
                at,
            }
            .show(applies)
        })
        .collect()
}

/// Says whether a clock applies; an advice that is not known counts as applying.
fn applies(
    pack: &Pack,
    facts: &Facts,
    happened: &Happened,
    advised: &[advice::Advised],
    row: &pack::Clock,
) -> bool {
    let Some(condition) = &row.applies else {
        return true;
    };
    if let Test::Advice(id) = &condition.test {
        return advised
            .iter()
            .any(|a| a.id == *id && a.answer != Answer::No);
    }
    advice::holds(pack, facts, happened, condition) != Answer::No
}

impl Face<'_> {
    fn show(&self, applies: bool) -> ClockFace {
        let mut face = ClockFace {
            id: self.row.id.clone(),
            title: self.row.title.clone(),
            owner: self.with.pack.role_title(&self.row.owner).to_owned(),
            started_by: None,
            started_at: None,
            state: ClockState::NotStarted,
            stopped_at: None,
            bounded: false,
            readings: Vec::new(),
            explain: Vec::new(),
            cite: self.row.cite.clone(),
        };
        if !applies {
            let why = self.row.why_not.as_deref().unwrap_or("does not apply here");
            face.explain.push(Explained::Said(why.to_owned()));
            return face;
        }
        self.run(&mut face);
        face
    }

    fn run(&self, face: &mut ClockFace) {
        let mut start = match self.row.bounded_until.as_deref() {
            Some(until) => self.happened.bounded_start(&self.row.starts, until),
            None => self.happened.start(&self.row.starts),
        };
        let begun = start.at.is_some()
            || self
                .row
                .reading
                .iter()
                .any(|r| !r.starts.is_empty() && self.happened.start(&r.starts).at.is_some());
        let stop = self.happened.stop(&self.row.stops, start.at);
        if start.untimed && start.at.is_none() {
            face.explain.push(Explained::Said(format!(
                "{} at a time that is not known: nothing is counted until a time is recorded",
                self.with.pack.event_title(start.by.unwrap_or_default())
            )));
        }
        if stop.as_ref().is_some_and(|stop| stop.before_start) {
            start = Start::default();
        }
        face.started_at = start.at;
        face.started_by = start.at.and(start.by).map(str::to_owned);
        face.bounded = start.bounded;
        let stood_down = stop.is_none() && begun && self.stands_down(start.withdrawn);
        let reading = |row| self.reading(row, &start, stop.as_ref(), stood_down);
        face.readings = self.row.reading.iter().map(reading).collect();
        face.stopped_at = stop.as_ref().and_then(|s| s.at);
        face.state = self.state(face, stop.as_ref(), stood_down, begun);
        self.explain(face, stop.as_ref());
    }

    fn stands_down(&self, withdrawn: bool) -> bool {
        let Some(condition) = &self.row.stands_down else {
            return false;
        };
        match &condition.test {
            // A withdrawn start stands down what it started; a later one starts it afresh.
            Test::Event(_) => withdrawn,
            Test::Decision(event, values) => self
                .happened
                .decided(event)
                .is_some_and(|value| values.contains(&value)),
            _ => false,
        }
    }

    fn state(
        &self,
        face: &ClockFace,
        stop: Option<&Stop>,
        stood_down: bool,
        begun: bool,
    ) -> ClockState {
        let lines = || {
            face.readings
                .iter()
                .filter(|r| r.name != ReadingName::Early)
        };
        if stop.is_some() {
            let late = lines().any(|r| r.state == ReadingState::MetLate);
            return if late {
                ClockState::MetLate
            } else {
                ClockState::Met
            };
        }
        if !begun {
            return ClockState::NotStarted;
        }
        if stood_down {
            return ClockState::StoodDown;
        }
        let early_passed = face
            .readings
            .iter()
            .any(|r| r.name == ReadingName::Early && r.due.is_some_and(|due| self.at > due));
        let worst = lines()
            .filter_map(|r| r.state.running())
            .chain(early_passed.then_some(ClockState::DueSoon))
            .min()
            .unwrap_or(ClockState::NotStarted);
        let provisional = self
            .row
            .provisional_until
            .as_deref()
            .is_some_and(|event| !self.happened.recorded(event));
        match worst {
            ClockState::Running | ClockState::DueSoon if provisional => ClockState::Provisional,
            other => other,
        }
    }

    fn explain(&self, face: &mut ClockFace, stop: Option<&Stop>) {
        let mut said = Vec::new();
        if face.bounded {
            said.push(BOUNDED.to_owned());
        }
        let lateness = match stop.map(|stop| stop.at) {
            Some(None) => {
                Some("Done, at a time that is not known: whether it was late is not known")
            }
            Some(Some(_)) if face.bounded && face.state == ClockState::Met => {
                Some("Done before this: whether it was late is not known")
            }
            _ => None,
        };
        said.extend(lateness.map(str::to_owned));
        if stop.is_some_and(|s| s.before_start) {
            said.push("Done before anything started the count".to_owned());
        }
        if face.state == ClockState::StoodDown {
            let why = self.row.stood_down.as_deref().unwrap_or("stood down");
            said.push(why.to_owned());
        }
        face.explain.extend(said.into_iter().map(Explained::Said));
        let skipped = reading::holidays_skipped(self.with.holidays, self.row, face);
        face.explain
            .extend(skipped.into_iter().map(Explained::Holiday));
        if face.readings.iter().any(|r| r.horizon == Some(true)) {
            let known = day_words(self.with.holidays.known_to());
            let words = format!("Bank holidays not known after {known}");
            face.explain.push(Explained::Said(words));
        }
    }
}

#[cfg(test)]
mod tests;
