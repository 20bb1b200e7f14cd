//! `dutydesk doctor`: each thing with its word, and the exit code.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::home::{Home, NAME};

#[test]
fn a_sound_desk_has_nothing_bad_and_files_that_others_can_read_are() {
    let home = Home::with_desk();
    home.log(2, NAME);
    let sound = home.run(&["doctor"]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
    for words in [
        "OK    encryption     encrypted",
        "OK    record",
        "LOOK  backup         none",
    ] {
        assert!(sound.out.contains(words), "{words}: {sound:?}");
    }
    assert!(!sound.out.contains("BAD") && !sound.out.contains("Marker"));
    let keys = home.places().keys();
    fs::set_permissions(&keys, Permissions::from_mode(0o644)).expect("its mode");
    let open = home.run(&["doctor", "--json"]);
    assert_eq!(open.code, Some(4), "{open:?}");
    let said: serde_json::Value = serde_json::from_str(&open.out).expect("JSON");
    let checks = said["checks"].as_array().expect("checks");
    let of_keys = checks.iter().find(|check| check["check"] == "desk.keys");
    let of_keys = of_keys.expect("the key file");
    assert_eq!(of_keys["state"], "BAD");
    assert_eq!(of_keys["todo"], "chmod 600 it.");
}

#[test]
fn a_lost_copy_of_the_keys_is_to_be_looked_at() {
    let home = Home::with_desk();
    fs::remove_file(home.places().keys_copy()).expect("gone");
    let said = home.run(&["doctor"]);
    assert!(
        said.out.contains("LOOK  key files      one copy of two"),
        "{said:?}"
    );
}

#[test]
fn a_backup_that_was_verified_is_known_by_its_age_and_place() {
    let home = Home::with_desk();
    let folder = home.path().join("backup");
    let path = folder.to_str().expect("a path");
    assert_eq!(home.run(&["backup", "--same-disk", path]).code, Some(0));
    let said = home.run(&["doctor"]);
    assert!(
        said.out.contains("OK    backup         0 days old"),
        "{said:?}"
    );
    assert!(said.out.contains("/backup"), "{said:?}");
}

#[test]
fn a_backup_on_the_desks_own_disk_is_refused_unless_it_is_asked_for() {
    let home = Home::with_desk();
    let folder = home.path().join("backup");
    let path = folder.to_str().expect("a path");
    home.run(&["backup", path])
        .refused("on the same disk as the desk");
    assert!(!folder.exists());
}

#[test]
fn so_many_generations_are_kept_each_a_backup_of_its_own() {
    let home = Home::with_desk();
    let folder = home.path().join("backup");
    let path = folder.to_str().expect("a path");
    let old = folder.join("2026-01-01T000000Z");
    fs::create_dir_all(&old).expect("an old one");
    let made = home.run(&["backup", "--same-disk", "--keep", "1", path]);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(!old.exists(), "{made:?}");
    let left: Vec<_> = fs::read_dir(&folder).expect("the folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let new = left[0].as_ref().expect("an entry").path();
    assert!(new.join("desk.db").is_file());
    // One that is refused removes none.
    let none = home.run(&["backup", "--same-disk", "--keep", "0", path]);
    assert_eq!(none.code, Some(2), "{none:?}");
    assert!(new.exists());
}
