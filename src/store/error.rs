//! Why the store refused, and what that came of. No variant holds typed text, or a name of anybody on an incident.

mod keys;
mod sqlite;
mod words;

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::change::Change;
use crate::domain::disposal::Hindrance;
use crate::domain::edition::Edition;
use crate::domain::id::Reference;
use crate::domain::instant::Instant;
use crate::domain::right::Refusal;
use crate::error::{Cause, Failure};
use crate::rules::by_hand::ByHand;
use crate::rules::rights::Authority;
use crate::vault::{KeyFile, VaultError};

pub(super) use sqlite::Unread;

/// The file that an error of the database is of, unless whoever reads another says so.
const OWN: &str = "desk.db";

/// Why the store refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The record was changed since it was seen; nothing was written.
    Stale {
        /// What was changed meanwhile, field by field, oldest first.
        changes: Vec<Change>,
    },
    /// The passphrase opens no slot.
    WrongPassphrase,
    /// Several people have a passphrase, and none was named.
    NameNeeded,
    /// The printed key is not that of this desk.
    WrongRecoveryKey,
    /// The machine's key is not that of this desk.
    WrongHostKey,
    /// After wrong passphrases none is taken for a while, at most a minute.
    Throttled {
        /// Until when.
        until: Instant,
        /// When it was asked.
        now: Instant,
    },
    /// Nobody of this name may open the desk.
    NoSuchUser,
    /// Somebody of this name may open the desk already.
    UserIsThere,
    /// Nobody would be left to look after the desk.
    LastAdministrator,
    /// Whoever is at the desk may not do it; who may.
    NotAllowed(Refusal),
    /// An answer to a decision takes a recorded authority, and has none.
    NeedsAuthority(Authority),
    /// The event of a decision is not recorded by hand: its deciders answer.
    DecidedByHand(ByHand),
    /// A case is not disposed of.
    NotDisposed(Hindrance),
    /// The desk has a view of this name that somebody else saved.
    OthersView {
        /// Who.
        by: String,
    },
    /// A record is kept from whoever asks: it is opened with a reason.
    Restricted(Reference),
    /// Whoever is at the desk may be at it no more.
    Ended,
    /// Another program has the desk open.
    InUse,
    /// The desk is not encrypted: there is no other key to give it.
    NotEncrypted,
    /// The new passphrase is too short.
    PassphraseTooShort,
    /// The new passphrase is longer than a command takes.
    PassphraseTooLong,
    /// Written by a later version of the program.
    Newer {
        /// Which file.
        path: PathBuf,
        /// The version it was written in.
        found: i64,
        /// The latest version known here.
        known: i64,
    },
    /// A file is not what the program wrote.
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
        /// What that came of, where it is known.
        cause: Option<Cause>,
    },
    /// A row is not of the kind that the program writes.
    Row {
        /// Which file.
        path: PathBuf,
        /// Which table and record, where it is known.
        place: Option<String>,
        /// Which column, and what was expected there.
        cause: Cause,
    },
    /// The file or its folder cannot be written.
    ReadOnly {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: Option<Cause>,
    },
    /// There is no desk, or no such record.
    NotThere(&'static str),
    /// A draft that was left behind was taken up or dropped by somebody else meanwhile.
    TakenUp,
    /// There is a desk already.
    AlreadyThere {
        /// Its file.
        path: PathBuf,
    },
    /// A folder that is to be written has something in it.
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is on another machine, where locks cannot be relied on.
    NetworkFilesystem {
        /// The folder.
        path: PathBuf,
        /// What kind it is.
        kind: &'static str,
    },
    /// A file of the desk is a link, or has a second name.
    Symlink {
        /// Which.
        path: PathBuf,
    },
    /// A command asked for what cannot be, such as a date that is none. A fault of the caller.
    Invalid(&'static str),
    /// Another process kept the file busy for longer than a write waits.
    Busy,
    /// The disk is full.
    Full,
    /// Whether a file is there cannot be known.
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's kind of error.
        kind: std::io::ErrorKind,
        /// The system's number for it.
        cause: Option<Cause>,
    },
    /// The disk failed under the database, or the system's limit on the size of files was reached.
    Disk {
        /// Which file.
        path: PathBuf,
        /// `SQLite`'s extended code, which says at what.
        cause: Cause,
    },
    /// A file or folder could not be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// The system's kind of error.
        kind: std::io::ErrorKind,
        /// The system's number for it.
        cause: Option<Cause>,
    },
    /// `SQLite` refused otherwise, by its extended code.
    Sql(Cause),
    /// There is not enough memory to derive the key.
    NoMemory,
    /// The system gave no random bytes.
    NoRandom(Cause),
    /// The file is closed: locked, or never opened.
    Closed,
    /// The desk was opened without the rules of its council.
    NoRules,
    /// The desk has not the edition of the protocol that an incident was logged under.
    NoEdition {
        /// What people call the incident.
        reference: Reference,
        /// The edition.
        edition: Edition,
        /// Why it cannot be read, where its text is here.
        cause: Option<Cause>,
    },
}

