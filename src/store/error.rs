//! Why the store refused, in words for people. No variant's words hold a name or typed text.

use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::Change;
use crate::error::Failure;
use crate::vault::{VaultError, passphrase};

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
    /// The new passphrase is too short.
    PassphraseTooShort,
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
    },
    /// The file or its folder cannot be written.
    ReadOnly {
        /// Which.
        path: PathBuf,
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
    },
    /// The disk failed under the database, or the system's limit on the size of files was reached.
    Disk {
        /// Which file.
        path: PathBuf,
        /// `SQLite`'s extended code, which says at what.
        code: i32,
    },
    /// A file or folder could not be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// The system's kind of error.
        kind: std::io::ErrorKind,
    },
    /// `SQLite` refused otherwise, by its extended code.
    Sql(i32),
    /// There is not enough memory to derive the key.
    NoMemory,
    /// The system gave no random bytes.
    NoRandom,
    /// The file is closed: locked, or never opened.
    Closed,
    /// The desk was opened without the rules of its council.
    NoRules,
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
        Failure::new(what, why, todo)
    }

    fn words(&self) -> (&'static str, String, String) {
        match self {
            Self::Stale { changes } => (
                "Not saved",
                format!(
                    "someone else changed this since it was opened ({} field{})",
                    changes.len(),
                    if changes.len() == 1 { "" } else { "s" }
                ),
                "Look at what changed, then save again. What you typed is kept.".to_owned(),
            ),
            Self::Invalid(why) => (
                "Not saved",
                (*why).to_owned(),
                "Correct it and save again. What you typed is kept.".to_owned(),
            ),
            Self::Busy => (
                "Not saved",
                "another user's write has been going on for more than 10 seconds".to_owned(),
                "Try again; if it goes on, end the other dutydesk process.".to_owned(),
            ),
            Self::Full => (
                "Not saved",
                "the disk is full".to_owned(),
                "Free some space and try again.".to_owned(),
            ),
            Self::WrongPassphrase
            | Self::PassphraseTooShort
            | Self::NoMemory
            | Self::NoRandom
            | Self::Closed
            | Self::NoRules => self.words_of_keys(),
            _ => self.words_of_files(),
        }
    }

    fn words_of_keys(&self) -> (&'static str, String, String) {
        match self {
            Self::PassphraseTooShort => (
                "The passphrase was not taken",
                format!(
                    "it is shorter than {} characters",
                    passphrase::LEAST_CHARACTERS
                ),
                "Choose a longer one: four or five unrelated words are easy to remember."
                    .to_owned(),
            ),
            Self::NoMemory => (
                "The desk was not opened",
                "there is not enough memory to derive the key, which takes 64 MiB".to_owned(),
                "Close other programs and try again; the files are as they were.".to_owned(),
            ),
            Self::NoRandom => (
                "No key was made",
                "the system gave no random bytes".to_owned(),
                "Tell whoever looks after this machine.".to_owned(),
            ),
            Self::Closed => (
                "Not done",
                "the desk is locked".to_owned(),
                "Unlock it with your passphrase first.".to_owned(),
            ),
            Self::NoRules => (
                "Not done",
                "the desk's council was not read".to_owned(),
                "Start the desk again.".to_owned(),
            ),
            _ => (
                "The desk was not opened",
                "the passphrase is not right".to_owned(),
                "Type it again; look out for caps lock and the keyboard's language.".to_owned(),
            ),
        }
    }

    fn words_of_files(&self) -> (&'static str, String, String) {
        let opened = "The desk was not opened";
        match self {
            Self::Newer { path, found, known } => (
                opened,
                format!(
                    "{} was written by a later dutydesk (its version {found}; this one knows {known})",
                    path.display()
                ),
                "Use the later dutydesk; this one would lose what it does not know.".to_owned(),
            ),
            Self::Damaged { path, why } => (
                opened,
                format!("{}: {why}", path.display()),
                "Leave the files as they are, copy the whole folder, then restore a backup."
                    .to_owned(),
            ),
            Self::ReadOnly { path } => (
                "Not saved",
                format!("{} cannot be written", path.display()),
                "Give this user the right to write there, or set DUTYDESK_HOME to a folder of its own."
                    .to_owned(),
            ),
            Self::NotThere(which) => (
                "Not found",
                format!("there is no such {which}"),
                "Check the name, or DUTYDESK_HOME if the desk is kept elsewhere.".to_owned(),
            ),
            Self::TakenUp => (
                "Not done",
                "somebody else took it up or put it away first".to_owned(),
                "It is on their desk now.".to_owned(),
            ),
            Self::AlreadyThere { path } => (
                "No desk was set up",
                format!("there is one already: {}", path.display()),
                "Open it with `dutydesk`, or set DUTYDESK_HOME to another folder.".to_owned(),
            ),
            Self::NotEmpty { path } => (
                "No backup was written",
                format!("{} has something in it", path.display()),
                "Name a folder that is empty or not there yet: nothing is ever written over."
                    .to_owned(),
            ),
            Self::NetworkFilesystem { path, kind } => (
                opened,
                format!("{} is on a network file system ({kind})", path.display()),
                "Records can be lost there. Set DUTYDESK_HOME to a folder on this machine's own disk."
                    .to_owned(),
            ),
            Self::Symlink { path } => (
                opened,
                format!("{} is a link, or has a second name", path.display()),
                "Put the file itself there: through a link its locks and its log go astray."
                    .to_owned(),
            ),
            Self::Unreadable { path, kind } => (
                opened,
                format!("whether {} is there cannot be known: {kind}", path.display()),
                "Have the folder made readable for this user, or mount its disk. No new desk is \
                 set up in its place."
                    .to_owned(),
            ),
            Self::Disk { path, code } => (
                "The desk's files were not read or written",
                format!(
                    "the system refused {} (SQLite code {code})",
                    path.display()
                ),
                "The disk may be failing, or files may have reached the size allowed: tell whoever \
                 looks after this machine, then try again."
                    .to_owned(),
            ),
            Self::Io { path, kind } => (
                "The desk's files were not read or written",
                format!("{}: {kind}", path.display()),
                "Check that the folder is there and is yours.".to_owned(),
            ),
            other => (
                "Not done",
                match other {
                    Self::Sql(code) => format!("the database refused (SQLite code {code})"),
                    _ => "the database refused".to_owned(),
                },
                "Try again; if it happens again, report the code.".to_owned(),
            ),
        }
    }

    /// Puts the name of the key file to what the vault said.
    pub(super) fn of_keys(error: &VaultError, path: &std::path::Path) -> Self {
        let path = path.to_owned();
        match error {
            VaultError::WrongPassphrase => Self::WrongPassphrase,
            VaultError::TooShort => Self::PassphraseTooShort,
            VaultError::Damaged(why) => Self::Damaged {
                path,
                why: (*why).to_owned(),
            },
            VaultError::Newer(found) => Self::Newer {
                path,
                found: i64::from(*found),
                known: 1,
            },
            VaultError::Io(kind) => Self::of_io(*kind, &path),
            VaultError::NoMemory => Self::NoMemory,
            VaultError::NoRandom => Self::NoRandom,
        }
    }

    /// Names the file that an error of the database is of, where it is not the desk's own.
    pub(super) fn in_file(mut self, file: &std::path::Path) -> Self {
        if let Self::Damaged { path, .. } | Self::ReadOnly { path } | Self::Disk { path, .. } =
            &mut self
            && path == std::path::Path::new(OWN)
        {
            file.clone_into(path);
        }
        self
    }

    /// Puts the name of a file to an input or output error.
    pub(super) fn of_io(kind: std::io::ErrorKind, path: &std::path::Path) -> Self {
        let path = path.to_owned();
        match kind {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            std::io::ErrorKind::StorageFull => Self::Full,
            kind => Self::Io { path, kind },
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure().fmt(f)
    }
}

impl std::error::Error for StoreError {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        error.failure()
    }
}

impl From<rusqlite::Error> for StoreError {
    /// Keeps the code alone: `SQLite`'s own message can quote what was stored.
    fn from(error: rusqlite::Error) -> Self {
        let path = PathBuf::from(OWN);
        match error.sqlite_error() {
            None => Self::Damaged {
                path,
                why: "a row in it is not of the kind the program writes".to_owned(),
            },
            Some(cause) => match cause.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly { path },
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged {
                    path,
                    why: "part of it is not as it was written, or it belongs to other keys"
                        .to_owned(),
                },
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Disk {
                    path,
                    code: cause.extended_code,
                },
                _ => Self::Sql(cause.extended_code),
            },
        }
    }
}
