//! The keys of the journal, and what they come of.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction};
use zeroize::Zeroizing;

use crate::domain::secret::Secret;
use crate::store::error::StoreError;
use crate::vault::DataKey;

/// The keys of the journal, each derived for its one purpose.
pub(in crate::store) struct Keys {
    /// For digests of changes: without a key, a digest of a name can be guessed by trying names.
    pub(super) digest: Zeroizing<[u8; 32]>,
    pub(super) chain: Zeroizing<[u8; 32]>,
    /// For seals of records.
    pub(in crate::store) seal: Zeroizing<[u8; 32]>,
    /// For the head beside the file: whoever knows a former key of the desk makes none.
    pub(in crate::store) head: Zeroizing<[u8; 32]>,
}

/// Under which name the file keeps what the keys of its journal come of, once its own key is another.
const ROOT: &str = "journal_root";

impl Keys {
    /// Returns the keys of a file that opened with a key: of that key, or of the first that the desk
    /// had. A desk that has another key keeps its history as it was written: not one entry is made
    /// anew, and an entry that was noted elsewhere is still there.
    pub(in crate::store) fn of(file: &Connection, key: &DataKey) -> Result<Self, StoreError> {
        let select = "SELECT value FROM setting WHERE key = ?1";
        let root: Option<String> = file
            .query_row(select, [ROOT], |row| row.get(0))
            .optional()?;
        let Some(root) = root.map(Secret::from) else {
            return Self::from_root(key, key);
        };
        let root = DataKey::from_hex(&root, key.cipher).ok_or_else(|| {
            StoreError::damaged(
                Path::new("desk.db"),
                "the root of its journal's keys is none",
            )
        })?;
        Self::from_root(&root, key)
    }

    fn from_root(root: &DataKey, key: &DataKey) -> Result<Self, StoreError> {
        let derived = |key: &DataKey, purpose| {
            let path = Path::new("desk.keys");
            key.derived(purpose)
                .map_err(|e| StoreError::of_keys(e, path))
        };
        let seal = "dutydesk record seal 1";
        Ok(Self {
            digest: derived(root, "dutydesk journal digest 1")?,
            chain: derived(root, "dutydesk journal chain 1")?,
            seal: derived(root, seal)?,
            head: derived(key, seal)?,
        })
    }
}

/// Keeps in a file what the keys of its journal come of, before its own key is another.
pub(in crate::store) fn keep_root(
    writing: &Transaction<'_>,
    key: &DataKey,
) -> Result<(), StoreError> {
    writing.execute(
        "INSERT OR IGNORE INTO setting VALUES (?1, ?2)",
        (ROOT, key.hex().reveal()),
    )?;
    Ok(())
}
