//! Whom an incident is about, as one column holds it.

use crate::domain::age::Age;
use crate::domain::facts::Role;
use crate::rules::summary::Leading;

/// Returns people as one column holds them: `victim 14,suspect unborn,sibling 6 weeks,subject`.
pub(super) fn leading_text(leading: &[Leading]) -> String {
    let words = leading.iter().map(|person| match person.age {
        None => person.role.id().to_owned(),
        Some(age) => format!("{} {}", person.role.id(), age.to_text()),
    });
    words.collect::<Vec<_>>().join(",")
}

/// Reads people as one column holds them: `victim 14,suspect unborn,sibling 6 weeks,subject`.
pub(super) fn leading(text: &str) -> Option<Vec<Leading>> {
    let people = text.split(',').filter(|part| !part.is_empty());
    let person = |part: &str| {
        let (role, age) = match part.split_once(' ') {
            Some((role, age)) => (role, Some(age)),
            None => (part, None),
        };
        Some(Leading {
            role: Role::from_id(role)?,
            age: match age {
                None => None,
                Some(age) => Some(Age::from_text(age)?),
            },
        })
    };
    people.map(person).collect()
}
