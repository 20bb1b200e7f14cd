//! History and its proof: field-level changes, and the hash chain that covers them.

use rusqlite::{Connection, Transaction};
use zeroize::Zeroizing;

use super::{Change, Store, StoreError};
use crate::domain::id::{ContactId, HandoverId, IncidentId};
use crate::domain::instant::Instant;
use crate::vault::{DataKey, hex, is_keyed_digest, keyed_digest};

/// The keys of the journal, each derived for its one purpose.
pub(super) struct Keys {
    /// For digests of changes: without a key, a digest of a name can be guessed by trying names.
    digest: Zeroizing<[u8; 32]>,
    chain: Zeroizing<[u8; 32]>,
}

impl Keys {
    pub(super) fn of(key: &DataKey) -> Result<Self, StoreError> {
        let derived = |purpose| key.derived(purpose).ok().ok_or(StoreError::NoRandom);
        Ok(Self {
            digest: derived("dutydesk journal digest 1")?,
            chain: derived("dutydesk journal chain 1")?,
        })
    }
}

/// How many recent changes are read: more than a desk makes in its busiest days.
const MOST_RECENT: i64 = 20_000;

/// What the journal says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
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

impl Store {
    /// Journals something done to the desk itself, such as opening it.
    pub(super) fn note(&mut self, action: &str, now: Instant) -> Result<(), StoreError> {
        let writing = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let entry = Entry::of_desk(action, now, &self.settings.user);
        append(&writing, &self.journal, &entry)?;
        Ok(writing.commit()?)
    }
}

/// Appends a row and its changes; the caller's transaction makes them one with the write.
pub(super) fn append(
    writing: &Transaction<'_>,
    keys: &Keys,
    entry: &Entry<'_>,
) -> Result<(), StoreError> {
    let last = writing
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .next()
        .transpose()?;
    let (last, previous): (i64, Vec<u8>) = last.unwrap_or_default();
    let digest = keyed_digest(&keys.digest, &packed_changes(&entry.changes));
    let row = Row {
        seq: last + 1,
        at: entry.at.to_rfc3339(),
        by: entry.by.to_owned(),
        action: entry.action.to_owned(),
        record: entry.record.clone(),
        version: entry.version,
        digest: digest.to_vec(),
    };
    writing
        .prepare_cached("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute((
            row.seq,
            &row.at,
            &row.by,
            &row.action,
            &row.record,
            row.version,
            &row.digest,
            keyed_digest(&keys.chain, &row.packed(&previous)),
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
    Ok(())
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
}

impl Row {
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
    let length = part.map_or(u64::MAX, |part| part.len() as u64);
    out.extend(length.to_be_bytes());
    out.extend(part.unwrap_or_default());
}

/// Returns the newest time in the journal; none in one without rows.
pub(super) fn newest(connection: &Connection) -> Result<Option<Instant>, StoreError> {
    // Times are written alike, so that their text sorts as they do; their order of writing does
    // not, once a clock was set back.
    let found: Option<String> =
        connection.query_row("SELECT max(at) FROM journal", [], |row| row.get(0))?;
    Ok(found.and_then(|at| Instant::parse_rfc3339(&at).ok()))
}

/// Returns a record's changes after a version, oldest first.
pub(super) fn changes_since(
    connection: &Connection,
    record: &str,
    version: i64,
) -> Result<Vec<Change>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT j.at, j.by, c.version, c.what, c.before, c.after
         FROM change c JOIN journal j ON j.seq = c.journal
         WHERE c.record = ?1 AND c.version > ?2 ORDER BY c.id",
    )?;
    let rows = query.query_map((record, version), |row| {
        Ok(Change {
            at: super::incidents::instant(row, 0)?,
            by: row.get(1)?,
            version: row.get(2)?,
            what: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns what was changed on incidents from a moment on, oldest first.
pub(super) fn changes_from(
    connection: &Connection,
    from: Instant,
) -> Result<Vec<(IncidentId, Change)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT j.at, j.by, c.version, c.what, c.before, c.after, c.record
         FROM journal j JOIN change c ON c.journal = j.seq
         WHERE j.at >= ?1 AND c.record LIKE 'incident:%' ORDER BY c.id LIMIT ?2",
    )?;
    let rows = query.query_map((from.to_rfc3339(), MOST_RECENT), |row| {
        let record: String = row.get(6)?;
        let id = record
            .strip_prefix("incident:")
            .and_then(|id| id.parse().ok());
        let change = Change {
            at: super::incidents::instant(row, 0)?,
            by: row.get(1)?,
            version: row.get(2)?,
            what: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        };
        Ok(id.map(|id| (IncidentId(id), change)))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// Walks the chain from its first row.
pub(super) fn verify(connection: &Connection, keys: &Keys) -> Result<Chain, StoreError> {
    let reading = connection.unchecked_transaction()?;
    let mut rows = reading.prepare(
        "SELECT seq, at, by, action, record, version, digest, hash FROM journal ORDER BY seq",
    )?;
    let mut rows = rows.query([])?;
    let (mut count, mut previous) = (0, Vec::new());
    while let Some(found) = rows.next()? {
        let row = Row {
            seq: found.get(0)?,
            at: found.get(1)?,
            by: found.get(2)?,
            action: found.get(3)?,
            record: found.get(4)?,
            version: found.get(5)?,
            digest: found.get(6)?,
        };
        let hash: Vec<u8> = found.get(7)?;
        count += 1;
        let follows =
            row.seq == count && is_keyed_digest(&keys.chain, &row.packed(&previous), &hash);
        if !follows || !is_history_kept(&reading, keys, &row)? {
            return Ok(Chain::Broken { seq: count });
        }
        previous = hash;
    }
    let strays: i64 = reading.query_row(
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
    Ok(is_keyed_digest(
        &keys.digest,
        &packed_changes(&changes),
        &row.digest,
    ))
}
