//! The two copies of the key file: each is checked, and mended from the other.
//!
//! Without its key file a desk is noise, so it stands twice. A copy that is whole is believed by its
//! own sum; where neither is, one whose slot still opens is believed by that, for a slot is sealed
//! on its own.

use std::path::Path;

use super::{Claim, KeyFile, Unlocked, VaultError};

/// What had to be done to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// There was one copy only: the second was made.
    Made,
    /// It was damaged.
    Damaged,
    /// It was older than the other.
    Older,
    /// It is of the first format, or the second copy that this format has is made.
    Upgraded,
}

/// A data key with what must be written so that both copies are whole again.
#[derive(Debug)]
pub struct Opened {
    /// The key and whose slot it came from.
    pub unlocked: Unlocked,
    /// The file as both copies should be.
    pub whole: KeyFile,
    /// What is wrong with each copy, in the order given; nothing where it is as it should be.
    pub mend: [Option<Mended>; 2],
}

/// One copy as it was found.
enum Copy {
    Missing,
    /// Not what the program wrote, though its slots may still be read.
    Damaged(Option<KeyFile>),
    /// There, and the system gives none of it.
    Unreadable(VaultError),
    Whole(KeyFile),
}

impl Copy {
    fn read(path: &Path) -> Result<Self, VaultError> {
        match KeyFile::read(path) {
            Ok(file) if file.is_whole() => Ok(Self::Whole(file)),
            Ok(file) => Ok(Self::Damaged(Some(file))),
            Err(VaultError::Io {
                kind: std::io::ErrorKind::NotFound,
                ..
            }) => Ok(Self::Missing),
            Err(VaultError::Damaged { .. }) => Ok(Self::Damaged(KeyFile::read_damaged(path))),
            // One flipped bit makes a 2 a 3: a later format would not have this one's sum.
            Err(VaultError::Newer(found)) => match KeyFile::read_damaged(path) {
                Some(file) if file.is_whole_as_this_format() => Ok(Self::Damaged(Some(file))),
                _ => Err(VaultError::Newer(found)),
            },
            // It may be a bad sector: the other copy is there for that.
            Err(error @ VaultError::Io { .. }) => Ok(Self::Unreadable(error)),
            Err(other) => Err(other),
        }
    }

    fn whole(&self) -> Option<&KeyFile> {
        match self {
            Self::Whole(file) => Some(file),
            _ => None,
        }
    }

    /// Says what is wrong with it, seen from the file that both copies should be.
    fn fault(&self, whole: &KeyFile, is_upgrade: bool) -> Option<Mended> {
        match self {
            Self::Missing | Self::Whole(_) if is_upgrade => Some(Mended::Upgraded),
            Self::Missing => Some(Mended::Made),
            Self::Damaged(_) | Self::Unreadable(_) => Some(Mended::Damaged),
            Self::Whole(file) if file == whole => None,
            Self::Whole(_) => Some(Mended::Older),
        }
    }
}

/// Opens the desk's key by either copy; nothing is written.
///
/// # Errors
/// [`VaultError::WrongPassphrase`] only where a whole copy does not open with it;
/// [`VaultError::Damaged`] where neither copy is whole and none opens.
pub fn unlock(paths: [&Path; 2], claim: &Claim) -> Result<Opened, VaultError> {
    let [first, second] = paths;
    let copies = [Copy::read(first)?, Copy::read(second)?];
    let [one, other] = &copies;
    let newest = match (one.whole(), other.whole()) {
        (Some(one), Some(other)) if other.generation() > one.generation() => Some(other),
        (one, other) => one.or(other),
    };
    let (unlocked, found) = match newest {
        Some(file) => match file.unlock(claim) {
            Ok(unlocked) => (unlocked, file.clone()),
            Err(refused) => by_the_other(file, &copies, claim).ok_or(refused)?,
        },
        None => salvage(&copies, claim)?,
    };
    // A file of an earlier format has no sum of its own: it is written again with one.
    let whole = found.clone().summed(&unlocked.key)?;
    let is_upgrade = found != whole;
    let mend = copies.each_ref().map(|copy| copy.fault(&whole, is_upgrade));
    Ok(Opened {
        unlocked,
        whole,
        mend,
    })
}

/// Opens the other whole copy of the same age: a key file of another desk may stand in the place of
/// one of them.
fn by_the_other(file: &KeyFile, copies: &[Copy; 2], claim: &Claim) -> Option<(Unlocked, KeyFile)> {
    let mut others = copies.iter().filter_map(Copy::whole);
    let other = others.find(|other| *other != file)?;
    if other.generation() < file.generation() {
        return None;
    }
    let unlocked = other.unlock(claim).ok()?;
    Some((unlocked, other.clone()))
}

/// Opens a copy that is no longer whole by a slot that still is.
fn salvage(copies: &[Copy; 2], claim: &Claim) -> Result<(Unlocked, KeyFile), VaultError> {
    let both_missing = copies.iter().all(|copy| matches!(copy, Copy::Missing));
    if both_missing {
        return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
    }
    for copy in copies {
        if let Copy::Damaged(Some(file)) = copy
            && let Some(unlocked) = file.open_any_slot(claim)
        {
            let whole = file.salvaged(&unlocked.key)?;
            return Ok((unlocked, whole));
        }
    }
    for copy in copies {
        if let Copy::Unreadable(error) = copy {
            return Err(error.clone());
        }
    }
    Err(VaultError::damaged(
        "both copies are changed or gone; a passphrase cannot be told from a wrong one by them",
    ))
}

#[cfg(test)]
mod tests;
