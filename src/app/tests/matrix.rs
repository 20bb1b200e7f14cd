//! The table of acts, states and roles against the screen: what a key opens, and what it refuses.

use super::deciding::open_answer;
use super::*;
use crate::app::page::Next;
use crate::app::page::restricted::BreakGlass;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::restriction::Restriction;
use crate::domain::right::tests::matrix::{Act, STATES, State, is_let};
use crate::domain::user::Role;
use crate::rules::form::tests::incident;

/// A hand of one role at the page of an incident in a state, or where it is kept from them at the desk.
fn in_state(state: State, role: Role) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.app.who.roles = [role].into_iter().collect();
    let is_own = matches!(state, State::Raised | State::Own);
    let is_restricted = matches!(state, State::Restricted | State::SaidWhy | State::Own);
    let hours = if state == State::Raised { 1 } else { 48 };
    let created_at: Instant = hand.now.plus(-chrono::Duration::hours(hours));
    let known = Incident {
        created_at,
        created_by: if is_own {
            "k.duty-example"
        } else {
            "s.other-example"
        }
        .to_owned(),
        restriction: is_restricted.then(|| Restriction {
            stands: true,
            by: "R. Else-Example".to_owned(),
            because: "x".to_owned(),
        }),
        ..incident()
    };
    if is_let(Act::Read, state, role) == Some(false) {
        hand.file.kept = vec![known.id];
    }
    hand.incident(known);
    hand.press(Key::Down);
    hand.press(Key::Enter);
    hand.read();
    hand.effects.clear();
    hand
}

/// Returns what is in front, by the heading of its form; none where it is no form.
fn form(hand: &Hand) -> Option<String> {
    match hand.app.screens.front() {
        Screen::Form(screen) => Some(screen.form.title.clone()),
        _ => None,
    }
}

/// What presses the keys of an act.
type Press = fn(&mut Hand);

#[test]
fn every_act_in_every_state_opens_its_form_or_is_refused_as_it_is_stated() {
    for state in STATES {
        // Whoever sees no cases has no desk in front of them.
        for role in Role::ALL
            .into_iter()
            .filter(|role| *role != Role::Administrator)
        {
            let reads = is_let(Act::Read, state, role) == Some(true);
            let hand = in_state(state, role);
            let is_page = matches!(hand.app.screens.front(), Screen::Incident(_));
            assert_eq!(is_page, reads, "{state:?} {role:?}: {}", hand.notice());
            let why = form(&hand).is_some_and(|title| title.starts_with("RESTRICTED"));
            if let Some(stated) = is_let(Act::SayWhy, state, role) {
                let mut hand = in_state(state, role);
                hand.apply(Next::form(BreakGlass { id: IncidentId(42) }));
                let asks = form(&hand).is_some_and(|title| title.starts_with("RESTRICTED"));
                assert_eq!(asks, stated, "{role:?}");
                assert_eq!(why, stated && !reads, "{role:?}");
            }
            if !reads {
                continue;
            }
            let acts: [(Act, Press); 5] = [
                (Act::Record, |hand| hand.keys("i")),
                (Act::Send, |hand| hand.keys("e")),
                (Act::Decide, |hand| {
                    hand.press(Key::Esc);
                    open_answer(hand, "director");
                }),
                (Act::Restrict, |hand| hand.keys("R")),
                (Act::Lift, |hand| hand.keys("R")),
            ];
            for (act, press) in acts {
                let Some(stated) = is_let(act, state, role) else {
                    continue;
                };
                let mut hand = in_state(state, role);
                press(&mut hand);
                let words = format!("{act:?} {state:?} {role:?}: {}", hand.notice());
                assert_eq!(form(&hand).is_some(), stated, "{words}");
                let is_journalled = hand
                    .effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Refused(_)));
                assert_eq!(is_journalled, !stated, "{words}");
            }
        }
    }
}
