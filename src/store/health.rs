//! What can be said of a desk and its machine without a passphrase: a line each, with what to do.

#[cfg(test)]
mod tests;

use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::last_backup::LastBackup;
use super::making::with_suffix;
use super::place;
use crate::config::Places;
use crate::domain::instant::Instant;
use crate::vault::KeyFile;

/// The first `SQLite` in which two programs at one file cannot spoil it (its WAL-reset fault).
const SQLITE: i32 = 3_051_003;

/// Bytes that must be free for the desk to go on: a log of its usual size and a copy of a draft.
const LITTLE: u64 = 16 << 20;

/// Bytes below which somebody should make room.
const SOME: u64 = 1 << 30;

/// A write-ahead log of more bytes than this is not folded in as it should be.
const LONG_LOG: u64 = 64 << 20;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Somebody should look at it.
    Look,
    /// The desk is in danger or open to others.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What, in a word or two.
    pub name: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub words: String,
    /// What to do about it; empty where nothing is.
    pub todo: &'static str,
}

impl Check {
    /// Returns a thing that is as it should be.
    #[must_use]
    pub fn ok(name: &'static str, words: impl Into<String>) -> Self {
        Self::of(name, State::Ok, words, "")
    }

    /// Returns a thing that is not as it should be, with what to do.
    #[must_use]
    pub fn of(
        name: &'static str,
        state: State,
        words: impl Into<String>,
        todo: &'static str,
    ) -> Self {
        Self {
            name,
            state,
            words: words.into(),
            todo,
        }
    }
}

/// Looks at a desk's files, and at what they rest on, for the person of an account; nothing is written
/// and no file is unlocked.
#[must_use]
pub fn look(places: &Places, person: u32, now: Instant) -> Vec<Check> {
    let mut checks = vec![folder(&places.data)];
    checks.extend(files(places));
    checks.extend([
        keys(places),
        encryption(&places.desk()),
        sqlite(rusqlite::version_number()),
        cipher(),
        space(&places.data),
        log(&with_suffix(&places.desk(), "-wal")),
        backup(LastBackup::read(places).as_ref(), now),
        head(&places.head()),
        roles(places, person),
    ]);
    checks
}

/// Looks at the folder: on a disk of this machine, and nobody else's to write.
fn folder(path: &Path) -> Check {
    const NAME: &str = "folder";
    if let Err(error) = place::check_folder(path) {
        let todo = "Move the desk to a disk of this machine.";
        return Check::of(NAME, State::Bad, error.to_string(), todo);
    }
    match fs::metadata(path) {
        Err(e) => Check::of(
            NAME,
            State::Bad,
            e.kind().to_string(),
            "Look at its rights.",
        ),
        Ok(found) if found.mode() & 0o022 != 0 => {
            let words = format!("{:o}: others can write in it", found.mode() & 0o777);
            Check::of(NAME, State::Bad, words, "chmod 700 it.")
        }
        Ok(found) => Check::ok(NAME, format!("{:o}, on this machine", found.mode() & 0o777)),
    }
}

/// Looks at each file of the desk: a plain file of one name, its owner's alone.
fn files(places: &Places) -> Vec<Check> {
    let (desk, drafts) = (places.desk(), places.drafts());
    let log = |path: &PathBuf| with_suffix(path, "-wal");
    let (desk_log, drafts_log) = (log(&desk), log(&drafts));
    let all = [
        ("desk.db", desk),
        ("desk.db-wal", desk_log),
        ("drafts.db", drafts),
        ("drafts.db-wal", drafts_log),
        ("desk.keys", places.keys()),
        ("desk.keys-copy", places.keys_copy()),
        ("desk.head", places.head()),
    ];
    all.iter()
        .filter_map(|(name, path)| file(name, path))
        .collect()
}

/// Looks at one file; nothing where it is not there.
fn file(name: &'static str, path: &Path) -> Option<Check> {
    match place::check_file(path) {
        Ok(false) => return None,
        Ok(true) => {}
        Err(error) => {
            let todo = "Put the file itself in its place.";
            return Some(Check::of(name, State::Bad, error.to_string(), todo));
        }
    }
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(e) => {
            let words = e.kind().to_string();
            return Some(Check::of(name, State::Bad, words, "Look at its rights."));
        }
    };
    let mode = found.mode() & 0o777;
    Some(if mode & 0o077 != 0 {
        let words = format!("{mode:o}: others can read it");
        Check::of(name, State::Bad, words, "chmod 600 it.")
    } else {
        Check::ok(name, format!("{mode:o}, its owner's alone"))
    })
}

/// Looks at both copies of the key file.
fn keys(places: &Places) -> Check {
    const NAME: &str = "key files";
    let is_whole = |path: PathBuf| KeyFile::read(&path).is_ok();
    match (is_whole(places.keys()), is_whole(places.keys_copy())) {
        (true, true) => Check::ok(NAME, "both copies are there"),
        (false, false) => Check::of(
            NAME,
            State::Bad,
            "neither copy can be read",
            "Restore a backup: `dutydesk restore FOLDER`.",
        ),
        _ => Check::of(
            NAME,
            State::Look,
            "one copy of two is missing or damaged",
            "Open the desk: it makes that copy again.",
        ),
    }
}