/// What was being done when the store refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Opening the desk, or setting it up.
    Opening,
    /// Writing.
    Saving,
    /// Reading what an open desk holds.
    Reading,
}

impl Work {
    fn refused(self) -> &'static str {
        match self {
            Self::Opening => "The desk was not opened",
            Self::Saving => "Not saved",
            Self::Reading => "Not read",
        }
    }
}

impl StoreError {
    /// Returns the refusal of a piece of work as what, why and what to do: the same fault of a file
    /// keeps a desk from being opened, and what is typed from being saved.
    #[must_use]
    pub fn failure_of(&self, work: Work) -> Failure {
        let mut failure = self.failure();
        let of_any_work = matches!(
            self,
            Self::Damaged { .. }
                | Self::Row { .. }
                | Self::ReadOnly { .. }
                | Self::Unreadable { .. }
                | Self::Disk { .. }
                | Self::Io { .. }
                | Self::NetworkFilesystem { .. }
                | Self::Symlink { .. }
                | Self::Busy
                | Self::Full
                | Self::Sql(_)
        );
        if of_any_work {
            work.refused().clone_into(&mut failure.what);
        }
        failure
    }

    /// Returns the refusal as what, why and what to do.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let (what, why, todo) = self.words();
        Failure::new(what, why, todo).because_of(self.cause().cloned())
    }

    /// Returns what it came of, where it came of another error.
    fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Damaged { cause, .. }
            | Self::ReadOnly { cause, .. }
            | Self::Unreadable { cause, .. }
            | Self::Io { cause, .. }
            | Self::NoEdition { cause, .. } => cause.as_ref(),
            Self::Row { cause, .. }
            | Self::Disk { cause, .. }
            | Self::Sql(cause)
            | Self::NoRandom(cause) => Some(cause),
            _ => None,
        }
    }

    /// Says whether it is a matter of what stands in a file: no other try will read it.
    pub(super) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Row { .. })
    }

    /// Returns the error of a file that is not what the program wrote.
    pub(super) fn damaged(path: &Path, why: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            why: why.into(),
            cause: None,
        }
    }

    /// Puts the name of the key file to what the vault said.
    pub(super) fn of_keys(error: VaultError, path: &Path) -> Self {
        match error {
            VaultError::WrongPassphrase => Self::WrongPassphrase,
            VaultError::NameNeeded => Self::NameNeeded,
            VaultError::TooShort => Self::PassphraseTooShort,
            VaultError::TooLong => Self::PassphraseTooLong,
            VaultError::Damaged { why, source } => Self::Damaged {
                path: path.to_owned(),
                why: why.to_owned(),
                cause: source,
            },
            VaultError::Newer(found) => Self::Newer {
                path: path.to_owned(),
                found: i64::from(found),
                known: i64::from(KeyFile::VERSION),
            },
            VaultError::Io { kind, source } => Self::of_kind(kind, source, path),
            VaultError::NoMemory => Self::NoMemory,
            VaultError::NoRandom(cause) => Self::NoRandom(cause),
        }
    }

    /// Names the file that an error of the database is of, where it is not the desk's own.
    pub(super) fn in_file(mut self, file: &Path) -> Self {
        if let Self::Damaged { path, .. }
        | Self::Row { path, .. }
        | Self::ReadOnly { path, .. }
        | Self::Disk { path, .. } = &mut self
            && path == Path::new(OWN)
        {
            file.clone_into(path);
        }
        self
    }

    /// Names the table and the record of a row that cannot be read.
    pub(super) fn in_row(mut self, table: &str, record: impl fmt::Display) -> Self {
        if let Self::Row { place, .. } = &mut self
            && place.is_none()
        {
            *place = Some(format!("table {table}, {record}"));
        }
        self
    }

    /// Puts the name of a file to an input or output error.
    pub(super) fn of_io(error: &std::io::Error, path: &Path) -> Self {
        Self::of_kind(error.kind(), Cause::of_io(error), path)
    }

    fn of_kind(kind: std::io::ErrorKind, cause: Option<Cause>, path: &Path) -> Self {
        let path = path.to_owned();
        match kind {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, cause }
            }
            std::io::ErrorKind::StorageFull => Self::Full,
            kind => Self::Io { path, kind, cause },
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure().fmt(f)
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause = self.cause()?;
        Some(cause)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        error.failure()
    }
}

#[cfg(test)]
mod tests;
