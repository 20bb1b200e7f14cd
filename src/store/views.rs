//! Who opened an incident, and when: a row of the journal each, at most one an hour for one person and
//! one incident.
//!
//! A view changes nothing of the record. It stands in the journal under a name of its own, so that the
//! seal of the incident's rows stays that of its last write.

use chrono::Duration;

use super::column;
use super::error::StoreError;
use super::incidents;
use super::opened::Store;
use super::writing::Writing;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::domain::right::Right;

/// Somebody opened an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who.
    pub by: String,
    /// When first in that hour.
    pub at: Instant,
}

/// The views of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// What people call it.
    pub reference: Reference,
    /// Who opened it, earliest first.
    pub views: Vec<View>,
}

fn record(id: IncidentId) -> String {
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
            let select = "SELECT reference, created_by FROM incident WHERE id = ?1";
            let (reference, owner): (String, String) =
                self.connection
                    .query_row(select, [id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if owner != self.settings.who.name {
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

    fn views(&self, id: IncidentId) -> Result<Vec<View>, StoreError> {
        let select = "SELECT by, at FROM journal WHERE record = ?1 ORDER BY seq";
        let mut query = self.connection.prepare_cached(select)?;
        let rows = query.query_map([record(id)], |row| {
            Ok(View {
                by: row.get(0)?,
                at: column::instant(row, 1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests;
