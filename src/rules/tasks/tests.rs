//! Tasks: a day ends at the office's close, and a state is a word.

use ClockState::{DueSoon, Met, MetLate, Overdue, Running};

use super::*;
use crate::domain::ledger::{Task, TaskField};
use crate::rules::clocks::default_close;
use crate::rules::form::tests as fixture;

/// The fields of a task with their text.
type Fields = &'static [(TaskField, &'static str)];

fn task(fields: Fields) -> Incident {
    let mut incident = fixture::incident();
    let mut task = Task::default();
    for (field, text) in fields {
        task.set(*field, text).expect("what the field holds");
    }
    incident.entries = vec![fixture::entry(1, task)];
    incident
}

#[test]
fn a_task_is_late_once_its_day_has_closed() {
    let cases: [(Fields, &str, ClockState); 7] = [
        (
            &[(TaskField::Due, "2026-11-24")],
            "2026-11-21T09:00:00Z",
            Running,
        ),
        (
            &[(TaskField::Due, "2026-11-24")],
            "2026-11-24T16:59:00Z",
            DueSoon,
        ),
        (
            &[(TaskField::Due, "2026-11-24")],
            "2026-11-24T17:01:00Z",
            Overdue,
        ),
        (
            &[(TaskField::Due, "2026-11-24T09:00:00Z")],
            "2026-11-24T09:01:00Z",
            Overdue,
        ),
        (&[], "2027-11-24T09:00:00Z", Running),
        (
            &[
                (TaskField::Due, "2026-11-24"),
                (TaskField::DoneAt, "2026-11-24T10:00:00Z"),
            ],
            "2026-12-24T09:00:00Z",
            Met,
        ),
        (
            &[
                (TaskField::Due, "2026-11-24"),
                (TaskField::DoneAt, "2026-11-25T10:00:00Z"),
            ],
            "2026-12-24T09:00:00Z",
            MetLate,
        ),
    ];
    for (fields, now, state) in cases {
        let faces = tasks(&task(fields), default_close(), fixture::at(now));
        let found = faces.first().map(|face| face.state);
        assert_eq!(found, Some(state), "{fields:?} at {now}");
    }
}
