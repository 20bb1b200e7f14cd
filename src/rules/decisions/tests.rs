//! Decisions: joint, unanimous and signed off, with the answers in any order (A9, A13, A19).

use DecisionState::{Despite, Differ, Incomplete, Made, OnePerson};

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::instant::Instant;
use crate::domain::ledger::Entry;
use crate::rules::clocks::{Counting, Happened, default_close};
use crate::rules::form::tests as fixture;
use crate::rules::testing::plain;

/// One answer: slot, value, name.
type Given = (&'static str, &'static str, &'static str);

fn position(id: i64, decision: &str, (slot, value, name): Given) -> Entry {
    let position = Position {
        decision: decision.to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        name: name.to_owned(),
        reasons: "because".to_owned(),
        ..Position::default()
    };
    Entry {
        created_at: fixture::at("2026-11-21T10:00:00Z"),
        ..fixture::entry(id, position)
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
    let pack = plain();
    let (hos, director) = ("head", "director");

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
    for pack in Pack::councils().into_iter().chain([plain()]) {
        for row in &pack.decisions {
            let face = decided(&pack, &row.id, &[]);
            assert!(!face.state.is_made(), "{}", row.id);
            assert_eq!(face.value, UNDECIDED);
        }
    }
}

/// The first may decide despite the others.
const PARTNERS: [&str; 3] = ["head", "police", "desk"];

#[test]
fn three_partners_decide_with_a_person_each_and_despite_them_the_newer_holds() {
    let pack = plain();
    let [la, police, health] = PARTNERS;
    let cases: [(&[Given], DecisionState, &str); 8] = [
        (
            &[(la, "met", "A"), (police, "met", "B"), (health, "met", "C")],
            Made,
            "met",
        ),
        (
            &[
                (la, "met", "A"),
                (police, "not_met", "B"),
                (health, "met", "C"),
            ],
            Differ,
            UNDECIDED,
        ),
        (
            &[
                (la, "met", "A"),
                (police, "not_met", "B"),
                (health, "met", "C"),
                (DESPITE, "met", "A"),
            ],
            Despite,
            "met",
        ),
        // The duty rests with the local authority before anybody has answered, too (A19).
        (&[(DESPITE, "met", "A")], Despite, "met"),
        // All three say not met, and then the local authority decides to notify (S3).
        (
            &[
                (la, "not_met", "A"),
                (police, "not_met", "B"),
                (health, "not_met", "C"),
                (DESPITE, "met", "A"),
            ],
            Despite,
            "met",
        ),
        // It decided, and then all three agree on it: unanimous.
        (
            &[
                (DESPITE, "met", "A"),
                (la, "met", "A"),
                (police, "met", "B"),
                (health, "met", "C"),
            ],
            Made,
            "met",
        ),
        // Three names, and still one person for two of the places.
        (
            &[
                (la, "met", "Ann"),
                (la, "met", "Bob"),
                (la, "met", "Cat"),
                (police, "met", "Ann"),
                (health, "met", "Ann"),
            ],
            OnePerson,
            UNDECIDED,
        ),
        (
            &[(la, "met", "A"), (police, "met", "B")],
            Incomplete,
            UNDECIDED,
        ),
    ];
    for (given, state, value) in cases {
        let face = decided(&pack, "partners", given);
        assert_eq!(
            (face.state, face.value.as_str()),
            (state, value),
            "{given:?}"
        );
    }
}

#[test]
fn a_review_is_signed_off_by_all_three_and_a_no_is_no_signature() {
    let pack = plain();
    let signed = |values: [&'static str; 3]| {
        let names = ["A", "B", "C"];
        let given: Vec<Given> = PARTNERS
            .into_iter()
            .zip(values)
            .zip(names)
            .map(|((slot, value), name)| (slot, value, name))
            .collect();
        let face = decided(&pack, "sign_off", &given);
        (face.state, face.value)
    };
    assert_eq!(
        signed(["yes", "yes", "yes"]),
        (DecisionState::Made, "yes".to_owned())
    );
    for refused in [["yes", "no", "yes"], ["no", "no", "no"]] {
        assert_eq!(signed(refused).0, DecisionState::Refused, "{refused:?}");
    }
}

/// S1 «Every Rapid Review must be signed off by all 3 statutory partners.»
#[test]
fn a_barnet_review_is_signed_off_by_the_three_partners() {
    let pack = Pack::built_in("barnet").expect("the pack");
    let row = pack.decision("sign_off").expect("the decision");
    assert_eq!(row.rule, DecisionRule::SignOff);
    assert_eq!(row.deciders.len(), 3);
    assert_eq!(row.records("yes"), Some(("partners_signed_off", None)));
    assert_eq!(row.records("no"), None);
}

/// S1 «A unanimous decision must be reached by Partners.»: the authority alone may notify, as S3 has
/// it, and never alone refuse to (A67).
#[test]
fn one_partner_alone_can_notify_and_cannot_refuse_to() {
    let pack = Pack::built_in("barnet").expect("the pack");
    let row = pack.decision("criteria").expect("the decision");
    let offered: Vec<String> = values_of(row, DESPITE).into_iter().map(|v| v.id).collect();
    assert_eq!(offered, [UNDECIDED, "met"]);
    let partners: [Given; 3] = [
        ("partner_local_authority", "met", "A"),
        ("partner_police", "not_met", "B"),
        ("partner_health", "met", "C"),
    ];
    let alone = |value| {
        let mut given = partners.to_vec();
        given.push((DESPITE, value, "A"));
        let face = decided(&pack, "criteria", &given);
        (face.state, face.value)
    };
    assert_eq!(alone("met"), (Despite, "met".to_owned()));
    assert_eq!(alone("not_met"), (Differ, UNDECIDED.to_owned()));
}

#[test]
fn two_places_take_two_people_and_despite_is_no_second_place() {
    let pack = Pack::built_in("barnet").expect("the pack");
    let row = pack.decision("criteria").expect("the decision");
    let mut incident = fixture::incident();
    let given = ("partner_local_authority", "met", "A. One-Example");
    incident.entries = vec![position(1, "criteria", given)];
    let slots = answered(&pack, row, &incident).slots;
    let taken = |place: &str, name: &str| {
        let other = other_place(row, &slots, &incident, place, name);
        other.map(|slot| slot.role.clone())
    };
    let own = Some("partner_local_authority".to_owned());
    assert_eq!(taken("partner_police", "a. one-example"), own);
    assert_eq!(taken("partner_police", "B. Two-Example"), None);
    assert_eq!(taken("partner_local_authority", "A. One-Example"), None);
    assert_eq!(taken(DESPITE, "A. One-Example"), None);
}

/// S1 «in respect of all of the above»: the criteria, the recommendation, the decision, a sign-off.
#[test]
fn every_decision_of_the_partners_can_be_disputed() {
    let pack = Pack::built_in("barnet").expect("the pack");
    for id in ["criteria", "recommendation", "final_decision", "sign_off"] {
        let row = pack.decision(id).expect("the decision");
        assert_eq!(
            row.escalated.as_deref(),
            Some("disagreement_raised"),
            "{id}"
        );
    }
    let refused = decided(&pack, "sign_off", &[("partner_police", "no", "B")]);
    assert!(refused.state.may_be_disputed(DecisionRule::SignOff));
    let recommended = decided(&pack, "recommendation", &[("ltrg", "none", "L")]);
    assert!(recommended.state.may_be_disputed(DecisionRule::One));
    let open = decided(&pack, "sign_off", &[]);
    assert!(!open.state.may_be_disputed(DecisionRule::SignOff));
}
