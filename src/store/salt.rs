//! The salt of a record: without it a digest in the journal says nothing of what it was made of.
//!
//! A keyed digest of a name still tells whoever has the key, and guesses the name, that they guessed
//! right. The digests of a case and of a handover are therefore salted, each record's with random
//! bytes of its own; when the record is disposed of they go with it. The chain is over the digests,
//! not over what they were made of, and holds as before.
//!
//! Entries of releases before salts keep their digests as they were: the chain stands on them.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use crate::vault::{keyed_digest, random_bytes};

/// The kinds of records of which something may be disposed of.
const SALTED: [&str; 2] = ["incident:", "handover:"];

/// The salt of a record.
pub(super) struct Salt {
    /// The first entry of the journal whose digests are salted.
    pub(super) since: i64,
    bytes: Vec<u8>,
}

impl Salt {
    /// Returns the key for digests of the record.
    pub(super) fn key(&self, key: &[u8; 32]) -> [u8; 32] {
        keyed_digest(key, &self.bytes)
    }
}

/// Returns the salt of a record, where it has one.
pub(super) fn of(rows: &Connection, record: &str) -> Result<Option<Salt>, StoreError> {
    let mut query = rows.prepare_cached("SELECT since, salt FROM salt WHERE record = ?1")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Salt {
            since: row.get(0)?,
            bytes: row.get(1)?,
        })
    };
    Ok(query.query_row([record], read).optional()?)
}

/// Returns the salt of a record whose next entry is about to be written, made with its first; none of
/// a record that nothing is ever disposed of.
pub(super) fn for_next(
    rows: &Connection,
    record: &str,
    seq: i64,
) -> Result<Option<Salt>, StoreError> {
    if !SALTED.iter().any(|kind| record.starts_with(kind)) {
        return Ok(None);
    }
    if let Some(salt) = of(rows, record)? {
        return Ok(Some(salt));
    }
    let bytes = random_bytes::<32>().map_err(|e| StoreError::of_keys(e, Path::new("desk.db")))?;
    rows.prepare_cached("INSERT INTO salt (record, since, salt) VALUES (?1, ?2, ?3)")?
        .execute((record, seq, bytes.as_slice()))?;
    Ok(Some(Salt {
        since: seq,
        bytes: bytes.to_vec(),
    }))
}
