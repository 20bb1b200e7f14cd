//! Whether a desk is as it was written: its keys, every page, every row, every entry, and its end.
//!
//! Four things are set against each other. The cipher's sum of each page finds a bit that flipped;
//! the database's own check and its foreign keys find what holds together no more; the journal's
//! chain finds an entry that was changed, and the seal in each record's last entry finds a row that
//! was; the head beside the file finds entries that were lost or cut off at the end.

mod drafts;
mod file;
mod verdict;

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::error::StoreError;
use super::followed::Followed;
use super::head::{self, Found};
use super::journal::{self, Keys};
use super::register::check;
use super::{connection, disposal, migrate, open, seal, unlock};
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::rules::Rules;
use crate::vault::copies::Mended;
use crate::vault::{Claim, DataKey};

pub(super) use drafts::verify_drafts;
pub use verdict::{Damage, Verdict};

pub(super) fn verify(
    places: &Places,
    (claim, now): (&Claim, Instant),
    expect: Option<&str>,
    lists: Option<Lists<'_>>,
) -> Result<Verdict, StoreError> {
    let mut verdict = Verdict::default();
    let Some((connection, keys, key)) = opened(&mut verdict, places, (claim, now))? else {
        return Ok(verdict);
    };
    verify_open(&mut verdict, &connection, &keys)?;
    drafts::verify_beside(&mut verdict, &connection, places, &key)?;
    if !verdict.is_of_earlier_release {
        if let Some(lists) = lists {
            let listed = verify_lists(&mut verdict, &connection, lists);
            verdict.note(listed)?;
        }
        let end = verify_end(&mut verdict, &connection, &places.head(), &keys, expect);
        verdict.note(end)?;
    }
    Ok(verdict)
}

/// Checks the chain of entries and its end alone: no page, no row and nothing that was changed is
/// looked at, and the verdict says so.
pub(super) fn verify_quick(
    places: &Places,
    (claim, now): (&Claim, Instant),
    expect: Option<&str>,
) -> Result<Verdict, StoreError> {
    let mut verdict = Verdict {
        is_quick: true,
        ..Verdict::default()
    };
    let Some((connection, keys, _)) = opened(&mut verdict, places, (claim, now))? else {
        return Ok(verdict);
    };
    let reading = connection.unchecked_transaction()?;
    verdict.is_of_earlier_release = !migrate::DESK.is_latest(&reading)?;
    if verdict.is_of_earlier_release {
        return Ok(verdict);
    }
    let walked = journal::verify_quick(&reading, &keys).and_then(|chain| {
        verdict.take_chain(chain);
        verdict.known_losses = journal::known_losses(&reading)?;
        verify_end(&mut verdict, &reading, &places.head(), &keys, expect)
    });
    verdict.note(walked)?;
    Ok(verdict)
}

/// Opens a desk to look at it, and says how its key files are; none where its file does not open,
/// which the verdict then says.
fn opened(
    verdict: &mut Verdict,
    places: &Places,
    (claim, now): (&Claim, Instant),
) -> Result<Option<(Connection, Keys, DataKey)>, StoreError> {
    open::check_files(places)?;
    let opened = unlock::unlock(places, claim, now)?.0;
    for (path, mend) in [places.keys(), places.keys_copy()].iter().zip(opened.mend) {
        let words = match mend {
            None => continue,
            Some(Mended::Damaged) => "is damaged",
            Some(Mended::Made) => "is missing",
            Some(Mended::Older) => "is older than its other copy",
            Some(Mended::Upgraded) => "is of an earlier release",
        };
        verdict.to_mend.push(Damage {
            place: path.display().to_string(),
            words: words.to_owned(),
            is_of_file: false,
        });
    }
    let key = opened.unlocked.key;
    // A change of the key that was interrupted leaves the desk with either.
    let key = match opened.whole.former(&key) {
        Some(former) if connection::connect(&places.desk(), &key).is_err() => former,
        _ => key,
    };
    let connection = match connection::connect(&places.desk(), &key) {
        Ok(connection) => connection,
        Err(error) if error.is_damage() || matches!(error, StoreError::Io { .. }) => {
            verdict.add_of_file(format!("does not open: {}", error.failure().why));
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    // Nothing is changed by looking: closing folds no log in.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    match Keys::of(&connection, &key) {
        Ok(keys) => Ok(Some((connection, keys, key))),
        Err(error) => {
            verdict.note(Err(error))?;
            Ok(None)
        }
    }
}

/// By what rules lists are checked, and as of when.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    /// Returns the rules of a council, where they can be read.
    pub rules_of: &'a dyn Fn(&str) -> Option<Arc<Rules>>,
    /// The moment.
    pub now: Instant,
}

impl std::fmt::Debug for Lists<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lists({})", self.now)
    }
}

