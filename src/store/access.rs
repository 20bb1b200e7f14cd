//! Subject access: what is held of a person is found, and that it was marked and released is journalled
//! with a digest of what was marked, never with a word of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::incidents;
use super::journal::{self, actions};
use super::opened::Store;
use super::restricted::restricted;
use super::{handovers, rights};
use crate::domain::change::path::Path;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::text::fold;
use crate::vault::hex;

/// What was marked, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The digest of the marked file.
    digest: String,
    /// How many items of each mark, in words.
    counts: String,
}

impl Access {
    /// Returns what the journal is told of a marked file.
    #[must_use]
    pub fn of(text: &str, counts: &str) -> Self {
        Self {
            digest: hex(&Sha256::digest(text)),
            counts: counts.to_owned(),
        }
    }

    fn words(&self) -> String {
        format!("{}, {}", self.digest, self.counts)
    }
}

/// Whose it is that is asked for: what they are surely known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The case system's id; may be empty.
    pub case_id: String,
    /// The name; may be empty.
    pub name: String,
    /// The date of birth.
    pub born: Option<NaiveDate>,
}

impl Asked {
    /// Returns what a person of an incident is known by.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self {
            case_id: person.mosaic_id.clone(),
            name: person.name.clone(),
            born: person.date_of_birth,
        }
    }
}

impl Store {
    /// Returns every incident that somebody is on who is surely this person: by the case system's id,
    /// or by name and date of birth; those taken off one too. A name alone is many people's.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_person(&self, asked: &Asked) -> Result<Vec<Incident>, StoreError> {
        self.require(Right::See)?;
        let (id, name) = (fold(&asked.case_id), fold(&asked.name));
        let born = asked.born.map(|date| date.to_string());
        let mut query = self.connection.prepare(
            "SELECT incident, name, date_of_birth, mosaic_id FROM person
             WHERE date_of_birth = ?1 OR mosaic_id <> '' ORDER BY incident",
        )?;
        let mut rows = query.query([&born])?;
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let (other, other_id): (String, String) = (row.get(1)?, row.get(3)?);
            let other_born: Option<String> = row.get(2)?;
            let is_id = !id.is_empty() && fold(&other_id) == id;
            let is_birth = born.is_some() && other_born == born;
            if is_id || (is_birth && !name.is_empty() && fold(&other) == name) {
                ids.insert(IncidentId(row.get(0)?));
            }
        }
        let mut out = Vec::new();
        for id in ids {
            let Some(incident) = incidents::one(&self.connection, id)? else {
                continue;
            };
            if self.is_kept(&incident)? {
                return Err(restricted(incident.reference));
            }
            out.push(incident);
        }
        Ok(out)
    }

    /// Returns every handover that tells of an incident.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn telling_of(&self, incident: &Incident) -> Result<Vec<Handover>, StoreError> {
        handovers::telling_of(&self.connection, incident)
    }

    /// Journals that whoever is at the desk gathered what is held of somebody.
    ///
    /// # Errors
    /// When they may not, or the file cannot be written.
    pub fn note_gathered(&mut self, counts: &str, now: Instant) -> Result<(), StoreError> {
        self.require(Right::Propose)?;
        self.note_access(actions::GATHERED, counts.to_owned(), now)
    }

    /// Journals that whoever is at the desk marked what is held of somebody.
    ///
    /// # Errors
    /// When they may not, or the file cannot be written.
    pub fn note_marked(&mut self, access: &Access, now: Instant) -> Result<(), StoreError> {
        self.require(Right::Propose)?;
        self.note_access(actions::MARKED, access.words(), now)
    }

    /// Journals that whoever is at the desk releases what somebody else marked; returns who that was.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where nobody marked it so, or they did themselves; when they may not.
    pub fn note_released(&mut self, access: &Access, now: Instant) -> Result<String, StoreError> {
        rights::check(&self.connection, &self.settings.who, Right::Agree)?;
        let by = journal::marked_by(&self.connection, &access.words())?;
        let who = &self.settings.who.name;
        let Some(marker) = by.iter().find(|by| *by != who).cloned() else {
            return Err(StoreError::Invalid(if by.is_empty() {
                "nobody has recorded these marks: `dutydesk subject-access mark` does"
            } else {
                "whoever marked it cannot release it: a release takes two people"
            }));
        };
        self.note_access(actions::RELEASED, access.words(), now)?;
        Ok(marker)
    }

    fn note_access(
        &mut self,
        action: &'static str,
        words: String,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.administer(now, |writing| {
            writing.changed(&Path::SubjectAccess, None, Some(words));
            writing.journalled(action, "desk".to_owned(), 0)
        })
    }
}

#[cfg(test)]
mod tests;
