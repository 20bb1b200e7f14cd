//! Whom an incident is about, as one column holds it.

use crate::domain::facts::Role;
use crate::rules::summary::{Age, Leading};

/// Returns people as one column holds them: `victim 14,suspect unborn,subject`.
pub(super) fn leading_text(leading: &[Leading]) -> String {
    let words = leading.iter().map(|person| match person.age {
        None => person.role.id().to_owned(),
        Some(Age::Unborn) => format!("{} unborn", person.role.id()),
        Some(Age::Years(years)) => format!("{} {years}", person.role.id()),
    });
    words.collect::<Vec<_>>().join(",")
}

/// Reads people as one column holds them: `victim 14,suspect unborn,subject`.
pub(super) fn leading(text: &str) -> Option<Vec<Leading>> {
    let people = text.split(',').filter(|part| !part.is_empty());
    let person = |part: &str| {
        let (role, age) = match part.split_once(' ') {
            Some((role, age)) => (role, Some(age)),
            None => (part, None),
        };
        let age = match age {
            None => None,
            Some("unborn") => Some(Age::Unborn),
            Some(years) => Some(Age::Years(years.parse().ok()?)),
        };
        Some(Leading {
            role: Role::from_id(role)?,
            age,
        })
    };
    people.map(person).collect()
}
