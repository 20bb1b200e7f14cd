//! History and its proof: field-level changes, and the hash chain that covers them.

pub(super) mod actions;
mod keys;
mod look_up;
mod note;
mod quick;

use rusqlite::{Connection, Transaction};

use super::error::StoreError;
use super::head::Head;
use super::{salt, seal};
use crate::domain::id::{ContactId, HandoverId, IncidentId};
use crate::domain::instant::Instant;
use crate::vault::{hex, is_keyed_digest, keyed_digest};

pub(super) use keys::{Keys, keep_root};
pub(super) use look_up::{
    altered, changes_from, changes_since, has, has_hash, is_just_sealed, known_losses, last,
    last_entry, latest_seal, latest_seals, marked_by, newest,
};
pub(super) use quick::{end, verify_quick};

/// What the journal says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    /// Every row follows from the one before, and every change is as it was written.
    Intact {
        /// How many rows.
        rows: i64,
        /// The last row's hash, in hexadecimal: noted elsewhere, it proves that no row was cut
        /// off the end.
        head: String,
    },
    /// The first row that does not hold.
    Broken {
        /// Its number.
        seq: i64,
    },
}

/// One field about to go into the history.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct FieldChange {
    pub(super) what: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// One row of the journal with the changes it covers.
pub(super) struct Entry<'a> {
    pub(super) at: Instant,
    pub(super) by: &'a str,
    pub(super) action: &'a str,
    pub(super) record: String,
    pub(super) version: i64,
    pub(super) changes: Vec<FieldChange>,
}

impl<'a> Entry<'a> {
    /// Returns an entry about the desk itself, which changes no record.
    pub(super) fn of_desk(action: &'a str, at: Instant, by: &'a str) -> Self {
        Self {
            at,
            by,
            action,
            record: "desk".to_owned(),
            version: 0,
            changes: Vec::new(),
        }
    }
}

/// Returns the journal's word for an incident.
pub(super) fn incident_record(id: IncidentId) -> String {
    format!("incident:{id}")
}

/// Returns the journal's word for a contact.
pub(super) fn contact_record(id: ContactId) -> String {
    format!("contact:{id}")
}

/// Returns the journal's word for a handover.
pub(super) fn handover_record(id: HandoverId) -> String {
    format!("handover:{id}")
}

/// Returns the journal's word for an edition of a protocol.
pub(super) fn edition_record(id: i64) -> String {
    format!("edition:{id}")
}

/// Appends a row and its changes, with the seal of the record's rows as they are now; the caller's
/// transaction makes them one with the write. Returns the journal's new head.
pub(super) fn append(
    writing: &Transaction<'_>,
    keys: &Keys,
    entry: &Entry<'_>,
) -> Result<Head, StoreError> {
    let (last, previous) = end_of_chain(writing)?;
    // What says that a record was disposed of needs none: nothing of it is left.
    let salt = match entry.action {
        actions::DISPOSED => None,
        _ => salt::for_next(writing, &entry.record, last + 1)?,
    };
    let key = salt.map_or(*keys.digest, |salt| salt.key(&keys.digest));
    let digest = keyed_digest(&key, &packed_changes(&entry.changes));
    let row = Row {
        seq: last + 1,
        at: entry.at.to_rfc3339(),
        by: entry.by.to_owned(),
        action: entry.action.to_owned(),
        record: entry.record.clone(),
        version: entry.version,
        digest: digest.to_vec(),
        state: Some(seal::of(writing, &keys.seal, &entry.record)?),
    };
    let hash = keyed_digest(&keys.chain, &row.packed(&previous));
    writing
        .prepare_cached(
            "INSERT INTO journal (seq, at, by, action, record, version, digest, hash, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            row.seq,
            &row.at,
            &row.by,
            &row.action,
            &row.record,
            row.version,
            &row.digest,
            hash,
            &row.state,
        ))?;
    let mut insert = writing.prepare_cached(
        "INSERT INTO change (journal, record, version, what, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for change in &entry.changes {
        insert.execute((
            row.seq,
            &row.record,
            row.version,
            &change.what,
            &change.before,
            &change.after,
        ))?;
    }
    Ok(Head::new(row.seq, &hash))
}

/// Returns the number and the hash of the last entry; the first entry follows from nothing.
fn end_of_chain(writing: &Connection) -> Result<(i64, Vec<u8>), StoreError> {
    let select = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
    let mut query = writing.prepare_cached(select)?;
    let mut rows = query.query([])?;
    match rows.next()? {
        Some(row) => Ok((row.get(0)?, row.get(1)?)),
        None => Ok((0, Vec::new())),
    }
}

