//! What is known of the cases that were disposed of.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use crate::domain::disposal::Disposed;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::store::column;
use crate::store::error::StoreError;
use crate::store::finding::Finding;
use crate::store::opened::Store;
use crate::store::register;

/// Returns every case that was disposed of, in the order of their numbers.
pub(in crate::store) fn all(rows: &Connection) -> Result<Vec<Disposed>, StoreError> {
    let mut query = rows.prepare(
        "SELECT id, reference, class, review_on, proposed_at, proposed_by, agreed_at, agreed_by
         FROM disposal ORDER BY id",
    )?;
    let found = query.query_map([], disposed)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Says whether an incident was disposed of.
pub(in crate::store) fn is_disposed(rows: &Connection, id: IncidentId) -> Result<bool, StoreError> {
    let mut query = rows.prepare_cached("SELECT EXISTS (SELECT 1 FROM disposal WHERE id = ?1)")?;
    Ok(query.query_row([id.0], |row| row.get(0))?)
}

fn disposed(row: &Row<'_>) -> Result<Disposed, rusqlite::Error> {
    let review: String = row.get(3)?;
    Ok(Disposed {
        id: IncidentId(row.get(0)?),
        reference: Reference(row.get(1)?),
        class: row.get(2)?,
        review_on: NaiveDate::parse_from_str(&review, "%Y-%m-%d")
            .map_err(|_unread| column::unread(row, 3, "a date"))?,
        proposed_at: column::instant(row, 4)?,
        proposed_by: row.get(5)?,
        agreed_at: column::instant(row, 6)?,
        agreed_by: row.get(7)?,
    })
}

impl Store {
    /// Returns how many closed cases are past their review date, to be said to whoever keeps cases or
    /// proposes to dispose of them; nothing to others, and where none is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn past_review(&self, now: Instant) -> Result<Option<Finding>, StoreError> {
        let is_asked = [Right::Keep, Right::Propose]
            .into_iter()
            .any(|right| self.require(right).is_ok());
        if !is_asked {
            return Ok(None);
        }
        let count = register::past_review(&self.connection, now)?;
        Ok((count > 0).then_some(Finding::PastReview(count)))
    }

    /// Returns the cases that were disposed of and that a person may mean by `42`, `0042` or
    /// `TH-2026-0042`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn disposed(&self, typed: &str) -> Result<Vec<Disposed>, StoreError> {
        let mut all = all(&self.connection)?;
        all.retain(|disposed| disposed.reference.matches(typed));
        Ok(all)
    }

    /// Returns every case that was disposed of, in the order of their numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_disposed(&self) -> Result<Vec<Disposed>, StoreError> {
        all(&self.connection)
    }
}
