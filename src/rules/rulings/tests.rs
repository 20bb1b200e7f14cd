//! Papers name the deciders, never who typed a decision in (A72).

use super::*;
use crate::domain::ledger::Entry;
use crate::rules::form::tests as fixture;
use crate::rules::form::{FieldValue, value};
use crate::rules::testing::{council, happened};

/// One answer as somebody at the desk typed it in.
fn answer(id: i64, decision: &str, slot: &str, value: &str, name: &str) -> Entry {
    let position = Position {
        decision: decision.to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        name: name.to_owned(),
        reasons: format!("Reasons of {name}"),
        at: Moment::from_text(&format!("2027-01-05T0{id}:00:00Z")),
        ..Position::default()
    };
    Entry {
        created_by: "k.typist-example".to_owned(),
        ..fixture::entry(id, position)
    }
}

fn ruled(council_id: &str, decision: &str, entries: Vec<Entry>) -> Option<Ruling> {
    let pack = council(council_id);
    let mut incident = fixture::incident();
    incident.entries = entries;
    ruling(&pack, pack.decision(decision)?, &incident)
}

#[test]
fn a_joint_decision_names_both_with_their_places_and_the_later_time() {
    let one = answer(1, "criteria", "hos_sqa", "met", "G. Head-Example");
    assert_eq!(ruled("tower-hamlets", "criteria", vec![one.clone()]), None);
    let two = answer(2, "criteria", "director", "met", "D. Director-Example");
    let ruling = ruled("tower-hamlets", "criteria", vec![one, two]).expect("made");
    assert_eq!(
        ruling.by,
        [
            "G. Head-Example (Head of SQA)",
            "D. Director-Example (Director, Supporting Families)"
        ]
    );
    assert_eq!(ruling.at, Moment::from_text("2027-01-05T02:00:00Z"));
}

#[test]
fn of_a_decision_despite_the_others_only_who_made_it_decided() {
    let given = vec![
        answer(
            1,
            "criteria",
            "partner_local_authority",
            "met",
            "A. One-Example",
        ),
        answer(2, "criteria", "partner_police", "not_met", "B. Two-Example"),
        answer(
            3,
            "criteria",
            "partner_health",
            "not_met",
            "C. Three-Example",
        ),
        answer(4, "criteria", DESPITE, "met", "A. One-Example"),
    ];
    let ruling = ruled("barnet", "criteria", given).expect("made");
    assert_eq!(ruling.value, "met");
    assert_eq!(
        ruling.by,
        ["A. One-Example (Local authority, despite dissent)"]
    );
}

#[test]
fn what_stands_on_the_timeline_alone_names_nobody() {
    let pack = council("tower-hamlets");
    let mut incident = fixture::incident();
    happened(
        &mut incident,
        "criteria_decided",
        Some("not_met"),
        "05T09:00",
    );
    let row = pack.decision("criteria").expect("the decision");
    let ruling = ruling(&pack, row, &incident).expect("recorded");
    assert_eq!((ruling.value.as_str(), ruling.by.len()), ("not_met", 0));
}

/// S2's form: its three boxes are filled by the decisions, and no hand can fill them.
#[test]
fn the_boxes_of_the_alert_form_are_filled_from_the_decisions() {
    let pack = council("tower-hamlets");
    let mut incident = fixture::incident();
    let shown =
        |incident: &Incident, id: &str| value(&pack, fixture::field(&pack, id), incident, None);
    let boxes = [
        "decision_criteria",
        "decision_panel_referral",
        "decision_other_action",
        "decided_by",
    ];
    for id in boxes {
        assert_eq!(shown(&incident, id), FieldValue::Absent, "{id}");
        let bind = crate::pack::bind::Bind::of(fixture::field(&pack, id));
        assert!(bind.is_some_and(|bind| bind.is_derived()), "{id}");
    }
    incident.entries = vec![
        answer(1, "criteria", "hos_sqa", "not_met", "G. Head-Example"),
        answer(2, "criteria", "director", "not_met", "D. Director-Example"),
        answer(
            3,
            "panel_referral",
            "hos_sqa",
            "required",
            "G. Head-Example",
        ),
        answer(4, "other_action", "hos_sqa", "stated", "G. Head-Example"),
    ];
    let text = |words: &str| FieldValue::Text(words.to_owned());
    for (id, expected) in [
        (
            "decision_criteria",
            FieldValue::Choice("not_met".to_owned()),
        ),
        ("decision_panel_referral", FieldValue::YesNo(true)),
        ("decision_other_action", text("Reasons of G. Head-Example")),
        (
            "decided_by",
            text(
                "G. Head-Example (Head of SQA); D. Director-Example (Director, Supporting Families)",
            ),
        ),
    ] {
        assert_eq!(shown(&incident, id), expected, "{id}");
    }
}
