//! The file of the drafts: opened, begun, and put aside where it cannot be read.
//!
//! What is typed and not recorded never keeps the desk from opening. A file of drafts that is
//! damaged keeps its place under another name, for whoever may save something of it.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::rows;
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::error::Chain;
use crate::store::connection::connect;
use crate::store::error::StoreError;
use crate::store::finding::Finding;
use crate::store::{making, migrate, place, sitting};
use crate::vault::DataKey;

/// The file of the drafts, open, and what was found on opening it.
pub(in crate::store) struct Opened {
    pub(in crate::store) file: Connection,
    pub(in crate::store) finding: Option<Finding>,
}

/// Opens the file of the drafts, and begins one where there is none that can be read.
///
/// # Errors
/// When the folder or the desk cannot be written, or another program keeps the file busy.
pub(super) fn open(
    places: &Places,
    key: &DataKey,
    desk: &mut Connection,
    now: Instant,
) -> Result<Opened, StoreError> {
    let path = places.drafts();
    // Two programs that find none, or a damaged one, would each begin another.
    let folder = sitting::folder(places)?;
    folder
        .lock()
        .map_err(|e| StoreError::of_io(&e, &places.sittings()))?;
    let mut finding = None;
    if making::is_there(&path)? || making::is_there(&making::with_suffix(&path, "-wal"))? {
        match sound(&path, key, desk) {
            Ok(file) => {
                note_begun(desk, now)?;
                return Ok(Opened {
                    file,
                    finding: None,
                });
            }
            Err(error @ (StoreError::Busy | StoreError::Full | StoreError::NoMemory)) => {
                return Err(error);
            }
            Err(error) => {
                tracing::error!(error = %Chain(&error), "the drafts cannot be read");
                finding = Some(Finding::DraftsPutAside(making::put_aside(&path, now)?));
            }
        }
    } else if is_expected(desk)? {
        finding = Some(Finding::DraftsMissing);
    }
    drop(making::make_private(&path)?);
    let mut file = connect(&path, key)?;
    migrate::DRAFTS.migrate(&mut file, &path)?;
    note_begun(desk, now)?;
    Ok(Opened { file, finding })
}

/// Opens a file of drafts that is whole, and all of which can be read.
fn sound(path: &Path, key: &DataKey, desk: &Connection) -> Result<Connection, StoreError> {
    let refused = |why: &str| StoreError::damaged(path, why);
    if !place::check_file(path)? {
        return Err(refused("its log is here without it"));
    }
    // SQLite takes an empty file for a new database: drafts that were lost would go unsaid.
    let is_expected = is_expected(desk)?;
    let found = fs::metadata(path).map_err(|e| StoreError::of_io(&e, path))?;
    if is_expected && found.len() == 0 {
        return Err(refused("it is empty"));
    }
    let mut file = connect(path, key)?;
    if is_expected && !migrate::is_begun(&file)? {
        return Err(refused("nothing was ever written in it"));
    }
    migrate::DRAFTS.migrate(&mut file, path)?;
    // Its pages are few: all are read, so that no draft fails later.
    let checked: String = file.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if checked != "ok" {
        return Err(refused("it does not hold together"));
    }
    rows::others(&file, None)?;
    Ok(file)
}

/// Says whether a file of drafts was ever begun beside a desk.
///
/// # Errors
/// When the desk cannot be read.
pub(in crate::store) fn is_expected(desk: &Connection) -> Result<bool, StoreError> {
    let found = "SELECT EXISTS (SELECT 1 FROM draft_file)";
    Ok(desk.query_row(found, [], |row| row.get(0))?)
}

/// Writes down that a file of drafts was begun, once.
fn note_begun(desk: &mut Connection, now: Instant) -> Result<(), StoreError> {
    if is_expected(desk)? {
        return Ok(());
    }
    let writing = desk.transaction_with_behavior(TransactionBehavior::Immediate)?;
    writing.execute(
        "INSERT INTO draft_file SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM draft_file)",
        [now.to_rfc3339()],
    )?;
    Ok(writing.commit()?)
}

/// Copies the drafts, open as they are, into a file that is not there yet.
///
/// # Errors
/// When it cannot be written, or they cannot be read.
pub(in crate::store) fn copy_out(drafts: &Connection, to: &Path) -> Result<(), StoreError> {
    drop::<File>(making::make_private(to)?);
    drafts.execute("VACUUM INTO ?1", [making::as_text(to)?])?;
    Ok(())
}
