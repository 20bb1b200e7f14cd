//! The steps of an import: begun, rows in batches, and the one commit that puts all of them on the desk.

use rusqlite::{OptionalExtension, TransactionBehavior};

use super::known::{digest, known};
use super::{column_map, put, removal};
use crate::domain::change::path::Path;
use crate::domain::id::{ImportId, Reference};
use crate::domain::importing::{Known, NewImported};
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::store::column::instant;
use crate::store::error::StoreError;
use crate::store::journal::actions;
use crate::store::opened::Store;
use crate::store::sitting::Sitting;
use crate::store::writing::Writing;
use crate::vault::keyed_digest;

/// Pages kept while rows are written, in KiB: enough for the ends of the indexes that they go to, beside
/// the texts of a workbook.
const CACHE: i64 = 48 * 1024;

/// Pages kept while lists take them up, in KiB: their indexes are touched all over, and the workbook is
/// closed by then.
const CACHE_OF_LISTS: i64 = 64 * 1024;

/// What begins when a file is to come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The same file came in before: when, by whom, how many rows.
    Here(Instant, String, usize),
    /// An import is under way.
    Now(ImportId),
}

/// What became of some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many were written.
    pub new: usize,
    /// How many came in before, word for word the same.
    pub same: usize,
    /// How many came in before with other words: left as they are.
    pub other: usize,
}

impl Taken {
    /// Adds what became of others.
    pub fn add(&mut self, more: &Self) {
        self.new += more.new;
        self.same += more.same;
        self.other += more.other;
    }
}

impl Store {
    /// Returns when the same file came in before, by whom, and with how many rows.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn imported_before(
        &self,
        sum: &[u8; 32],
    ) -> Result<Option<(Instant, String, usize)>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT finished_at, began_by, (SELECT count(*) FROM imported WHERE import = f.id)
             FROM import f WHERE digest = ?1 AND finished_at IS NOT NULL ORDER BY id LIMIT 1",
        )?;
        let digest = keyed_digest(&self.journal.seal, sum);
        let read = |row: &rusqlite::Row<'_>| Ok((instant(row, 0)?, row.get(1)?, row.get(2)?));
        Ok(query.query_row([digest], read).optional()?)
    }

    /// Begins an import of a file of this name whose bytes have this sum.
    ///
    /// # Errors
    /// When whoever is at the desk may not import, or the file cannot be written.
    pub fn begin_import(
        &mut self,
        file: &str,
        sum: &[u8; 32],
        now: Instant,
    ) -> Result<Begun, StoreError> {
        self.require(Right::Import)?;
        while removal::remove_some(self)? > 0 {}
        if let Some((at, by, rows)) = self.imported_before(sum)? {
            return Ok(Begun::Here(at, by, rows));
        }
        self.connection
            .execute_batch(&format!("PRAGMA cache_size = -{CACHE}"))?;
        let sitting = if let Some(sitting) = &self.sitting {
            sitting.id.clone()
        } else {
            let sitting = Sitting::begin(&self.places)?;
            self.sitting.insert(sitting).id.clone()
        };
        self.connection.execute(
            "INSERT INTO import (file, digest, began_at, began_by, sitting)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                file,
                keyed_digest(&self.journal.seal, sum),
                now.to_rfc3339(),
                &self.settings.who.name,
                &sitting.0,
            ),
        )?;
        Ok(Begun::Now(ImportId(self.connection.last_insert_rowid())))
    }

    /// Writes some rows of an import that is under way, in one transaction; no list shows them yet. `now`
    /// is the moment at which the import began.
    ///
    /// # Errors
    /// When the import is not under way here, or the file cannot be written.
    pub fn import_rows(
        &mut self,
        import: ImportId,
        some: &[NewImported],
        now: Instant,
    ) -> Result<Taken, StoreError> {
        let rows = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_own(&rows, import, self.sitting.as_ref())?;
        let user = &self.settings.who.name;
        let followed = self.followed.as_ref();
        let mut writing = Writing::begin(&rows, user, now, &self.journal, followed);
        let mut taken = Taken::default();
        for row in some {
            let digest = digest(&self.journal, row);
            match known(&rows, &digest, &row.reference, Some(import))? {
                Known::Same => taken.same += 1,
                Known::Other(_) => taken.other += 1,
                Known::New => {
                    put::put(&mut writing, import, row)?;
                    taken.new += 1;
                }
            }
        }
        rows.commit()?;
        Ok(taken)
    }

    /// Puts every row of an import on the desk, with one commit, and keeps how its columns were
    /// understood; lists have them after [`Self::list_imported`].
    ///
    /// # Errors
    /// When whoever is at the desk may not import any more, the import is not under way here, or the
    /// file cannot be written.
    pub fn finish_import(
        &mut self,
        import: ImportId,
        maps: &[(Vec<String>, String)],
        now: Instant,
    ) -> Result<usize, StoreError> {
        self.require(Right::Import)?;
        check_own(&self.connection, import, self.sitting.as_ref())?;
        self.connection
            .execute_batch(&format!("PRAGMA cache_size = -{CACHE_OF_LISTS}"))?;
        self.administer(now, |writing| {
            let finish = "UPDATE import SET finished_at = ?2 WHERE id = ?1";
            writing.rows.execute(finish, (import.0, now.to_rfc3339()))?;
            let count = writing.rows.execute(
                "INSERT INTO unlisted SELECT incident FROM imported WHERE import = ?1",
                [import.0],
            )?;
            for (headers, map) in maps {
                column_map::keep(writing, headers, map)?;
            }
            writing.changed(&Path::Import, None, Some(format!("{count} rows")));
            let record = format!("import:{}", import.0);
            writing.journalled(actions::IMPORTED, record, 1)?;
            Ok(count)
        })
    }

    /// Takes an import that is under way back: nothing of it is left.
    ///
    /// # Errors
    /// When the file cannot be written; whoever opens the desk next goes on with it.
    pub fn drop_import(&mut self, import: ImportId) -> Result<(), StoreError> {
        check_own(&self.connection, import, self.sitting.as_ref())?;
        while removal::remove(&mut self.connection, import)? > 0 {}
        Ok(())
    }

    /// Returns the references that an import gave, the first and the last of each year.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn import_references(
        &self,
        import: ImportId,
    ) -> Result<Vec<(Reference, Reference)>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT (SELECT reference FROM incident WHERE year = n.year AND number = n.first),
                 (SELECT reference FROM incident WHERE year = n.year AND number = n.last)
             FROM (SELECT i.year, min(i.number) AS first, max(i.number) AS last FROM imported m
                 JOIN incident i ON i.id = m.incident WHERE m.import = ?1 GROUP BY i.year) n
             ORDER BY n.year",
        )?;
        let read = |row: &rusqlite::Row<'_>| Ok((Reference(row.get(0)?), Reference(row.get(1)?)));
        let rows = query.query_map([import.0], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Refuses to go on with an import that is not under way at this sitting.
fn check_own(
    rows: &rusqlite::Connection,
    import: ImportId,
    sitting: Option<&Sitting>,
) -> Result<(), StoreError> {
    let own = sitting.map(|sitting| sitting.id.0.as_str());
    let select = "SELECT 1 FROM import WHERE id = ?1 AND sitting = ?2 AND finished_at IS NULL";
    let mut query = rows.prepare_cached(select)?;
    let found = query.query_row((import.0, own), |_| Ok(())).optional()?;
    found.ok_or(StoreError::NotThere("import under way here"))
}
