//! The stated table against the screen: a key that may not is refused with words that say who may, and
//! reading stays.

use super::deciding::{answer_met, open_answer};
use super::*;
use crate::app::page::Next;
use crate::app::page::contacts::form::ContactForm;
use crate::domain::ledger::{Meeting, NewEntry};
use crate::domain::right::Right;
use crate::domain::right::tests::is_stated;
use crate::domain::user::{Role, Roles, User};

/// Leaves whoever is at the desk one role; H. Head-Example at the same desk has every one.
pub(super) fn leave_one(hand: &mut Hand, role: Role) {
    hand.app.who.roles = [role].into_iter().collect();
    hand.app.desk.users = vec![User {
        name: "H. Head-Example".to_owned(),
        roles: Roles::every(),
        added_at: hand.now,
        added_by: "k.duty-example".to_owned(),
        disabled: None,
    }];
}

/// A hand whose only role it is; H. Head-Example at the same desk has every role.
fn of(role: Role) -> Hand {
    let mut hand = Hand::with_an_incident();
    leave_one(&mut hand, role);
    hand
}

/// Says whether a form came in front; where none did, that the refusal names who may was checked.
fn is_let(hand: &Hand, words: &str) -> bool {
    let is_form = matches!(hand.app.screens.front(), Screen::Form(_));
    if !is_form {
        let said = hand.notice();
        assert!(said.contains("; H. Head-Example may."), "{words}: {said}");
    }
    is_form
}

#[test]
fn every_form_of_every_role_opens_or_is_refused_with_who_may() {
    for role in Role::ALL {
        let check = |right: Right, open: &dyn Fn(&mut Hand)| {
            let mut hand = of(role);
            open(&mut hand);
            let words = format!("{role:?} {right:?}");
            let is_let = is_let(&hand, &words);
            assert_eq!(is_let, is_stated(role, right), "{words}");
            assert!(hand.commands().is_empty(), "{words}");
        };
        check(Right::Record, &|hand| hand.keys("n"));
        check(Right::Send, &|hand| hand.keys("e"));
        check(Right::Contacts, &|hand| {
            let role = "psw".to_owned();
            let _outcome = hand.app.apply(Next::form(ContactForm { role }));
        });
    }
}

/// What makes a command at the desk that a hand is at.
type Asked = fn(&Hand) -> Command;

#[test]
fn a_write_that_a_page_asks_for_is_refused_before_it_leaves() {
    let arranged = |hand: &Hand| Command::Revise {
        id: IncidentId(42),
        version: hand.file.incidents.first().map_or(0, |known| known.version),
        edits: vec![Edit::AddEntry(NewEntry::new(Meeting::default()))],
        draft: None,
    };
    let offered = |hand: &Hand| Command::OfferHandover {
        since: hand.now,
        to: "the day shift".to_owned(),
        body: "All quiet.".to_owned(),
        draft: None,
    };
    let asked: [(Right, Asked); 2] = [(Right::Meet, arranged), (Right::HandOver, offered)];
    for role in Role::ALL {
        for (right, command) in asked {
            let mut hand = of(role);
            let command = command(&hand);
            let waiting = crate::app::session::waiting::Waiting::Seen;
            let outcome = hand.app.apply(Next::write(command.clone(), waiting));
            let runs = |effect: &Effect| matches!(effect, Effect::Run(_, run) if *run == command);
            let is_let = outcome.effects.iter().any(runs);
            assert_eq!(is_let, is_stated(role, right), "{role:?} {right:?}");
            if !is_let {
                assert!(hand.notice().contains("; H. Head-Example may."), "{role:?}");
            }
        }
    }
}

#[test]
fn who_has_not_the_role_that_decides_is_asked_whose_authority_they_act_on() {
    let mut hand = of(Role::Duty);
    open_answer(&mut hand, "director");
    answer_met(&mut hand);
    let Screen::Form(screen) = hand.app.screens.front() else {
        panic!("the form stays in front");
    };
    let focused = screen.form.focused().map(|field| field.id.as_str());
    assert_eq!(focused, Some("acting"));
    assert!(
        hand.notice().contains(
            "You have not the role that decides here (director or partner signatory): record whose \
             authority you act on"
        ),
        "{}",
        hand.notice()
    );
    let answered = |hand: &Hand| {
        let is_answer = |edit: &Edit| matches!(edit, Edit::AddEntry(_));
        hand.edits().iter().any(is_answer)
    };
    assert!(!answered(&hand));
    hand.go_to("acting");
    hand.type_text("The Director, by telephone");
    hand.press(Key::Ctrl('o'));
    assert!(answered(&hand));
    // Whoever has the role is asked nothing more.
    let mut hand = of(Role::Signatory);
    open_answer(&mut hand, "director");
    answer_met(&mut hand);
    assert!(answered(&hand));
}

#[test]
fn whoever_is_given_roles_that_see_no_cases_is_locked_out_of_them_at_once() {
    let mut hand = of(Role::Duty);
    let roles: Roles = [Role::Administrator].into_iter().collect();
    hand.reply(Reply::Elsewhere(Box::new(crate::app::message::Elsewhere {
        own: Some(crate::domain::user::Own::Roles(roles)),
        ..Default::default()
    })));
    assert_eq!(hand.app.who, Who::default());
    assert!(hand.app.desk.row(IncidentId(42)).is_none());
}
