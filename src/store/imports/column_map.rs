//! How the columns of a sheet were understood, kept for the next sheet with the same headers.

use rusqlite::OptionalExtension;

use crate::domain::text::fold;
use crate::store::error::StoreError;
use crate::store::journal::Keys;
use crate::store::opened::Store;
use crate::store::writing::Writing;
use crate::vault::keyed_digest;

fn digest(keys: &Keys, headers: &[String]) -> [u8; 32] {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let words = format!("headers of a sheet\n{}", folded.join("\n"));
    keyed_digest(&keys.seal, words.as_bytes())
}

/// Keeps how the columns under these headers were understood.
pub(super) fn keep(writing: &Writing<'_>, headers: &[String], map: &str) -> Result<(), StoreError> {
    writing.rows.execute(
        "INSERT INTO column_map VALUES (?1, ?2, ?3, ?4) ON CONFLICT (headers) DO UPDATE
         SET map = excluded.map, saved_at = excluded.saved_at, saved_by = excluded.saved_by",
        (
            digest(writing.keys, headers),
            map,
            writing.now.to_rfc3339(),
            writing.user,
        ),
    )?;
    Ok(())
}

impl Store {
    /// Returns how the columns under these headers were last understood; nothing where none such came in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn column_map(&self, headers: &[String]) -> Result<Option<String>, StoreError> {
        let select = "SELECT map FROM column_map WHERE headers = ?1";
        let mut query = self.connection.prepare_cached(select)?;
        let digest = digest(&self.journal, headers);
        Ok(query.query_row([digest], |row| row.get(0)).optional()?)
    }
}
