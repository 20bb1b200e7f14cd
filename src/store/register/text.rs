//! What a search finds an incident by, put in the indexes of words where it is other than it was.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::known;
use crate::rules::summary::{DueLine, Summary};
use crate::store::error::StoreError;

/// Under which number an incident stands in the indexes, and a digest of the words that it stands
/// there with: the indexes keep no words to compare with.
#[derive(PartialEq)]
pub(super) struct Text {
    newest: i64,
    /// Absent in a row of an earlier release, and where all is to be made again.
    digest: Option<Vec<u8>>,
}

impl Text {
    /// Returns how an incident stands there.
    pub(super) fn standing(rows: &Connection, id: i64) -> Result<Option<Self>, StoreError> {
        let sql = "SELECT newest, words_digest FROM register WHERE id = ?1";
        let mut query = rows.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Self {
                newest: row.get(0)?,
                digest: row.get(1)?,
            })
        };
        Ok(query.query_row([id], read).optional()?)
    }

    /// Says whether nothing is known of the words that stand there: they are written again, whatever
    /// they are.
    pub(super) fn is_unknown(&self) -> bool {
        self.digest.is_none()
    }

    /// Returns how it is to stand there.
    pub(super) fn of(summary: &Summary) -> Self {
        // Folded words have no line's end: nothing of them is taken for the flags.
        let said = format!("{}\n{}", summary.words, flags(summary));
        Self {
            newest: summary.listed.order(),
            digest: Some(Sha256::digest(said).to_vec()),
        }
    }
}

/// Returns the words for the lists that show an incident, or something due on it.
fn flags(summary: &Summary) -> String {
    let is_open = summary.listed.is_open();
    let is_searched = |line: &DueLine| line.is_searched(is_open);
    let flags = [
        (is_open, "isopen"),
        (summary.listed.is_incoming(), "isincoming"),
        (summary.due.iter().any(is_searched), "isdue"),
    ];
    let flags = flags.iter().filter(|(is, _)| *is);
    flags.map(|(_, flag)| *flag).collect::<Vec<_>>().join(" ")
}

/// Puts the words of an incident in the place of those that stood there.
pub(super) fn put(
    rows: &Connection,
    stood: Option<&Text>,
    text: &Text,
    summary: &Summary,
) -> Result<(), StoreError> {
    if stood == Some(text) {
        return Ok(());
    }
    rows.prepare_cached("UPDATE register SET words_digest = ?2 WHERE id = ?1")?
        .execute((summary.listed.id.0, &text.digest))?;
    known::learn(rows, &summary.words)?;
    let flags = flags(summary);
    for index in ["register_text", "open_text"] {
        if let Some(stood) = stood {
            rows.prepare_cached(&format!("DELETE FROM {index} WHERE rowid = ?1"))?
                .execute([stood.newest])?;
        }
    }
    rows.prepare_cached("INSERT INTO register_text (rowid, words) VALUES (?1, ?2)")?
        .execute((text.newest, &summary.words))?;
    if !flags.is_empty() {
        rows.prepare_cached("INSERT INTO open_text (rowid, words, flags) VALUES (?1, ?2, ?3)")?
            .execute((text.newest, &summary.words, flags))?;
    }
    Ok(())
}
