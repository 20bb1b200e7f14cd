//! What is journalled of the desk itself, beside what commands write.

use super::{Entry, append};
use crate::domain::instant::Instant;
use crate::store::error::StoreError;
use crate::store::opened::Store;

impl Store {
    /// Journals something done to the desk itself, such as opening it.
    pub(in crate::store) fn note(&mut self, action: &str, now: Instant) -> Result<(), StoreError> {
        let writing = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let entry = Entry::of_desk(action, now, &self.settings.who.name);
        let head = append(&writing, &self.journal, &entry)?;
        writing.commit()?;
        self.head.put(&head);
        Ok(())
    }
}
