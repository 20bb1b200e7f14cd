//! The head beside the file: which entry of the journal was the last to be committed.
//!
//! A log that is lost or cut after a crash takes commits with it, and what is left of the chain
//! still holds. The head is a witness outside the database: written after each commit, and not
//! forced to the disk, for that would make every save wait twice. It may lag (a power cut, another
//! process's write), and never leads: an entry that it names and the journal does not have is lost.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use zeroize::Zeroizing;

use super::error::StoreError;
use crate::vault::{hex, keyed_digest};

/// Under which name the log is told each head that was committed: whoever keeps logs out of the
/// desk's reach keeps them there.
pub const HEAD_LOG: &str = "dutydesk::head";

const FORMAT: &str = "dutydesk head 1";

/// The last entry known to have been committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its number.
    pub(super) seq: i64,
    /// Its hash, in hexadecimal.
    pub(super) hash: String,
}

impl Head {
    pub(super) fn new(seq: i64, hash: &[u8]) -> Self {
        Self {
            seq,
            hash: hex(hash),
        }
    }

    /// Returns the file's one line: of one length, so that a newer head covers an older whole, and
    /// marked, so that a changed one is not taken for a loss.
    fn line(&self, key: &[u8; 32]) -> String {
        let said = format!("{FORMAT} {:020} {}", self.seq, self.hash);
        let mark = hex(&keyed_digest(key, said.as_bytes()));
        format!("{said} {mark}\n")
    }
}

/// What stands beside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A head.
    Head(Head),
    /// No such file.
    Missing,
    /// A file that the program did not write so.
    Damaged,
}

/// Reads the head.
///
/// # Errors
/// When the file is there and cannot be read.
pub(super) fn read(path: &Path, key: &[u8; 32]) -> Result<Found, StoreError> {
    let text = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Missing),
        Err(e) => return Err(StoreError::of_io(&e, path)),
    };
    let head = parsed(&text).filter(|head| head.line(key).as_bytes() == text);
    Ok(head.map_or(Found::Damaged, Found::Head))
}

fn parsed(text: &[u8]) -> Option<Head> {
    let rest = std::str::from_utf8(text).ok()?.strip_prefix(FORMAT)?;
    let mut words = rest.split_ascii_whitespace();
    Some(Head {
        seq: words.next()?.parse().ok()?,
        hash: words.next()?.to_owned(),
    })
}

/// The file, open for as long as the desk is.
pub(super) struct HeadFile {
    file: File,
    key: Zeroizing<[u8; 32]>,
}

impl HeadFile {
    /// Opens the file, making it where there is none.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let file = opened(path)?;
        // For as long as it is open nobody gives the desk another key; of the copy that a backup is
        // made of nobody has any other.
        file.try_lock_shared().map_err(|e| taken(e, path))?;
        // What is longer than a head would stay behind the next one, and keep it from being read.
        let longest = Head::new(0, &[0; 32]).line(key).len() as u64;
        let failed = |e: std::io::Error| StoreError::of_io(&e, path);
        if file.metadata().map_err(failed)?.len() > longest {
            file.set_len(longest).map_err(failed)?;
        }
        Ok(Self {
            file,
            key: Zeroizing::new(*key),
        })
    }

    /// Returns the file of a desk that this process has alone.
    pub(super) fn of_alone(file: File, key: &[u8; 32]) -> Self {
        Self {
            file,
            key: Zeroizing::new(*key),
        }
    }

    /// Puts a commit's head in. A head that could not be written lags, which it may.
    pub(super) fn put(&self, head: &Head) {
        tracing::info!(target: HEAD_LOG, entry = head.seq, head = head.hash.as_str());
        let line = head.line(&self.key);
        if let Err(e) = self.file.write_all_at(line.as_bytes(), 0) {
            tracing::warn!(kind = %e.kind(), "the head was not written");
        }
    }
}

/// Opens the file of the head, making it where there is none.
fn opened(path: &Path) -> Result<File, StoreError> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    file.map_err(|e| StoreError::of_io(&e, path))
}

/// Takes a desk for this process alone, as long as what is returned lives.
///
/// # Errors
/// [`StoreError::InUse`] while another has it open.
pub(super) fn alone(path: &Path) -> Result<File, StoreError> {
    let file = opened(path)?;
    file.try_lock().map_err(|e| taken(e, path))?;
    Ok(file)
}

/// Tells a lock that another holds from one that the system does not give.
fn taken(error: TryLockError, path: &Path) -> StoreError {
    match error {
        TryLockError::WouldBlock => StoreError::InUse,
        TryLockError::Error(e) => StoreError::of_io(&e, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [9; 32];

    #[test]
    fn a_head_reads_back_and_a_changed_one_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.head");
        assert_eq!(read(&path, &KEY).unwrap(), Found::Missing);
        let head = Head::new(41, &[0xab; 32]);
        let file = HeadFile::open(&path, &KEY).unwrap();
        file.put(&Head::new(7, &[1; 32]));
        file.put(&head);
        assert_eq!(read(&path, &KEY).unwrap(), Found::Head(head));
        let whole = std::fs::read(&path).unwrap();
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << bit;
                std::fs::write(&path, &bytes).unwrap();
                let found = read(&path, &KEY).unwrap();
                assert_eq!(found, Found::Damaged, "byte {place}, bit {bit}");
            }
        }
    }
}
