//! Why somebody on file may be the one who is looked for.

use chrono::{Months, NaiveDate};

use super::keys::{ADDRESS, address_key};
use super::probe::{ProbePerson, Why};
use crate::domain::age::Age;
use crate::domain::id::{IncidentId, PersonId, Reference};
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::sound;
use crate::domain::spelling::is_slip;
use crate::domain::text::fold;

/// Somebody on an incident, as far as they can be known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// The incident.
    pub incident: IncidentId,
    /// The person on it.
    pub person: PersonId,
    /// What people call the incident.
    pub reference: Reference,
    /// When it was logged: the age is of then.
    pub logged_at: Instant,
    /// The name; may be empty.
    pub name: String,
    /// The date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// The age where no date is known.
    pub age: Option<Age>,
    /// The case system's id; may be empty.
    pub mosaic_id: String,
    /// Where they live; may be empty.
    pub address: String,
}

impl KnownPerson {
    /// Returns somebody on an incident that was read whole.
    #[must_use]
    pub fn of(incident: &Incident, person: &Person) -> Self {
        Self {
            incident: incident.id,
            person: person.id,
            reference: incident.reference.clone(),
            logged_at: incident.created_at,
            name: person.name.clone(),
            date_of_birth: person.date_of_birth,
            age: person.age,
            mosaic_id: person.mosaic_id.clone(),
            address: person.details.get(ADDRESS).cloned().unwrap_or_default(),
        }
    }
}

/// Returns the first and the last day on which somebody was born who is so many years old on a day.
#[must_use]
pub fn born_at_age(years: u32, on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let before = |years: u32| on.checked_sub_months(Months::new(years.checked_mul(12)?));
    Some((before(years.checked_add(1)?)?.succ_opt()?, before(years)?))
}

/// How alike what two names have not in common is at least, of 1, where they are nearly the same.
const ALIKE: f64 = 0.8;

/// How a name is like another, the likest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Same,
    OtherOrder,
    Slip,
    Part,
    Nearly,
    Sound,
    Family,
}

/// Returns why somebody may be the one who is looked for; none where nothing says so.
#[must_use]
pub fn why_known(sought: &ProbePerson, known: &KnownPerson) -> Option<Why> {
    let id = fold(&sought.mosaic_id);
    if !id.is_empty() && id == fold(&known.mosaic_id) {
        return Some(Why::SameId);
    }
    let address = address_key(&sought.address);
    let is_at_home = address.is_some() && address == address_key(&known.address);
    let home = is_at_home.then(|| {
        if shares_family(&sought.name, &known.name) {
            Why::Sibling
        } else {
            Why::SameAddress
        }
    });
    let name = why_named(sought, &known.name, known.date_of_birth);
    let name = match name {
        Some(Why::SameName) if fits(sought, known) => Some(Why::SameNameAndAge),
        other => other,
    };
    name.into_iter().chain(home).min()
}

/// Returns why a name with a date of birth may be whoever is looked for.
#[must_use]
pub fn why_named(sought: &ProbePerson, name: &str, born: Option<NaiveDate>) -> Option<Why> {
    let is_born_so = born.is_some() && born == sought.date_of_birth;
    Some(
        match (likeness(&sought.name, name, is_born_so)?, is_born_so) {
            (Likeness::Same, true) => Why::SameNameAndBirth,
            (Likeness::OtherOrder, true) => Why::OtherOrderAndBirth,
            (Likeness::Slip, true) => Why::SlipAndBirth,
            (Likeness::Part | Likeness::Nearly, true) => Why::NearNameAndBirth,
            (Likeness::Sound, true) => Why::SoundsAndBirth,
            (Likeness::Family, true) => Why::FamilyAndBirth,
            (Likeness::Same, false) => Why::SameName,
            (Likeness::OtherOrder, false) => Why::OtherOrder,
            (Likeness::Slip, false) => Why::Slip,
            (Likeness::Part, false) => Why::PartOfName,
            (Likeness::Sound, false) => Why::SoundsAlike,
            (Likeness::Nearly | Likeness::Family, false) => return None,
        },
    )
}

