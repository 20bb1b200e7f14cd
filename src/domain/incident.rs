//! One incident as it is stored: what was said, who is on it, what happened, what was sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::age::Age;
use super::edition::Edition;
use super::facts::{FactMap, Facts, IncidentFacts, PersonFacts, Role};
use super::id::{EntryId, FilingId, IncidentId, PersonId, Reference};
use super::import::Imported;
use super::instant::Instant;
use super::ledger::{Entry, Kept, Ledger};
use super::person::{Born, PersonField, PersonSaid};
use super::restriction::Restriction;
use super::text::fold;
use super::timeline::TimelineEvent;

/// One person on one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row.
    pub id: PersonId,
    /// What the person is to the incident.
    pub role: Role,
    /// The name as told; may be empty (a child need not be identified, domain 1.1.13).
    pub name: String,
    /// Date of birth or expected date of delivery.
    pub date_of_birth: Option<NaiveDate>,
    /// Age where no date of birth is known.
    pub age: Option<Age>,
    /// Not yet born.
    pub unborn: bool,
    /// The case system's id.
    pub mosaic_id: String,
    /// Every other detail the pack's form asks, by its word (`address`, `school`, ...).
    pub details: BTreeMap<String, String>,
    /// Recorded facts.
    pub facts: FactMap,
    /// Why the person was taken off the incident; absent while they stand on it.
    pub struck: Option<String>,
}

impl Person {
    /// Says whether the person is on the incident still.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.struck.is_none()
    }

    /// Returns when they were born, as far as it is known.
    #[must_use]
    pub fn born(&self) -> Born {
        Born {
            date: self.date_of_birth,
            age: self.age,
            unborn: self.unborn,
        }
    }

    /// Returns what is said of them in a field.
    #[must_use]
    pub fn said(&self, field: &PersonField) -> PersonSaid {
        match field {
            PersonField::Role => PersonSaid::Role(self.role),
            PersonField::Name => PersonSaid::Name(self.name.clone()),
            PersonField::DateOfBirth => PersonSaid::DateOfBirth(self.date_of_birth),
            PersonField::Age => PersonSaid::Age(self.age),
            PersonField::Unborn => PersonSaid::Unborn(self.unborn),
            PersonField::MosaicId => PersonSaid::MosaicId(self.mosaic_id.clone()),
            PersonField::Detail(word) => {
                PersonSaid::Detail(word.clone(), self.details.get(word).cloned())
            }
        }
    }
}

/// One of the incident's own four details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Detail {
    /// Who told us, in the caller's words.
    ToldBy,
    /// The source's id in the pack.
    Source,
    /// Where it happened.
    Place,
    /// What happened.
    Narrative,
}

impl Detail {
    /// Every one, in the order in which a call is taken down.
    pub const ALL: [Self; 4] = [Self::ToldBy, Self::Source, Self::Place, Self::Narrative];

    /// Returns the word that the file, the packs, the forms and the history have for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ToldBy => "told_by",
            Self::Source => "source",
            Self::Place => "place",
            Self::Narrative => "narrative",
        }
    }

    /// Returns the detail of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.word() == word)
    }
}

/// How something was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// As an e-mail.
    Eml,
    /// As plain text.
    Text,
    /// As an invitation to a calendar.
    Ics,
    /// On a page of the national service.
    Online,
}

impl Channel {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Eml, Self::Text, Self::Ics, Self::Online];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Eml => "eml",
            Self::Text => "text",
            Self::Ics => "ics",
            Self::Online => "online",
        }
    }

    /// Returns the channel of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// Something that was sent, kept word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The row.
    pub id: FilingId,
    /// The form's id in the pack.
    pub form: String,
    /// When it was sent or written out.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// To which mailboxes.
    pub to: Vec<String>,
    /// How.
    pub channel: Channel,
    /// The subject line.
    pub subject: String,
    /// The body, verbatim.
    pub body: String,
}

/// One incident with everything that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The row.
    pub id: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// Counts writes; a write that saw an older number is refused.
    pub version: i64,
    /// When it was logged.
    pub created_at: Instant,
    /// Who logged it.
    pub created_by: String,
    /// The edition of the protocol that it was logged under: it is read by no other.
    pub edition: Edition,
    /// What was last said of who may read it; absent while nothing was.
    pub restriction: Option<Restriction>,
    /// Who told us, in the caller's words.
    pub told_by: String,
    /// The source's id in the pack.
    pub source: String,
    /// Where it happened.
    pub place: String,
    /// What happened.
    pub narrative: String,
    /// The incident's recorded facts.
    pub facts: FactMap,
    /// Who is on it, those taken off it included: each keeps the number that the history says.
    pub people: Vec<Person>,
    /// What happened, oldest recorded first.
    pub timeline: Vec<TimelineEvent>,
    /// Values of form fields that bind to nothing else, by field id.
    pub form: BTreeMap<String, String>,
    /// What was sent.
    pub filings: Vec<Filing>,
    /// The ledgers, oldest entry first.
    pub entries: Vec<Entry>,
    /// The row of the old register that it came in from; absent where it was logged here.
    pub imported: Option<Imported>,
}

