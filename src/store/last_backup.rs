//! When the desk was last copied, where to, and that the copy was whole: a file beside the desk that
//! says no word of a case, so that its age is known without a passphrase.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::making;
use crate::config::Places;
use crate::domain::instant::Instant;

/// The first line of the file.
const FORMAT: &str = "dutydesk backup 1";

/// From how many days on a backup is too old.
const OLD: i64 = 7;

/// The last backup that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastBackup {
    /// When it was made.
    pub at: Instant,
    /// Its folder.
    pub folder: PathBuf,
}

impl LastBackup {
    /// Returns what was written down beside the desk; none where nothing was, or nothing that can be
    /// read.
    #[must_use]
    pub fn read(places: &Places) -> Option<Self> {
        let text = fs::read_to_string(places.last_backup()).ok()?;
        let mut lines = text.strip_prefix(FORMAT)?.trim_start().lines();
        Some(Self {
            at: Instant::parse_rfc3339(lines.next()?).ok()?,
            folder: PathBuf::from(lines.next()?),
        })
    }

    /// Returns how many whole days old it is.
    #[must_use]
    pub fn days(&self, now: Instant) -> i64 {
        now.since(self.at).num_days()
    }

    /// Says whether it is too old: more than seven days.
    #[must_use]
    pub fn is_old(&self, now: Instant) -> bool {
        self.days(now) > OLD
    }

    /// Returns what is said when a desk is opened that was made at a moment: nothing while its last
    /// backup is new, or it is so new itself that none was due yet.
    #[must_use]
    pub fn warning(places: &Places, created: Instant, now: Instant) -> Option<String> {
        let last = Self::read(places);
        let days = match &last {
            Some(last) => last.days(now),
            None => now.since(created).num_days(),
        };
        let since = match &last {
            Some(_) => "for",
            None => "was ever made here, in",
        };
        (days > OLD)
            .then(|| format!("No backup {since} {days} days: `dutydesk backup FOLDER` makes one."))
    }
}

/// Writes down that a backup was made and is whole.
///
/// # Errors
/// When the folder of the desk cannot be written.
pub(super) fn note(places: &Places, folder: &Path, now: Instant) -> Result<(), StoreError> {
    let path = places.last_backup();
    let failed = |e: std::io::Error| StoreError::of_io(&e, &path);
    let new = making::with_suffix(&path, ".new");
    let folder = fs::canonicalize(folder).map_err(failed)?;
    let text = format!("{FORMAT}\n{}\n{}\n", now.to_rfc3339(), folder.display());
    if making::is_there(&new)? {
        fs::remove_file(&new).map_err(failed)?;
    }
    let mut file = making::make_private(&new)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    fs::rename(&new, &path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_backup_is_old_after_seven_days_and_the_desk_says_how_old() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::find(Some(home.path())).unwrap();
        assert_eq!(LastBackup::read(&places), None);
        let made = at("2026-12-01T09:00:00Z");
        let warning = |now: &str| LastBackup::warning(&places, made, at(now));
        assert_eq!(warning("2026-12-09T08:59:00Z"), None);
        assert_eq!(
            warning("2026-12-09T09:00:00Z").unwrap(),
            "No backup was ever made here, in 8 days: `dutydesk backup FOLDER` makes one."
        );
        note(&places, home.path(), at("2026-12-12T22:10:00Z")).unwrap();
        note(&places, home.path(), at("2026-12-13T22:10:00Z")).unwrap();
        let last = LastBackup::read(&places).unwrap();
        assert_eq!(last.folder, home.path().canonicalize().unwrap());
        assert_eq!(warning("2026-12-21T22:09:00Z"), None);
        assert_eq!(
            warning("2026-12-25T22:10:00Z").unwrap(),
            "No backup for 12 days: `dutydesk backup FOLDER` makes one."
        );
    }
}
