//! Is it already here? The same child, or the same event, before a second incident is logged; and a
//! child who is looked for.
//!
//! One rule says why somebody on file may be the one looked for ([`why_known`]); an index finds those
//! that it is asked about.

pub mod grouped;
pub mod keys;
pub mod known;
mod probe;

use super::age::Age;
use super::id::IncidentId;
use super::incident::Incident;
use super::instant::Instant;
use super::text::fold;
pub use grouped::{FoundPerson, grouped};
pub use keys::{
    address_key, birth_key, born_on, id_key, name_key, near_keys, person_keys, sure_keys,
};
pub use known::{KnownPerson, born_at_age, why_known, why_named};
pub use probe::{Probe, ProbePerson, Why};

/// Returns the incidents that may be the same, the likeliest first, then the newest; of each it is
/// given when it happened.
#[must_use]
pub fn similar<'a>(
    probe: &Probe,
    incidents: impl IntoIterator<Item = (&'a Incident, Option<Instant>)>,
) -> Vec<(IncidentId, Why)> {
    let words = fold(&probe.words);
    let sought: Vec<ProbePerson> = probe.sought().collect();
    let mut out: Vec<(Why, IncidentId)> = incidents
        .into_iter()
        .filter_map(|(incident, at)| {
            let people = incident.standing().flat_map(|person| {
                let known = KnownPerson::of(incident, person);
                sought.iter().filter_map(move |one| why_known(one, &known))
            });
            let found = !words.is_empty() && holds_words(incident, &words);
            let words = found.then_some(Why::SameWords);
            let there = day_and_place(probe, incident, at).into_iter();
            Some((people.chain(there).chain(words).min()?, incident.id))
        })
        .collect();
    out.sort_by_key(|(why, id)| (*why, std::cmp::Reverse(*id)));
    out.into_iter().map(|(why, id)| (id, why)).collect()
}

fn day_and_place(probe: &Probe, incident: &Incident, at: Option<Instant>) -> Option<Why> {
    let day = |at: Option<Instant>| at.map(Instant::london_date);
    let place = fold(&probe.place);
    let is_there = !place.is_empty() && place == fold(&incident.place);
    if !is_there || day(probe.occurred).is_none() || day(probe.occurred) != day(at) {
        return None;
    }
    let ages: Vec<u32> = probe.people.iter().filter_map(|one| one.age).collect();
    let is_of_age = |person: &super::incident::Person| {
        age_at(person, at).is_some_and(|age| ages.contains(&age))
    };
    Some(if incident.standing().any(is_of_age) {
        Why::SameAgeDayAndPlace
    } else {
        Why::SameDayAndPlace
    })
}

/// Returns how old somebody is in whole years when it happened.
fn age_at(person: &super::incident::Person, at: Option<Instant>) -> Option<u32> {
    match (person.date_of_birth, at) {
        (Some(born), Some(at)) => Some(super::facts::age_on(born, at.london_date())),
        _ => person.age.map(Age::years),
    }
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
