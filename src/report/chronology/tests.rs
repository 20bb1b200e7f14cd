//! A chronology over two incidents, stated by hand.

use super::*;
use crate::domain::id::{EntryId, Reference};
use crate::domain::ledger::{Meeting, Position, Task};
use crate::rules::form::tests::{at, incident, pack};

fn entry(id: i64, recorded: &str, record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(id),
        of: None,
        created_at: at(recorded),
        created_by: "kduty".to_owned(),
        record: record.into(),
        struck: None,
    }
}

#[test]
fn what_happened_and_what_the_ledgers_say_stand_in_the_order_of_time() {
    let pack = pack();
    let mut first = incident();
    first.timeline.clear();
    let mut second = first.clone();
    (second.id, second.reference) = (IncidentId(43), Reference::new("TH", 2026, 43));
    first.entries = vec![
        entry(
            1,
            "2026-11-21T09:00:00Z",
            Meeting {
                title: "Rapid Review Panel".to_owned(),
                at: Moment::from_text("2026-12-01T10:00:00Z"),
                outcome: "No further action".to_owned(),
                ..Meeting::default()
            },
        ),
        entry(
            2,
            "2026-11-22T09:00:00Z",
            Task {
                what: "Ring the school".to_owned(),
                ..Task::default()
            },
        ),
    ];
    second.entries = vec![entry(
        3,
        "2026-11-21T09:00:00Z",
        Position {
            question: "Are the criteria met?".to_owned(),
            answer: "yes".to_owned(),
            reasons: "Serious harm".to_owned(),
            name: "H. Head-Example".to_owned(),
            place: "Head of Service".to_owned(),
            at: Moment::from_text("2026-11-25T11:00:00Z"),
            ..Position::default()
        },
    )];
    let taken_back = Entry {
        struck: Some("a slip".to_owned()),
        ..first.entries[1].clone()
    };
    second.entries.push(taken_back);
    let person = first.people[0].id;
    let lines = chronology([(&pack, &first, person), (&pack, &second, person)]);
    let said: Vec<(IncidentId, Told, &str)> = lines
        .iter()
        .map(|line| (line.incident, line.told, line.words.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                first.id,
                Told::Entry(EntryKind::Task),
                "Sun 22 Nov 2026 09:00 GMT  TH-2026-0042 (p1)  task: what: Ring the school"
            ),
            (
                second.id,
                Told::Entry(EntryKind::Position),
                "Wed 25 Nov 2026 11:00 GMT  TH-2026-0043 (p1)  Are the criteria met?: yes. \
                 Serious harm. H. Head-Example, Head of Service"
            ),
            (
                first.id,
                Told::Entry(EntryKind::Meeting),
                "Tue 1 Dec 2026 10:00 GMT  TH-2026-0042 (p1)  meeting: Rapid Review Panel. \
                 No further action"
            ),
        ]
    );
}
