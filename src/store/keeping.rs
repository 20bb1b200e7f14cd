//! Keeping what an edition of a protocol says: an incident goes on being read by the one that it was
//! logged under, whatever is built in or lies in a file by then.

use rusqlite::TransactionBehavior;
use sha2::{Digest, Sha256};

use super::editions::row;
use super::error::StoreError;
use super::journal::{self, actions};
use super::opened::Store;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::edition::Edition;
use crate::domain::instant::Instant;
use crate::pack::{Pack, PackText};
use crate::vault::hex;

/// Keeps what an edition says, where the file has it not or has it otherwise; returns its row.
///
/// A text that was corrected under the name of its edition takes the place of the earlier one, as it
/// does for every incident of that edition; another edition takes the place of none.
pub(super) fn keep(store: &mut Store, pack: &Pack, now: Instant) -> Result<i64, StoreError> {
    let edition = pack.edition();
    // Looked at without the lock: nearly always it is there.
    if let Some(found) = row(&store.connection, &edition)?.filter(|row| row.says(pack.text())) {
        return Ok(found.id);
    }
    let rows = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let user = &store.settings.who.name;
    let mut writing = Writing::begin(&rows, user, now, &store.journal, None);
    let id = put(&mut writing, &edition, pack.text())?;
    let head = writing.head.take();
    rows.commit()?;
    if let Some(head) = head {
        store.head.put(&head);
    }
    Ok(id)
}

/// Writes an edition down, and in the journal that it was.
fn put(writing: &mut Writing<'_>, edition: &Edition, text: &PackText) -> Result<i64, StoreError> {
    let found = row(writing.rows, edition)?;
    let (version, before) = match &found {
        // Another desk was faster.
        Some(row) if row.says(text) => return Ok(row.id),
        Some(row) => (row.version, row.text.as_ref().map(digest)),
        None => (0, None),
    };
    if let (Some(row), true) = (&found, before.is_some()) {
        writing.note_altered(&journal::edition_record(row.id), row.version)?;
    }
    let version = version + 1;
    writing.rows.execute(
        "INSERT INTO edition (pack, name, version, text, base, kept_at, kept_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (pack, name) DO UPDATE SET version = excluded.version, text = excluded.text,
             base = excluded.base, kept_at = excluded.kept_at, kept_by = excluded.kept_by",
        (
            &edition.pack,
            &edition.name,
            version,
            &text.own,
            &text.base,
            writing.now.to_rfc3339(),
            writing.user,
        ),
    )?;
    let id = match found {
        Some(row) => row.id,
        None => writing.rows.last_insert_rowid(),
    };
    if before.is_none() {
        writing.changed(&Path::Edition, None, Some(edition.to_string()));
    }
    writing.changed(&Path::EditionText, before, Some(digest(text)));
    writing.journalled(actions::KEPT_EDITION, journal::edition_record(id), version)?;
    Ok(id)
}

/// Returns the digest by which the history names a text, which is too long to stand there.
fn digest(text: &PackText) -> String {
    let mut digest = Sha256::new();
    for part in [Some(&text.own), text.base.as_ref()].into_iter().flatten() {
        digest.update(part.len().to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize())
}

#[cfg(test)]
mod tests;