impl Incident {
    /// Says whether it is kept from most of those who see cases.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        self.restriction.as_ref().is_some_and(|said| said.stands)
    }

    /// Returns the current entries of one kind, oldest recorded first.
    pub fn current<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a TimelineEvent> {
        self.timeline
            .iter()
            .filter(move |event| event.kind == kind && event.is_current())
    }

    /// Says whether something of this kind has been recorded and still stands.
    #[must_use]
    pub fn has(&self, kind: &str) -> bool {
        self.current(kind).next().is_some()
    }

    /// Returns the earliest known start of one kind.
    #[must_use]
    pub fn earliest(&self, kind: &str) -> Option<Instant> {
        self.current(kind).filter_map(|e| e.at.as_start()).min()
    }

    /// Returns one of its own details; empty where nothing is said.
    #[must_use]
    pub fn detail(&self, detail: Detail) -> &str {
        match detail {
            Detail::ToldBy => &self.told_by,
            Detail::Source => &self.source,
            Detail::Place => &self.place,
            Detail::Narrative => &self.narrative,
        }
    }

    /// Returns the entries of one kind that still stand, oldest first.
    pub fn ledger<T: Ledger>(&self) -> impl Iterator<Item = Kept<'_, T>> {
        self.whole_ledger::<T>()
            .filter(|kept| kept.entry.is_current())
    }

    /// Returns every entry of one kind, those taken back too, oldest first.
    pub fn whole_ledger<T: Ledger>(&self) -> impl Iterator<Item = Kept<'_, T>> {
        self.entries.iter().filter_map(Entry::kept)
    }

    /// Returns the entries of one kind that belong to another and still stand, oldest first.
    pub fn parts<T: Ledger>(&self, of: EntryId) -> impl Iterator<Item = Kept<'_, T>> {
        self.ledger::<T>()
            .filter(move |kept| kept.entry.of == Some(of))
    }

    /// Returns an entry, taken back or not.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Returns an entry of one kind with its record, taken back or not.
    #[must_use]
    pub fn kept<T: Ledger>(&self, id: EntryId) -> Option<Kept<'_, T>> {
        self.entry(id)?.kept()
    }

    /// Returns the people who are on the incident: whoever was taken off it is in no form, no rule
    /// and no search.
    pub fn standing(&self) -> impl Iterator<Item = &Person> + Clone {
        self.people.iter().filter(|person| person.stands())
    }

    /// Returns the person's id as the rules and the screen say it: `p1`, `p2`, ...
    #[must_use]
    pub fn person_key(&self, id: PersonId) -> String {
        let position = self.people.iter().position(|p| p.id == id);
        format!("p{}", position.map_or(0, |i| i + 1))
    }

    /// Returns the person of a key such as `p1`.
    #[must_use]
    pub fn person_by_key(&self, key: &str) -> Option<&Person> {
        let number: usize = key.strip_prefix('p')?.parse().ok()?;
        self.people.get(number.checked_sub(1)?)
    }

    /// Returns the person of a number, counted from 1.
    #[must_use]
    pub fn person_by_number(&self, number: u32) -> Option<&Person> {
        self.people
            .get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Returns what the rules look at.
    ///
    /// When it happened and when the authority was told are given: which events say so, a pack
    /// says, and this layer knows none.
    #[must_use]
    pub fn facts(&self, occurred_at: Option<Instant>, aware_at: Option<Instant>) -> Facts {
        Facts {
            incident: IncidentFacts {
                occurred_at,
                aware_at,
                values: self.facts.clone(),
            },
            people: self
                .standing()
                .map(|person| PersonFacts {
                    id: self.person_key(person.id),
                    role: person.role,
                    date_of_birth: person.date_of_birth,
                    age: person.age.map(Age::years),
                    unborn: person.unborn,
                    values: person.facts.clone(),
                })
                .collect(),
        }
    }

    /// Returns a name of somebody on the incident that stands in a text: a part of three letters or
    /// more counts, so that a first name alone is found.
    #[must_use]
    pub fn name_in(&self, text: &str) -> Option<String> {
        // Split before folding, so that the name in «Quimby's» is found.
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<String> = words.map(fold).collect();
        let parts = self.people.iter();
        parts
            .flat_map(|person| person.name.split([' ', '-', '.']))
            .filter(|part| part.chars().count() > 2 && !part.eq_ignore_ascii_case("example"))
            .find(|part| words.contains(&fold(part)))
            .map(str::to_owned)
    }

    /// Returns one line that says what happened, to whom: never a name.
    #[must_use]
    pub fn summary(&self) -> String {
        let line = self.narrative.lines().next().unwrap_or_default().trim();
        if line.is_empty() {
            "not yet described".to_owned()
        } else {
            line.to_owned()
        }
    }
}
