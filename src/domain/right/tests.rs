//! The whole table once more by hand, from the words of `design.md` 6: what each role may.

pub(crate) mod matrix;

use super::*;

/// What each role may, in words; what is not named it may not.
const STATED: [(Role, &str); 9] = [
    (Role::Notifier, "see record send"),
    (
        Role::Duty,
        "see record send decide meet contacts hand-over break-glass",
    ),
    (
        Role::Edt,
        "see record send decide meet contacts hand-over break-glass",
    ),
    (
        Role::Sqa,
        "see record send decide meet contacts hand-over verify keep agree restrict break-glass import",
    ),
    (
        Role::HeadOfService,
        "see record send decide meet contacts hand-over verify keep agree restrict break-glass",
    ),
    (Role::Signatory, "see decide restrict break-glass"),
    (
        Role::BusinessUnit,
        "see record send meet contacts break-glass",
    ),
    (Role::Auditor, "see verify keep propose break-glass"),
    (Role::Administrator, "administer verify import"),
];

/// Says by the statement, not by the table, whether a role may.
pub(crate) fn is_stated(role: Role, right: Right) -> bool {
    let mut stated = STATED.into_iter().filter(|(known, _)| *known == role);
    stated.any(|(_, words)| words.split(' ').any(|stated| stated == word(right)))
}

/// The word of a right in the statement above.
fn word(right: Right) -> &'static str {
    match right {
        Right::See => "see",
        Right::Record => "record",
        Right::Send => "send",
        Right::Decide => "decide",
        Right::Meet => "meet",
        Right::Contacts => "contacts",
        Right::HandOver => "hand-over",
        Right::Administer => "administer",
        Right::Verify => "verify",
        Right::Keep => "keep",
        Right::Propose => "propose",
        Right::Agree => "agree",
        Right::Restrict => "restrict",
        Right::BreakGlass => "break-glass",
        Right::Import => "import",
    }
}

#[test]
fn every_role_may_what_is_stated_and_nothing_else() {
    for role in Role::ALL {
        let roles: Roles = [role].into_iter().collect();
        for right in Right::ALL {
            let stated = is_stated(role, right);
            assert_eq!(may(&roles, right), stated, "{role:?} {right:?}");
        }
    }
}

#[test]
fn one_person_of_every_role_may_everything_the_maker_a_duty_officers_work_and_nobody_nothing() {
    for right in Right::ALL {
        assert!(may(&Roles::every(), right), "{right:?}");
        assert!(!may(&Roles::default(), right), "{right:?}");
        let duty: Roles = [Role::Duty].into_iter().collect();
        if may(&duty, right) {
            assert!(may(&Roles::of_maker(), right), "{right:?}");
        }
    }
}

#[test]
fn every_right_is_somebodys() {
    for right in Right::ALL {
        assert!(roles_with(right).next().is_some(), "{right:?}");
    }
    let decide: Vec<Role> = roles_with(Right::Administer).collect();
    assert_eq!(decide, [Role::Administrator]);
}
