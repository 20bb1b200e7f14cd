//! Facts: what is known of an incident and its people. What is not known is absent, never *no*.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::instant::Instant;

/// A three-valued answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// What is known does not settle it.
    Unknown,
}

impl Answer {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "not known",
        }
    }
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

/// A recorded fact; a fact that is not recorded is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FactValue {
    /// A yes / no fact.
    YesNo(bool),
    /// One word of a list.
    Choice(String),
    /// Any words of a list, possibly none of them.
    Choices(Vec<String>),
}

impl FactValue {
    /// Returns the stable text the store keeps: `yes`, `no`, a word, or words in brackets joined by
    /// `,`. A word of a list that reads like one of the others has a `=` before it, so that each
    /// value comes back as what it was.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
            Self::Choice(word) if reads_otherwise(word) => format!("={word}"),
            Self::Choice(word) => word.clone(),
            Self::Choices(words) => format!("[{}]", words.join(",")),
        }
    }

    /// Reads what [`Self::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match text {
            "yes" => Self::YesNo(true),
            "no" => Self::YesNo(false),
            word if word.starts_with('=') => Self::Choice(word.chars().skip(1).collect()),
            other => match other.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
                Some(list) => Self::Choices(
                    list.split(',')
                        .filter(|w| !w.is_empty())
                        .map(str::to_owned)
                        .collect(),
                ),
                None => Self::Choice(other.to_owned()),
            },
        }
    }
}

/// Says whether a word of a list would be read as something else than that word.
fn reads_otherwise(word: &str) -> bool {
    matches!(word, "yes" | "no") || word.starts_with(['=', '['])
}

/// Recorded facts by their id in the pack.
pub type FactMap = BTreeMap<String, FactValue>;

/// What a person is to the incident (A45, A56).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The child the alert is about.
    Subject,
    /// A person harmed.
    Victim,
    /// A person alleged to have done the harm; a child is never called a perpetrator (A56).
    Suspect,
    /// A brother or sister.
    Sibling,
    /// A parent or carer.
    Parent,
    /// A child living in a victim's or suspect's home.
    HouseholdChild,
    /// An adult connected to the child.
    Adult,
}

impl Role {
    /// Every role, in the order lists offer them.
    pub const ALL: [Self; 7] = [
        Self::Victim,
        Self::Subject,
        Self::Suspect,
        Self::Sibling,
        Self::HouseholdChild,
        Self::Parent,
        Self::Adult,
    ];

    /// Returns the contract's word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Victim => "victim",
            Self::Suspect => "suspect",
            Self::Sibling => "sibling",
            Self::Parent => "parent",
            Self::HouseholdChild => "household_child",
            Self::Adult => "adult",
        }
    }

    /// Returns the word shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Victim => "victim",
            Self::Suspect => "suspect (alleged)",
            Self::Sibling => "sibling",
            Self::Parent => "parent or carer",
            Self::HouseholdChild => "child in household",
            Self::Adult => "adult",
        }
    }

    /// Returns the role of a contract word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// What is known of the incident itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentFacts {
    /// When it happened.
    pub occurred_at: Option<Instant>,
    /// When the authority was first told (A42).
    pub aware_at: Option<Instant>,
    /// The recorded facts.
    pub values: FactMap,
}

/// What is known of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The caller's id for the person, unique within the incident.
    pub id: String,
    /// What the person is to the incident.
    pub role: Role,
    /// Date of birth, or the expected date of delivery of an unborn child.
    pub date_of_birth: Option<NaiveDate>,
    /// Age in years where no date of birth is known.
    pub age: Option<u32>,
    /// Not yet born: counts as age 0 for every test.
    pub unborn: bool,
    /// The recorded facts.
    pub values: FactMap,
}

/// Everything the rules may look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The incident's own facts.
    pub incident: IncidentFacts,
    /// The people, in the order given; empty means that nobody is known yet.
    pub people: Vec<PersonFacts>,
}

impl Facts {
    /// Returns the London date ages are taken on: that of the incident, else of being told.
    #[must_use]
    pub fn age_date(&self) -> Option<NaiveDate> {
        self.incident
            .occurred_at
            .or(self.incident.aware_at)
            .map(Instant::london_date)
    }
}

/// Returns the age in whole years on a day; somebody born on 29 February has the birthday on
/// 1 March in an ordinary year.
#[must_use]
pub fn age_on(born: NaiveDate, day: NaiveDate) -> u32 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    let years = day.year() - born.year() - i32::from(!had_birthday);
    u32::try_from(years).unwrap_or(0)
}

/// Returns the day somebody turns `age`.
#[must_use]
pub fn birthday(born: NaiveDate, age: u32) -> Option<NaiveDate> {
    let year = born.year().checked_add(i32::try_from(age).ok()?)?;
    NaiveDate::from_ymd_opt(year, born.month(), born.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("yes".to_owned()),
            Just("no".to_owned()),
            Just("partly".to_owned()),
            "[=a-z\\[\\]_]{1,8}",
        ]
    }

    fn value() -> impl Strategy<Value = FactValue> {
        prop_oneof![
            any::<bool>().prop_map(FactValue::YesNo),
            word().prop_map(FactValue::Choice),
            proptest::collection::vec("[a-z_]{1,8}", 0..4).prop_map(FactValue::Choices),
        ]
    }

    proptest! {
        #[test]
        fn every_value_comes_back_from_the_file_as_what_it_was(value in value()) {
            prop_assert_eq!(FactValue::from_text(&value.to_text()), value);
        }
    }

    #[test]
    fn a_word_of_a_list_is_no_yes_or_no() {
        let word = FactValue::Choice("yes".to_owned());
        assert_ne!(word.to_text(), FactValue::YesNo(true).to_text());
        // What earlier releases wrote reads as it always did.
        assert_eq!(
            FactValue::from_text("known"),
            FactValue::Choice("known".to_owned())
        );
    }
}
