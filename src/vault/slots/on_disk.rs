//! The key file on the disk: read whole or refused, written whole or not at all.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde::Deserialize;

use super::{FORMAT, KeyFile, VERSION};
use crate::vault::VaultError;

/// No key file of a desk's size comes near this; more is not read.
const MOST_BYTES: u64 = 1024 * 1024;

/// Read before anything else, so that a later format is told apart from a damaged file.
#[derive(Deserialize)]
struct Heading {
    format: String,
    version: u32,
}

impl KeyFile {
    /// Reads a key file.
    ///
    /// # Errors
    /// When it cannot be read, is not a key file, or is of a later format.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let bytes = read_bytes(path)?;
        let malformed =
            |json: serde_json::Error| VaultError::of_json("it is not a key file", &json);
        let heading: Heading = serde_json::from_slice(&bytes).map_err(malformed)?;
        if heading.format != FORMAT {
            return Err(VaultError::damaged("it is not a key file"));
        }
        if heading.version > VERSION {
            return Err(VaultError::Newer(heading.version));
        }
        let file: Self = serde_json::from_slice(&bytes).map_err(malformed)?;
        // What reads alike and is not byte for byte the same was changed: a letter's case, a blank.
        if file.version > 1 && file.to_bytes()? != bytes {
            return Err(VaultError::damaged("it is not as it was written"));
        }
        Ok(file)
    }

    /// Reads what can be made out of a key file that is not as it was written.
    #[must_use]
    pub fn read_damaged(path: &Path) -> Option<Self> {
        serde_json::from_slice(&read_bytes(path).ok()?).ok()
    }

    fn to_bytes(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec_pretty(self)
            .map_err(|json| VaultError::of_json("it could not be written as JSON", &json))
    }

    /// Writes the file whole or not at all, readable by its owner alone.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), VaultError> {
        self.prepared(path)?
            .persist(path)
            .map_err(|failed| failed.error)?;
        sync_folder(path)
    }

    /// Writes the file as [`Self::write`] does, but never over one that is there.
    ///
    /// # Errors
    /// When there is one, or the folder cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<(), VaultError> {
        self.prepared(path)?
            .persist_noclobber(path)
            .map_err(|failed| failed.error)?;
        sync_folder(path)
    }

    fn prepared(&self, path: &Path) -> Result<tempfile::NamedTempFile, VaultError> {
        let mut file = tempfile::Builder::new()
            .prefix(".desk.keys.")
            .permissions(fs::Permissions::from_mode(0o600))
            .tempfile_in(folder_of(path)?)?;
        file.write_all(&self.to_bytes()?)?;
        file.as_file().sync_all()?;
        Ok(file)
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the folder that a file stands in.
fn folder_of(path: &Path) -> Result<&Path, VaultError> {
    let folder = path.parent();
    Ok(folder.ok_or(std::io::Error::from(std::io::ErrorKind::IsADirectory))?)
}

/// Makes a rename in a folder outlast a power cut.
fn sync_folder(path: &Path) -> Result<(), VaultError> {
    fs::File::open(folder_of(path)?)?.sync_all()?;
    Ok(())
}
