//! Who opened an incident, and when: a row of the journal each, at most one an hour for one person and
//! one incident.
//!
//! A view changes nothing of the record. It stands in the journal under a name of its own, so that the
//! seal of the incident's rows stays that of its last write.

use chrono::Duration;

use super::column;
use super::error::StoreError;
use super::finding::Finding;
use super::incidents;
use super::opened::Store;
use super::writing::Writing;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::right::Right;
use crate::domain::view::View;

/// The journal's word for opening the desk.
pub(super) const UNLOCK: &str = "unlock";
/// The journal's word for a view of a restricted record that is kept from whoever opened it.
pub(super) const GLASS: &str = "break_glass";

/// The views of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// What people call it.
    pub reference: Reference,
    /// Who opened it, earliest first.
    pub views: Vec<View>,
}

/// Returns the journal's word for the views of an incident.
pub(super) fn record(id: IncidentId) -> String {
    format!("view:{id}")
}

/// Journals that whoever is at the desk opened an incident, unless that was within the last hour.
pub(super) fn note(writing: &mut Writing<'_>, id: IncidentId) -> Result<(), StoreError> {
    let since = writing.now.plus(-Duration::hours(1)).to_rfc3339();
    let select = "SELECT EXISTS (SELECT 1 FROM journal WHERE record = ?1 AND by = ?2 AND at > ?3)";
    let known: bool = writing
        .rows
        .prepare_cached(select)?
        .query_row((record(id), writing.user, since), |row| row.get(0))?;
    if known {
        return Ok(());
    }
    writing.journalled("view", record(id), 0)
}

impl Store {
    /// Returns who opened the incidents that a person may mean by `42`, `0042` or `TH-2026-0042`.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] where whoever is at the desk neither reads the journal nor logged
    /// the incident; when the file cannot be read.
    pub fn who_saw(&self, typed: &str) -> Result<Vec<Viewed>, StoreError> {
        let mut out = Vec::new();
        for id in incidents::named(&self.connection, typed)? {
            let select = "SELECT reference, created_by, coalesce(restriction, '') = 'restricted'
                 FROM incident WHERE id = ?1";
            let (reference, owner, is_restricted): (String, String, bool) =
                self.connection.query_row(select, [id.0], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            let is_keeper = is_restricted && self.may(Right::Restrict)?;
            if owner != self.settings.who.name && !is_keeper {
                self.require(Right::Verify)?;
            }
            out.push(Viewed {
                reference: Reference(reference),
                views: self.views(id)?,
            });
        }
        if out.is_empty() {
            self.require(Right::Verify)?;
        }
        Ok(out)
    }

    /// Returns the restricted records that others opened from whom they are kept, since whoever is at
    /// the desk last opened it; of those that are theirs to read.
    pub(super) fn glass_broken_since_last_here(&self) -> Result<Vec<Finding>, StoreError> {
        let name = &self.settings.who.name;
        let select = "SELECT j.record, j.by, j.at, c.after FROM journal j
             JOIN change c ON c.journal = j.seq
             WHERE j.action = ?1 AND j.by <> ?2 AND j.seq > coalesce(
                 (SELECT max(seq) FROM journal WHERE action = ?3 AND by = ?2), 0)
             ORDER BY j.seq";
        let mut query = self.connection.prepare_cached(select)?;
        let rows = query.query_map((GLASS, name, UNLOCK), |row| {
            let view = View {
                by: row.get(1)?,
                at: column::instant(row, 2)?,
                glass: row.get(3)?,
            };
            Ok((row.get::<_, String>(0)?, view))
        })?;
        let mut out = Vec::new();
        for row in rows {
            let (record, view) = row?;
            let id = record.strip_prefix("view:").and_then(|id| id.parse().ok());
            let Some(id) = id.map(IncidentId) else {
                continue;
            };
            if let Some(incident) = incidents::one(&self.connection, id)?
                && self.may(Right::See)?
                && !self.is_kept(&incident)?
                && incident.is_restricted()
            {
                out.push(Finding::GlassBroken(incident.reference, view));
            }
        }
        Ok(out)
    }

    /// Returns who opened an incident, where whoever is at the desk may know it: who reads the journal,
    /// who logged it, and of a restricted one those who may restrict it.
    pub(super) fn views_of(&self, incident: &Incident) -> Result<Option<Vec<View>>, StoreError> {
        let is_own = incident.created_by == self.settings.who.name;
        let is_keeper = incident.is_restricted() && self.may(Right::Restrict)?;
        let is_told = is_own || is_keeper || self.may(Right::Verify)?;
        is_told.then(|| self.views(incident.id)).transpose()
    }

    fn views(&self, id: IncidentId) -> Result<Vec<View>, StoreError> {
        let select = "SELECT j.by, j.at, c.after FROM journal j
             LEFT JOIN change c ON c.journal = j.seq WHERE j.record = ?1 ORDER BY j.seq";
        let mut query = self.connection.prepare_cached(select)?;
        let rows = query.query_map([record(id)], |row| {
            Ok(View {
                by: row.get(0)?,
                at: column::instant(row, 1)?,
                glass: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests;
