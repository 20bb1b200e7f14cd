//! Seals: what the rows of a record are, as one keyed digest a table.
//!
//! History says in words what a write changed, and not every column can be read back from words.
//! Each entry of the journal therefore holds, under the chain, a digest of every row that its
//! record had once it was written. Whoever edits, deletes or forges a row with the file's key, but
//! not through dutydesk, leaves the rows unlike the record's last seal.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::error::StoreError;
use super::salt;
use crate::vault::keyed_digest;

/// Bytes of each table's digest: 2^64 tries for a collision, a third of the space of all 32.
const LENGTH: usize = 16;

/// A table that holds rows of a record, and how to read those of one; `?1` is the record's number.
struct Table {
    name: &'static str,
    select: &'static str,
}

const INCIDENT: [Table; 11] = [
    Table {
        name: "incident",
        select: "SELECT * FROM incident WHERE id = ?1",
    },
    Table {
        name: "person",
        select: "SELECT * FROM person WHERE incident = ?1 ORDER BY id",
    },
    Table {
        name: "person_detail",
        select: "SELECT d.* FROM person p JOIN person_detail d ON d.person = p.id
            WHERE p.incident = ?1 ORDER BY d.person, d.word",
    },
    Table {
        name: "fact",
        select: "SELECT * FROM fact WHERE incident = ?1 ORDER BY person, fact",
    },
    Table {
        name: "timeline_event",
        select: "SELECT * FROM timeline_event WHERE incident = ?1 ORDER BY id",
    },
    Table {
        name: "withdrawal",
        select: "SELECT w.* FROM timeline_event e JOIN withdrawal w ON w.event = e.id
            WHERE e.incident = ?1 ORDER BY w.event",
    },
    Table {
        name: "form_value",
        select: "SELECT * FROM form_value WHERE incident = ?1 ORDER BY field",
    },
    Table {
        name: "filing",
        select: "SELECT * FROM filing WHERE incident = ?1 ORDER BY id",
    },
    Table {
        name: "entry",
        select: "SELECT * FROM entry WHERE incident = ?1 ORDER BY id",
    },
    Table {
        name: "entry_field",
        select: "SELECT f.* FROM entry e JOIN entry_field f ON f.entry = e.id
            WHERE e.incident = ?1 ORDER BY f.entry, f.field",
    },
    Table {
        name: ORIGINAL,
        select: "SELECT * FROM original WHERE incident = ?1",
    },
];

/// A table that most records have no row in: it is sealed where there is one, so that the seals of before
/// it was there are as they were.
const ORIGINAL: &str = "original";

const IMPORT: [Table; 2] = [
    Table {
        name: "import",
        select: "SELECT * FROM import WHERE id = ?1",
    },
    Table {
        name: "imported",
        select: "SELECT * FROM imported WHERE import = ?1 ORDER BY incident",
    },
];

const CONTACT: [Table; 1] = [Table {
    name: "contact",
    select: "SELECT * FROM contact WHERE id = ?1",
}];

const HANDOVER: [Table; 1] = [Table {
    name: "handover",
    select: "SELECT * FROM handover WHERE id = ?1",
}];

const EDITION: [Table; 1] = [Table {
    name: "edition",
    select: "SELECT * FROM edition WHERE id = ?1",
}];

const USER: [Table; 1] = [Table {
    name: "user",
    select: "SELECT * FROM user WHERE id = ?1",
}];

const DISPOSAL: [Table; 1] = [Table {
    name: "disposal",
    select: "SELECT * FROM disposal WHERE id = ?1",
}];

const DESK: [Table; 1] = [Table {
    name: "setting",
    select: "SELECT * FROM setting WHERE ?1 = 0 ORDER BY key",
}];

/// Returns the tables of a record as the journal names it, and its number in them.
fn tables(record: &str) -> Option<(&'static [Table], i64)> {
    let Some((kind, number)) = record.split_once(':') else {
        return (record == "desk").then_some((&DESK, 0));
    };
    let tables: &[Table] = match kind {
        "incident" => &INCIDENT,
        "contact" => &CONTACT,
        "handover" => &HANDOVER,
        "edition" => &EDITION,
        "user" => &USER,
        "disposal" => &DISPOSAL,
        "import" => &IMPORT,
        // A view changes no row.
        "view" => &[],
        _ => return None,
    };
    Some((tables, number.parse().ok()?))
}

/// Returns the seal of a record as its rows are now.
///
/// # Errors
/// When the file cannot be read, or the record is of no kind that the program writes.
pub(super) fn of(
    connection: &Connection,
    key: &[u8; 32],
    record: &str,
) -> Result<Vec<u8>, StoreError> {
    let (tables, number) = tables(record).ok_or(StoreError::Invalid("no such kind of record"))?;
    let salted = salt::of(connection, record)?;
    let key = &salted.map_or(*key, |salt| salt.key(key));
    let mut seal = Vec::with_capacity(tables.len() * LENGTH);
    for table in tables {
        let packed = packed(connection, table, number)?;
        if table.name == ORIGINAL && packed.len() == ORIGINAL.len() {
            continue;
        }
        let digest = keyed_digest(key, &packed);
        seal.extend(digest.iter().take(LENGTH));
    }
    Ok(seal)
}

/// Returns the tables in which a record's rows are not those that were sealed.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn broken(
    connection: &Connection,
    key: &[u8; 32],
    record: &str,
    sealed: &[u8],
) -> Result<Vec<&'static str>, StoreError> {
    let Some((tables, _)) = tables(record) else {
        return Ok(vec!["journal"]);
    };
    let now = of(connection, key, record)?;
    let pairs = now.chunks(LENGTH).zip(sealed.chunks(LENGTH));
    let mut broken: Vec<&str> = tables
        .iter()
        .zip(pairs)
        .filter(|(_, (now, sealed))| now != sealed)
        .map(|(table, _)| table.name)
        .collect();
    let has_original = tables.iter().any(|table| table.name == ORIGINAL);
    match now.len().abs_diff(sealed.len()) {
        0 => {}
        LENGTH if has_original => broken.push(ORIGINAL),
        _ => broken.push("journal"),
    }
    Ok(broken)
}

/// Returns every value of a record's rows in a table, so that no two sets of rows pack alike.
///
/// A value that is absent is left out, its column's name with it: a column that a later release
/// adds leaves the older seals as they were.
fn packed(connection: &Connection, table: &Table, number: i64) -> Result<Vec<u8>, StoreError> {
    let mut out = table.name.as_bytes().to_vec();
    let mut query = connection.prepare_cached(table.select)?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let mut rows = query.query([number])?;
    while let Some(row) = rows.next()? {
        out.push(b'R');
        for (place, name) in names.iter().enumerate() {
            let (kind, bytes) = match row.get_ref(place)? {
                ValueRef::Null => continue,
                ValueRef::Integer(value) => (b'i', value.to_be_bytes().to_vec()),
                ValueRef::Real(value) => (b'r', value.to_be_bytes().to_vec()),
                ValueRef::Text(text) => (b't', text.to_vec()),
                ValueRef::Blob(blob) => (b'b', blob.to_vec()),
            };
            for part in [name.as_bytes(), &[kind], &bytes] {
                out.extend((part.len() as u64).to_be_bytes());
                out.extend(part);
            }
        }
    }
    Ok(out)
}
