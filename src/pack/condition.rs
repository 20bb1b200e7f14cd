//! Conditions as packs write them. How they are evaluated is the business of the rules.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::cite::Cite;
use crate::domain::facts::Role;

/// A condition: a tree of `all`, `any` and `not` over leaves that look at one thing each.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What it asks.
    pub test: Test,
    /// The leaf's own id, where the pack gives one.
    pub id: Option<String>,
    /// The words it rests on, where they differ from the row's.
    pub cite: Option<Cite>,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A yes / no fact is yes.
    Fact(String),
    /// A choice fact is one of these words.
    FactIs(String, Vec<String>),
    /// A list fact has at least one word.
    FactListed(String),
    /// A fact is recorded as yes; not known counts as no.
    Recorded(String),
    /// The person is younger than this on the day of the incident.
    AgeUnder(u32),
    /// The person is at least this old on the day of the incident.
    AgeAtLeast(u32),
    /// The person is exactly this old on the day of the incident.
    AgeIs(u32),
    /// The person has one of these roles.
    Role(Vec<Role>),
    /// A criterion of the pack holds.
    Criterion(String),
    /// An advice of the pack is yes.
    Advice(String),
    /// It holds of at least one person.
    SomePerson(Box<Condition>),
    /// It holds of every person.
    EveryPerson(Box<Condition>),
    /// Not known, and no fact settles it; names the reading that says so.
    Unsettled(String),
    /// The event has been recorded.
    Event(String),
    /// The latest recorded decision is one of these words.
    Decision(String, Vec<String>),
}

impl Condition {
    /// Returns the parts of a compound condition, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Condition> {
        match &self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().collect(),
            Test::Not(part) | Test::SomePerson(part) | Test::EveryPerson(part) => vec![part],
            _ => Vec::new(),
        }
    }

    /// Returns every event and decision that must come first; what stands under `not` must not.
    #[must_use]
    pub fn events(&self) -> Vec<&str> {
        match &self.test {
            Test::Event(event) | Test::Decision(event, _) => vec![event],
            Test::Not(_) => Vec::new(),
            _ => self.parts().into_iter().flat_map(Self::events).collect(),
        }
    }

    /// Calls `visit` with this condition and every part of it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Condition)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }
}

/// Read by hand so that a condition that asks nothing, or two things, is told at its own place
/// and not at that of the list around it.
impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de> Visitor<'de> for Read {
            type Value = Condition;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a condition such as { fact = \"died\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Condition, A::Error> {
                let raw = RawCondition::deserialize(MapAccessDeserializer::new(map))?;
                Condition::try_from(raw).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_map(Read)
    }
}

/// One word or a list of words.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Words {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCondition {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    fact: Option<String>,
    is: Option<Words>,
    listed: Option<bool>,
    recorded: Option<String>,
    age_under: Option<u32>,
    age_at_least: Option<u32>,
    age_is: Option<u32>,
    role: Option<Vec<Role>>,
    criterion: Option<String>,
    advice: Option<String>,
    some_person: Option<Box<Condition>>,
    every_person: Option<Box<Condition>>,
    unsettled: Option<String>,
    event: Option<String>,
    decision: Option<String>,
    id: Option<String>,
    cite: Option<Cite>,
}

impl TryFrom<RawCondition> for Condition {
    type Error = String;

    fn try_from(raw: RawCondition) -> Result<Self, String> {
        let RawCondition {
            is,
            listed,
            id,
            cite,
            ..
        } = raw;
        let mut tests = Vec::new();
        tests.extend(raw.all.map(Test::All));
        tests.extend(raw.any.map(Test::Any));
        tests.extend(raw.not.map(Test::Not));
        match (raw.fact, raw.decision, is) {
            (Some(fact), None, None) if listed == Some(true) => tests.push(Test::FactListed(fact)),
            (Some(fact), None, None) => tests.push(Test::Fact(fact)),
            (Some(fact), None, Some(words)) => tests.push(Test::FactIs(fact, words.into_vec())),
            (None, Some(decision), Some(words)) => {
                tests.push(Test::Decision(decision, words.into_vec()));
            }
            (None, Some(_), None) => return Err("`decision` needs `is`".to_owned()),
            (None, None, Some(_)) => return Err("`is` goes with `fact` or `decision`".to_owned()),
            (None, None, None) => {}
            (Some(_), Some(_), _) => {
                return Err("`fact` and `decision` in one condition".to_owned());
            }
        }
        tests.extend(raw.recorded.map(Test::Recorded));
        tests.extend(raw.age_under.map(Test::AgeUnder));
        tests.extend(raw.age_at_least.map(Test::AgeAtLeast));
        tests.extend(raw.age_is.map(Test::AgeIs));
        tests.extend(raw.role.map(Test::Role));
        tests.extend(raw.criterion.map(Test::Criterion));
        tests.extend(raw.advice.map(Test::Advice));
        tests.extend(raw.some_person.map(Test::SomePerson));
        tests.extend(raw.every_person.map(Test::EveryPerson));
        tests.extend(raw.unsettled.map(Test::Unsettled));
        tests.extend(raw.event.map(Test::Event));
        let mut tests = tests.into_iter();
        match (tests.next(), tests.next()) {
            (Some(test), None) => Ok(Self { test, id, cite }),
            (None, _) => Err(
                "a condition must ask something: `all`, `any`, `not`, `fact`, \
                `age_under`, `age_at_least`, `event`, `decision`, ..."
                    .to_owned(),
            ),
            (Some(_), Some(_)) => Err(
                "a condition asks one thing: put the two into `all = [..]` or `any = [..]`"
                    .to_owned(),
            ),
        }
    }
}
