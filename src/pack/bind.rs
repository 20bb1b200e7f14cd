//! What a form's field fills and is filled from.
//!
//! A field binds to something the incident holds anyway (its words, an event, a fact, a person),
//! so that nothing is typed twice; a field that binds to nothing is the form's own.

use super::form::FormField;
use super::means::Means;
use crate::domain::incident::Detail;

/// What a form's field fills and is filled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bind<'a> {
    /// Nothing else: kept by the field's id.
    Own,
    /// The incident's own words.
    Detail(Detail),
    /// The time of an event, by what it means.
    Event(Means),
    /// A fact of the incident.
    Fact(&'a str),
    /// A person's own field or detail.
    PersonDetail(&'a str),
    /// A fact of a person.
    PersonFact(&'a str),
    /// What an event recorded elsewhere says: printed, never typed.
    Recorded(&'a str, Part),
}

/// What a field shows of an event that was recorded elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was decided.
    Value,
    /// Whether it happened.
    Happened,
    /// Who recorded it.
    By,
    /// When it was.
    At,
}

impl<'a> Bind<'a> {
    /// Returns what a field binds to; `None` when the pack's word for it means nothing.
    #[must_use]
    pub fn of(field: &'a FormField) -> Option<Self> {
        let Some(word) = field.binds.as_deref() else {
            return Some(Self::Own);
        };
        Some(match word.split_once('.')? {
            ("incident", "occurred") => Self::Event(Means::Occurred),
            ("incident", "aware") => Self::Event(Means::BecameAware),
            ("incident", detail) => Self::Detail(Detail::of_word(detail)?),
            ("fact", fact) => Self::Fact(fact),
            ("decision" | "event", rest) => match rest.split_once('.') {
                None if word.starts_with("decision") => Self::Recorded(rest, Part::Value),
                None => Self::Recorded(rest, Part::Happened),
                Some((kind, "by")) => Self::Recorded(kind, Part::By),
                Some((kind, "at")) => Self::Recorded(kind, Part::At),
                Some(_) => return None,
            },
            ("person", word) => match word.strip_prefix("fact.") {
                Some(fact) => Self::PersonFact(fact),
                None => Self::PersonDetail(word),
            },
            _ => return None,
        })
    }
}
