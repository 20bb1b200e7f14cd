//! Looked up: what is like what is being logged, a child by what is known of them, what belongs with an
//! incident, and what is read of several at once. All of it by an index, whoever asks.

use super::counts::Counted;
use super::error::StoreError;
use super::incidents;
use super::opened::Store;
use super::people;
use super::register::alike::{Alike, Looking, alike};
use super::register::found::{self, MOST_ALIKE};
use super::register::list;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::right::Right;
use crate::domain::similar::grouped::of;
use crate::domain::similar::{FoundPerson, KnownPerson, Probe, Why, grouped, person_keys};
use crate::rules::sight::{FoundAlike, FoundPeople};
use crate::rules::summary::Listed;

impl Store {
    /// Returns the incidents that may be the one that is looked for, the likeliest first, and how many
    /// restricted records are alike: which those are is kept from whoever may not read them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alike(&self, probe: &Probe) -> Result<FoundAlike, StoreError> {
        self.require(Right::See)?;
        if probe.says_anything() {
            self.count(Counted::Looked("alike"));
        }
        let (found, kept) = self.look_up(probe)?;
        let ids = found.incidents.iter().map(|(id, _)| *id);
        let names = people::names(&self.connection, ids.clone())?;
        let listed = list::of_ids(&self.connection, ids)?;
        let why = |listed: Listed| {
            let why = found.incidents.iter().find(|(id, _)| *id == listed.id);
            why.map(|(_, why)| (listed, *why))
        };
        Ok(FoundAlike {
            found: listed.into_iter().filter_map(why).collect(),
            kept,
            is_more: found.is_more,
            names,
        })
    }

    /// Returns the people who may be a child that is looked for, the likeliest first, each with the
    /// incidents that they are known to be on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_child(&self, probe: &Probe) -> Result<FoundPeople, StoreError> {
        self.require(Right::See)?;
        self.count(Counted::Looked("child"));
        let reading = self.connection.unchecked_transaction()?;
        let (found, kept) = self.look_up(probe)?;
        let (on, is_more) = self.known_again(&found.people)?;
        drop(reading);
        Ok(FoundPeople {
            probe: probe.clone(),
            people: on,
            kept,
            is_more: found.is_more || is_more,
        })
    }

    /// Looks up what a probe asks for; what is kept from whoever is at the desk is counted alone.
    fn look_up(&self, probe: &Probe) -> Result<(Alike, usize), StoreError> {
        let mut found = alike(&self.connection, probe)?;
        let kept = self.keep_back(&mut found.incidents, |(id, _)| *id)?;
        let ids: Vec<IncidentId> = found.incidents.iter().map(|(id, _)| *id).collect();
        found
            .people
            .retain(|(known, _)| ids.contains(&known.incident));
        Ok((found, kept))
    }

    /// Returns each person who was found with every incident that they are known to be on.
    fn known_again(
        &self,
        found: &[(KnownPerson, Why)],
    ) -> Result<(Vec<FoundPerson>, bool), StoreError> {
        let mut looking = Looking::new(&self.connection);
        let mut all: Vec<(KnownPerson, Option<Why>)> = Vec::new();
        for (known, why) in found {
            all.push((known.clone(), Some(*why)));
        }
        let mut at = 0;
        // Whoever is known again may bring a number that others are known by.
        while let Some((known, _)) = all.get(at) {
            let keys = of(known);
            at += 1;
            for key in keys {
                for id in looking.keyed(&key)? {
                    if self.is_kept_id(id)? {
                        continue;
                    }
                    for other in looking.people(id)? {
                        let is_there = |(one, _): &(KnownPerson, Option<Why>)| {
                            (one.incident, one.person) == (other.incident, other.person)
                        };
                        if of(other).contains(&key) && !all.iter().any(is_there) {
                            all.push((other.clone(), None));
                        }
                    }
                }
            }
        }
        Ok((grouped(all), looking.is_more))
    }

    /// Takes those out that are kept from whoever is at the desk; returns how many they are.
    fn keep_back<T>(
        &self,
        found: &mut Vec<T>,
        id: impl Fn(&T) -> IncidentId,
    ) -> Result<usize, StoreError> {
        let all = std::mem::take(found);
        let count = all.len();
        for one in all {
            if !self.is_kept_id(id(&one))? {
                found.push(one);
            }
        }
        Ok(count - found.len())
    }

    /// Returns the incidents that may belong with one, whole: linked with it from either side, with
    /// somebody of its people on them, of the same day and place; and how many of them are kept from
    /// whoever is at the desk.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn related(&self, id: IncidentId) -> Result<(Vec<Incident>, usize), StoreError> {
        let Some(incident) = self.incident(id)? else {
            return Ok((Vec::new(), 0));
        };
        let mut ids = found::linked(&self.connection, id)?;
        for key in incident.standing().flat_map(person_keys) {
            ids.extend(found::by_key(&self.connection, &key, MOST_ALIKE)?.0);
        }
        let summary = self
            .rules_of(&incident)?
            .summary(&incident, incident.created_at);
        let probe = Probe {
            occurred: summary.listed.occurred_at,
            place: incident.place,
            ..Probe::default()
        };
        let there = alike(&self.connection, &probe)?;
        ids.extend(there.incidents.into_iter().map(|(id, _)| id));
        ids.sort();
        ids.dedup();
        ids.retain(|other| *other != id);
        self.whole(ids)
    }

    /// Returns incidents whole, and how many of them are kept from whoever is at the desk.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn whole(&self, mut ids: Vec<IncidentId>) -> Result<(Vec<Incident>, usize), StoreError> {
        self.require(Right::See)?;
        let kept = self.keep_back(&mut ids, |id| *id)?;
        let read = ids
            .into_iter()
            .map(|id| incidents::one(&self.connection, id));
        let read = read.collect::<Result<Vec<_>, _>>()?;
        Ok((read.into_iter().flatten().collect(), kept))
    }
}
