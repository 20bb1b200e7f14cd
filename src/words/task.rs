//! A task or an action: where it stands, whose it is, by when.

use crate::domain::instant::Instant;
use crate::rules::clocks::ClockState;
use crate::rules::tasks::TaskFace;

/// Returns a task in one line: `to do: ring the school (S. Duty-Example; by Mon 23 Nov 2026 17:00 GMT)`.
#[must_use]
pub fn line(task: &TaskFace) -> String {
    let due = match task.due {
        Some(due) => format!("by {}", due.long()),
        None => due(None),
    };
    let (state, owner) = (state(task.state), owner(&task.owner));
    format!("{state}: {} ({owner}; {due})", task.what)
}

/// Returns where a task stands: it is done where a clock is met.
#[must_use]
pub fn state(state: ClockState) -> &'static str {
    match state {
        ClockState::Met => "done",
        ClockState::MetLate => "done late",
        ClockState::Running => "to do",
        state => state.word(),
    }
}

/// Returns whose a task is.
#[must_use]
pub fn owner(owner: &str) -> &str {
    if owner.is_empty() {
        "nobody named"
    } else {
        owner
    }
}

/// Returns by when a task is due.
#[must_use]
pub fn due(due: Option<Instant>) -> String {
    match due {
        Some(due) => due.long(),
        None => "no day set".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EntryId;
    use crate::domain::ledger::EntryKind;
    use crate::rules::form::tests::at;

    #[test]
    fn a_task_is_done_where_a_clock_is_met() {
        let due = Some(at("2026-11-23T17:00:00Z"));
        let cases = [
            (
                ClockState::Running,
                "SQA",
                due,
                "to do: ring (SQA; by Mon 23 Nov 2026 17:00 GMT)",
            ),
            (
                ClockState::Overdue,
                "",
                due,
                "OVERDUE: ring (nobody named; by Mon 23 Nov 2026 17:00 GMT)",
            ),
            (ClockState::Met, "SQA", None, "done: ring (SQA; no day set)"),
            (
                ClockState::MetLate,
                "SQA",
                None,
                "done late: ring (SQA; no day set)",
            ),
        ];
        for (state, owner, due, words) in cases {
            let task = TaskFace {
                entry: EntryId(1),
                kind: EntryKind::Task,
                what: "ring".to_owned(),
                owner: owner.to_owned(),
                due,
                done_at: None,
                state,
            };
            assert_eq!(line(&task), words);
        }
    }
}
