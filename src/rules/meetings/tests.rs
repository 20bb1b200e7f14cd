//! Meetings: who chairs and who is asked follow from the facts (A36).

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::facts::FactValue;
use crate::domain::incident::Incident;
use crate::rules::clocks::{Counting, Happened, default_close};
use crate::rules::form::tests as fixture;
use crate::rules::testing::{case, happened, plain};

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

/// S0: «If the young person subject to the SIRM is open to children's social care the respective
/// assistant head of service will be responsible for chairing the SIRM.»
#[test]
fn the_sirm_is_chaired_by_the_rules_of_the_page() {
    let pack = Pack::built_in("barnet").expect("the pack");
    // The child of 14 is stabbed and lives in Barnet; the suspect of 34 has no child at home.
    let chair = |victim: Option<bool>, others: Option<bool>| {
        let mut incident = with(&[
            ("resident_in_area", true),
            ("child_in_household", false),
            ("died", false),
        ]);
        let violence = FactValue::YesNo(true);
        incident
            .facts
            .insert("serious_violence".to_owned(), violence);
        for (place, person) in incident.people.iter_mut().enumerate() {
            if let Some(open) = if place == 0 { victim } else { others } {
                let open = FactValue::YesNo(open);
                person.facts.insert("open_to_social_care".to_owned(), open);
            }
        }
        let chair = shown(&pack, &incident, "sirm").chair.expect("a row");
        (chair.role, chair.is_assumed, chair.asked)
    };
    let known = |role: &str| (role.to_owned(), false, Vec::new());
    let assistant = known("assistant_head_of_service");
    assert_eq!(chair(Some(true), Some(false)), assistant);
    // Not open: the page states no chair, a person assigns one.
    let assign = known("chair_to_assign");
    assert_eq!(chair(Some(false), Some(false)), assign);
    // A brother or an adult suspect is not whom this SIRM is about.
    assert_eq!(chair(Some(false), Some(true)), assign);
    assert_eq!(chair(Some(false), None), assign);
    // Not known is asked, and nobody is assumed.
    let (_, assumed, asked) = chair(None, None);
    assert!(assumed);
    assert_eq!(asked, ["Assistant head of service"]);
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

/// S3 «We will carry out a Rapid Review with multi-agency partners», S1 «chaired by the Independent
/// Chair of the LTRG»: of a referred case that meets the three criteria too.
#[test]
fn a_referred_case_has_a_rapid_review_with_its_chair() {
    let pack = Pack::built_in("barnet").expect("the pack");
    let review = |concern: Option<bool>, referred: bool| {
        let mut incident = with(&[("seriously_harmed", true)]);
        let suspected = FactValue::Choice("suspected".to_owned());
        incident
            .facts
            .insert("abuse_or_neglect".to_owned(), suspected);
        if let Some(concern) = concern {
            let concern = FactValue::YesNo(concern);
            incident
                .facts
                .insert("agencies_concern".to_owned(), concern);
        }
        if referred {
            happened(&mut incident, "ltrg_referral_made", None, "04T10:00");
        }
        let case = case(&pack, &incident);
        let events = crate::rules::case::events(&pack, &incident);
        let now = fixture::at("2027-01-31T12:00:00Z");
        let history = Happened::until(&pack, &events, now).knowing(&case.advice);
        let faces = meetings(&pack, &case, &history, &incident);
        let found = faces
            .into_iter()
            .find(|face| face.id == "referred_case_review");
        found.expect("the meeting")
    };
    let called = review(Some(true), true);
    assert_eq!(called.called, Answer::Yes);
    assert_eq!(
        called.chair.map(|chair| chair.role).as_deref(),
        Some("ltrg_chair")
    );
    assert_eq!(
        called.clock, None,
        "the fifteen days belong to a notification"
    );
    let partners = [
        "partner_local_authority",
        "partner_police",
        "partner_health",
    ];
    for partner in partners {
        assert!(called.invitees.iter().any(|one| one.role == partner));
    }
    assert_eq!(review(Some(true), false).called, Answer::No);
    assert_eq!(review(Some(false), true).called, Answer::No);
    assert_eq!(review(None, true).called, Answer::Unknown);
}

/// S0 «the process for review meetings», and «the local community and grassroots, youth provisions
/// and community groups that the family are part of».
#[test]
fn a_review_meeting_follows_a_sirm_and_community_groups_can_be_asked_to_both() {
    let pack = Pack::built_in("barnet").expect("the pack");
    let row = pack.meeting("sirm_review").expect("the meeting");
    let opens = row.trigger.as_ref().expect("a trigger").events();
    assert_eq!(opens, ["sirm_held"]);
    for meeting in ["sirm", "sirm_with_cdop", "sirm_review"] {
        let face = shown(&pack, &with(&[]), meeting);
        for role in ["community_groups", "youth_provisions"] {
            let asked = face.invitees.iter().find(|invitee| invitee.role == role);
            assert!(
                asked.is_some_and(|invitee| invitee.optional),
                "{meeting}: {role}"
            );
        }
    }
}

/// S1 «Any representative or deputy must be able to», and «will draw on wider partners when specific
/// expertise is required».
#[test]
fn members_of_the_review_have_three_abilities_and_wider_partners_are_drawn_on() {
    let pack = Pack::built_in("barnet").expect("the pack");
    for meeting in ["rapid_review", "referred_case_review"] {
        let row = pack.meeting(meeting).expect("the meeting");
        assert_eq!(row.ability.len(), 3, "{meeting}");
        let represents = row.invitee.iter().filter(|invitee| invitee.represents);
        let roles: Vec<&str> = represents.map(|invitee| invitee.role.as_str()).collect();
        assert_eq!(
            roles,
            [
                "ltrg_member",
                "social_care",
                "police",
                "health",
                "public_health",
                "community_safety",
                "legal"
            ]
        );
        let wider = row
            .invitee
            .iter()
            .find(|invitee| invitee.role == "wider_partners");
        assert!(wider.is_some_and(|invitee| invitee.optional), "{meeting}");
    }
}
