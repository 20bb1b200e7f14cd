//! Entries on file: each kind comes back as it was made, and none is written that cannot be read.

use crate::domain::command::{Command, Edit};
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{
    Action, Attendance, Check, Disposal, EntryKind, Field, Hold, Invitee, Learning, LearningField,
    Link, LinkReason, Meeting, NewEntry, Outgoing, Parallel, Point, Position, ProcessState, Record,
    Retention, Task, TaskField,
};
use crate::domain::user::Roles;
use crate::error::Chain;
use crate::store::tests::{Scratch, incidents, logged, now};
use crate::store::{Done, Store, StoreError};

fn revise(store: &mut Store, edits: Vec<Edit>) -> Result<Done, StoreError> {
    let incident = store.incident(IncidentId(1)).unwrap().unwrap();
    let command = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits,
        draft: None,
    };
    store.run(&command, now())
}

fn with_a_task(scratch: &Scratch) -> Store {
    let mut store = scratch.create();
    logged(&mut store);
    let task = Task {
        what: "Ring the ward".to_owned(),
        due: Some(Moment::exact(now())),
        ..Task::default()
    };
    revise(&mut store, vec![Edit::AddEntry(NewEntry::new(task))]).unwrap();
    store
}

/// Something said in a record of each kind.
fn records() -> Vec<Record> {
    let words = || "Said once,\nand once more".to_owned();
    let at = Some(Moment::day(now().london_date()));
    vec![
        Record::Position(Position {
            decision: "criteria".to_owned(),
            reasons: words(),
            at: Some(Moment::UNKNOWN),
            ..Position::default()
        }),
        Record::Meeting(Meeting {
            meeting: "rapid_review_panel".to_owned(),
            sequence: Some(0),
            at,
            minutes: Some(90),
            agenda: words(),
            ..Meeting::default()
        }),
        Record::Invitee(Invitee {
            role: "police".to_owned(),
            status: Some(Attendance::Apologies),
            sent: Some(3),
            ..Invitee::default()
        }),
        Record::Check(Check {
            agency: "health".to_owned(),
            requested_at: at,
            chased: vec![Moment::exact(now()), Moment::UNKNOWN],
            ..Check::default()
        }),
        Record::Action(Action {
            what: words(),
            due: at,
            evidence: words(),
            ..Action::default()
        }),
        Record::Task(Task {
            what: words(),
            done_at: Some(Moment::exact(now())),
            ..Task::default()
        }),
        Record::Point(Point {
            list: "outcome".to_owned(),
            answer: vec!["one".to_owned(), "two".to_owned()],
            ..Point::default()
        }),
        Record::Parallel(Parallel {
            state: Some(ProcessState::NotNeeded),
            started_at: at,
            ..Parallel::default()
        }),
        Record::Link(Link {
            to: Some(IncidentId(42)),
            why: Some(LinkReason::Duplicate),
            note: words(),
        }),
        Record::Learning(Learning { text: words() }),
        Record::Outgoing(Outgoing {
            form: "alert".to_owned(),
            file: words(),
            sent_at: at,
            ..Outgoing::default()
        }),
        Record::Retention(Retention {
            class: "looked_after".to_owned(),
            from: at,
            reason: words(),
        }),
        Record::Hold(Hold {
            reason: words(),
            ..Hold::default()
        }),
        Record::Disposal(Disposal { reason: words() }),
    ]
}

#[test]
fn a_record_of_each_kind_comes_back_as_it_was_made() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    store.set_roles("kduty", &Roles::every(), now()).unwrap();
    let id = logged(&mut store);
    let records = records();
    assert_eq!(records.len(), EntryKind::ALL.len());
    let new = records.iter().cloned().map(NewEntry::new);
    revise(&mut store, new.map(Edit::AddEntry).collect()).unwrap();
    drop(store);
    let store = scratch.open().unwrap();
    let entries = store.incident(id).unwrap().unwrap().entries;
    let read: Vec<Record> = entries.into_iter().map(|entry| entry.record).collect();
    assert_eq!(read, records);
}

#[test]
fn what_could_not_be_read_again_is_refused_before_it_is_written() {
    let scratch = Scratch::new();
    let mut store = with_a_task(&scratch);
    let before = incidents(&store);
    let task = EntryId(1);
    let refused: [(Field, &str); 2] = [
        (TaskField::Due.into(), "tomorrow"),
        // A field of another kind than the entry's.
        (LearningField::Text.into(), "words"),
    ];
    for (field, text) in refused {
        let edit = Edit::entry(task, field, text.to_owned());
        let answer = revise(&mut store, vec![edit]);
        assert!(matches!(answer, Err(StoreError::Invalid(_))), "{answer:?}");
        assert_eq!(incidents(&store), before);
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_nothing_stands_in_its_place() {
    let scratch = Scratch::new();
    let store = with_a_task(&scratch);
    let alter = "UPDATE entry_field SET value = 'Marker-Example' WHERE field = 'due'";
    store.connection.execute_batch(alter).unwrap();
    let refused = store.incident(IncidentId(1)).unwrap_err();
    let words = Chain(&refused).to_string();
    assert!(words.contains("table entry, incident 1"), "{words}");
    assert!(
        words.contains("task 1: its field «due» is not a time"),
        "{words}"
    );
    assert!(!words.contains("Marker"), "{words}");
}
