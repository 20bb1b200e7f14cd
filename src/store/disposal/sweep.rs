//! Sweeping the files: what was taken out of the tables is taken out of their pages and logs.

use std::fs;

use rusqlite::Connection;

use super::read::{self, is_disposed};
use crate::config::Places;
use crate::domain::disposal::Disposed;
use crate::domain::id::IncidentId;
use crate::store::drafts;
use crate::store::error::StoreError;
use crate::store::opened::Store;
use crate::store::register::known;

/// Sweeps the files, where something was disposed of since they last were.
///
/// An index of words keeps those of a row that is gone until its parts are merged; a table keeps them
/// in free pages and in the log. Each step can be done again, and the last says that all were.
///
/// # Errors
/// [`StoreError::Busy`] while another program reads what was there before; it is done another time.
pub(in crate::store) fn sweep(store: &Store) -> Result<(), StoreError> {
    if !is_unswept(&store.connection)? {
        return Ok(());
    }
    let desk = &store.connection;
    drafts::drop_of(&store.drafts, |id: IncidentId| is_disposed(desk, id))?;
    sweep_outbox(&store.places, &read::all(desk)?)?;
    for index in ["register_text", "open_text", "due_text"] {
        desk.execute_batch(&format!(
            "INSERT INTO {index} ({index}) VALUES ('optimize')"
        ))?;
    }
    known::forget_gone(desk)?;
    for file in [&store.drafts, desk] {
        file.execute_batch("VACUUM")?;
        fold_whole(file)?;
    }
    desk.execute_batch("DELETE FROM unswept")?;
    fold_whole(desk)
}

/// Takes out of the outbox what was written there of cases that were disposed of: letters by their
/// name, which begins with the reference, and handovers that name it.
fn sweep_outbox(places: &Places, gone: &[Disposed]) -> Result<(), StoreError> {
    let outbox = places.outbox();
    let failed = |e: std::io::Error| StoreError::of_io(&e, &outbox);
    let entries = match fs::read_dir(&outbox) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed(e)),
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let Some(name) = name else { continue };
        let is_of = |gone: &Disposed| name.starts_with(&format!("{}-", gone.reference));
        let is_told = name.starts_with("handover-") && {
            let text = fs::read(&path).map_err(failed)?;
            let text = String::from_utf8_lossy(&text);
            gone.iter().any(|gone| text.contains(&gone.reference.0))
        };
        if is_told || gone.iter().any(is_of) {
            fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
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
