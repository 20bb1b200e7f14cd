//! Disagreements of the partners by hand: each is taken further and resolved on its own (S1, A70).

use super::*;
use crate::app::action::Action;
use crate::app::page::decisions::{Decisions, On};
use crate::app::page::lines::Lines;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, Position};
use crate::rules::testing::council;

const OPEN: &str = "It is with the resolution protocol; the clock still runs. Enter: resolved";

fn answer(id: i64, decision: &str, slot: &str, value: &str) -> Entry {
    let position = Position {
        decision: decision.to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        name: format!("P. {slot}-Example"),
        reasons: "As said at the meeting.".to_owned(),
        ..Position::default()
    };
    Entry {
        id: EntryId(id),
        of: None,
        created_at: hand::at(NIGHT),
        created_by: "k.duty-example".to_owned(),
        record: position.into(),
        struck: None,
    }
}

/// At Barnet's desk, with the three partners of two minds about the criteria and about the sign-off.
fn at_odds() -> (Hand, Incident) {
    let mut incident = hand::incident();
    incident.entries = vec![
        answer(7, "criteria", "partner_local_authority", "met"),
        answer(8, "criteria", "partner_police", "not_met"),
        answer(9, "sign_off", "partner_health", "no"),
    ];
    (
        Hand::by(council("barnet"), vec![incident.clone()]),
        incident,
    )
}

/// Does what a line of the page does, and records it in the form that opens.
fn record(hand: &mut Hand, incident: &mut Incident, on: On, reason: &str) {
    let next = Decisions(incident.id).act(&hand.app.see(), Some(on), Action::Enter);
    let _opened = hand.app.apply(next);
    hand.go_to("reason");
    hand.type_text(reason);
    hand.press(Key::Ctrl('o'));
    hand.saved(incident);
}

/// Returns what Enter on a line would do of each disagreement, in the page's order.
fn offered(hand: &Hand, incident: &Incident) -> Vec<On> {
    let lines = Decisions(incident.id)
        .lines(&hand.app.see())
        .into_iter()
        .filter_map(|line| line.on);
    lines
        .filter(|on| matches!(on, On::Escalate(_) | On::Resolve(_)))
        .collect()
}

fn further(decision: &str) -> On {
    On::Escalate(decision.to_owned())
}

fn resolve(decision: &str) -> On {
    On::Resolve(decision.to_owned())
}

#[test]
fn each_disagreement_is_resolved_on_its_own_line_and_a_second_opens_it_again() {
    let (mut hand, mut incident) = at_odds();
    let none = [further("criteria"), further("sign_off")];
    assert_eq!(offered(&hand, &incident), none);
    let reason = "Whether the harm is serious.";
    record(&mut hand, &mut incident, further("criteria"), reason);
    record(
        &mut hand,
        &mut incident,
        further("sign_off"),
        "Health does not sign.",
    );
    let both = [resolve("criteria"), resolve("sign_off")];
    assert_eq!(offered(&hand, &incident), both);
    let said = Decisions(incident.id).lines(&hand.app.see());
    let open = said.iter().filter(|line| line.words.trim() == OPEN);
    assert_eq!(open.count(), 2, "{said:?}");
    let how = "Signed after the chair's letter.";
    record(&mut hand, &mut incident, resolve("sign_off"), how);
    let one = [resolve("criteria"), further("sign_off")];
    assert_eq!(offered(&hand, &incident), one, "the other stays open");
    let state = |hand: &Hand| {
        hand.app
            .desk
            .row(IncidentId(42))
            .map(|row| row.case.state.id.clone())
    };
    assert_eq!(state(&hand).as_deref(), Some("in_resolution"));
    record(
        &mut hand,
        &mut incident,
        resolve("criteria"),
        "Agreed: met.",
    );
    assert_eq!(offered(&hand, &incident), none);
    assert_ne!(state(&hand).as_deref(), Some("in_resolution"));
    record(&mut hand, &mut incident, further("criteria"), reason);
    assert_eq!(offered(&hand, &incident), one, "a second opens it again");
    assert_eq!(state(&hand).as_deref(), Some("in_resolution"));
}

/// Records, as anything that happened, that a disagreement is resolved.
fn resolve_by_the_list(hand: &mut Hand) {
    hand.keys("f");
    hand.press(Key::Enter);
    hand.keys("X");
    hand.go_to("event");
    hand.type_text("disagreement r");
    hand.go_to("at");
    hand.type_text("now");
    hand.go_to("reason");
    hand.type_text("Agreed by telephone.");
    hand.press(Key::Ctrl('o'));
}

#[test]
fn a_resolution_recorded_elsewhere_is_of_the_one_that_is_open() {
    let (mut hand, mut incident) = at_odds();
    record(&mut hand, &mut incident, further("sign_off"), "The review.");
    resolve_by_the_list(&mut hand);
    let events = hand.events();
    let about: Vec<&str> = events.iter().map(|event| event.note.as_str()).collect();
    assert_eq!(about, ["Sign-off of the Rapid Review"]);
}

#[test]
fn of_several_that_are_open_it_is_asked_which_one_is_resolved() {
    let (mut hand, mut incident) = at_odds();
    record(&mut hand, &mut incident, further("criteria"), "The harm.");
    record(&mut hand, &mut incident, further("sign_off"), "The review.");
    resolve_by_the_list(&mut hand);
    assert!(hand.events().is_empty(), "nothing is recorded");
    let words = hand.notice();
    assert!(words.contains("2 disagreements are open"), "{words}");
}
