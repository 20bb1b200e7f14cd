//! Taking a record's rows away, in the one write that disposes of it.

use crate::store::error::StoreError;
use crate::store::journal::actions;
use crate::store::writing::Writing;

/// Says which record is being disposed of: what keeps history as it is lets its rows go.
pub(super) fn begin(writing: &Writing<'_>, record: &str) -> Result<(), StoreError> {
    writing
        .rows
        .execute("INSERT INTO disposing VALUES (?1)", [record])?;
    Ok(())
}

/// Journals that what a record said is gone, sealing what is left of it.
pub(super) fn end(writing: &mut Writing<'_>, record: &str, version: i64) -> Result<(), StoreError> {
    writing
        .rows
        .execute("DELETE FROM disposing WHERE record = ?1", [record])?;
    writing.journalled(actions::DISPOSED, record.to_owned(), version)
}
