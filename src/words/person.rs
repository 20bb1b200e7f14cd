//! Whom an incident is about, in a few words: what somebody is to it and how old, never a name but
//! where one person must not be taken for another.

use super::NOT_KNOWN;
use crate::domain::age::Age;
use crate::domain::command::NewPerson;
use crate::domain::facts::{Facts, Role};
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::day_words;
use crate::rules::summary::{Leading, age_of, is_leading};

/// How many people stand on a line of the desk.
const ON_A_LINE: usize = 3;

/// The people of an incident, with the facts that their ages are counted by.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    incident: &'a Incident,
    facts: &'a Facts,
}

impl<'a> Who<'a> {
    /// Returns the people of an incident.
    #[must_use]
    pub fn on(incident: &'a Incident, facts: &'a Facts) -> Self {
        Self { incident, facts }
    }

    /// Returns the people that the incident is about: `victim 14, suspect 16`.
    #[must_use]
    pub fn leading(self) -> String {
        let leading = self.incident.standing().filter(|person| is_leading(person));
        let words = leading.map(|person| self.short(person));
        words.take(ON_A_LINE).collect::<Vec<_>>().join(", ")
    }

    /// Returns which incident and whom it is about, as it stands first on every page of it:
    /// `TH-2026-0042 victim 14 +2`, with the count of the others on it.
    #[must_use]
    pub fn lead(self) -> String {
        self.led_by(&self.incident.reference.0)
    }

    /// Returns the same as it stands first on every form, where there is less room:
    /// `0042 victim 14 +2`.
    #[must_use]
    pub fn short_lead(self) -> String {
        self.led_by(self.incident.reference.short())
    }

    /// Returns which incident and everybody whom it is about: `TH-2026-0042 victim 14, suspect 16`.
    #[must_use]
    pub fn all(self) -> String {
        match self.leading() {
            people if people.is_empty() => self.lead(),
            people => format!("{} {people}", self.incident.reference),
        }
    }

    /// Returns who a person is, in a few words: `p1 victim, 16`.
    #[must_use]
    pub fn person(self, key: &str) -> String {
        let Some(person) = self.incident.person_by_key(key) else {
            return key.to_owned();
        };
        let who = key_and_role(self.incident, person);
        match age_of(person, self.facts) {
            Some(age) => format!("{who}, {age}"),
            None => who,
        }
    }

    /// Returns who a person is with the name where it is known: `p1 victim, 16 (A. Child-Example)`.
    #[must_use]
    pub fn named(self, key: &str) -> String {
        let words = self.person(key);
        match self.incident.person_by_key(key) {
            Some(person) if !person.name.is_empty() => format!("{words} ({})", person.name),
            _ => words,
        }
    }

    /// Returns when a person was born and how old that makes them, as a sentence goes on:
    /// `born 4 Mar 2012, 14 at the incident`, `unborn, expected 4 Mar 2027`, `age 14`.
    #[must_use]
    pub fn born(self, person: &Person) -> String {
        let age = age_of(person, self.facts);
        match (age, person.date_of_birth.map(day_words)) {
            (Some(Age::Unborn), Some(day)) => format!("unborn, expected {day}"),
            (Some(age), Some(day)) => format!("born {day}, {age} at the incident"),
            (None, Some(day)) => format!("born {day}"),
            (age, None) => aged(age),
        }
    }

    fn short(self, person: &Person) -> String {
        leading_words(Leading {
            role: person.role,
            age: age_of(person, self.facts),
        })
    }

    fn led_by(self, reference: &str) -> String {
        let mut standing = self.incident.standing();
        let first = standing
            .clone()
            .find(|person| is_leading(person))
            .or(standing.next());
        let Some(person) = first.map(|person| self.short(person)) else {
            return reference.to_owned();
        };
        match self.incident.standing().count().saturating_sub(1) {
            0 => format!("{reference} {person}"),
            others => format!("{reference} {person} +{others}"),
        }
    }
}

