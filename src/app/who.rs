//! Whom an incident is about, in a few words: what somebody is to it and how old, never a name but
//! where one person must not be taken for another.

use super::desk::Row;
use crate::domain::command::NewPerson;
use crate::domain::facts::Role;
use crate::domain::incident::Person;
use crate::rules::summary::{Age, Leading, Listed, is_leading};

/// How many people stand on a line of the desk.
const ON_A_LINE: usize = 3;

fn age_words(row: &Row, person: &Person) -> Option<String> {
    Age::of(person, &row.case.facts).map(words_of_age)
}

fn words_of_age(age: Age) -> String {
    match age {
        Age::Unborn => "unborn".to_owned(),
        Age::Years(years) => years.to_string(),
    }
}

fn short_words(row: &Row, person: &Person) -> String {
    leading_words(Leading {
        role: person.role,
        age: Age::of(person, &row.case.facts),
    })
}

fn leading_words(person: Leading) -> String {
    let role = match person.role {
        Role::Suspect => "suspect",
        other => other.title(),
    };
    match person.age.map(words_of_age) {
        Some(age) => format!("{role} {age}"),
        None => role.to_owned(),
    }
}

/// Returns the people that an incident is about: `victim 14, suspect 16`.
#[must_use]
pub fn people_words(row: &Row) -> String {
    let leading = row.incident.standing().filter(|person| is_leading(person));
    let words = leading.map(|person| short_words(row, person));
    words.take(ON_A_LINE).collect::<Vec<_>>().join(", ")
}

/// Returns the same of a listed incident.
#[must_use]
pub fn listed_people_words(listed: &Listed) -> String {
    let words = listed.leading.iter().map(|person| leading_words(*person));
    words.take(ON_A_LINE).collect::<Vec<_>>().join(", ")
}

/// Returns which incident and whom it is about, as it stands first on every page of it:
/// `TH-2026-0042 victim 14 +2`, with the count of the others on it.
#[must_use]
pub fn lead_words(row: &Row) -> String {
    led_by(row, &row.incident.reference.0)
}

/// Returns the same as it stands first on every form, where there is less room:
/// `0042 victim 14 +2`.
#[must_use]
pub fn short_lead_words(row: &Row) -> String {
    led_by(row, row.incident.reference.short())
}

fn led_by(row: &Row, reference: &str) -> String {
    let mut standing = row.incident.standing();
    let first = standing
        .clone()
        .find(|person| is_leading(person))
        .or(standing.next());
    let Some(person) = first.map(|person| short_words(row, person)) else {
        return reference.to_owned();
    };
    match row.incident.standing().count().saturating_sub(1) {
        0 => format!("{reference} {person}"),
        others => format!("{reference} {person} +{others}"),
    }
}

/// Returns which incident and everybody whom it is about: `TH-2026-0042 victim 14, suspect 16`.
#[must_use]
pub fn who_words(row: &Row) -> String {
    match people_words(row) {
        people if people.is_empty() => lead_words(row),
        people => format!("{} {people}", row.incident.reference),
    }
}

/// Returns who a person is, in a few words: `p1 victim, 16`.
#[must_use]
pub fn person_words(row: &Row, key: &str) -> String {
    let Some(person) = row.incident.person_by_key(key) else {
        return key.to_owned();
    };
    let role = person.role.title();
    match age_words(row, person) {
        Some(age) => format!("{key} {role}, {age}"),
        None => format!("{key} {role}"),
    }
}

/// Returns who a person is with the name where it is known: `p1 victim, 16 (A. Child-Example)`.
#[must_use]
pub fn named_words(row: &Row, key: &str) -> String {
    let words = person_words(row, key);
    match row.incident.person_by_key(key) {
        Some(person) if !person.name.is_empty() => format!("{words} ({})", person.name),
        _ => words,
    }
}

/// Returns who a person is that is about to be put on an incident: `one more victim, 9 (B.
/// Child-Example)`.
#[must_use]
pub fn new_person_words(person: &NewPerson) -> String {
    let who = format!("one more {}", person.put_on_as().title());
    let age = person.born.age.map(|age| format!(", {age}"));
    let name = (!person.name.is_empty()).then(|| format!(" ({})", person.name));
    [Some(who), age, name].into_iter().flatten().collect()
}
