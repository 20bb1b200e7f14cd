//! What is said when the store refused: what, why, what to do. No words hold a name or typed text.

use super::StoreError;

/// What could not be done, why, and what to do.
pub(super) type Said = (&'static str, String, String);

impl StoreError {
    pub(super) fn words(&self) -> Said {
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
            Self::NotDisposed(why) => (
                "Not disposed of",
                why.to_string(),
                "`dutydesk retention` lists what is past its review date.".to_owned(),
            ),
            Self::OthersView { by } => (
                "Not changed",
                format!("the desk's view of this name was saved by {by}"),
                "Save under another name; whoever saved it, SQA and heads of service replace and drop it."
                    .to_owned(),
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
            | Self::PassphraseTooLong
            | Self::NoMemory
            | Self::NoRandom(_)
            | Self::Closed
            | Self::NoRules => self.words_of_keys(),
            Self::NameNeeded
            | Self::WrongRecoveryKey
            | Self::WrongHostKey
            | Self::Throttled { .. }
            | Self::NoSuchUser
            | Self::UserIsThere
            | Self::LastAdministrator
            | Self::NotAllowed(_)
            | Self::NeedsAuthority(_)
            | Self::DecidedByHand(_)
            | Self::Restricted(_)
            | Self::Ended
            | Self::InUse
            | Self::NotEncrypted => self.words_of_users(),
            _ => self.words_of_files(),
        }
    }

    fn words_of_files(&self) -> Said {
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
            Self::Damaged { path, why, .. } => (
                opened,
                format!("{}: {why}", path.display()),
                "Leave the files as they are, copy the whole folder, then restore a backup."
                    .to_owned(),
            ),
            Self::Row { path, place, .. } => (
                opened,
                match place {
                    Some(place) => format!("{}: {place} cannot be read", path.display()),
                    None => format!("{}: a row of it cannot be read", path.display()),
                },
                "Run `dutydesk verify`: it says what was altered. Leave the files as they are, copy \
                 the whole folder, then restore a backup."
                    .to_owned(),
            ),
            Self::ReadOnly { path, .. } => (
                "Not saved",
                format!("{} cannot be written", path.display()),
                "Give this user the right to write there, or set DUTYDESK_HOME to a folder of its own."
                    .to_owned(),
            ),
            Self::Unreadable { path, kind, .. } => (
                opened,
                format!("whether {} is there cannot be known: {kind}", path.display()),
                "Have the folder made readable for this user, or mount its disk. No new desk is \
                 set up in its place."
                    .to_owned(),
            ),
            Self::Disk { path, .. } => (
                "The desk's files were not read or written",
                format!("the system refused {}", path.display()),
                "The disk may be failing or full, or files may have reached the size allowed: tell \
                 whoever looks after this machine, then try again."
                    .to_owned(),
            ),
            Self::Io { path, kind, .. } => (
                "The desk's files were not read or written",
                format!("{}: {kind}", path.display()),
                "Check that the folder is there and is yours.".to_owned(),
            ),
            _ => self.words_of_places(),
        }
    }

    fn words_of_places(&self) -> Said {
        match self {
            Self::NetworkFilesystem { path, kind } => (
                "The desk was not opened",
                format!("{} is on a network file system ({kind})", path.display()),
                "Records can be lost there. Set DUTYDESK_HOME to a folder on this machine's own disk."
                    .to_owned(),
            ),
            Self::Symlink { path } => (
                "The desk was not opened",
                format!("{} is a link, or has a second name", path.display()),
                "Put the file itself there: through a link its locks and its log go astray."
                    .to_owned(),
            ),
            Self::NoEdition {
                reference,
                edition,
                cause,
            } => (
                "The incident was not read or changed",
                format!(
                    "{reference} was logged under {edition}, which {}",
                    match cause {
                        Some(_) => "this dutydesk cannot read",
                        None => "is not on this desk",
                    }
                ),
                "Open the desk with the dutydesk that it was logged with, which keeps that edition \
                 here. Nothing of the incident is lost, and it is read by no other edition."
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
            _ => (
                "Not done",
                "the database refused".to_owned(),
                "Try again; if it happens again, report what it came of.".to_owned(),
            ),
        }
    }
}
