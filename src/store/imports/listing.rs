//! What came in put on the lists, a few incidents in one write.

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::store::error::StoreError;
use crate::store::opened::Store;
use crate::store::register;
use crate::store::register::stale::turned;

/// Returns how many incidents that came in are on no list yet.
pub(in crate::store) fn unlisted(connection: &Connection) -> Result<usize, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM unlisted")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

impl Store {
    /// Puts some of what came in on the lists; returns how many are left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn list_imported(&mut self, most: usize, now: Instant) -> Result<usize, StoreError> {
        if unlisted(&self.connection)? == 0 {
            return Ok(0);
        }
        let followed = self.followed.as_ref().ok_or(StoreError::NoRules)?;
        let rows = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ids = {
            let mut query = rows.prepare_cached("SELECT incident FROM unlisted LIMIT ?1")?;
            let found = query.query_map([most], |row| Ok(IncidentId(row.get(0)?)))?;
            found.collect::<Result<Vec<_>, _>>()?
        };
        for id in &ids {
            register::derive(&rows, followed, *id, now)?;
            rows.prepare_cached("DELETE FROM unlisted WHERE incident = ?1")?
                .execute([id.0])?;
        }
        turned(&rows)?;
        rows.commit()?;
        unlisted(&self.connection)
    }
}
