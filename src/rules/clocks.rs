//! Clocks: everything that is due, derived from what happened.
//!
//! Nothing here is stored. Correct a time and every clock that hangs on it moves. What happened is in
//! [`history`], what a clock counts from and what stopped it in `span` and `taken_back`, what sets
//! it aside in `aside`; its lines and their states are in [`reading`], and `explain` says what else
//! should be known.

mod aside;
pub mod count;
mod explain;
mod face;
pub mod history;
pub mod reading;
mod span;
mod taken_back;

pub use face::{ClockFace, ClockState, Counting, Explained, ReadingState, Timed};
pub use history::{Event, Happened};
use history::{How, Start};
use reading::Face;
use span::Stop;

use super::advice;
use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::domain::instant::{Instant, on_the_hour};
use crate::pack::condition::{Condition, Test};
use crate::pack::{self, Pack, ReadingName};

/// Returns the office's close where the desk says nothing else: 17:00.
#[must_use]
pub const fn default_close() -> chrono::NaiveTime {
    const CLOSE: chrono::NaiveTime = on_the_hour::<17>();
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
                facts,
                happened,
                at,
            }
            .show(applies)
        })
        .collect()
}

/// Whether a clock applies to a case.
enum Applies {
    /// It does not.
    No,
    /// It does.
    Yes,
    /// It is not known: it counts as applying, and says which facts settle it.
    OnlyIf(Vec<String>),
}

fn applies(
    pack: &Pack,
    facts: &Facts,
    happened: &Happened,
    advised: &[advice::Advised],
    row: &pack::Clock,
) -> Applies {
    let Some(condition) = &row.applies else {
        return Applies::Yes;
    };
    match advice::holds(pack, facts, happened, condition) {
        Answer::No => Applies::No,
        Answer::Yes => Applies::Yes,
        Answer::Unknown => Applies::OnlyIf(settled_by(condition, advised)),
    }
}

/// Returns the facts that settle the advice that a condition hangs on, each once.
fn settled_by(condition: &Condition, advised: &[advice::Advised]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    condition.walk(&mut |part| {
        let Test::Advice(id) = &part.test else {
            return;
        };
        let missing = advised.iter().filter(|advised| advised.id == *id);
        for path in missing.flat_map(|advised| &advised.missing) {
            if !out.contains(path) {
                out.push(path.clone());
            }
        }
    });
    out
}

/// Why a clock that began before its case came in from the old register is counted no more.
pub(super) const HISTORY: &str = "history of the old register";

impl Face<'_> {
    fn show(&self, applies: Applies) -> ClockFace {
        let mut face = ClockFace {
            id: self.row.id.clone(),
            title: self.row.title.clone(),
            owner: self.with.pack.role_title(&self.row.owner).to_owned(),
            started_by: None,
            started_at: None,
            state: ClockState::NotStarted,
            stopped_at: None,
            bounded: false,
            only_if: Vec::new(),
            is_only_if: false,
            from: None,
            stopped: None,
            set_aside: Vec::new(),
            readings: Vec::new(),
            explain: Vec::new(),
            cite: self.row.cite.clone(),
        };
        match applies {
            Applies::No => {
                let why = self.row.why_not.as_deref().unwrap_or("does not apply here");
                face.explain.push(Explained::Said(why.to_owned()));
                return face;
            }
            Applies::Yes => {}
            Applies::OnlyIf(facts) => {
                face.is_only_if = true;
                face.only_if = facts;
            }
        }
        self.run(&mut face);
        face
    }

    fn run(&self, face: &mut ClockFace) {
        let span = self.happened.span(self.row);
        let own = self.row.reading.iter().filter(|row| !row.starts.is_empty());
        let own = own.filter_map(|row| self.happened.start(&row.starts).at);
        let begun = span.start.at.or_else(|| own.min());
        let start = match span.stop {
            Some(stop) if stop.before_start => Start::default(),
            _ => span.start,
        };
        face.started_at = start.at;
        face.started_by = start.at.and(start.by).map(str::to_owned);
        face.bounded = start.how == How::Bound;
        face.from = start.moment();
        if let (None, Some(begun)) = (span.stop, begun) {
            if self.happened.is_history(begun) {
                face.set_aside.push(HISTORY.to_owned());
            }
            let rows = self.happened.set_aside(self.facts, &self.row.id, begun);
            let aside = rows.iter().map(|row| format!("set aside: {}", row.says));
            face.set_aside.extend(aside);
            if self.stands_down(&start) {
                let why = self.row.stood_down.as_deref().unwrap_or("stood down");
                face.set_aside.push(why.to_owned());
            }
        }
        let stood_down = !face.set_aside.is_empty();
        let reading = |row| self.reading(row, &start, span.stop.as_ref(), stood_down);
        face.readings = self.row.reading.iter().map(reading).collect();
        face.stopped_at = span.stop.and_then(|stop| stop.at);
        face.stopped = span.stop.and_then(|stop| stop.at.and(Some(stop.moment)));
        face.state = self.state(face, span.stop, begun.is_some());
        face.explain = self.explain(face, &span);
    }

    fn stands_down(&self, start: &Start<'_>) -> bool {
        let Some(condition) = &self.row.stands_down else {
            return false;
        };
        match &condition.test {
            // A withdrawn start stands down what it started; a later one starts it afresh.
            Test::Event(_) => matches!(start.how, How::Withdrawn { .. }),
            Test::Decision(event, values) => self
                .happened
                .decided(event)
                .is_some_and(|value| values.contains(&value)),
            _ => false,
        }
    }

    fn state(&self, face: &ClockFace, stop: Option<Stop>, begun: bool) -> ClockState {
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
        if !face.set_aside.is_empty() {
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
        let until = self.row.provisional_until.as_deref();
        let provisional =
            face.is_only_if || until.is_some_and(|event| !self.happened.recorded(event));
        match worst {
            ClockState::Running | ClockState::DueSoon if provisional => ClockState::Provisional,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests;
