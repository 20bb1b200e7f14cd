//! The key table: no key means two things, and every scope is said.

use super::*;

#[test]
fn no_key_means_two_things_in_one_scope() {
    for (i, one) in BINDINGS.iter().enumerate() {
        for other in BINDINGS.iter().skip(i + 1) {
            let same = one.scope == other.scope && one.keys == other.keys;
            assert!(
                !same,
                "{} is bound twice in {:?}",
                one.key_words(),
                one.scope
            );
        }
    }
}

#[test]
fn every_scope_that_has_keys_has_a_heading() {
    for binding in BINDINGS {
        assert!(Scope::ALL.contains(&binding.scope));
        assert!(!binding.words.is_empty() && !binding.short.is_empty());
    }
}

#[test]
fn the_first_of_a_pair_waits_for_the_second() {
    let scopes = [Scope::Incoming, Scope::List, Scope::Everywhere];
    assert_eq!(meaning(&scopes, &[Key::Char('g')]), Meaning::Wait);
    assert_eq!(
        meaning(&scopes, &[Key::Char('g'), Key::Char('d')]),
        Meaning::Do(Action::GoDesk)
    );
    assert_eq!(
        meaning(&scopes, &[Key::Char('g'), Key::Char('!')]),
        Meaning::Nothing
    );
}
