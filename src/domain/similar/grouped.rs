//! People over incidents, each with every incident they are on.

use super::keys::sure_keys;
use super::known::KnownPerson;
use super::probe::Why;

/// Somebody who may be the one looked for, over every incident they are known to be on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// Why, by the likeliest of what is on file.
    pub why: Why,
    /// Them on each incident, the last logged first; never none.
    pub on: Vec<KnownPerson>,
}

impl FoundPerson {
    /// Returns what is said of them where it is said last: the name, the birth, the id.
    #[must_use]
    pub fn newest<'a, T>(&'a self, said: impl Fn(&'a KnownPerson) -> Option<T>) -> Option<T> {
        self.on.iter().find_map(said)
    }

    fn is_on(&self, known: &KnownPerson) -> bool {
        let keys = of(known);
        let mut own = self.on.iter();
        own.any(|one| of(one).iter().any(|key| keys.contains(key)))
    }
}

/// Returns what says that it is the same person.
#[must_use]
pub fn of(known: &KnownPerson) -> Vec<String> {
    sure_keys(&known.mosaic_id, &known.name, known.date_of_birth)
}

/// Returns each person once, the likeliest first, then whoever was on an incident last. Two are one
/// where the case system's id is the same, or name and date of birth are: a name alone joins nobody.
#[must_use]
pub fn grouped(all: impl IntoIterator<Item = (KnownPerson, Option<Why>)>) -> Vec<FoundPerson> {
    // Somebody who is only known to be the same as one that was found may stand before that one.
    let mut groups: Vec<(Option<Why>, FoundPerson)> = Vec::new();
    for (known, why) in all {
        let mut one = FoundPerson {
            why: why.unwrap_or(Why::SameWords),
            on: Vec::new(),
        };
        let mut best = why;
        let mut rest = Vec::new();
        for (of, group) in groups {
            if group.is_on(&known) {
                best = best.into_iter().chain(of).min();
                one.on.extend(group.on);
            } else {
                rest.push((of, group));
            }
        }
        one.on.push(known);
        rest.push((best, one));
        groups = rest;
    }
    let mut out: Vec<FoundPerson> = groups
        .into_iter()
        .filter_map(|(why, group)| Some(FoundPerson { why: why?, ..group }))
        .collect();
    for person in &mut out {
        person
            .on
            .sort_by_key(|known| std::cmp::Reverse((known.incident, known.person)));
        person
            .on
            .dedup_by_key(|known| (known.incident, known.person));
    }
    out.sort_by_key(|person| {
        let newest = person
            .on
            .first()
            .map(|known| (known.incident, known.person));
        (person.why, std::cmp::Reverse(newest))
    });
    out
}
