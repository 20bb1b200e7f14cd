//! What is like what is being logged, and who may be the child looked for, each by an index.
//!
//! The index of people's keys says who may be meant; whether they are, and why, says the one rule of
//! [`why_known`]. Of each reason the newest few are found, and it is said where there were more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::super::column::{instant, unread};
use super::super::error::StoreError;
use super::found::{MOST_ALIKE, Words, by_key, day_and_place, ids_of};
use super::list;
use crate::domain::age::Age;
use crate::domain::id::{IncidentId, PersonId, Reference};
use crate::domain::similar::keys::ADDRESS;
use crate::domain::similar::{
    KnownPerson, Probe, ProbePerson, Why, address_key, born_on, id_key, name_key, sure_keys,
    why_known, why_named,
};
use crate::domain::sound;
use crate::domain::text::fold;
use crate::rules::sight::Which;

/// The most people born on one day whose names are compared.
const MOST_BORN: i64 = 1_000;
/// The most incidents that are looked at for a slip of one letter.
const MOST_SLIPS: usize = 300;

/// What was found.
#[derive(Debug, Default)]
pub(in crate::store) struct Alike {
    /// The incidents, the likeliest first, then the newest.
    pub(in crate::store) incidents: Vec<(IncidentId, Why)>,
    /// The people on them that are the reason.
    pub(in crate::store) people: Vec<(KnownPerson, Why)>,
    /// There are more than were looked at.
    pub(in crate::store) is_more: bool,
}

/// Returns the incidents that may be the one that is looked for, and the people who may be.
pub(in crate::store) fn alike(connection: &Connection, probe: &Probe) -> Result<Alike, StoreError> {
    let mut looking = Looking::new(connection);
    let mut people: BTreeMap<(IncidentId, PersonId), (KnownPerson, Why)> = BTreeMap::new();
    for sought in probe.sought() {
        for id in looking.candidates(&sought)? {
            for known in looking.people(id)? {
                let Some(why) = why_known(&sought, known) else {
                    continue;
                };
                let best = people
                    .entry((known.incident, known.person))
                    .or_insert_with(|| (known.clone(), why));
                best.1 = best.1.min(why);
            }
        }
    }
    let mut incidents: BTreeMap<IncidentId, Why> = BTreeMap::new();
    let mut add = |id: IncidentId, why: Why| {
        let best = incidents.entry(id).or_insert(why);
        *best = why.min(*best);
    };
    for (known, why) in people.values() {
        add(known.incident, *why);
    }
    for (id, why) in looking.elsewhere(probe)? {
        add(id, why);
    }
    let mut out = Alike {
        incidents: incidents.into_iter().collect(),
        people: people.into_values().collect(),
        is_more: looking.is_more,
    };
    out.incidents
        .sort_by_key(|(id, why)| (*why, std::cmp::Reverse(*id)));
    out.people
        .sort_by_key(|(known, why)| (*why, std::cmp::Reverse((known.incident, known.person))));
    out.is_more |= only_the_first(&mut out.incidents, |(_, why)| *why);
    out.is_more |= only_the_first(&mut out.people, |(_, why)| *why);
    Ok(out)
}

/// Keeps the first few of each reason; says whether there were more.
fn only_the_first<T>(all: &mut Vec<T>, why: impl Fn(&T) -> Why) -> bool {
    let before = all.len();
    let mut counts: BTreeMap<Why, usize> = BTreeMap::new();
    all.retain(|one| {
        let count = counts.entry(why(one)).or_default();
        *count += 1;
        *count <= MOST_ALIKE
    });
    all.len() < before
}

/// A look-up under way: nobody is read twice.
pub(in crate::store) struct Looking<'a> {
    connection: &'a Connection,
    read: BTreeMap<IncidentId, Vec<KnownPerson>>,
    /// There are more than were looked at.
    pub(in crate::store) is_more: bool,
}

impl<'a> Looking<'a> {
    pub(in crate::store) fn new(connection: &'a Connection) -> Self {
        Self {
            connection,
            read: BTreeMap::new(),
            is_more: false,
        }
    }

    /// Returns the people who stand on an incident.
    pub(in crate::store) fn people(
        &mut self,
        id: IncidentId,
    ) -> Result<&[KnownPerson], StoreError> {
        let read = match self.read.remove(&id) {
            Some(read) => read,
            None => people_on(self.connection, id)?,
        };
        Ok(self.read.entry(id).or_insert(read))
    }

    /// Returns the incidents with somebody of a key, the newest few.
    pub(in crate::store) fn keyed(&mut self, key: &str) -> Result<Vec<IncidentId>, StoreError> {
        self.keyed_up_to(key, MOST_ALIKE)
    }

    fn keyed_up_to(&mut self, key: &str, most: usize) -> Result<Vec<IncidentId>, StoreError> {
        let (ids, is_more) = by_key(self.connection, key, most)?;
        self.is_more |= is_more;
        Ok(ids)
    }

    /// Returns the incidents that somebody may be on who is looked for.
    fn candidates(&mut self, sought: &ProbePerson) -> Result<BTreeSet<IncidentId>, StoreError> {
        let (id, name) = (fold(&sought.mosaic_id), fold(&sought.name));
        let mut keys = Vec::new();
        if !id.is_empty() {
            keys.push(id_key(&id));
        }
        keys.extend(address_key(&sought.address));
        if !name.is_empty() {
            keys.extend(sure_keys("", &sought.name, sought.date_of_birth));
            keys.push(name_key(&name));
            keys.extend(sound::sought(&sought.name));
        }
        let mut out = BTreeSet::new();
        for key in keys {
            out.extend(self.keyed(&key)?);
        }
        if let Some(born) = sought.date_of_birth.filter(|_| !name.is_empty()) {
            out.extend(self.born(sought, born)?);
        }
        let mut slips = BTreeSet::new();
        for key in sound::sought_with_a_slip(&sought.name) {
            if slips.len() >= MOST_SLIPS {
                self.is_more = true;
                break;
            }
            // Most of what sounds like a slip is another name: more than a few are looked at.
            slips.extend(self.keyed_up_to(&key, MOST_SLIPS)?);
        }
        out.extend(slips);
        Ok(out)
    }

