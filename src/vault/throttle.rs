//! Wrong passphrases, counted beside the key file by every process of a desk together.
//!
//! After the first few each further try waits: 1, 2, 4 and so on up to 60 seconds. Nobody is locked
//! out for longer than that, for a duty that cannot open its desk at three in the morning is a danger
//! of its own. The file is not sealed: whoever may write it may guess without this program. What is
//! unreadable in it, or is of a time to come, counts as nothing.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::instant::Instant;

/// Wrong passphrases that cost nothing: a slip and another.
const FREE: u32 = 2;
/// The longest wait, in seconds.
const LONGEST: i64 = 60;
/// What is older is no longer counted, in hours.
const FORGOTTEN_AFTER: i64 = 12;
/// From so many on whoever opens the desk is told.
const ALARM: u32 = 6;
/// Whoever has no slot is counted together: what was typed for a name may have been a passphrase.
const NOBODY: &str = "";
/// Names that are counted apart at most.
const MOST: usize = 64;
/// No file of this kind comes near it; more is not read.
const MOST_BYTES: u64 = 64 * 1024;
/// How long an opening waits for another's.
const PATIENCE: Duration = Duration::from_secs(5);

/// Wrong passphrases of one name since it last opened the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wrong {
    who: String,
    count: u32,
    since: Instant,
    last: Instant,
    /// Whoever opened the desk was told of so many.
    #[serde(default)]
    told: u32,
}

/// Wrong passphrases of which whoever opens the desk is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// How many.
    pub count: u32,
    /// Since when.
    pub since: Instant,
}

/// All that is counted of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    wrong: Vec<Wrong>,
}

impl Tries {
    /// Returns until when no try is taken; none when one is.
    #[must_use]
    pub fn wait(&self, now: Instant) -> Option<Instant> {
        let counted = self.wrong.iter().filter(|wrong| wrong.counts(now));
        let count = counted
            .clone()
            .fold(0u32, |sum, wrong| sum.saturating_add(wrong.count));
        let last = counted.map(|wrong| wrong.last).max()?;
        let until = last.plus(chrono::Duration::seconds(delay(count)));
        (until > now).then_some(until)
    }

    /// Counts a wrong passphrase; `who` has a slot, or nobody of the name has.
    pub fn add(&mut self, who: Option<&str>, now: Instant) {
        self.wrong.retain(|wrong| wrong.counts(now));
        let is_full = self.wrong.len() >= MOST;
        let known = |who: &str| self.wrong.iter().any(|wrong| wrong.who == who);
        let who = match who {
            Some(who) if known(who) || !is_full => who,
            _ => NOBODY,
        };
        match self.wrong.iter_mut().find(|wrong| wrong.who == who) {
            Some(wrong) => {
                wrong.count = wrong.count.saturating_add(1);
                wrong.last = now;
            }
            None => self.wrong.push(Wrong {
                who: who.to_owned(),
                count: 1,
                since: now,
                last: now,
                told: 0,
            }),
        }
    }

    /// Counts nothing of a name any more, which opened the desk; returns what it is to be told. What
    /// others have failed at stays counted: one's own passphrase buys no guesses at theirs.
    pub fn opened(&mut self, who: &str, now: Instant) -> Option<Alarm> {
        self.wrong.retain(|wrong| wrong.counts(now));
        let count = self
            .wrong
            .iter()
            .map(|wrong| wrong.count - wrong.told.min(wrong.count))
            .sum();
        let since = self.wrong.iter().map(|wrong| wrong.since).min();
        self.wrong.retain(|wrong| wrong.who != who);
        let since = since.filter(|_| count >= ALARM)?;
        for wrong in &mut self.wrong {
            wrong.told = wrong.count;
        }
        Some(Alarm { count, since })
    }
}

impl Wrong {
    fn counts(&self, now: Instant) -> bool {
        self.last <= now && now.since(self.last) < chrono::Duration::hours(FORGOTTEN_AFTER)
    }
}

/// Returns how many seconds the next try waits after so many wrong ones.
fn delay(count: u32) -> i64 {
    match count.checked_sub(FREE + 1) {
        None => 0,
        // The seventh doubling is past the longest.
        Some(more) => LONGEST.min(1 << more.min(6)),
    }
}

/// The file, held by this process while it tries a passphrase: tries are one after another.
#[derive(Debug)]
pub struct Held {
    /// None where the folder cannot be written: then nothing is counted, and nobody kept out.
    file: Option<File>,
    tries: Tries,
}

impl Held {
    /// Opens and locks the file, making it where there is none.
    #[must_use]
    pub fn open(path: &Path) -> Self {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path);
        let mut file = match file {
            Ok(file) => file,
            Err(e) => {
                tracing::warn!(kind = %e.kind(), "wrong passphrases cannot be counted");
                return Self {
                    file: None,
                    tries: Tries::default(),
                };
            }
        };
        lock(&file);
        let tries = read(&mut file);
        Self {
            file: Some(file),
            tries,
        }
    }

    /// Returns what is counted.
    #[must_use]
    pub fn tries(&self) -> &Tries {
        &self.tries
    }

    /// Counts a wrong passphrase, on the disk.
    pub fn add(&mut self, who: Option<&str>, now: Instant) {
        self.tries.add(who, now);
        self.write();
    }

    /// Lets a name begin anew that opened the desk; returns what it is to be told.
    pub fn opened(&mut self, who: &str, now: Instant) -> Option<Alarm> {
        let before = self.tries.clone();
        let alarm = self.tries.opened(who, now);
        if self.tries != before {
            self.write();
        }
        alarm
    }

    fn write(&mut self) {
        let Some(file) = &mut self.file else { return };
        let written = serde_json::to_vec(&self.tries)
            .map_err(std::io::Error::from)
            .and_then(|bytes| {
                file.rewind()?;
                file.set_len(0)?;
                file.write_all(&bytes)?;
                file.sync_data()
            });
        if let Err(e) = written {
            tracing::warn!(kind = %e.kind(), "a wrong passphrase was not counted");
        }
    }
}

/// Waits for another process's try, which takes a fifth of a second; one that is stopped in it keeps
/// nobody out.
fn lock(file: &File) {
    let began = std::time::Instant::now();
    while file.try_lock().is_err() && began.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn read(file: &mut File) -> Tries {
    let mut bytes = Vec::new();
    let read = file.take(MOST_BYTES).read_to_end(&mut bytes);
    match read.map(|_| serde_json::from_slice(&bytes)) {
        Ok(Ok(tries)) => tries,
        _ => Tries::default(),
    }
}

/// Returns until when a desk takes no passphrase; none when it takes one. Nothing is locked or made.
#[must_use]
pub fn wait(path: &Path, now: Instant) -> Option<Instant> {
    read(&mut File::open(path).ok()?).wait(now)
}

#[cfg(test)]
mod tests;