/// Returns how old somebody is where nothing beside it says so: `age 14`, `unborn`,
/// `age not known`.
#[must_use]
pub fn aged(age: Option<Age>) -> String {
    match age {
        Some(age @ (Age::Unborn | Age::Days(0))) => age.to_string(),
        Some(age) => format!("age {age}"),
        None => format!("age {NOT_KNOWN}"),
    }
}

/// Returns which person of an incident somebody is: `p1 victim`.
#[must_use]
pub fn key_and_role(incident: &Incident, person: &Person) -> String {
    format!("{} {}", incident.person_key(person.id), person.role.title())
}

/// Returns the name of a person; a child need not be identified.
#[must_use]
pub fn name(person: &Person) -> &str {
    if person.name.is_empty() {
        "name not known"
    } else {
        &person.name
    }
}

fn leading_words(person: Leading) -> String {
    let role = match person.role {
        Role::Suspect => "suspect",
        other => other.title(),
    };
    match person.age {
        Some(age) => format!("{role} {age}"),
        None => role.to_owned(),
    }
}

/// Returns the people that a listed incident is about: `victim 14, suspect 16`.
#[must_use]
pub fn listed(leading: &[Leading]) -> String {
    let words = leading.iter().map(|person| leading_words(*person));
    words.take(ON_A_LINE).collect::<Vec<_>>().join(", ")
}

/// Returns who a person is that is about to be put on an incident: `one more victim, 9 (B.
/// Child-Example)`.
#[must_use]
pub fn new_person(person: &NewPerson) -> String {
    let who = format!("one more {}", person.put_on_as().title());
    let age = person.born.age.map(|age| format!(", {age}"));
    let name = (!person.name.is_empty()).then(|| format!(" ({})", person.name));
    [Some(who), age, name].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::rules::facts::facts;
    use crate::rules::form::tests::{incident, pack};

    #[test]
    fn a_person_is_said_in_one_way() {
        let (pack, incident) = (pack(), incident());
        let facts = facts(&pack, &incident);
        let who = Who::on(&incident, &facts);
        assert_eq!(who.lead(), "TH-2026-0042 victim 14 +2");
        assert_eq!(who.short_lead(), "0042 victim 14 +2");
        assert_eq!(who.all(), "TH-2026-0042 victim 14, suspect 34");
        assert_eq!(who.person("p2"), "p2 sibling, 9");
        assert_eq!(who.named("p1"), "p1 victim, 14 (M. Ahmadi-Example)");
        assert_eq!(who.person("p9"), "p9");
    }

    #[test]
    fn an_age_is_said_as_well_as_it_is_known() {
        let (pack, mut incident) = (pack(), incident());
        let facts = facts(&pack, &incident);
        let birth = |text: &str| Some(text.parse::<NaiveDate>().expect("a day"));
        let day = birth("2012-03-04");
        let cases = [
            (
                birth("2026-10-09"),
                None,
                false,
                "born 9 Oct 2026, 6 weeks at the incident",
            ),
            (None, Some(Age::Months(3)), false, "age 3 months"),
            (day, None, false, "born 4 Mar 2012, 14 at the incident"),
            (day, None, true, "unborn, expected 4 Mar 2012"),
            (None, None, true, "unborn"),
            (None, Some(Age::Years(9)), false, "age 9"),
            (None, Some(Age::Years(0)), false, "age under 1"),
            (None, None, false, "age not known"),
        ];
        for (born, age, unborn, words) in cases {
            let person = &mut incident.people[0];
            (person.date_of_birth, person.age, person.unborn) = (born, age, unborn);
            let who = Who::on(&incident, &facts);
            assert_eq!(who.born(&incident.people[0]), words);
        }
        incident.people[0].date_of_birth = day;
        incident.people[0].unborn = false;
        let undated = Facts::default();
        let who = Who::on(&incident, &undated);
        assert_eq!(who.born(&incident.people[0]), "born 4 Mar 2012");
    }
}