/// Checks that lists say what follows from what was recorded: a row that was altered there would
/// hide an incident.
fn verify_lists(
    verdict: &mut Verdict,
    connection: &Connection,
    lists: Lists<'_>,
) -> Result<(), StoreError> {
    let reading = connection.unchecked_transaction()?;
    let select = "SELECT value FROM setting WHERE key = 'council'";
    let council: String = reading.query_row(select, [], |row| row.get(0))?;
    let Some(rules) = (lists.rules_of)(&council) else {
        verdict.lists_unchecked = Some(council);
        return Ok(());
    };
    // Nothing is logged by looking: in which row the current edition is kept is not asked.
    let followed = Followed::new(rules, 0);
    let absent = followed.look(&reading)?;
    verdict.lists_unchecked = absent.first().map(ToString::to_string);
    for id in check::differing(&reading, &followed, lists.now)? {
        let name = name_of(&reading, &journal::incident_record(id));
        verdict.add(
            format!("what lists say of {name}"),
            "is not what was recorded; `dutydesk rebuild` makes it again",
        );
    }
    Ok(())
}

/// Checks what stands in the file itself, as of one moment.
fn verify_open(
    verdict: &mut Verdict,
    connection: &Connection,
    keys: &Keys,
) -> Result<(), StoreError> {
    let pages = file::pages(verdict, connection);
    verdict.note(pages)?;
    // Colleagues go on writing: seals and rows are read as of the same moment.
    let reading = connection.unchecked_transaction()?;
    let database = file::database(verdict, &reading);
    verdict.note(database)?;
    match migrate::DESK.is_latest(&reading) {
        Ok(is_latest) => verdict.is_of_earlier_release = !is_latest,
        Err(error) => return verdict.note(Err(error)),
    }
    // Also of an earlier release: a version that was set back would hide every row from the check.
    let schema = file::schema(verdict, &reading, &migrate::DESK);
    verdict.note(schema)?;
    if verdict.is_of_earlier_release {
        return Ok(());
    }
    let chain = chain(verdict, &reading, keys);
    verdict.note(chain)?;
    let records = records(verdict, &reading, keys);
    verdict.note(records)
}

/// Opens a copy of a desk that nobody has open, and checks all of it.
///
/// # Errors
/// When it cannot be opened with the key.
pub(super) fn verify_copy(path: &Path, key: &DataKey) -> Result<Verdict, StoreError> {
    let connection = connection::connect(path, key)?;
    let mut verdict = Verdict::default();
    verify_open(&mut verdict, &connection, &Keys::of(&connection, key)?)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(verdict)
}

/// Checks that no entry is missing at the end of a copy, by the head that stood beside what was
/// copied.
pub(super) fn verify_against_head(
    verdict: &mut Verdict,
    path: &Path,
    key: &DataKey,
    head: &Path,
) -> Result<(), StoreError> {
    if verdict.is_of_earlier_release {
        return Ok(());
    }
    let connection = connection::connect(path, key)?;
    let keys = Keys::of(&connection, key)?;
    verify_end(verdict, &connection, head, &keys, None)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn chain(verdict: &mut Verdict, connection: &Connection, keys: &Keys) -> Result<(), StoreError> {
    verdict.take_chain(journal::verify(connection, keys)?);
    verdict.known_losses = journal::known_losses(connection)?;
    verdict.disposed = disposal::all(connection)?;
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
    for (from, kind) in [
        // What an import writes is on the desk once it is finished, and is taken out where it never is.
        (
            "incident WHERE id NOT IN (SELECT m.incident FROM imported m JOIN import f
                 ON f.id = m.import WHERE f.finished_at IS NULL)",
            "incident",
        ),
        ("import WHERE finished_at IS NOT NULL", "import"),
        ("contact", "contact"),
        ("handover", "handover"),
        ("user", "user"),
        ("disposal", "disposal"),
        // One that an earlier release went by has a name alone until its text is kept.
        ("edition WHERE text IS NOT NULL", "edition"),
    ] {
        let mut query = connection.prepare(&format!("SELECT id FROM {from}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let record = format!("{kind}:{}", row.get::<_, i64>(0)?);
            if !sealed.contains_key(&record) {
                let name = name_of(connection, &record);
                verdict.add(format!("table {kind}, {name}"), "was never written");
            }
        }
    }
    Ok(())
}

/// Returns what people call a record: an incident's reference, where it still has one.
fn name_of(connection: &Connection, record: &str) -> String {
    let id = record
        .strip_prefix("incident:")
        .or(record.strip_prefix("disposal:"));
    let reference = id.and_then(|id| {
        let id: i64 = id.parse().ok()?;
        let select = "SELECT reference FROM incident WHERE id = ?1
            UNION ALL SELECT reference FROM disposal WHERE id = ?1";
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
    head: &Path,
    keys: &Keys,
    expect: Option<&str>,
) -> Result<(), StoreError> {
    let is_expected = match expect {
        None => false,
        Some(hash) => {
            let there = journal::has_hash(connection, hash)?;
            if !there {
                verdict.add(
                    "the end of the journal",
                    "the entry that was noted elsewhere is not in it: what came last was cut off",
                );
            }
            there
        }
    };
    match head::read(head, &keys.head)? {
        Found::Head(head) if journal::has(connection, &head)? => {}
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