    /// Returns the incidents with somebody who was born on a day and has a like name: few are, and the
    /// index of keys has their names.
    fn born(
        &mut self,
        sought: &ProbePerson,
        born: NaiveDate,
    ) -> Result<Vec<IncidentId>, StoreError> {
        let day = born_on(born);
        let mut query = self.connection.prepare_cached(
            "SELECT key, incident FROM register_person WHERE key >= ?1 AND key < ?2 LIMIT ?3",
        )?;
        // The keys of the day: what follows a blank sorts before what follows a sign after it.
        let end = format!("{}!", day.trim_end());
        let rows = query.query_map((&day, end, MOST_BORN), |row| {
            Ok((row.get::<_, String>(0)?, IncidentId(row.get(1)?)))
        })?;
        let (mut out, mut count) = (Vec::new(), 0);
        for row in rows {
            let (key, id) = row?;
            count += 1;
            let name = key.strip_prefix(&day).unwrap_or(&key);
            // A key has the name folded, and with it no hyphen that a family name would have.
            let is_like = why_named(sought, name, Some(born)).is_some();
            if is_like || shares_a_word(&sought.name, name) {
                out.push(id);
            }
        }
        self.is_more |= count == MOST_BORN;
        Ok(out)
    }

    /// Returns what is like it by when and where it happened, and by its words.
    fn elsewhere(&mut self, probe: &Probe) -> Result<Vec<(IncidentId, Why)>, StoreError> {
        let mut out = Vec::new();
        if let Some(key) = day_and_place(probe.occurred, &probe.place) {
            let sql = "SELECT id FROM register WHERE day_and_place = ?1 ORDER BY id DESC LIMIT ?2";
            let (there, is_more) = ids_of(self.connection, sql, &key, MOST_ALIKE)?;
            self.is_more |= is_more;
            let ages = probe.people.iter().filter_map(|person| person.age);
            let ages: Vec<u32> = ages.collect();
            let (of_age, others) = of_ages(self.connection, &there, &ages)?;
            out.extend(of_age.into_iter().map(|id| (id, Why::SameAgeDayAndPlace)));
            out.extend(others.into_iter().map(|id| (id, Why::SameDayAndPlace)));
        }
        let words = fold(&probe.words);
        if !words.is_empty() {
            let sql = "SELECT g.id FROM register_text t CROSS JOIN register g ON g.newest = t.rowid
                 WHERE t.register_text MATCH ?1 ORDER BY t.rowid DESC LIMIT ?2";
            let wanted = Words::of(self.connection, &words)?.match_in(Which::All);
            let (ids, is_more) = ids_of(self.connection, sql, &wanted, MOST_ALIKE)?;
            self.is_more |= is_more;
            out.extend(ids.into_iter().map(|id| (id, Why::SameWords)));
        }
        Ok(out)
    }
}

/// Says whether a folded name has a word of another.
fn shares_a_word(name: &str, folded: &str) -> bool {
    let name = fold(name);
    let mut words = name.split(' ').filter(|word| word.len() > 1);
    words.any(|word| folded.split(' ').any(|other| other == word))
}

/// Reads the people who stand on an incident, as far as they can be known again.
fn people_on(connection: &Connection, id: IncidentId) -> Result<Vec<KnownPerson>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT p.id, p.name, p.date_of_birth, p.age || coalesce(' ' || p.age_unit, ''), p.mosaic_id,
             coalesce(d.value, ''), i.reference, i.created_at
         FROM person p JOIN incident i ON i.id = p.incident
             LEFT JOIN person_detail d ON d.person = p.id AND d.word = ?2
         WHERE p.incident = ?1 AND p.struck IS NULL ORDER BY p.position",
    )?;
    let rows = query.query_map((id.0, ADDRESS), |row| known(id, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn known(incident: IncidentId, row: &Row<'_>) -> Result<KnownPerson, rusqlite::Error> {
    let born: Option<String> = row.get(2)?;
    let age: Option<String> = row.get(3)?;
    Ok(KnownPerson {
        incident,
        person: PersonId(row.get(0)?),
        name: row.get(1)?,
        date_of_birth: born
            .map(|date| date.parse().map_err(|_unread| unread(row, 2, "a date")))
            .transpose()?,
        age: age
            .map(|age| Age::from_text(&age).ok_or_else(|| unread(row, 3, "an age")))
            .transpose()?,
        mosaic_id: row.get(4)?,
        address: row.get(5)?,
        reference: Reference(row.get(6)?),
        logged_at: instant(row, 7)?,
    })
}

/// Parts incidents into those with somebody of one of the ages, and the others.
fn of_ages(
    connection: &Connection,
    ids: &[IncidentId],
    ages: &[u32],
) -> Result<(Vec<IncidentId>, Vec<IncidentId>), StoreError> {
    let listed = list::of_ids(connection, ids.iter().copied())?;
    let is_of_age = |id: &IncidentId| {
        let own = listed.iter().find(|listed| listed.id == *id);
        let mut leading = own.into_iter().flat_map(|listed| &listed.leading);
        leading.any(|person| person.age.is_some_and(|age| ages.contains(&age.years())))
    };
    Ok(ids.iter().copied().partition(is_of_age))
}
