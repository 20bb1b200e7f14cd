//! The backups that were made of a desk, as its journal says.

use std::path::PathBuf;

use super::column;
use super::error::StoreError;
use super::journal::actions;
use super::opened::Store;
use crate::domain::instant::Instant;

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Instant,
    /// Where to; none where an earlier release made it, which noted no folder.
    pub folder: Option<PathBuf>,
}

impl Made {
    /// Says whether its folder is known and holds no desk any more; of a disk that is not here it is
    /// not known.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        let Some(folder) = &self.folder else {
            return false;
        };
        let has_parent = folder.parent().is_some_and(std::path::Path::exists);
        has_parent && !folder.join("desk.db").exists()
    }
}

impl Store {
    /// Returns every backup that was made, the first first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn backups(&self) -> Result<Vec<Made>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT j.at, c.after FROM journal j LEFT JOIN change c ON c.journal = j.seq
             WHERE j.action = ?1 ORDER BY j.seq",
        )?;
        let rows = query.query_map([actions::BACKUP], |row| {
            let folder: Option<String> = row.get(1)?;
            Ok(Made {
                at: column::instant(row, 0)?,
                folder: folder.map(PathBuf::from),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
