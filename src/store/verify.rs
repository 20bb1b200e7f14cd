//! Whether a desk is as it was written: its keys, every page, every row, every entry, and its end.
//!
//! Four things are set against each other. The cipher's sum of each page finds a bit that flipped;
//! the database's own check and its foreign keys find what holds together no more; the journal's
//! chain finds an entry that was changed, and the seal in each record's last entry finds a row that
//! was; the head beside the file finds entries that were lost or cut off at the end.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::head::{self, Found};
use super::journal::{self, Chain, Keys};
use super::{StoreError, migrate, open, seal};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::vault::DataKey;
use crate::vault::copies::Mended;

/// Faults of one kind that are listed; past them one line counts the rest.
const MOST_LISTED: usize = 20;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where: a file, a page, a table of a record, an entry.
    pub place: String,
    /// What is wrong there.
    pub words: String,
}

/// What was found of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries the journal has.
    pub entries: i64,
    /// The last entry's hash, in hexadecimal; empty where the chain does not hold.
    pub head: String,
    /// Everything that is not as it was written; empty where all of it is.
    pub damage: Vec<Damage>,
    /// What opening the desk mends: a copy of the key file that is missing, old or damaged.
    pub to_mend: Vec<Damage>,
    /// Losses that were found and journalled before: what is left is as it was written.
    pub known_losses: Vec<String>,
}

impl Verdict {
    /// Says whether everything is as it was written.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.damage.is_empty() && self.to_mend.is_empty()
    }

    fn add(&mut self, place: impl Into<String>, words: impl Into<String>) {
        self.damage.push(Damage {
            place: place.into(),
            words: words.into(),
        });
    }

    /// Adds a check's own answer, or that the file could not be read for it.
    fn note(&mut self, check: &str, checked: Result<(), StoreError>) {
        if let Err(error) = checked {
            let why = error.failure().why;
            self.add(check, format!("could not be read: {why}"));
        }
    }
}

pub(super) fn verify(
    places: &Places,
    passphrase: &str,
    expect: Option<&str>,
    now: Instant,
) -> Result<Verdict, StoreError> {
    let mut verdict = Verdict::default();
    open::check_files(places)?;
    let opened = open::unlock(places, passphrase)?;
    for (path, mend) in [places.keys(), places.keys_copy()].iter().zip(opened.mend) {
        let words = match mend {
            None => continue,
            Some(Mended::Damaged) => "is damaged",
            Some(Mended::Made) => "is missing",
            Some(Mended::Older) => "is older than its other copy",
        };
        verdict.to_mend.push(Damage {
            place: path.display().to_string(),
            words: words.to_owned(),
        });
    }
    let key = &opened.unlocked.key;
    let mut connection = match open::connect(&places.desk(), key) {
        Ok(connection) => connection,
        Err(error @ (StoreError::Damaged { .. } | StoreError::Io { .. })) => {
            verdict.add("desk.db", format!("does not open: {}", error.failure().why));
            return Ok(verdict);
        }
        Err(error) => return Err(error),
    };
    // What is looked at stays as it is: closing folds no log in.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    let keys = Keys::of(key)?;
    match migrate::migrate(&mut connection, &places.desk()) {
        Ok(()) => {}
        Err(newer @ StoreError::Newer { .. }) => return Err(newer),
        Err(error) => {
            verdict.add("desk.db", error.failure().why);
            return Ok(verdict);
        }
    }
    let sealed = journal::seal_all(&mut connection, &keys, &opened.unlocked.user, now);
    verdict.note("the journal", sealed.map(drop));
    verify_open(&mut verdict, &connection, &keys);
    verify_end(&mut verdict, &connection, places, &keys, expect)?;
    Ok(verdict)
}

/// Checks what stands in the file itself.
pub(super) fn verify_open(verdict: &mut Verdict, connection: &Connection, keys: &Keys) {
    let pages = pages(verdict, connection);
    verdict.note("desk.db", pages);
    let database = database(verdict, connection);
    verdict.note("desk.db", database);
    let schema = schema(verdict, connection);
    verdict.note("desk.db", schema);
    let chain = chain(verdict, connection, keys);
    verdict.note("the journal", chain);
    let records = records(verdict, connection, keys);
    verdict.note("the records", records);
}

/// Opens a copy of a desk that nobody has open, and checks all of it.
///
/// # Errors
/// When it cannot be opened with the key.
pub(super) fn verify_copy(path: &std::path::Path, key: &DataKey) -> Result<Verdict, StoreError> {
    let connection = open::connect(path, key)?;
    let mut verdict = Verdict::default();
    verify_open(&mut verdict, &connection, &Keys::of(key)?);
    connection.close().map_err(|(_, error)| error)?;
    Ok(verdict)
}

/// Checks the sum of each page.
fn pages(verdict: &mut Verdict, connection: &Connection) -> Result<(), StoreError> {
    list(
        verdict,
        connection,
        "PRAGMA cipher_integrity_check",
        "desk.db",
    )
}

