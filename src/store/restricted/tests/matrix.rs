//! The table of acts, states and roles against the store: the acts of a state and a role one after
//! the other, those last that change the state.

use super::*;
use crate::domain::ledger::{Meeting, Position};
use crate::domain::right::tests::matrix::{ACTS, Act, STATES, State, is_let};

/// A desk with an incident in a state to somebody of a role, who is called as the role is.
fn in_state(state: State, role: Role) -> (Scratch, Store, IncidentId, Instant) {
    let (scratch, mut store, id) = desk_of(&[role]);
    let is_own = matches!(state, State::Raised | State::Own);
    if is_own {
        let own = "UPDATE incident SET created_by = ?2 WHERE id = ?1";
        store.connection.execute(own, (id.0, role.word())).unwrap();
    }
    let is_restricted = matches!(state, State::Restricted | State::SaidWhy | State::Own);
    if is_restricted {
        // By somebody who is nobody's role in the table.
        let restrict = "UPDATE incident SET restriction = 'restricted',
            restricted_by = 'R. Else-Example', restricted_because = 'x' WHERE id = ?1";
        store.connection.execute(restrict, [id.0]).unwrap();
    }
    sit_down(&mut store, role.word());
    if state == State::SaidWhy {
        let because = GLASS.to_owned();
        let _as_it_may = store.run(&Command::BreakGlass { id, because }, later());
    }
    let at = match state {
        State::Raised => now(),
        _ => later(),
    };
    (scratch, store, id, at)
}

fn does(store: &mut Store, act: Act, (id, at): (IncidentId, Instant)) -> Result<(), StoreError> {
    let edit = match act {
        Act::Read => return store.incident(id).map(drop),
        Act::SayWhy => {
            let because = GLASS.to_owned();
            return store
                .run(&Command::BreakGlass { id, because }, at)
                .map(drop);
        }
        Act::Record => Edit::Fact(None, "police_aware".to_owned(), None),
        Act::Send => Edit::Form("safety_plan".to_owned(), Some("On the ward".to_owned())),
        Act::Decide => Edit::AddEntry(NewEntry::new(Position {
            decision: "criteria".to_owned(),
            slot: "hos_sqa".to_owned(),
            value: "met".to_owned(),
            name: "H. Head-Example".to_owned(),
            acting: "H. Head-Example, by telephone".to_owned(),
            ..Position::default()
        })),
        Act::Meet => Edit::AddEntry(NewEntry::new(Meeting {
            meeting: "need_to_know".to_owned(),
            ..Meeting::default()
        })),
        Act::Restrict => Edit::Restrict(true, BECAUSE.to_owned()),
        Act::Lift => Edit::Restrict(false, BECAUSE.to_owned()),
    };
    revise(store, id, edit, at).map(drop)
}

#[test]
fn every_act_in_every_state_by_every_role_is_carried_out_or_refused_as_it_is_stated() {
    let mut cells = 0;
    for state in STATES {
        for role in Role::ALL {
            let (_scratch, mut store, id, at) = in_state(state, role);
            for act in ACTS {
                let Some(stated) = is_let(act, state, role) else {
                    continue;
                };
                let done = does(&mut store, act, (id, at));
                let words = format!("{act:?} {state:?} {role:?}: {done:?}");
                if stated {
                    assert_eq!(done, Ok(()), "{words}");
                } else {
                    let is_refused = matches!(
                        done,
                        Err(StoreError::NotAllowed(_) | StoreError::Restricted(_))
                    );
                    assert!(is_refused, "{words}");
                }
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 31 * 9, "every cell of the table");
}
