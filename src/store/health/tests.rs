//! Each thing looked at by itself, where it is well and where it is not.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn state(check: &Check) -> State {
    assert_eq!(check.state == State::Ok, check.todo.is_empty(), "{check:?}");
    check.state
}

#[test]
fn a_folder_that_others_can_write_in_is_bad() {
    let folder_there = tempfile::tempdir().unwrap();
    for (mode, wanted) in [(0o700, State::Ok), (0o750, State::Ok), (0o770, State::Bad)] {
        fs::set_permissions(folder_there.path(), Permissions::from_mode(mode)).unwrap();
        assert_eq!(state(&folder(folder_there.path())), wanted, "{mode:o}");
    }
}

#[test]
fn a_file_is_one_plain_file_and_its_owners_alone() {
    let there = tempfile::tempdir().unwrap();
    let path = there.path().join("desk.db");
    assert_eq!(file("desk.db", &path), None);
    fs::write(&path, "x").unwrap();
    for (mode, wanted) in [(0o600, State::Ok), (0o640, State::Bad), (0o604, State::Bad)] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        assert_eq!(state(&file("desk.db", &path).unwrap()), wanted, "{mode:o}");
    }
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let link = there.path().join("link");
    symlink(&path, &link).unwrap();
    assert_eq!(state(&file("link", &link).unwrap()), State::Bad);
    fs::hard_link(&path, there.path().join("second")).unwrap();
    assert_eq!(state(&file("desk.db", &path).unwrap()), State::Bad);
}

#[test]
fn a_plain_file_is_said_to_be_not_encrypted() {
    let there = tempfile::tempdir().unwrap();
    let path = there.path().join("desk.db");
    assert_eq!(state(&encryption(&path)), State::Bad);
    fs::write(&path, b"SQLite format 3\0 and more").unwrap();
    let check = encryption(&path);
    assert_eq!(state(&check), State::Look);
    assert!(check.words.starts_with("NOT ENCRYPTED"), "{check:?}");
    fs::write(&path, [7; 4096]).unwrap();
    assert_eq!(state(&encryption(&path)), State::Ok);
}

#[test]
fn the_libraries_that_are_built_in_will_do_and_older_ones_would_not() {
    assert_eq!(state(&sqlite(rusqlite::version_number())), State::Ok);
    assert_eq!(sqlite(3_051_003), Check::ok("SQLite", "3.51.3"));
    assert_eq!(state(&sqlite(3_051_002)), State::Bad);
    assert_eq!(state(&cipher()), State::Ok);
}

#[test]
fn little_room_and_a_long_log_are_said() {
    let mb = 1 << 20;
    for (free, wanted) in [
        (15, State::Bad),
        (16, State::Look),
        (1023, State::Look),
        (1024, State::Ok),
    ] {
        assert_eq!(state(&room(free * mb)), wanted, "{free}");
    }
    assert_eq!(state(&log_of(64 * mb)), State::Ok);
    assert_eq!(state(&log_of(64 * mb + 1)), State::Look);
}

#[test]
fn the_age_of_a_backup_is_said() {
    let now = at("2026-12-24T22:10:00Z");
    assert_eq!(state(&backup(None, now)), State::Look);
    let made = |at_text: &str| LastBackup {
        at: at(at_text),
        folder: PathBuf::from("/backups/desk"),
    };
    let check = backup(Some(&made("2026-12-12T22:10:00Z")), now);
    assert_eq!(state(&check), State::Look);
    assert!(check.words.starts_with("12 days old"), "{check:?}");
    assert!(check.words.ends_with("in /backups/desk"), "{check:?}");
    assert_eq!(
        state(&backup(Some(&made("2026-12-17T22:10:00Z")), now)),
        State::Ok
    );
}

#[test]
fn roles_are_enforced_where_the_files_are_another_accounts_alone() {
    let there = tempfile::tempdir().unwrap();
    let places = Places::find(Some(there.path())).unwrap();
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    };
    fs::write(places.desk(), "x").unwrap();
    mode(&places.desk(), 0o600);
    mode(there.path(), 0o700);
    let own = fs::metadata(places.desk()).unwrap().uid();
    let check = |person| roles(&places, person);
    if own != 0 {
        assert!(check(own).words.starts_with("ADVISORY: you can write"));
    }
    let other = check(own + 4000);
    assert!(other.words.starts_with("ENFORCED"), "{other:?}");
    assert_eq!(state(&other), State::Ok);
    // Root writes every file.
    assert!(check(0).words.starts_with("ADVISORY: you are root"));
    // What another account's files let others do is no rule of the system's.
    mode(&places.desk(), 0o660);
    assert!(check(own + 4000).words.starts_with("ADVISORY"));
    mode(&places.desk(), 0o600);
    mode(there.path(), 0o770);
    assert_eq!(state(&check(own + 4000)), State::Look);
}
