//! The steps of each file's schema: numbered SQL files, each one transaction, never edited once
//! released.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// How one of the desk's files comes to be what this program writes.
pub(super) struct Steps {
    /// Marks the file as what it is, for `file` and for refusing any other database.
    application_id: i64,
    /// In order: each brings a file from the version before to its own.
    steps: &'static [Step],
}

/// One step of a schema.
struct Step {
    /// The `user_version` that it brings a file to.
    version: i64,
    sql: &'static str,
}

impl Step {
    const fn new(version: i64, sql: &'static str) -> Self {
        Self { version, sql }
    }
}

/// Says whether steps are numbered from 1 on, each higher than the one before it. A number that is
/// left out was kept free for a step that never came.
const fn are_numbered(mut steps: &[Step]) -> bool {
    let mut version = 0;
    while let [first, rest @ ..] = steps {
        if first.version <= version || (version == 0 && first.version != 1) {
            return false;
        }
        version = first.version;
        steps = rest;
    }
    version > 0
}

const _: () = assert!(are_numbered(DESK.steps) && are_numbered(DRAFTS.steps));

/// The steps of `desk.db` (`DUTY`).
pub(super) const DESK: Steps = Steps {
    application_id: 0x4455_5459,
    steps: &[
        Step::new(1, include_str!("migrations/0001_records.sql")),
        Step::new(2, include_str!("migrations/0002_ledgers.sql")),
        Step::new(3, include_str!("migrations/0003_people.sql")),
        Step::new(4, include_str!("migrations/0004_sittings.sql")),
        Step::new(5, include_str!("migrations/0005_register.sql")),
        Step::new(6, include_str!("migrations/0006_drafts_apart.sql")),
        Step::new(7, include_str!("migrations/0007_only_if.sql")),
        Step::new(8, include_str!("migrations/0008_groups.sql")),
        Step::new(9, include_str!("migrations/0009_edition.sql")),
        Step::new(10, include_str!("migrations/0010_less_written.sql")),
        Step::new(11, include_str!("migrations/0011_outgoing.sql")),
        Step::new(12, include_str!("migrations/0012_as_said.sql")),
        Step::new(13, include_str!("migrations/0013_users.sql")),
        Step::new(14, include_str!("migrations/0014_how_checked.sql")),
        Step::new(15, include_str!("migrations/0015_disposal.sql")),
        Step::new(16, include_str!("migrations/0016_restricted.sql")),
        Step::new(17, include_str!("migrations/0017_word.sql")),
        Step::new(18, include_str!("migrations/0018_the_register.sql")),
        Step::new(19, include_str!("migrations/0019_import.sql")),
        Step::new(20, include_str!("migrations/0020_reports.sql")),
    ],
};

/// The steps of `drafts.db` (`DRFT`).
pub(super) const DRAFTS: Steps = Steps {
    application_id: 0x4452_4654,
    steps: &[Step::new(
        1,
        include_str!("migrations/drafts/0001_drafts.sql"),
    )],
};

impl Steps {
    /// Returns the version of the schema this program writes.
    const fn latest(&self) -> i64 {
        match self.steps {
            [.., last] => last.version,
            [] => 0,
        }
    }

    /// Brings a file to the latest version, one transaction a step.
    ///
    /// # Errors
    /// When the file is of a later version, is another's, or a step fails (the file then stays at
    /// the version before it).
    pub(super) fn migrate(
        &self,
        connection: &mut Connection,
        path: &Path,
    ) -> Result<(), StoreError> {
        self.migrate_to(connection, path, self.latest())
    }

    fn migrate_to(
        &self,
        connection: &mut Connection,
        path: &Path,
        version: i64,
    ) -> Result<(), StoreError> {
        self.check(connection, path)?;
        loop {
            let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Read under the write lock: another process may have just made the same step.
            let at = user_version(&step)?;
            let mut steps = self.steps.iter();
            let next = steps.find(|next| next.version > at && next.version <= version);
            let Some(next) = next else {
                return Ok(());
            };
            step.execute_batch(next.sql)?;
            step.pragma_update(None, "application_id", self.application_id)?;
            step.pragma_update(None, "user_version", next.version)?;
            step.commit()?;
        }
    }

    /// Refuses a file of a later version or of another program, before anything is written to it.
    fn check(&self, connection: &Connection, path: &Path) -> Result<(), StoreError> {
        let found = user_version(connection)?;
        if found > self.latest() {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                found,
                known: self.latest(),
            });
        }
        let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        if found < 0 || (found > 0 && id != self.application_id) {
            return Err(StoreError::damaged(
                path,
                "it is a database of another program",
            ));
        }
        Ok(())
    }

    /// Says whether a file is of this release's schema.
    pub(super) fn is_latest(&self, connection: &Connection) -> Result<bool, StoreError> {
        Ok(user_version(connection)? == self.latest())
    }

    /// Returns the schema that the steps make up to the version that a file says it has.
    pub(super) fn schema_of(
        &self,
        file: &Connection,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let version = user_version(file)?;
        let connection = Connection::open_in_memory()?;
        for step in self.steps.iter().filter(|step| step.version <= version) {
            connection.execute_batch(step.sql)?;
        }
        schema(&connection)
    }
}

/// Returns what a file's schema is made of: each table, index and trigger by its kind and name.
pub(super) fn schema(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let mut query = connection
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Says whether anything was ever written in a file: whether its first step was made.
pub(super) fn is_begun(connection: &Connection) -> Result<bool, StoreError> {
    Ok(user_version(connection)? > 0)
}

fn user_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
