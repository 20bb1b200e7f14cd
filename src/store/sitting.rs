//! Sittings: one person at one running program. Drafts belong to one, and end with it or are left
//! behind by it.
//!
//! A sitting holds a lock on a file of its own for as long as its process lives. The system gives
//! the lock up with the process, however it ended, and no number that is given out again (a
//! process's, a terminal's) can be taken for it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;

use rusqlite::Connection;

use super::error::StoreError;
use crate::config::Places;
use crate::domain::id::SittingId;
use crate::domain::instant::Instant;
use crate::vault::random_word;

/// This process's sitting.
#[derive(Debug)]
pub(super) struct Sitting {
    pub(super) id: SittingId,
    path: PathBuf,
    /// Held, never read: its lock says that the sitting lives.
    _lock: File,
}

impl Sitting {
    /// Begins a sitting.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn begin(places: &Places) -> Result<Self, StoreError> {
        folder(places)?;
        let folder = places.sittings();
        let failed = |e: std::io::Error| StoreError::of_io(&e, &folder);
        let id = SittingId(random_word().map_err(|e| StoreError::of_keys(e, &folder))?);
        let path = folder.join(&id.0);
        let lock = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(failed)?;
        lock.try_lock().map_err(|_held| StoreError::Busy)?;
        Ok(Self {
            id,
            path,
            _lock: lock,
        })
    }

    /// Writes down whose it is, so that others can name whoever is typing.
    pub(super) fn record(
        &self,
        rows: &Connection,
        user: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let host = rustix::system::uname();
        let host = host.nodename().to_string_lossy().into_owned();
        rows.prepare_cached("INSERT OR IGNORE INTO sitting VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((&self.id.0, user, host, std::process::id(), now.to_rfc3339()))?;
        Ok(())
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        // Left lying it would do no harm: without its lock it says that the sitting has ended.
        let _gone = std::fs::remove_file(&self.path);
    }
}

/// Opens the folder of the locks, making it where there is none.
///
/// # Errors
/// When it cannot be written.
pub(super) fn folder(places: &Places) -> Result<File, StoreError> {
    let folder = places.sittings();
    let failed = |e: std::io::Error| StoreError::of_io(&e, &folder);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(failed)?;
    File::open(&folder).map_err(failed)
}

/// Says whether the process of a sitting still runs. Where that cannot be known it is taken to: its
/// words are nobody else's to read.
pub(super) fn is_live(places: &Places, sitting: &SittingId) -> bool {
    match File::open(places.sittings().join(&sitting.0)) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(e) => e.kind() != std::io::ErrorKind::NotFound,
    }
}
