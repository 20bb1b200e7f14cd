//! What is said of a person, by the field that keeps it.

use chrono::NaiveDate;

use super::age::Age;
use super::facts::Role;

/// A field of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonField {
    /// What they are to the incident.
    Role,
    /// What they are called.
    Name,
    /// Date of birth or expected date of delivery.
    DateOfBirth,
    /// Age where no date is known.
    Age,
    /// Not yet born.
    Unborn,
    /// Their number in the case system.
    MosaicId,
    /// A detail that a pack's form asks, by its word; never one of the words above.
    Detail(String),
}

impl PersonField {
    /// The fields that every pack knows.
    pub const OWN: [Self; 6] = [
        Self::Role,
        Self::Name,
        Self::DateOfBirth,
        Self::Age,
        Self::Unborn,
        Self::MosaicId,
    ];

    /// Returns the word that the file, the packs and the history have for it.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Role => "role",
            Self::Name => "name",
            Self::DateOfBirth => "date_of_birth",
            Self::Age => "age",
            Self::Unborn => "unborn",
            Self::MosaicId => "mosaic_id",
            Self::Detail(word) => word,
        }
    }

    /// Returns the field of a word; a word that is none of the own ones is a detail's.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        let own = Self::OWN.into_iter().find(|field| field.word() == word);
        own.unwrap_or_else(|| Self::Detail(word.to_owned()))
    }
}

/// When somebody was born, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Born {
    /// Date of birth or expected date of delivery.
    pub date: Option<NaiveDate>,
    /// Age where no date is known.
    pub age: Option<Age>,
    /// Not yet born.
    pub unborn: bool,
}

impl Born {
    /// Returns what it says in each of the three fields that keep it.
    #[must_use]
    pub fn said(self) -> [PersonSaid; 3] {
        [
            PersonSaid::DateOfBirth(self.date),
            PersonSaid::Age(self.age),
            PersonSaid::Unborn(self.unborn),
        ]
    }
}

/// What is said of a person in one field; what is not known is said by nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonSaid {
    /// What they are to the incident.
    Role(Role),
    /// What they are called; may be empty.
    Name(String),
    /// Date of birth or expected date of delivery.
    DateOfBirth(Option<NaiveDate>),
    /// Age where no date is known.
    Age(Option<Age>),
    /// Not yet born.
    Unborn(bool),
    /// Their number in the case system; may be empty.
    MosaicId(String),
    /// A detail by its word.
    Detail(String, Option<String>),
}

impl PersonSaid {
    /// Returns the field that keeps it.
    #[must_use]
    pub fn field(&self) -> PersonField {
        match self {
            Self::Role(_) => PersonField::Role,
            Self::Name(_) => PersonField::Name,
            Self::DateOfBirth(_) => PersonField::DateOfBirth,
            Self::Age(_) => PersonField::Age,
            Self::Unborn(_) => PersonField::Unborn,
            Self::MosaicId(_) => PersonField::MosaicId,
            Self::Detail(word, _) => PersonField::Detail(word.clone()),
        }
    }

    /// Returns the text that the file and the history have for it; none where it says nothing.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Role(role) => Some(role.id().to_owned()),
            Self::Name(line) | Self::MosaicId(line) => (!line.is_empty()).then(|| line.clone()),
            Self::DateOfBirth(date) => date.map(|date| date.to_string()),
            Self::Age(age) => age.map(Age::to_text),
            Self::Unborn(unborn) => unborn.then(|| "yes".to_owned()),
            Self::Detail(_, text) => text.clone(),
        }
    }

    /// Says whether nothing is known there.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Role(_) => false,
            Self::Name(line) | Self::MosaicId(line) => line.is_empty(),
            Self::DateOfBirth(date) => date.is_none(),
            Self::Age(age) => age.is_none(),
            Self::Unborn(unborn) => !unborn,
            Self::Detail(_, text) => text.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_of_one_field() {
        for field in PersonField::OWN {
            assert_eq!(PersonField::of_word(field.word()), field);
        }
        let school = PersonField::Detail("school".to_owned());
        assert_eq!(PersonField::of_word("school"), school);
    }
}
