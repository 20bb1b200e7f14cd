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
    /// What a decision says: printed, never typed (A72).
    Decision(&'a str, Stated<'a>),
}

/// What a field shows of an event that was recorded elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whether it happened.
    Happened,
    /// When it was.
    At,
}

/// What a field shows of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated<'a> {
    /// What was decided.
    Value,
    /// Whether this is what was decided.
    Is(&'a str),
    /// Who decided.
    By,
    /// When.
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
            ("event", rest) => match rest.split_once('.') {
                None => Self::Recorded(rest, Part::Happened),
                Some((kind, "at")) => Self::Recorded(kind, Part::At),
                Some(_) => return None,
            },
            ("decision", rest) => match (rest.split_once('='), rest.split_once('.')) {
                (Some((id, value)), _) => Self::Decision(id, Stated::Is(value)),
                (None, None) => Self::Decision(rest, Stated::Value),
                (None, Some((id, "by"))) => Self::Decision(id, Stated::By),
                (None, Some((id, "at"))) => Self::Decision(id, Stated::At),
                (None, Some(_)) => return None,
            },
            ("person", word) => match word.strip_prefix("fact.") {
                Some(fact) => Self::PersonFact(fact),
                None => Self::PersonDetail(word),
            },
            _ => return None,
        })
    }

    /// Says whether it shows what was recorded elsewhere: printed, never typed.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        matches!(self, Self::Recorded(..) | Self::Decision(..))
    }
}
