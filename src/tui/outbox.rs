//! Files for a person to use: written whole or not at all, to the desk's own folder.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

use crate::app::message::OutFile;
use crate::error::Failure;

/// Writes files into the folder, each readable by its owner alone; returns the folder.
///
/// A file is written under another name and then renamed, so that a full disk leaves no half of
/// one; none is written over another.
///
/// # Errors
/// When the folder is not the user's own, or the disk refuses; files of this call that were
/// written already are taken away.
pub(crate) fn write(folder: &Path, files: &[OutFile]) -> Result<String, Failure> {
    let place = folder.display().to_string();
    let refused = |why: String, todo: &str| {
        Failure::new(format!("The files were not written to {place}"), why, todo)
    };
    let io = |e: std::io::Error| refused(e.to_string(), "Make room or mend the folder; then send.");
    make(folder).map_err(io)?;
    let kind = std::fs::symlink_metadata(folder).map_err(io)?;
    if !kind.is_dir() || kind.uid() != rustix::process::geteuid().as_raw() {
        return Err(refused(
            "it is not a folder of your own".to_owned(),
            "Name a folder that is yours alone, or let the desk make one.",
        ));
    }
    let mut written = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        if let Err(e) = put(folder, &path, &file.bytes) {
            for path in &written {
                let _gone = std::fs::remove_file(path);
            }
            return Err(io(e));
        }
        written.push(path);
    }
    Ok(place)
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

fn put(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn file(name: &str) -> OutFile {
        OutFile {
            name: name.to_owned(),
            bytes: b"OFFICIAL-SENSITIVE".to_vec(),
        }
    }

    #[test]
    fn files_are_for_their_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("outbox");
        let place = write(&folder, &[file("a.eml"), file("a.txt")]).unwrap();
        assert_eq!(place, folder.display().to_string());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("a.eml")), 0o600);
        assert_eq!(
            std::fs::read(folder.join("a.txt")).unwrap(),
            b"OFFICIAL-SENSITIVE"
        );
    }

    #[test]
    fn nothing_is_written_over_and_nothing_half_done() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("outbox");
        write(&folder, &[file("b.txt")]).unwrap();
        let refused = write(&folder, &[file("b.eml"), file("b.txt")]).unwrap_err();
        assert!(refused.to_string().contains("exists"), "{refused}");
        assert!(!folder.join("b.eml").exists());
    }

    #[test]
    fn a_link_in_place_of_the_folder_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let elsewhere = home.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        let folder = home.path().join("outbox");
        std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
        assert!(write(&folder, &[file("c.eml")]).is_err());
        assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
