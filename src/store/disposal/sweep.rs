//! Sweeping the files: what was taken out of the tables is taken out of their pages and logs.

use rusqlite::Connection;

use super::read::is_disposed;
use crate::domain::id::IncidentId;
use crate::store::drafts;
use crate::store::error::StoreError;
use crate::store::opened::Store;

/// Sweeps the files, where something was disposed of since they last were.
///
/// An index of words keeps those of a row that is gone until its parts are merged; a table keeps them
/// in free pages and in the log. Each step can be done again, and the last says that all were.
///
/// # Errors
/// [`StoreError::Busy`] while another program reads what was there before; it is done another time.
pub(in crate::store) fn sweep(store: &mut Store) -> Result<(), StoreError> {
    if !is_unswept(&store.connection)? {
        return Ok(());
    }
    let desk = &store.connection;
    drafts::drop_of(&store.drafts, |id: IncidentId| is_disposed(desk, id))?;
    for index in ["register_text", "open_text", "due_text"] {
        desk.execute_batch(&format!(
            "INSERT INTO {index} ({index}) VALUES ('optimize')"
        ))?;
    }
    for file in [&store.drafts, desk] {
        file.execute_batch("VACUUM")?;
        fold_whole(file)?;
    }
    desk.execute_batch("DELETE FROM unswept")?;
    fold_whole(desk)
}

/// Says whether the files may still hold something of what was disposed of.
fn is_unswept(rows: &Connection) -> Result<bool, StoreError> {
    Ok(
        rows.query_row("SELECT EXISTS (SELECT 1 FROM unswept)", [], |row| {
            row.get(0)
        })?,
    )
}

/// Folds a log into its file and cuts it to nothing.
fn fold_whole(file: &Connection) -> Result<(), StoreError> {
    let is_busy: bool = file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        return Err(StoreError::Busy);
    }
    Ok(())
}

impl Store {
    /// Says whether the files may still hold bytes of what was disposed of, because another program
    /// kept them from being swept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_unswept(&self) -> Result<bool, StoreError> {
        is_unswept(&self.connection)
    }
}
