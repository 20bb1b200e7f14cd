//! Who is told next, and which clock that stops, stated by hand.

use super::*;
use crate::rules::case::Case;
use crate::rules::form::tests as fixture;
use crate::rules::testing::{case, council, happened};

fn face(role: &str, applies: Answer, state: ToldState) -> ToldFace {
    ToldFace {
        role: role.to_owned(),
        title: role.to_owned(),
        deputy: None,
        by: None,
        event: None,
        applies,
        state,
        added: false,
        cite: None,
    }
}

#[test]
fn who_must_be_told_and_was_not_reached_comes_before_who_may_have_to_be() {
    use Answer::{No, Unknown, Yes};
    use ToldState::{Later, NoAnswer, NotYet};
    let at = Moment::exact(fixture::at("2026-11-20T22:00:00Z"));
    let told = ToldState::Told {
        at,
        by: "k.duty-example".to_owned(),
        channel: None,
        said: String::new(),
    };
    let tried = NoAnswer(at);
    let cases = [
        (vec![], None),
        (vec![face("a", Yes, told.clone())], None),
        (vec![face("a", No, Later), face("b", No, NotYet)], None),
        // In the pack's order.
        (
            vec![face("a", Yes, NotYet), face("b", Yes, NotYet)],
            Some("a"),
        ),
        (
            vec![face("a", Yes, told.clone()), face("b", Yes, NotYet)],
            Some("b"),
        ),
        // Not known is not a must, wherever it stands.
        (
            vec![face("a", Unknown, NotYet), face("b", Yes, NotYet)],
            Some("b"),
        ),
        (
            vec![face("a", Yes, told), face("b", Unknown, NotYet)],
            Some("b"),
        ),
        // Who did not answer is still to be told.
        (
            vec![face("a", Yes, tried), face("b", Yes, NotYet)],
            Some("a"),
        ),
    ];
    for (faces, expected) in cases {
        let found = next(&faces).map(|face| face.role.as_str());
        assert_eq!(found, expected, "{faces:?}");
    }
}

/// Returns the clock that telling a role of Tower Hamlets stops.
fn stopped_by(role: &str, case: &Case) -> Option<String> {
    let pack = council("tower-hamlets");
    let face = case.told.iter().find(|face| face.role == role);
    let clock = clock_of_telling(&pack, &case.clocks, face.expect("the role"));
    clock.map(|clock| clock.id.clone())
}

/// S2 «report the event to the safeguarding partners in their area» has a clock of its own (A16);
/// that the Director is told stops none.
#[test]
fn telling_stops_the_clock_that_its_event_stops_while_that_runs() {
    let pack = council("tower-hamlets");
    let mut incident = fixture::incident();
    let before = case(&pack, &incident);
    let partners = stopped_by("safeguarding_partners", &before);
    assert_eq!(partners.as_deref(), Some("safeguarding_partners"));
    assert_eq!(stopped_by("director", &before), None);
    // Told by a call without an event of its own, nothing stops.
    assert_eq!(stopped_by("communications", &before), None);
    happened(&mut incident, "partners_told", None, "04T10:00");
    let after = case(&pack, &incident);
    assert_eq!(stopped_by("safeguarding_partners", &after), None);
}