/// Checks what the database says of itself, and that every row's owner is there.
fn database(verdict: &mut Verdict, connection: &Connection) -> Result<(), StoreError> {
    list(verdict, connection, "PRAGMA integrity_check", "desk.db")?;
    let mut query = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        verdict.add(
            format!("table {table}"),
            "has a row that belongs to nothing",
        );
    }
    Ok(())
}

/// Checks that the tables, indexes and triggers are the program's own: a trigger that somebody added
/// rewrites what is saved after it.
fn schema(verdict: &mut Verdict, connection: &Connection) -> Result<(), StoreError> {
    let (own, found) = (
        migrate::schema_of_this_release()?,
        migrate::schema(connection)?,
    );
    for (name, sql) in &found {
        match own.get(name) {
            Some(known) if known == sql => {}
            Some(_) => verdict.add(name.clone(), "is not as dutydesk made it"),
            None => verdict.add(name.clone(), "was added by something other than dutydesk"),
        }
    }
    for name in own.keys().filter(|name| !found.contains_key(*name)) {
        verdict.add(name.clone(), "was taken out");
    }
    Ok(())
}

/// Adds each row of a check's answer; the one word `ok` is none.
fn list(
    verdict: &mut Verdict,
    connection: &Connection,
    check: &str,
    place: &str,
) -> Result<(), StoreError> {
    let mut query = connection.prepare(check)?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        // A heading of SQLite's own stands before what it found.
        let found = words
            .lines()
            .filter(|line| *line != "ok" && !line.starts_with("***"));
        for line in found {
            count += 1;
            if count <= MOST_LISTED {
                verdict.add(place, line);
            }
        }
    }
    if count > MOST_LISTED {
        verdict.add(place, format!("and {} more", count - MOST_LISTED));
    }
    Ok(())
}

fn chain(verdict: &mut Verdict, connection: &Connection, keys: &Keys) -> Result<(), StoreError> {
    match journal::verify(connection, keys)? {
        Chain::Intact { rows, head } => {
            verdict.entries = rows;
            verdict.head = head;
        }
        Chain::Broken { seq } => {
            verdict.add(
                format!("entry {seq} of the journal"),
                "is the first that does not follow from the one before",
            );
        }
    }
    verdict.known_losses = journal::known_losses(connection)?;
    Ok(())
}

/// Checks every row against its record's last seal, and that no record came from nowhere.
fn records(verdict: &mut Verdict, connection: &Connection, keys: &Keys) -> Result<(), StoreError> {
    let sealed = journal::latest_seals(connection)?;
    for (record, state) in &sealed {
        for table in seal::broken(connection, &keys.seal, record, state)? {
            verdict.add(
                format!("table {table}, {}", name_of(connection, record)),
                "is not as its last entry left it",
            );
        }
    }
    for (entry, record, tables) in journal::altered(connection)? {
        verdict.add(
            format!(
                "entry {entry} of the journal, {}",
                name_of(connection, &record)
            ),
            format!("found rows altered by something other than dutydesk in {tables}"),
        );
    }
    for (table, kind) in [
        ("incident", "incident"),
        ("contact", "contact"),
        ("handover", "handover"),
    ] {
        let mut query = connection.prepare(&format!("SELECT id FROM {table}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let record = format!("{kind}:{}", row.get::<_, i64>(0)?);
            if !sealed.contains_key(&record) {
                let name = name_of(connection, &record);
                verdict.add(format!("table {table}, {name}"), "was never written");
            }
        }
    }
    Ok(())
}

/// Returns what people call a record: an incident's reference, where it still has one.
fn name_of(connection: &Connection, record: &str) -> String {
    let reference = record.strip_prefix("incident:").and_then(|id| {
        let id: i64 = id.parse().ok()?;
        let select = "SELECT reference FROM incident WHERE id = ?1";
        connection
            .query_row(select, [id], |row| row.get::<_, String>(0))
            .ok()
    });
    reference.unwrap_or_else(|| record.replace(':', " "))
}

/// Checks that no entry is missing at the end: against the head beside the file, and against one
/// noted elsewhere.
fn verify_end(
    verdict: &mut Verdict,
    connection: &Connection,
    places: &Places,
    keys: &Keys,
    expect: Option<&str>,
) -> Result<(), StoreError> {
    let is_expected = match expect {
        None => false,
        Some(hash) => {
            let there = journal::has_hash(connection, hash).unwrap_or(false);
            if !there {
                verdict.add(
                    "the end of the journal",
                    "the entry that was noted elsewhere is not in it: what came last was cut off",
                );
            }
            there
        }
    };
    match head::read(&places.head(), &keys.seal)? {
        Found::Head(head) if journal::has(connection, &head).unwrap_or(false) => {}
        Found::Head(head) => verdict.add(
            "the end of the journal",
            format!(
                "entry {} was committed and is not in it: a log was lost or cut",
                head.seq
            ),
        ),
        Found::Damaged => verdict.add("desk.head", "is damaged; the next save writes it again"),
        // A copy without it may be of any age; a head noted elsewhere can still vouch for it.
        Found::Missing if is_expected => {}
        Found::Missing => verdict.add(
            "desk.head",
            "is not beside the desk: whether its newest entries are missing cannot be known \
             without --expect",
        ),
    }
    Ok(())
}

#[cfg(test)]
mod tests;