/// Seals every record of a file that an earlier release wrote, as it stands now; says whether it
/// was such a file.
pub(super) fn seal_all(
    connection: &mut Connection,
    keys: &Keys,
    user: &str,
    now: Instant,
) -> Result<bool, StoreError> {
    let is_unsealed = |connection: &Connection| -> Result<bool, rusqlite::Error> {
        connection.query_row(
            "SELECT state IS NULL FROM journal ORDER BY seq DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
    };
    if !is_unsealed(connection)? {
        return Ok(false);
    }
    let writing = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Read again under the write lock: another process may just have done it.
    if is_unsealed(&writing)? {
        for (record, version) in latest_versions(&writing)? {
            let entry = Entry {
                at: now,
                by: user,
                action: actions::SEALED,
                record,
                version,
                changes: Vec::new(),
            };
            append(&writing, keys, &entry)?;
        }
    }
    writing.commit()?;
    Ok(true)
}

/// Returns every record that the journal names, with its latest version.
fn latest_versions(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut query =
        connection.prepare("SELECT record, max(version) FROM journal GROUP BY record")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row of the chain but for its hash.
struct Row {
    seq: i64,
    at: String,
    by: String,
    action: String,
    record: String,
    version: i64,
    digest: Vec<u8>,
    /// The seal of the record; absent in rows of earlier releases.
    state: Option<Vec<u8>>,
}

/// The columns of a [`Row`], in its order, and its hash after them.
const ROW: &str = "seq, at, by, action, record, version, digest, state, hash";

impl Row {
    /// Reads the columns of [`ROW`]: the row, and its hash.
    fn read(found: &rusqlite::Row<'_>) -> Result<(Self, Vec<u8>), rusqlite::Error> {
        let row = Self {
            seq: found.get(0)?,
            at: found.get(1)?,
            by: found.get(2)?,
            action: found.get(3)?,
            record: found.get(4)?,
            version: found.get(5)?,
            digest: found.get(6)?,
            state: found.get(7)?,
        };
        Ok((row, found.get(8)?))
    }

    /// Says whether it is the row of a number and follows from the row before.
    fn follows(&self, count: i64, keys: &Keys, previous: &[u8], hash: &[u8]) -> bool {
        self.seq == count && is_keyed_digest(&keys.chain, &self.packed(previous), hash)
    }

    /// Returns what the hash covers: the row before, and each field with its length, so that no
    /// two rows pack alike.
    fn packed(&self, previous: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for part in [
            previous,
            &self.seq.to_be_bytes(),
            self.at.as_bytes(),
            self.by.as_bytes(),
            self.action.as_bytes(),
            self.record.as_bytes(),
            &self.version.to_be_bytes(),
            &self.digest,
        ] {
            pack(&mut out, Some(part));
        }
        // Nothing at all where there is none: the hashes of earlier releases stay what they were.
        if let Some(state) = &self.state {
            pack(&mut out, Some(state));
        }
        out
    }
}

fn packed_changes(changes: &[FieldChange]) -> Vec<u8> {
    let mut out = Vec::new();
    for change in changes {
        pack(&mut out, Some(change.what.as_bytes()));
        pack(&mut out, change.before.as_deref().map(str::as_bytes));
        pack(&mut out, change.after.as_deref().map(str::as_bytes));
    }
    out
}

/// Appends a part with its length; an absent one differs from an empty one.
fn pack(out: &mut Vec<u8>, part: Option<&[u8]>) {
    match part {
        None => out.extend(u64::MAX.to_be_bytes()),
        Some(part) => {
            out.extend((part.len() as u64).to_be_bytes());
            out.extend(part);
        }
    }
}

/// Walks the chain from its first row.
pub(super) fn verify(connection: &Connection, keys: &Keys) -> Result<Chain, StoreError> {
    let mut rows = connection.prepare(&format!("SELECT {ROW} FROM journal ORDER BY seq"))?;
    let mut rows = rows.query([])?;
    let (mut count, mut previous) = (0, Vec::new());
    while let Some(found) = rows.next()? {
        let (row, hash) = Row::read(found)?;
        count += 1;
        if !row.follows(count, keys, &previous, &hash) || !is_history_kept(connection, keys, &row)?
        {
            return Ok(Chain::Broken { seq: count });
        }
        previous = hash;
    }
    let strays: i64 = connection.query_row(
        "SELECT count(*) FROM change WHERE journal NOT IN (SELECT seq FROM journal)",
        [],
        |row| row.get(0),
    )?;
    if count == 0 || strays > 0 {
        return Ok(Chain::Broken { seq: count + 1 });
    }
    Ok(Chain::Intact {
        rows: count,
        head: hex(&previous),
    })
}

/// Says whether the changes of a row are those its digest was made of.
fn is_history_kept(reading: &Connection, keys: &Keys, row: &Row) -> Result<bool, StoreError> {
    let mut query = reading.prepare_cached(
        "SELECT what, before, after, record = ?2 AND version = ?3
         FROM change WHERE journal = ?1 ORDER BY id",
    )?;
    let mut found = query.query((row.seq, &row.record, row.version))?;
    let mut changes = Vec::new();
    while let Some(change) = found.next()? {
        if !change.get::<_, bool>(3)? {
            return Ok(false);
        }
        changes.push(FieldChange {
            what: change.get(0)?,
            before: change.get(1)?,
            after: change.get(2)?,
        });
    }
    let salt = salt::of(reading, &row.record)?.filter(|salt| salt.since <= row.seq);
    let key = salt.map_or(*keys.digest, |salt| salt.key(&keys.digest));
    let is_kept = is_keyed_digest(&key, &packed_changes(&changes), &row.digest);
    // What was disposed of is gone whole, and by an entry of the same chain; half of it is a loss.
    Ok(is_kept
        || (changes.is_empty() && look_up::is_disposed_after(reading, &row.record, row.seq)?))
}
