//! What is looked for, and why something may be it.

use chrono::NaiveDate;

use crate::domain::instant::Instant;
use crate::domain::text::fold;

/// What is known of the incident being logged, or of a child who is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// Words typed to look for it: an id, a name, a reference, a year of birth.
    pub words: String,
    /// The people named so far.
    pub people: Vec<ProbePerson>,
    /// When it happened.
    pub occurred: Option<Instant>,
    /// Where.
    pub place: String,
}

impl Probe {
    /// Says whether anything is said in it by which an incident would be found.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        !fold(&self.words).is_empty()
            || self.people.iter().any(ProbePerson::says_anything)
            || self.occurred.is_some() && !fold(&self.place).is_empty()
    }

    /// Yields whom it asks for: the people named, somebody who lives where it happened, and what is
    /// typed to look for it as a name and as a number.
    pub fn sought(&self) -> impl Iterator<Item = ProbePerson> {
        let at_the_place = |person: &ProbePerson| {
            let mut person = person.clone();
            if person.address.is_empty() {
                person.address.clone_from(&self.place);
            }
            person
        };
        let words = ProbePerson {
            name: self.words.clone(),
            mosaic_id: self.words.clone(),
            ..ProbePerson::default()
        };
        let people = self.people.iter().map(at_the_place);
        people
            .chain([words])
            .filter(ProbePerson::says_anything)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

/// One person named so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProbePerson {
    /// The name as typed.
    pub name: String,
    /// The date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// The age in whole years.
    pub age: Option<u32>,
    /// The first and the last day on which somebody of that age was born.
    pub born: Option<(NaiveDate, NaiveDate)>,
    /// The case system's id.
    pub mosaic_id: String,
    /// Where they live.
    pub address: String,
}

impl ProbePerson {
    /// Says whether anything is said of them by which somebody would be found: a birth alone is not.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let said = [&self.name, &self.mosaic_id, &self.address];
        said.into_iter().any(|text| !fold(text).is_empty())
    }
}

/// Why an incident may be the same, or a person the one looked for; in the order of how likely that
/// makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A person has the same id in the case system.
    SameId,
    /// A person has the same name and date of birth.
    SameNameAndBirth,
    /// The same names in another order, and the same date of birth.
    OtherOrderAndBirth,
    /// One letter of the name differs; the same date of birth.
    SlipAndBirth,
    /// A person has nearly the same name and the same date of birth.
    NearNameAndBirth,
    /// The name sounds the same; the same date of birth.
    SoundsAndBirth,
    /// The same day and place, and somebody of the same age.
    SameAgeDayAndPlace,
    /// The same day and place.
    SameDayAndPlace,
    /// A person has the same name, and may be of the same age.
    SameNameAndAge,
    /// A person has the same name.
    SameName,
    /// The same names in another order.
    OtherOrder,
    /// One letter of the name differs.
    Slip,
    /// One of the names is part of the other.
    PartOfName,
    /// A person has a name that sounds the same.
    SoundsAlike,
    /// The same family name and date of birth.
    FamilyAndBirth,
    /// The same family name and address.
    Sibling,
    /// The same address.
    SameAddress,
    /// It holds every word typed.
    SameWords,
}

impl Why {
    /// Says whether it is so likely that logging another beside it is asked about.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self <= Self::SameAgeDayAndPlace
    }

    /// Returns the words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SameId => "same id",
            Self::SameNameAndBirth => "same name and date of birth",
            Self::OtherOrderAndBirth => "same names in another order, same date of birth",
            Self::SlipAndBirth => "one letter differs, same date of birth",
            Self::NearNameAndBirth => "nearly the same name, same date of birth",
            Self::SoundsAndBirth => "the name sounds the same, same date of birth",
            Self::SameAgeDayAndPlace => "same day, place and age",
            Self::SameDayAndPlace => "same day and place",
            Self::SameNameAndAge => "same name, and the age fits",
            Self::SameName => "same name",
            Self::OtherOrder => "same names in another order",
            Self::Slip => "one letter of the name differs",
            Self::PartOfName => "one name is part of the other",
            Self::SoundsAlike => "the name sounds the same",
            Self::FamilyAndBirth => {
                "same family name and date of birth: a twin, or another first name"
            }
            Self::Sibling => "may be a sibling: same family name and address",
            Self::SameAddress => "same address",
            Self::SameWords => "matches the words",
        }
    }
}
