//! Meetings: who chairs and who is asked follow from the facts (A36).

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::facts::FactValue;
use crate::domain::incident::Incident;
use crate::rules::clocks::{Counting, Happened, default_close};
use crate::rules::form::tests as fixture;
use crate::rules::testing::plain;

fn shown(pack: &Pack, incident: &Incident, meeting: &str) -> MeetingFace {
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack,
        holidays: &holidays,
        close: default_close(),
    };
    let now = fixture::at("2026-11-21T12:00:00Z");
    let case = Case::of(counting, incident, now);
    let happened = Happened::until(pack, &[], now);
    let faces = meetings(pack, &case, &happened, incident);
    faces
        .into_iter()
        .find(|face| face.id == meeting)
        .expect("the meeting")
}

fn with(facts: &[(&str, bool)]) -> Incident {
    let mut incident = fixture::incident();
    for (fact, yes) in facts {
        for person in &mut incident.people {
            let value = FactValue::YesNo(*yes);
            person.facts.insert((*fact).to_owned(), value);
        }
    }
    incident
}

#[test]
fn the_sirm_is_chaired_by_the_rules_of_the_page() {
    let pack = Pack::built_in("barnet").expect("the pack");
    // S0: «the respective assistant head of service will be responsible for chairing the SIRM».
    let open = shown(&pack, &with(&[("open_to_social_care", true)]), "sirm");
    assert_eq!(
        open.chair.map(|chair| chair.role).as_deref(),
        Some("assistant_head_of_service")
    );
    // Not open, or not known to be: the page states no chair, a person assigns one.
    for incident in [with(&[("open_to_social_care", false)]), with(&[])] {
        let chair = shown(&pack, &incident, "sirm").chair.expect("a row");
        assert_eq!(chair.role, "chair_to_assign");
    }
}

#[test]
fn who_is_asked_follows_from_the_facts() {
    let pack = plain();
    let asked = |incident: &Incident, role: &str| {
        let face = shown(&pack, incident, "panel");
        let found = face.invitees.iter().find(|invitee| invitee.role == role);
        found.map(|invitee| invitee.asked).expect("the role")
    };
    assert_eq!(asked(&with(&[("died", true)]), "police"), Answer::Yes);
    assert_eq!(asked(&with(&[("died", false)]), "police"), Answer::No);
    // What nobody has answered is not a no.
    assert_eq!(asked(&with(&[]), "police"), Answer::Unknown);
    assert_eq!(asked(&with(&[]), "desk"), Answer::Yes);
}

#[test]
fn the_chair_is_the_first_whose_condition_holds() {
    let pack = plain();
    let chair = |incident: &Incident| {
        let face = shown(&pack, incident, "panel");
        face.chair.map(|chair| chair.role)
    };
    let mut here = with(&[]);
    assert_eq!(chair(&here).as_deref(), Some("head"));
    let value = FactValue::YesNo(true);
    here.facts.insert("happened_here".to_owned(), value);
    assert_eq!(chair(&here).as_deref(), Some("director"));
}