/// Looks whether the file is encrypted: a plain one says at its beginning what it is.
fn encryption(desk: &Path) -> Check {
    const NAME: &str = "encryption";
    let mut begin = Vec::new();
    // No connection of this process is open yet whose locks closing the file would drop.
    let read = fs::File::open(desk).and_then(|file| file.take(16).read_to_end(&mut begin));
    match read {
        Err(e) => Check::of(
            NAME,
            State::Bad,
            e.kind().to_string(),
            "Look at its rights.",
        ),
        Ok(_) if begin == b"SQLite format 3\0" => Check::of(
            NAME,
            State::Look,
            "NOT ENCRYPTED: whoever has the file or a backup reads it",
            "See to it that the host encrypts its disk.",
        ),
        Ok(_) => Check::ok(NAME, "encrypted"),
    }
}

fn sqlite(version: i32) -> Check {
    const NAME: &str = "SQLite";
    let words = format!(
        "{}.{}.{}",
        version / 1_000_000,
        version / 1000 % 1000,
        version % 1000
    );
    if version < SQLITE {
        let todo = "Use a build with 3.51.3 or later.";
        Check::of(NAME, State::Bad, words, todo)
    } else {
        Check::ok(NAME, words)
    }
}

fn cipher() -> Check {
    const NAME: &str = "SQLCipher";
    let version = Connection::open_in_memory().and_then(|connection| {
        connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0))
    });
    match version {
        Ok(version) => Check::ok(NAME, version),
        Err(_) => Check::of(NAME, State::Bad, "it is not built in", "Use another build."),
    }
}

fn space(folder: &Path) -> Check {
    const NAME: &str = "free space";
    match rustix::fs::statvfs(folder) {
        Ok(found) => room(found.f_bavail.saturating_mul(found.f_frsize)),
        Err(e) => Check::of(NAME, State::Look, e.to_string(), "Look at the disk."),
    }
}

/// Says how so many free bytes stand.
fn room(free: u64) -> Check {
    const NAME: &str = "free space";
    let words = format!("{} MB", free >> 20);
    let state = match free {
        0..LITTLE => State::Bad,
        LITTLE..SOME => State::Look,
        _ => return Check::ok(NAME, words),
    };
    Check::of(NAME, state, words, "Make room on the disk.")
}

fn log(path: &Path) -> Check {
    match fs::metadata(path) {
        Ok(found) => log_of(found.len()),
        // There is none while no program is open.
        Err(_) => log_of(0),
    }
}

/// Says how a log of so many bytes stands.
fn log_of(bytes: u64) -> Check {
    const NAME: &str = "log of writes";
    let words = format!("{} MB", bytes >> 20);
    if bytes > LONG_LOG {
        let todo = "Leave every program that has the desk open, and open it again.";
        Check::of(NAME, State::Look, words, todo)
    } else {
        Check::ok(NAME, words)
    }
}

/// Says how old the last backup is that was verified.
fn backup(last: Option<&LastBackup>, now: Instant) -> Check {
    const NAME: &str = "backup";
    const MAKE_ONE: &str = "Make one: `dutydesk backup FOLDER`.";
    match last {
        None => Check::of(NAME, State::Look, "none was made on this machine", MAKE_ONE),
        Some(last) => {
            let words = format!(
                "{} days old ({}), in {}",
                last.days(now),
                last.at.long(),
                last.folder.display()
            );
            if last.is_old(now) {
                Check::of(NAME, State::Look, words, MAKE_ONE)
            } else {
                Check::ok(NAME, words)
            }
        }
    }
}

fn head(path: &Path) -> Check {
    const NAME: &str = "journal head";
    if path.exists() {
        Check::ok(NAME, "there")
    } else {
        let todo = "`dutydesk verify --expect HEAD` with a head that was noted elsewhere.";
        let words = "missing: a lost end would not be seen";
        Check::of(NAME, State::Look, words, todo)
    }
}

/// Says whether the system itself keeps a person from the desk's files, or the program alone: the files
/// and their folder are another account's, and nobody else can write them.
fn roles(places: &Places, person: u32) -> Check {
    const NAME: &str = "roles";
    let todo = "Give them to a service account where roles must hold: `dutydesk host-setup`.";
    let look = |words: &str| Check::of(NAME, State::Look, words, todo);
    let found = fs::metadata(&places.data).and_then(|folder| {
        let desk = fs::metadata(places.desk())?;
        Ok([folder, desk])
    });
    match found {
        Err(e) => Check::of(
            NAME,
            State::Bad,
            e.kind().to_string(),
            "Look at its rights.",
        ),
        Ok(_) if person == 0 => look("ADVISORY: you are root, whom the system keeps from nothing"),
        Ok(found) if found.iter().any(|found| found.uid() == person) => {
            look("ADVISORY: you can write the files without this program")
        }
        Ok(found) if found.iter().any(|found| found.mode() & 0o077 != 0) => {
            look("ADVISORY: the files are another account's, and open to more than that")
        }
        Ok(_) => Check::ok(
            NAME,
            "ENFORCED: the files are another account's, reached by this program alone",
        ),
    }
}
