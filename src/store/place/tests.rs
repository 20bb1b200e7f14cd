//! Where a desk may lie.

use super::*;

#[test]
fn a_folder_is_made_for_its_owner_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/desk");
    prepare_folder(&folder).unwrap();
    let mode = fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_folder_with_something_in_it_keeps_its_rights() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("letter"), "mine").unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    prepare_folder(home.path()).unwrap();
    let mode = fs::metadata(home.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
}

#[test]
fn links_and_second_names_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let real = home.path().join("real");
    fs::write(&real, "x").unwrap();
    let link = home.path().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert!(matches!(check_file(&link), Err(StoreError::Symlink { .. })));
    assert_eq!(check_file(&real), Ok(true));
    let second = home.path().join("second");
    fs::hard_link(&real, &second).unwrap();
    assert!(matches!(check_file(&real), Err(StoreError::Symlink { .. })));
    assert_eq!(check_file(&home.path().join("none")), Ok(false));
    assert!(matches!(
        check_file(home.path()),
        Err(StoreError::Damaged { .. })
    ));
}

#[test]
fn filesystems_of_other_machines_are_known_by_their_numbers() {
    for (magic, name) in [(0x6969, "NFS"), (0xff53_4d42, "CIFS")] {
        assert!(
            network_name(magic).is_some_and(|found| !found.is_empty()),
            "{name}"
        );
    }
    assert_eq!(network_name(0xef53), None, "ext4 is of this machine");
}

#[test]
fn a_fuse_is_remote_unless_it_is_known_to_be_local() {
    let mounts = "36 35 98:0 / / rw - ext4 /dev/root rw\n\
        40 36 0:35 / /home/k/share rw - fuse.sshfs k@host:/ rw\n\
        41 36 0:36 / /home/k/vault rw - fuse.gocryptfs /home/k/.vault rw\n";
    assert!(is_remote_fuse(mounts, Path::new("/home/k/share/desk")));
    assert!(!is_remote_fuse(mounts, Path::new("/home/k/vault/desk")));
    assert!(!is_remote_fuse(mounts, Path::new("/home/k/desk")));
}
