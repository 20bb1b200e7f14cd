//! Whether a row came in before: the same file again, and next month's file with last month's rows in it,
//! change nothing.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::id::{ImportId, Reference};
use crate::domain::importing::{Known, NewImported};
use crate::domain::text::fold;
use crate::store::error::StoreError;
use crate::store::journal::Keys;
use crate::store::opened::Store;
use crate::vault::keyed_digest;

/// Returns the digest of a row: of what says something, whatever the order of its columns.
pub(super) fn digest(keys: &Keys, row: &NewImported) -> [u8; 32] {
    let said = row.original.iter();
    let said = said.filter(|(_, value)| !value.trim().is_empty());
    let mut said: Vec<(String, &str)> = said
        .map(|(header, value)| (fold(header), value.trim()))
        .collect();
    said.sort();
    let mut bytes = b"row of an import".to_vec();
    for (header, value) in &said {
        for part in [header.as_str(), value] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
    }
    keyed_digest(&keys.seal, &bytes)
}

/// Returns what a row is to this desk; of an import under way its own rows count too.
pub(super) fn known(
    rows: &Connection,
    digest: &[u8; 32],
    reference: &str,
    own: Option<ImportId>,
) -> Result<Known, StoreError> {
    let own = own.map(|id| id.0);
    let mut query = rows.prepare_cached(
        "SELECT 1 FROM imported m JOIN import f ON f.id = m.import
         WHERE m.digest = ?1 AND (f.finished_at IS NOT NULL OR f.id = ?2) LIMIT 1",
    )?;
    if query
        .query_row((digest, own), |_| Ok(()))
        .optional()?
        .is_some()
    {
        return Ok(Known::Same);
    }
    if reference.is_empty() {
        return Ok(Known::New);
    }
    // Rows of one file that share a reference are an incident each: a row a child is usual.
    let mut query = rows.prepare_cached(
        "SELECT i.reference FROM original o JOIN imported m ON m.incident = o.incident
         JOIN import f ON f.id = m.import JOIN incident i ON i.id = o.incident
         WHERE o.reference <> '' AND o.reference = ?1 AND f.finished_at IS NOT NULL
         ORDER BY o.incident LIMIT 1",
    )?;
    let found = query.query_row([reference], |row| Ok(Reference(row.get(0)?)));
    Ok(match found.optional()? {
        Some(here) => Known::Other(here),
        None => Known::New,
    })
}

impl Store {
    /// Returns what a row of the old register is to this desk; nothing is written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known_row(&self, row: &NewImported) -> Result<Known, StoreError> {
        let digest = digest(&self.journal, row);
        known(&self.connection, &digest, &row.reference, None)
    }
}
