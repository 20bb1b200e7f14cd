//! The chain of entries alone, for a check in seconds; and its end, to be noted elsewhere.

use rusqlite::Connection;

use super::{Chain, Keys, ROW, Row, end_of_chain};
use crate::store::error::StoreError;
use crate::store::head::Head;
use crate::vault::hex;

/// Returns the last entry as it is now.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::store) fn end(connection: &Connection) -> Result<Head, StoreError> {
    let (seq, hash) = end_of_chain(connection)?;
    Ok(Head::new(seq, &hash))
}

/// Walks the chain from its first row, by what stands in the rows alone: that the changes which a
/// row is a digest of are still those is not looked at, for they are many times as much.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::store) fn verify_quick(
    connection: &Connection,
    keys: &Keys,
) -> Result<Chain, StoreError> {
    let mut rows = connection.prepare(&format!("SELECT {ROW} FROM journal ORDER BY seq"))?;
    let mut rows = rows.query([])?;
    let (mut count, mut previous) = (0, Vec::new());
    while let Some(found) = rows.next()? {
        let (row, hash) = Row::read(found)?;
        count += 1;
        if !row.follows(count, keys, &previous, &hash) {
            return Ok(Chain::Broken { seq: count });
        }
        previous = hash;
    }
    if count == 0 {
        return Ok(Chain::Broken { seq: 1 });
    }
    Ok(Chain::Intact {
        rows: count,
        head: hex(&previous),
    })
}
