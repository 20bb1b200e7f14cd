//! What opens a step, and what is to be done again, stated by hand from the documents.

use super::*;
use crate::domain::facts::FactValue;
use crate::rules::form::tests as fixture;
use crate::rules::testing::{case, council, happened};

fn stands(pack: &Pack, incident: &Incident, step: &str) -> StepState {
    let case = case(pack, incident);
    let face = case.steps.iter().find(|face| face.id == step);
    face.expect("the step").state
}

/// S2 «about the serious incident alert and outcome»: a note made before the decision is about the
/// alert alone.
#[test]
fn the_note_of_alert_and_outcome_is_asked_again_after_the_decision() {
    let pack = council("tower-hamlets");
    let note = "note_on_mosaic";
    let mut incident = fixture::incident();
    happened(&mut incident, "alert_sent", None, "04T10:00");
    assert_eq!(stands(&pack, &incident, note), StepState::Open);
    happened(&mut incident, "mosaic_noted", None, "04T11:00");
    assert_eq!(stands(&pack, &incident, note), StepState::Done);
    happened(
        &mut incident,
        "criteria_decided",
        Some("not_met"),
        "05T09:00",
    );
    assert_eq!(stands(&pack, &incident, note), StepState::Open);
    happened(&mut incident, "mosaic_noted", None, "05T10:00");
    assert_eq!(stands(&pack, &incident, note), StepState::Done);
    // Decided otherwise: the outcome is another.
    happened(&mut incident, "criteria_decided", Some("met"), "06T09:00");
    assert_eq!(stands(&pack, &incident, note), StepState::Open);
}

#[test]
fn a_note_made_after_a_decision_that_was_typed_in_later_counts() {
    let pack = council("tower-hamlets");
    let mut incident = fixture::incident();
    happened(&mut incident, "alert_sent", None, "04T10:00");
    happened(&mut incident, "mosaic_noted", None, "05T10:00");
    happened(&mut incident, "criteria_decided", Some("met"), "05T09:00");
    assert_eq!(stands(&pack, &incident, "note_on_mosaic"), StepState::Done);
}

/// S2's form: «Referral to THSCP Rapid Review Panel required», a box of its own beside the criteria.
#[test]
fn a_referral_that_is_required_opens_the_panel_whatever_the_criteria() {
    let pack = council("tower-hamlets");
    for criteria in [None, Some("met"), Some("not_met")] {
        let mut incident = fixture::incident();
        happened(&mut incident, "alert_sent", None, "04T10:00");
        if criteria.is_some() {
            happened(&mut incident, "criteria_decided", criteria, "05T09:00");
        }
        let referred = "panel_referral_decided";
        happened(&mut incident, referred, Some("not_required"), "05T09:00");
        let before = stands(&pack, &incident, "convene_panel");
        assert_eq!(before == StepState::Open, criteria == Some("met"));
        happened(&mut incident, referred, Some("required"), "05T10:00");
        let after = stands(&pack, &incident, "convene_panel");
        assert_eq!(after, StepState::Open, "{criteria:?}");
        happened(&mut incident, "panel_convened", None, "05T11:00");
        assert_eq!(stands(&pack, &incident, "hold_panel"), StepState::Open);
    }
}

/// An incident of which all three of S3's criteria are known to hold, or of which one is not.
fn referred(agencies: Option<bool>) -> Incident {
    let mut incident = fixture::incident();
    let facts = &mut incident.facts;
    let suspected = FactValue::Choice("suspected".to_owned());
    facts.insert("abuse_or_neglect".to_owned(), suspected);
    if let Some(concern) = agencies {
        let concern = FactValue::YesNo(concern);
        facts.insert("agencies_concern".to_owned(), concern);
    }
    happened(&mut incident, "ltrg_referral_made", None, "04T10:00");
    incident
}

/// S3 «We will carry out a Rapid Review … if a case meets the following criteria», S1 «Every Rapid
/// Review must be signed off by all 3 statutory partners»; the fifteen days belong to a notification.
#[test]
fn a_referred_case_gets_its_review_and_its_sign_offs_without_the_fifteen_days() {
    let pack = council("barnet");
    let mut incident = referred(Some(true));
    let review = "review_referred_case";
    assert_eq!(stands(&pack, &incident, review), StepState::Open);
    assert_eq!(stands(&pack, &incident, "sign_off"), StepState::Waiting);
    happened(&mut incident, "referred_case_reviewed", None, "12T10:00");
    for step in ["recommend", "sign_off", "send_rapid_review"] {
        assert_eq!(stands(&pack, &incident, step), StepState::Open, "{step}");
    }
    let case = case(&pack, &incident);
    let clock = case.clocks.iter().find(|clock| clock.id == "rapid_review");
    assert_eq!(clock.expect("the clock").started_at, None);
}

/// S1 «Any disagreements arising in respect of all of the above will be managed through a defined
/// resolution protocol»: any, so also the next.
#[test]
fn a_second_dispute_opens_the_protocol_again() {
    let pack = council("barnet");
    let resolve = "resolve_disagreement";
    let mut incident = fixture::incident();
    assert_eq!(stands(&pack, &incident, resolve), StepState::Waiting);
    for (raised, resolved) in [("04T10:00", "05T10:00"), ("06T10:00", "07T10:00")] {
        happened(&mut incident, "disagreement_raised", None, raised);
        assert_eq!(stands(&pack, &incident, resolve), StepState::Open);
        let state = case(&pack, &incident).state;
        assert_eq!(state.title, "resolution protocol");
        happened(&mut incident, "disagreement_resolved", None, resolved);
        assert_eq!(stands(&pack, &incident, resolve), StepState::Done);
    }
}