/// Says whether somebody may be as old as whoever is looked for: of both something is known, and no day
/// of birth would be against it.
fn fits(sought: &ProbePerson, known: &KnownPerson) -> bool {
    let day = |born: Option<NaiveDate>| born.map(|born| (born, born));
    let own = day(sought.date_of_birth).or(sought.born);
    let aged = known.age.map(Age::years);
    let other =
        day(known.date_of_birth).or_else(|| born_at_age(aged?, known.logged_at.london_date()));
    match (own, other) {
        (Some((from, to)), Some((first, last))) => from <= last && first <= to,
        _ => false,
    }
}

fn likeness(sought: &str, known: &str, is_born_so: bool) -> Option<Likeness> {
    let (own, other) = (fold(sought), fold(known));
    if own.is_empty() || other.is_empty() {
        return None;
    }
    if own == other {
        return Some(Likeness::Same);
    }
    let kept = sound::keys(known);
    let sounds = sound::sought(sought).iter().any(|key| kept.contains(key));
    if sounds || is_born_so {
        let sorted = |name: &str| {
            let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            words.sort();
            words
        };
        if sorted(&own) == sorted(&other) {
            return Some(Likeness::OtherOrder);
        }
    }
    let listened = |name: &str| -> Vec<String> {
        let parts = sound::parts(name).into_iter();
        parts.map(|part| part.word).collect()
    };
    let (one, two) = (listened(sought), listened(known));
    if has_one_slip(&one, &two) {
        return Some(Likeness::Slip);
    }
    let is_part =
        |part: &[String], of: &[String]| !part.is_empty() && left_over(part, of).is_empty();
    if sounds && (is_part(&one, &two) || two.len() > 1 && is_part(&two, &one)) {
        return Some(Likeness::Part);
    }
    let apart = |one: &[String], other: &[String]| {
        let words: Vec<&str> = left_over(one, other)
            .into_iter()
            .map(String::as_str)
            .collect();
        words.join(" ")
    };
    // Twins have a name in common that says nothing: what they have not must be alike by itself.
    let is_alike = strsim::jaro_winkler(&apart(&one, &two), &apart(&two, &one)) >= ALIKE;
    if is_born_so && is_alike && sound::is_nearly(&own, &other) {
        return Some(Likeness::Nearly);
    }
    if sounds {
        return Some(Likeness::Sound);
    }
    (is_born_so && shares_family(sought, known)).then_some(Likeness::Family)
}

/// Returns the words of one name that the other has not.
fn left_over<'a>(words: &'a [String], of: &[String]) -> Vec<&'a String> {
    let mut rest: Vec<&String> = of.iter().collect();
    let mut out = Vec::new();
    for word in words {
        match rest.iter().position(|other| *other == word) {
            Some(at) => drop(rest.swap_remove(at)),
            None => out.push(word),
        }
    }
    out
}

/// Says whether one name has every word of another but one, and one that differs from that by a letter.
fn has_one_slip(sought: &[String], known: &[String]) -> bool {
    match left_over(sought, known)[..] {
        [slip] => {
            let others = left_over(known, sought);
            others.iter().any(|other| is_slip(slip, other))
        }
        _ => false,
    }
}

/// Says whether two people have a part of a family name in common: of `Khan-Noor` each.
fn shares_family(one: &str, other: &str) -> bool {
    let (one, other) = (family(one), family(other));
    one.iter().any(|part| other.contains(part))
}

/// Returns the parts of a family name: of the last name said, or what stands before a comma.
fn family(name: &str) -> Vec<String> {
    let name = name.split_once(',').map_or(name, |(family, _)| family);
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let folded = fold(last);
    let parts = folded.split(' ').filter(|part| part.len() > 1);
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
