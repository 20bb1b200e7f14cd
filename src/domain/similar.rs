//! Is it already here? The same child, or the same event, before a second incident is logged.

use chrono::NaiveDate;

use super::age::Age;
use super::id::IncidentId;
use super::incident::Incident;
use super::instant::Instant;
use super::sound;
use super::text::fold;

/// What is known of the incident being logged.
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
        let is_said = |person: &ProbePerson| {
            !fold(&person.name).is_empty() || !fold(&person.mosaic_id).is_empty()
        };
        !fold(&self.words).is_empty()
            || self.people.iter().any(is_said)
            || self.occurred.is_some() && !fold(&self.place).is_empty()
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
    /// The case system's id.
    pub mosaic_id: String,
}

/// Why an incident may be the same; in the order of how likely that makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A person has the same id in the case system.
    SameId,
    /// A person has the same name and date of birth.
    SameNameAndBirth,
    /// A person has nearly the same name and the same date of birth.
    NearNameAndBirth,
    /// The same day and place, and somebody of the same age.
    SameAgeDayAndPlace,
    /// The same day and place.
    SameDayAndPlace,
    /// A person has the same name.
    SameName,
    /// A person has a name that sounds the same.
    SoundsAlike,
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
            Self::NearNameAndBirth => "nearly the same name, same date of birth",
            Self::SameAgeDayAndPlace => "same day, place and age",
            Self::SameDayAndPlace => "same day and place",
            Self::SameName => "same name",
            Self::SoundsAlike => "the name sounds the same",
            Self::SameWords => "matches the words",
        }
    }
}

/// Returns the incidents that may be the same, the likeliest first, then the newest; of each it is
/// given when it happened.
#[must_use]
pub fn similar<'a>(
    probe: &Probe,
    incidents: impl IntoIterator<Item = (&'a Incident, Option<Instant>)>,
) -> Vec<(IncidentId, Why)> {
    let words = fold(&probe.words);
    let mut out: Vec<(Why, IncidentId)> = incidents
        .into_iter()
        .filter_map(|(incident, at)| Some((why(probe, &words, incident, at)?, incident.id)))
        .collect();
    out.sort_by_key(|(why, id)| (*why, std::cmp::Reverse(*id)));
    out.into_iter().map(|(why, id)| (id, why)).collect()
}

fn why(probe: &Probe, words: &str, incident: &Incident, at: Option<Instant>) -> Option<Why> {
    let pairs = || {
        probe
            .people
            .iter()
            .flat_map(|one| incident.standing().map(move |other| (one, other)))
    };
    let same = |one: &str, other: &str| !one.is_empty() && fold(one) == fold(other);
    if pairs().any(|(one, other)| same(&one.mosaic_id, &other.mosaic_id)) {
        return Some(Why::SameId);
    }
    let is_id = |person: &super::incident::Person| same(words, &person.mosaic_id);
    if incident.standing().any(is_id) {
        return Some(Why::SameId);
    }
    let same_name = || pairs().filter(|(one, other)| same(&one.name, &other.name));
    let born = |(one, other): (&ProbePerson, &super::incident::Person)| {
        one.date_of_birth.is_some() && one.date_of_birth == other.date_of_birth
    };
    if same_name().any(born) {
        return Some(Why::SameNameAndBirth);
    }
    let nearly = |(one, other): &(&ProbePerson, &super::incident::Person)| {
        sound::is_nearly(&one.name, &other.name)
    };
    if pairs().filter(nearly).any(born) {
        return Some(Why::NearNameAndBirth);
    }
    let day = |at: Option<Instant>| at.map(Instant::london_date);
    if day(probe.occurred).is_some()
        && day(probe.occurred) == day(at)
        && same(&probe.place, &incident.place)
    {
        let of_age = |(one, other): (&ProbePerson, &super::incident::Person)| {
            one.age.is_some() && one.age == age_at(other, at)
        };
        return Some(if pairs().any(of_age) {
            Why::SameAgeDayAndPlace
        } else {
            Why::SameDayAndPlace
        });
    }
    if same_name().next().is_some() {
        return Some(Why::SameName);
    }
    let sounds = |name: &str| {
        let sought = sound::sought(name);
        let mut kept = incident
            .standing()
            .flat_map(|other| sound::keys(&other.name));
        kept.any(|key| sought.contains(&key))
    };
    let mut names = probe.people.iter().map(|one| one.name.as_str());
    if names.any(sounds) || sounds(&probe.words) {
        return Some(Why::SoundsAlike);
    }
    let found = !words.is_empty() && holds_words(incident, words);
    found.then_some(Why::SameWords)
}

/// Returns how old somebody was in whole years when it happened.
fn age_at(person: &super::incident::Person, at: Option<Instant>) -> Option<u32> {
    match (person.date_of_birth, at) {
        (Some(born), Some(at)) => Some(super::facts::age_on(born, at.london_date())),
        _ => person.age.map(Age::years),
    }
}

/// Returns what a person is found by that is nearly known: how the name sounds.
#[must_use]
pub fn near_keys(person: &super::incident::Person) -> Vec<String> {
    sound::keys(&person.name)
}

/// Returns what a person is known again by over incidents: the case system's id, the name with the
/// date of birth, the name.
#[must_use]
pub fn person_keys(person: &super::incident::Person) -> Vec<String> {
    let (name, id) = (fold(&person.name), fold(&person.mosaic_id));
    let mut out = Vec::new();
    if !id.is_empty() {
        out.push(id_key(&id));
    }
    if !name.is_empty() {
        out.extend(person.date_of_birth.map(|born| birth_key(&name, born)));
        out.push(name_key(&name));
    }
    out
}

/// Returns the key of a case system's id; `id` is folded.
#[must_use]
pub fn id_key(id: &str) -> String {
    format!("id {id}")
}

/// Returns the key of a name with a date of birth; `name` is folded.
#[must_use]
pub fn birth_key(name: &str, born: NaiveDate) -> String {
    format!("born {born} {name}")
}

/// Returns what the keys of all begin with who were born on a day.
#[must_use]
pub fn born_on(born: NaiveDate) -> String {
    birth_key("", born)
}

/// Returns the key of a name alone; `name` is folded.
#[must_use]
pub fn name_key(name: &str) -> String {
    format!("name {name}")
}

/// Says whether an incident holds every word typed; no words are held by all.
#[must_use]
pub fn holds_words(incident: &Incident, words: &str) -> bool {
    let words = fold(words);
    if words.is_empty() {
        return true;
    }
    let held = fold(&searched(incident));
    words.split(' ').all(|word| held.contains(word))
}

/// Returns everything an incident is found by.
#[must_use]
pub fn searched(incident: &Incident) -> String {
    let mut out = format!(
        "{} {} {} {}",
        incident.reference, incident.narrative, incident.place, incident.told_by
    );
    if let Some(imported) = &incident.imported {
        out.push(' ');
        out.push_str(&imported.reference);
    }
    for person in incident.standing() {
        for word in [&person.name, &person.mosaic_id] {
            out.push(' ');
            out.push_str(word);
        }
        if let Some(born) = person.date_of_birth {
            out.push_str(&born.format(" %Y %-d %b %Y").to_string());
        }
    }
    out
}
