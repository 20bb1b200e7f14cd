//! Whether a folder and its files will do: their owner's alone, on this machine's own disk.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

use super::error::StoreError;
use crate::error::Cause;

/// File systems on other machines, by the number `statfs` gives (linux/magic.h).
///
/// `SQLite`'s locks are not reliable there, and its shared memory does not work at all.
const NETWORK: [(u32, &str); 9] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
    (0x00c3_6400, "Ceph"),
];
/// Any FUSE file system; the mount table says which.
const FUSE: u32 = 0x6573_5546;
/// FUSE file systems that hold a local disk, or a container's own root.
const LOCAL_FUSE: [&str; 7] = [
    "fuseblk",
    "fuse.fuse-overlayfs",
    "fuse.gocryptfs",
    "fuse.encfs",
    "fuse.cryfs",
    "fuse.bindfs",
    "fuse.lxcfs",
];

/// Makes the folder if there is none (0700), and refuses one that will not do.
///
/// A folder that is there already keeps its rights, unless it is empty: it may be someone's home.
pub(super) fn prepare_folder(folder: &Path) -> Result<(), StoreError> {
    let failed = |e: std::io::Error| StoreError::of_io(&e, folder);
    if folder.exists() {
        let is_empty = fs::read_dir(folder).map_err(failed)?.next().is_none();
        if is_empty {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        }
    } else {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(failed)?;
    }
    check_folder(folder)
}

/// Refuses a folder on another machine.
pub(super) fn check_folder(folder: &Path) -> Result<(), StoreError> {
    let failed = |e: rustix::io::Errno| StoreError::of_io(&e.into(), folder);
    let stat = rustix::fs::statfs(folder).map_err(failed)?;
    // The kernel's number has 32 bits; wider types only repeat its sign.
    let magic = stat.f_type & 0xffff_ffff;
    let kind = if magic == i64::from(FUSE) {
        // What cannot be told apart is not taken for a disk of this machine.
        let failed = |e: std::io::Error| StoreError::of_io(&e, folder);
        let mounts = fs::read_to_string("/proc/self/mountinfo").map_err(failed)?;
        let folder = folder.canonicalize().map_err(failed)?;
        is_remote_fuse(&mounts, &folder).then_some("FUSE")
    } else {
        network_name(magic)
    };
    match kind {
        Some(kind) => Err(StoreError::NetworkFilesystem {
            path: folder.to_owned(),
            kind,
        }),
        None => Ok(()),
    }
}

fn network_name(magic: i64) -> Option<&'static str> {
    NETWORK
        .iter()
        .find(|(number, _)| i64::from(*number) == magic)
        .map(|(_, name)| *name)
}

/// Says whether the deepest mount over the folder is a FUSE not known to be local.
fn is_remote_fuse(mountinfo: &str, folder: &Path) -> bool {
    let deepest = mountinfo
        .lines()
        .filter_map(|line| {
            let (mount, system) = line.split_once(" - ")?;
            let point = mount.split(' ').nth(4)?.replace("\\040", " ");
            let kind = system.split(' ').next()?;
            folder
                .starts_with(&point)
                .then(|| (point.len(), kind.to_owned()))
        })
        .max_by_key(|(depth, _)| *depth);
    deepest
        .is_some_and(|(_, kind)| kind.starts_with("fuse") && !LOCAL_FUSE.contains(&kind.as_str()))
}

/// Refuses a file that is a link, has a second name, or is no plain file; says if it is there.
pub(super) fn check_file(path: &Path) -> Result<bool, StoreError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(StoreError::of_io(&e, path)),
    };
    let is_link = found.file_type().is_symlink();
    if !is_link && !found.is_file() {
        return Err(StoreError::damaged(path, "it is not a file"));
    }
    if is_link || found.nlink() > 1 {
        return Err(StoreError::Symlink {
            path: path.to_owned(),
        });
    }
    Ok(true)
}

/// Refuses a file or folder that this user cannot write.
pub(super) fn check_writable(path: &Path) -> Result<(), StoreError> {
    let access = rustix::fs::access(path, rustix::fs::Access::WRITE_OK);
    access.map_err(|refused| StoreError::ReadOnly {
        path: path.to_owned(),
        cause: Cause::of_io(&refused.into()),
    })
}

#[cfg(test)]
mod tests;
