//! Decisions: joint, unanimous and signed off, with the answers in any order (A9, A13, A19).

use DecisionState::{Differ, Incomplete, Made, OnePerson};

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::instant::Instant;
use crate::domain::ledger::Entry;
use crate::protocol::clocks::{Counting, Happened, default_close};
use crate::protocol::form::tests as fixture;

/// One answer: slot, value, name.
type Given = (&'static str, &'static str, &'static str);

fn position(id: i64, decision: &str, (slot, value, name): Given) -> Entry {
    let fields = [
        ("decision", decision),
        ("slot", slot),
        ("value", value),
        ("name", name),
        ("reasons", "because"),
    ];
    Entry {
        id: EntryId(id),
        kind: EntryKind::Position,
        of: None,
        created_at: fixture::at("2026-11-21T10:00:00Z"),
        created_by: "kduty".to_owned(),
        fields: fields
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .into(),
        struck: None,
    }
}

fn decided(pack: &Pack, decision: &str, given: &[Given]) -> DecisionFace {
    let mut incident = fixture::incident();
    let numbered = given.iter().zip(1..);
    incident.entries = numbered
        .map(|(given, id)| position(id, decision, *given))
        .collect();
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack,
        holidays: &holidays,
        close: default_close(),
    };
    let now: Instant = fixture::at("2026-11-21T12:00:00Z");
    let case = Case::of(counting, &incident, now);
    let happened = Happened::until(pack, &[], now);
    let faces = decisions(pack, &case, &happened, &incident);
    faces
        .into_iter()
        .find(|face| face.id == decision)
        .expect("the decision")
}

#[test]
fn a_joint_decision_takes_two_people_who_agree() {
    let pack = fixture::pack();
    let (hos, director) = ("hos_sqa", "director");

    let cases: [(&[Given], DecisionState, &str); 7] = [
        (&[(hos, "met", "A. One-Example")], Incomplete, UNDECIDED),
        (
            &[
                (hos, "met", "A. One-Example"),
                (director, "met", "B. Two-Example"),
            ],
            Made,
            "met",
        ),
        (
            &[
                (hos, "not_met", "A. One-Example"),
                (director, "not_met", "B. Two-Example"),
            ],
            Made,
            "not_met",
        ),
        (
            &[
                (hos, "met", "A. One-Example"),
                (director, "not_met", "B. Two-Example"),
            ],
            Differ,
            UNDECIDED,
        ),
        // One person in two roles is one person.
        (
            &[
                (hos, "met", "A. One-Example"),
                (director, "met", "a. one-example"),
            ],
            OnePerson,
            UNDECIDED,
        ),
        // An answer of undecided is no answer yet.
        (
            &[
                (hos, "met", "A. One-Example"),
                (director, "undecided", "B. Two-Example"),
            ],
            Incomplete,
            UNDECIDED,
        ),
        // Two people answered for one place at once.
        (
            &[
                (hos, "met", "A. One-Example"),
                (hos, "not_met", "C. Three-Example"),
            ],
            Differ,
            UNDECIDED,
        ),
    ];
    for (given, state, value) in cases {
        let face = decided(&pack, "criteria", given);
        assert_eq!(
            (face.state, face.value.as_str()),
            (state, value),
            "{given:?}"
        );
    }
}

#[test]
fn undecided_is_where_every_decision_begins() {
    for pack in Pack::councils() {
        for row in &pack.decisions {
            let face = decided(&pack, &row.id, &[]);
            assert!(!face.state.is_made(), "{}", row.id);
            assert_eq!(face.value, UNDECIDED);
        }
    }
}

#[test]
fn an_answer_is_stamped_with_what_stood_then() {
    let pack = fixture::pack();
    let incident = fixture::incident();
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack: &pack,
        holidays: &holidays,
        close: default_close(),
    };
    let case = Case::of(counting, &incident, fixture::at("2026-11-21T12:00:00Z"));
    let stamped = stamp(&pack, &incident, &case);
    let field = |name: &str| {
        let found = stamped.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.clone()).expect("stamped")
    };
    assert_eq!(
        field("pack"),
        "Serious Incident Alert Process (August 2023), Working Together 2018"
    );
    assert!(field("advice").contains("Notification to the Panel (section 16C): not known"));
    assert!(field("facts").contains("p1: Was this person seriously harmed"));
    assert!(!field("facts").contains("Ahmadi"), "no name is stamped");
}
