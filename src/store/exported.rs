//! That rows of the register left the desk, in the journal.

use super::error::StoreError;
use super::journal::{self, actions};
use super::opened::Store;
use crate::domain::change::path::Path;
use crate::domain::instant::Instant;
use crate::domain::right::Right;

impl Store {
    /// Journals that so many rows of the register leave the desk, as what, and how children are named
    /// in it; what was asked for is no matter of the journal, for it can hold a name. To be written
    /// before they do: what left unseen is worse than what is said to have left and did not.
    ///
    /// # Errors
    /// When they may not see cases, or the file cannot be written.
    pub fn note_export(&mut self, words: String, now: Instant) -> Result<(), StoreError> {
        self.require(Right::See)?;
        self.administer(now, |writing| {
            writing.changed(&Path::Export, None, Some(words));
            writing.journalled(actions::EXPORTED, "desk".to_owned(), 0)
        })
    }

    /// Returns the hash of the journal's last entry, in hexadecimal: noted elsewhere, it proves later
    /// that nothing before it was cut off.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn head(&self) -> Result<String, StoreError> {
        Ok(journal::end(&self.connection)?.hash)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::tests::{Scratch, now};

    #[test]
    fn what_left_is_in_the_journal_with_how_much_by_whom_and_holds_in_the_chain() {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let before = store.head().unwrap();
        let words = "12 rows as a workbook, names initials";
        store.note_export(words.to_owned(), now()).unwrap();
        let sql = "SELECT j.by, c.what, c.after FROM journal j JOIN change c ON c.journal = j.seq
             WHERE j.action = 'export'";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let (by, what, after): (String, String, String) =
            store.connection.query_row(sql, [], read).unwrap();
        assert_eq!((what.as_str(), after.as_str()), ("export", words));
        assert_eq!(by, store.settings().who.name);
        assert_ne!(store.head().unwrap(), before);
    }
}
