//! The event of a decision recorded by hand: it is no way round those who decide (A9; design, 6).

use super::*;
use crate::rules::by_hand::{ByHand, Why};

/// An event of a decision, with the word it carries.
fn decided(kind: &str, value: &str) -> NewEvent {
    let mut event = NewEvent::new(kind, Moment::exact(now()));
    event.value = Some(value.to_owned());
    event
}

/// Revises an incident by several edits in one write.
fn revise_by(store: &mut Store, id: IncidentId, edits: Vec<Edit>) -> Result<(), StoreError> {
    let incident = incidents::load(&store.connection, id).unwrap().unwrap();
    let command = Command::Revise {
        id,
        version: incident.version,
        edits,
        draft: None,
    };
    store.run(&command, now()).map(drop)
}

fn by_hand(title: &str, why: Why) -> Result<(), StoreError> {
    Err(StoreError::DecidedByHand(ByHand {
        title: title.to_owned(),
        why,
    }))
}

const CRITERIA: &str = "Serious incident notification criteria";
const REFERRAL: &str = "Referral to THSCP Rapid Review Panel";

#[test]
fn a_decision_of_two_is_recorded_once_both_have_answered_and_as_they_answered() {
    let (_scratch, mut store, id) = of_every_role();
    let met = || Edit::Event(decided("criteria_decided", "met"));
    for role in ["sqa", "head-of-service", "signatory", "duty"] {
        sit_down(&mut store, role);
        let alone = revise(&mut store, id, met());
        assert_eq!(alone, by_hand(CRITERIA, Why::OfSeveral), "{role}");
    }
    sit_down(&mut store, "sqa");
    // One answer with the event beside it is still one answer.
    let one = vec![answered("hos_sqa", "H. Head-Example", ""), met()];
    assert_eq!(
        revise_by(&mut store, id, one),
        by_hand(CRITERIA, Why::OfSeveral)
    );
    let first = answered("hos_sqa", "H. Head-Example", "");
    assert_eq!(revise(&mut store, id, first), Ok(()));
    sit_down(&mut store, "signatory");
    let second = || answered("director", "D. Director-Example", "");
    // They answered «met»: nothing else is what they decided.
    let other = Edit::Event(decided("criteria_decided", "not_met"));
    assert_eq!(
        revise_by(&mut store, id, vec![second(), other]),
        by_hand(CRITERIA, Why::OfSeveral)
    );
    assert_eq!(revise_by(&mut store, id, vec![second(), met()]), Ok(()));
    // Its time is put right; what was decided is not.
    let incident = incidents::load(&store.connection, id).unwrap().unwrap();
    let stood = incident.current("criteria_decided").next().unwrap().id;
    let corrected = |value: &str| {
        let mut event = decided("criteria_decided", value);
        event.supersedes = Some(stood);
        Edit::Event(event)
    };
    assert_eq!(
        revise(&mut store, id, corrected("not_met")),
        by_hand(CRITERIA, Why::OfSeveral)
    );
    assert_eq!(revise(&mut store, id, corrected("met")), Ok(()));
}

#[test]
fn a_decision_of_one_takes_the_role_for_it_and_is_not_on_ones_own_alert() {
    let (_scratch, mut store, id) = of_every_role();
    let required = || Edit::Event(decided("panel_referral_decided", "required"));
    sit_down(&mut store, "duty");
    assert_eq!(
        revise(&mut store, id, required()),
        by_hand(REFERRAL, Why::OfRole(Role::Sqa))
    );
    sit_down(&mut store, "sqa");
    assert_eq!(revise(&mut store, id, required()), Ok(()));
    let raised = NewEvent::new("alert_raised", Moment::exact(now()));
    revise(&mut store, id, Edit::Event(raised)).unwrap();
    assert_eq!(
        revise(&mut store, id, required()),
        by_hand(REFERRAL, Why::OwnAlert)
    );
}

#[test]
fn no_incident_is_logged_with_a_decision_of_two_on_it() {
    let (_scratch, mut store, _) = of_every_role();
    sit_down(&mut store, "sqa");
    let mut incident = an_incident();
    incident.events.push(decided("criteria_decided", "met"));
    let logged = store
        .run(&Command::Log(Box::new(incident), None), now())
        .map(drop);
    assert_eq!(logged, by_hand(CRITERIA, Why::OfSeveral));
}
