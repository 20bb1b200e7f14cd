//! Whether the file itself holds: its pages, what the database says of it, its tables.

use rusqlite::Connection;

use super::verdict::Verdict;
use crate::store::error::StoreError;
use crate::store::migrate;

/// Faults of one kind that are listed; past them one line counts the rest.
const MOST_LISTED: usize = 20;

/// Checks the sum of each page.
///
/// The cipher reads the file past the database's own locks, where a colleague's program may be
/// folding its log in: what is found is looked at once more before it is called damage.
pub(super) fn pages(verdict: &mut Verdict, connection: &Connection) -> Result<(), StoreError> {
    let check = "PRAGMA cipher_integrity_check";
    if !findings(connection, check)?.is_empty() {
        list(verdict, connection, check)?;
    }
    Ok(())
}

/// Checks what the database says of itself, and that every row's owner is there.
pub(super) fn database(verdict: &mut Verdict, connection: &Connection) -> Result<(), StoreError> {
    list(verdict, connection, "PRAGMA integrity_check")?;
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
pub(super) fn schema(
    verdict: &mut Verdict,
    connection: &Connection,
    steps: &migrate::Steps,
) -> Result<(), StoreError> {
    let (own, found) = (steps.schema_of(connection)?, migrate::schema(connection)?);
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

/// Adds what a check found.
pub(super) fn list(
    verdict: &mut Verdict,
    connection: &Connection,
    check: &str,
) -> Result<(), StoreError> {
    let found = findings(connection, check)?;
    for words in found.iter().take(MOST_LISTED) {
        verdict.add_of_file(words.as_str());
    }
    if found.len() > MOST_LISTED {
        verdict.add_of_file(format!("and {} more", found.len() - MOST_LISTED));
    }
    Ok(())
}

/// Returns the lines of a check's answer; the one word `ok` is none.
fn findings(connection: &Connection, check: &str) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare(check)?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let mut out = Vec::new();
    for words in rows {
        let words = words?;
        // A heading of SQLite's own stands before what it found.
        let lines = words
            .lines()
            .filter(|line| *line != "ok" && !line.starts_with("***"));
        out.extend(lines.map(str::to_owned));
    }
    Ok(out)
}
