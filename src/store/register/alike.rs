//! What is like what is being logged, each by an index.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::super::error::StoreError;
use super::found::{Words, by_key, day_and_place, ids_of};
use super::list;
use crate::domain::id::IncidentId;
use crate::domain::similar::{Probe, Why, birth_key, born_on, id_key, name_key};
use crate::domain::sound;
use crate::domain::text::fold;
use crate::rules::sight::Which;

/// The most people born on one day whose names are compared.
const MOST_BORN: i64 = 400;

/// Returns the incidents that may be the one that is looked for, the likeliest first, then the
/// newest; each by an index.
pub(in crate::store) fn alike(
    connection: &Connection,
    probe: &Probe,
) -> Result<Vec<(IncidentId, Why)>, StoreError> {
    let mut found: Vec<(IncidentId, Why)> = Vec::new();
    let mut add = |why: Why, ids: Vec<IncidentId>| {
        for id in ids {
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, why));
            }
        }
    };
    let words = fold(&probe.words);
    let ids = probe.people.iter().map(|person| fold(&person.mosaic_id));
    for id in ids.chain([words.clone()]).filter(|id| !id.is_empty()) {
        add(Why::SameId, by_key(connection, &id_key(&id))?);
    }
    let named = || {
        let people = probe.people.iter();
        let named = people.map(|person| (fold(&person.name), person.date_of_birth));
        named.filter(|(name, _)| !name.is_empty())
    };
    for (name, born) in named() {
        if let Some(born) = born {
            add(
                Why::SameNameAndBirth,
                by_key(connection, &birth_key(&name, born))?,
            );
        }
    }
    for (name, born) in named() {
        if let Some(born) = born {
            add(Why::NearNameAndBirth, nearly(connection, &name, born)?);
        }
    }
    if let Some(key) = day_and_place(probe.occurred, &probe.place) {
        let sql = "SELECT id FROM register WHERE day_and_place = ?1 ORDER BY id DESC LIMIT ?2";
        let there = ids_of(connection, sql, &key)?;
        let ages = probe.people.iter().filter_map(|person| person.age);
        let ages: Vec<u32> = ages.collect();
        let (of_age, others) = of_ages(connection, &there, &ages)?;
        add(Why::SameAgeDayAndPlace, of_age);
        add(Why::SameDayAndPlace, others);
    }
    for (name, _) in named() {
        add(Why::SameName, by_key(connection, &name_key(&name))?);
    }
    let spoken = probe.people.iter().map(|person| person.name.as_str());
    for name in spoken.chain([probe.words.as_str()]) {
        for key in sound::sought(name) {
            add(Why::SoundsAlike, by_key(connection, &key)?);
        }
    }
    if !words.is_empty() {
        let sql = "SELECT g.id FROM register_text t CROSS JOIN register g ON g.newest = t.rowid
             WHERE t.register_text MATCH ?1 ORDER BY t.rowid DESC LIMIT ?2";
        let wanted = Words::of(connection, &words)?.match_in(Which::All);
        add(Why::SameWords, ids_of(connection, sql, &wanted)?);
    }
    Ok(found)
}

/// Returns the incidents with somebody who was born on a day and has nearly a name: few are, and the
/// index of keys has their names.
fn nearly(
    connection: &Connection,
    name: &str,
    born: NaiveDate,
) -> Result<Vec<IncidentId>, StoreError> {
    let day = born_on(born);
    let mut query = connection.prepare_cached(
        "SELECT key, incident FROM register_person WHERE key >= ?1 AND key < ?2 LIMIT ?3",
    )?;
    // The keys of the day: what follows a blank sorts before what follows a sign after it.
    let end = format!("{}!", day.trim_end());
    let rows = query.query_map((&day, end, MOST_BORN), |row| {
        Ok((row.get::<_, String>(0)?, IncidentId(row.get(1)?)))
    })?;
    let mut out = Vec::new();
    for row in rows {
        let (key, id) = row?;
        let other = key.strip_prefix(&day).unwrap_or(&key);
        if other != name && sound::is_nearly(other, name) {
            out.push(id);
        }
    }
    Ok(out)
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
