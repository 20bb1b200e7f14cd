//! Tasks: a day ends at the office's close, and a state is a word.

use ClockState::{DueSoon, Met, MetLate, Overdue, Running};

use super::*;
use crate::protocol::clocks::default_close;
use crate::protocol::form::tests as fixture;

/// Fields by their word.
type Fields = &'static [(&'static str, &'static str)];

fn task(fields: Fields) -> Incident {
    let mut incident = fixture::incident();
    let pairs = fields.iter();
    incident.entries = vec![Entry {
        id: EntryId(1),
        kind: EntryKind::Task,
        of: None,
        created_at: fixture::at("2026-11-20T22:00:00Z"),
        created_by: "kduty".to_owned(),
        fields: pairs
            .map(|(f, v)| ((*f).to_owned(), (*v).to_owned()))
            .collect(),
        struck: None,
    }];
    incident
}

#[test]
fn a_task_is_late_once_its_day_has_closed() {
    let cases: [(Fields, &str, ClockState); 7] = [
        (&[("due", "2026-11-24")], "2026-11-21T09:00:00Z", Running),
        (&[("due", "2026-11-24")], "2026-11-24T16:59:00Z", DueSoon),
        (&[("due", "2026-11-24")], "2026-11-24T17:01:00Z", Overdue),
        (
            &[("due", "2026-11-24T09:00:00Z")],
            "2026-11-24T09:01:00Z",
            Overdue,
        ),
        (&[], "2027-11-24T09:00:00Z", Running),
        (
            &[("due", "2026-11-24"), ("done_at", "2026-11-24T10:00:00Z")],
            "2026-12-24T09:00:00Z",
            Met,
        ),
        (
            &[("due", "2026-11-24"), ("done_at", "2026-11-25T10:00:00Z")],
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
