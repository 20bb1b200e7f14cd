//! Where a backup goes: on another disk than the desk, and the newest of several beside the older.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::domain::instant::Instant;
use crate::error::{Cause, Failure};

/// The name of a generation, by the moment it was made at: `2026-12-24T221000Z`.
const NAME: &str = "%Y-%m-%dT%H%M%SZ";

/// Refuses a folder on the disk that the desk is on: what takes that disk takes both.
///
/// # Errors
/// When it is on the same disk, or that cannot be known.
pub(super) fn check_disk(desk: &Path, folder: &Path) -> Result<(), Failure> {
    // A folder that is still to be made comes to be where the nearest one over it is.
    let whole = std::path::absolute(folder).map_err(|e| unknown(&e))?;
    let there = whole.ancestors().find(|path| path.exists());
    let of = |path: &Path| fs::metadata(path).map_err(|e| unknown(&e));
    if of(desk)?.dev() != of(there.unwrap_or(&whole))?.dev() {
        return Ok(());
    }
    Err(Failure::new(
        "Nothing was copied",
        "the folder is on the same disk as the desk: what takes the disk takes both",
        "Give a folder on another disk, or say `--same-disk`.",
    ))
}

fn unknown(error: &std::io::Error) -> Failure {
    let why = format!(
        "on which disk the folder is cannot be known: {}",
        error.kind()
    );
    Failure::new("Nothing was copied", why, "Look at the folder's rights.")
        .because_of(Cause::of_io(error))
}

/// Returns the folder of a generation that is made now.
pub(super) fn folder(under: &Path, now: Instant) -> PathBuf {
    under.join(now.utc().format(NAME).to_string())
}

/// Removes the oldest generations beyond so many; whatever else stands beside them is not touched.
/// Returns how many were removed.
///
/// # Errors
/// When one cannot be removed.
pub(super) fn prune(under: &Path, keep: usize) -> Result<usize, Failure> {
    let failed = |e: std::io::Error| {
        let why = format!("an older one was not removed: {}", e.kind());
        Failure::new("The backup was made", why, "Remove it by hand.").because_of(Cause::of_io(&e))
    };
    let mut made = Vec::new();
    for entry in fs::read_dir(under).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().into_string().ok();
        let is_dated = name.is_some_and(|name| is_generation(&name));
        if is_dated && entry.file_type().map_err(failed)?.is_dir() {
            made.push(entry.path());
        }
    }
    made.sort();
    let beyond = made.len().saturating_sub(keep);
    made.truncate(beyond);
    for path in &made {
        fs::remove_dir_all(path).map_err(failed)?;
    }
    Ok(made.len())
}

fn is_generation(name: &str) -> bool {
    chrono::NaiveDateTime::parse_from_str(name, NAME).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_beyond_those_kept_go_and_nothing_else_does() {
        let there = tempfile::tempdir().unwrap();
        let at = |text: &str| folder(there.path(), Instant::parse_rfc3339(text).unwrap());
        let made = [
            at("2026-12-22T22:10:00Z"),
            at("2026-12-23T22:10:00Z"),
            at("2026-12-24T22:10:00Z"),
        ];
        assert!(made[2].ends_with("2026-12-24T221000Z"));
        let other = there.path().join("2025 papers");
        for path in made.iter().chain([&other]) {
            fs::create_dir(path).unwrap();
            fs::write(path.join("desk.db"), "x").unwrap();
        }
        assert_eq!(prune(there.path(), 2).unwrap(), 1);
        assert!(!made[0].exists() && made[1].exists() && made[2].exists() && other.exists());
        assert_eq!(prune(there.path(), 2).unwrap(), 0);
    }

    #[test]
    fn a_folder_on_the_desks_disk_is_refused_and_one_on_another_is_not() {
        let there = tempfile::tempdir().unwrap();
        let inside = there.path().join("not/there/yet");
        assert!(check_disk(there.path(), &inside).is_err());
        // The system's own files are on no disk.
        assert!(check_disk(there.path(), Path::new("/proc/self")).is_ok());
    }
}
