//! Tasks and actions: what a person or an agency is to do by a day, beside the clocks.

use chrono::NaiveTime;

use super::clocks::ClockState;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::ledger::{Entry, EntryKind, ToDo};

/// A task or an action of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFace {
    /// Its entry.
    pub entry: EntryId,
    /// A task of a person, or an action of an agency.
    pub kind: EntryKind,
    /// What is to be done.
    pub what: String,
    /// Whose it is.
    pub owner: String,
    /// By when; absent when no day was set.
    pub due: Option<Instant>,
    /// When it was done, where that is known.
    pub done_at: Option<Instant>,
    /// Where it stands, in the words of the clocks.
    pub state: ClockState,
}

/// Returns the tasks and actions that still stand, in the order they were made.
///
/// A day without a time ends at the office's close, as the clocks' targets do.
#[must_use]
pub fn tasks(incident: &Incident, close: NaiveTime, now: Instant) -> Vec<TaskFace> {
    let entries = incident.entries.iter().filter(|entry| entry.is_current());
    entries
        .filter_map(|entry| Some(face(entry, entry.record.to_do()?, close, now)))
        .collect()
}

fn face(entry: &Entry, task: ToDo<'_>, close: NaiveTime, now: Instant) -> TaskFace {
    let due = task.due.and_then(|due| due_at(due, close));
    let done = task.done_at.and_then(done_by);
    let state = match (task.done_at.is_some(), due) {
        (true, Some(due)) if done.is_some_and(|done| done > due) => ClockState::MetLate,
        (true, _) => ClockState::Met,
        (false, Some(due)) if now > due => ClockState::Overdue,
        (false, Some(due)) if due.since(now).num_hours() < 24 => ClockState::DueSoon,
        (false, _) => ClockState::Running,
    };
    TaskFace {
        entry: entry.id,
        kind: entry.kind(),
        what: task.what.to_owned(),
        owner: task.owner.to_owned(),
        due,
        done_at: done,
        state,
    }
}

/// Returns when a task was done: of a span the latest that it can have been. A day alone is compared
/// with a day.
fn done_by(done: Moment) -> Option<Instant> {
    if done.is_span() {
        done.as_stop()
    } else {
        done.as_start()
    }
}

fn due_at(due: Moment, close: NaiveTime) -> Option<Instant> {
    match due.precision {
        Precision::Exact => due.at,
        Precision::Day => {
            let day = due.at?.london_date();
            Instant::from_london(day, close).or_else(|| Some(Instant::end_of_day(day)))
        }
        // What is to be done between two moments may be done until the later.
        Precision::Within { .. } => due.as_stop(),
        Precision::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
