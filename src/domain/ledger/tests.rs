//! The records of the ledgers: every word that desks hold is read, and what is written comes back.

mod round;

use std::collections::BTreeMap;

use super::*;
use crate::domain::instant::Moment;

/// Every word of every kind with a text that desks hold under it. The files in the field have
/// these: a word is added, never renamed.
const ON_FILE: [(EntryKind, &[(&str, &str)]); 10] = [
    (
        EntryKind::Position,
        &[
            ("decision", "criteria"),
            ("slot", "director"),
            ("value", "not_met"),
            ("question", "Serious incident notification criteria"),
            ("answer", "criteria not met"),
            ("place", "Director"),
            (
                "reasons",
                "The harm is not serious.\nNothing else is known.",
            ),
            ("name", "D. Director-Example"),
            ("acting", "By the scheme of delegation."),
            ("at", "2026-12-24T22:09:00Z"),
            ("pack", "Serious Incident Alert Process (August 2023)"),
            ("advice", "Alert: yes. A child was seriously harmed."),
            ("facts", "p1: victim, 14 on the day"),
        ],
    ),
    (
        EntryKind::Meeting,
        &[
            ("meeting", "rapid_review_panel"),
            ("title", "Rapid Review Panel"),
            ("agenda", "What is known\nWhat is to be done"),
            ("sequence", "2"),
            ("at", "2026-12-29T10:00:00Z"),
            ("minutes", "90"),
            ("place", "Room 4"),
            ("chair", "director"),
            ("chair_name", "D. Director-Example"),
            ("organizer", "duty@council.example"),
            ("held_at", "2026-12-29"),
            ("outcome", "No further review."),
            ("cancelled", "The police cannot come."),
        ],
    ),
    (
        EntryKind::Invitee,
        &[
            ("role", "police"),
            ("name", "P. Police-Example"),
            ("mailbox", "desk@police.example"),
            ("status", "apologies"),
            ("note", "A colleague comes."),
            ("able", "authority,decide"),
            ("sent", "2"),
        ],
    ),
    (
        EntryKind::Check,
        &[
            ("agency", "health"),
            ("requested_at", "unknown"),
            ("chased", "2026-12-24\n2026-12-25T09:00:00Z\nunknown"),
            ("returned_at", "2026-12-26T09:00:00Z"),
            ("note", "Known to the health visitor."),
        ],
    ),
    (
        EntryKind::Action,
        &[
            ("what", "Review the plan"),
            ("origin", "national_report"),
            ("owner", "Health"),
            ("due", "2027-01-04"),
            ("done_at", "2027-01-03T12:00:00Z"),
            ("evidence", "Reviewed with the family."),
            ("impact", "The plan is kept."),
        ],
    ),
    (
        EntryKind::Task,
        &[
            ("what", "Ring the ward"),
            ("owner", "K. Duty-Example"),
            ("due", "2026-12-25"),
            ("done_at", "unknown"),
        ],
    ),
    (
        EntryKind::Point,
        &[
            ("list", "outcome"),
            ("point", "review"),
            ("answer", "lcspr,none"),
            ("note", "Agreed by all."),
        ],
    ),
    (
        EntryKind::Parallel,
        &[
            ("process", "inquest"),
            ("state", "not_needed"),
            ("lead", "The coroner"),
            ("reference", "C-14"),
            ("started_at", "2026-12-24"),
            ("note", "No date yet."),
        ],
    ),
    (
        EntryKind::Link,
        &[("to", "42"), ("why", "duplicate"), ("note", "Twice.")],
    ),
    (
        EntryKind::Learning,
        &[("text", "Ring the night team first.")],
    ),
];

const ENTRY: EntryId = EntryId(7);

fn stored(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(word, text): &(&str, &str)| ((*word).to_owned(), (*text).to_owned());
    fields.iter().map(owned).collect()
}

fn written(record: &Record) -> BTreeMap<String, String> {
    let fields = record.fields().into_iter();
    fields
        .map(|(field, text)| (field.word().to_owned(), text))
        .collect()
}

#[test]
fn every_word_on_file_is_read_and_none_is_missing() {
    for (kind, fields) in ON_FILE {
        let words: Vec<&str> = fields.iter().map(|(word, _)| *word).collect();
        let known: Vec<&str> = Field::all(kind).into_iter().map(Field::word).collect();
        assert_eq!(words, known, "{kind:?}");
        let on_file = stored(fields);
        let record = Record::read(ENTRY, kind, &on_file).expect("it is read");
        assert_eq!(written(&record), on_file, "{kind:?}");
    }
}

#[test]
fn every_word_of_a_closed_set_is_read() {
    let sets = [
        (
            EntryKind::Invitee,
            "status",
            &["invited", "accepted", "apologies", "attended"][..],
        ),
        (
            EntryKind::Parallel,
            "state",
            &["running", "ended", "not_needed"],
        ),
        (
            EntryKind::Link,
            "why",
            &[
                "event",
                "child",
                "sibling",
                "address",
                "suspect",
                "duplicate",
            ],
        ),
        (EntryKind::Point, "answer", &["yes", "no"]),
    ];
    for (kind, word, texts) in sets {
        for text in texts {
            let on_file = stored(&[(word, text)]);
            let record = Record::read(ENTRY, kind, &on_file).expect("it is read");
            assert_eq!(written(&record), on_file);
        }
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_entry_and_its_field_and_not_quoted() {
    let cases = [
        (
            EntryKind::Task,
            ("due", "tomorrow at Ahmadi's"),
            "task 7: its field «due» is not a time",
        ),
        (
            EntryKind::Meeting,
            ("sequence", "-1"),
            "meeting 7: its field «sequence» is not a number",
        ),
        (
            EntryKind::Invitee,
            ("status", "maybe"),
            "invitee 7: its field «status» is not an answer to an invitation",
        ),
        (
            EntryKind::Check,
            ("chased", "2026-12-24\n\nsoon"),
            "check 7: its field «chased» is not times, one a line",
        ),
        (
            EntryKind::Link,
            ("to", "TH-2026-0042"),
            "link 7: its field «to» is not the number of an incident",
        ),
        (
            EntryKind::Learning,
            ("what", "A name"),
            "learning 7: no field of it is called «what»",
        ),
    ];
    for (kind, field, words) in cases {
        let fault = Record::read(ENTRY, kind, &stored(&[field])).expect_err("it is not read");
        assert_eq!(fault.to_string(), words);
    }
}

#[test]
fn what_differs_is_said_in_order_with_what_was_taken_away() {
    let before = Record::Task(Task {
        what: "Ring the ward".to_owned(),
        owner: "K. Duty-Example".to_owned(),
        due: Moment::from_text("2026-12-25"),
        done_at: None,
    });
    let after = Record::Task(Task {
        owner: String::new(),
        done_at: Some(Moment::UNKNOWN),
        ..Task::of(&before).expect("a task").clone()
    });
    assert_eq!(
        before.differences(&after),
        [
            (TaskField::Owner.into(), None),
            (TaskField::DoneAt.into(), Some("unknown".to_owned())),
        ]
    );
    assert_eq!(before.differences(&before), []);
}

#[test]
fn a_field_of_another_kind_is_neither_set_nor_said() {
    let mut record = Record::empty(EntryKind::Learning);
    let field = Field::from(TaskField::What);
    assert!(record.set(field, "Ring the ward").is_err());
    assert_eq!(record.text(field), None);
}
