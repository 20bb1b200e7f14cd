//! Keeping a desk: verify, backup, restore.

use std::fs;

use super::home::{Home, NAME};

/// A desk with one incident, closed.
fn kept() -> Home {
    let home = Home::with_desk();
    home.log(2, NAME);
    home
}

fn head(home: &Home) -> String {
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    let line = verified.out.lines().find(|line| line.contains("elsewhere"));
    let head = line.and_then(|line| line.rsplit(' ').next());
    head.expect("a head").to_owned()
}

#[test]
fn verify_says_what_was_checked_and_takes_a_head_that_was_noted() {
    let home = kept();
    let noted = head(&home);
    let verified = home.run(&["verify", "--expect", &noted]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(verified.out.contains("every page, every row"));
    let other = "0".repeat(64);
    let verified = home.run(&["verify", "--expect", &other]);
    assert_eq!(verified.code, Some(4), "{verified:?}");
    assert!(
        verified
            .out
            .contains("the entry that was noted elsewhere is not in it")
    );
}

#[test]
fn verify_never_calls_a_file_whole_that_does_not_open() {
    let home = kept();
    let path = home.places().desk();
    let whole = fs::read(&path).expect("the desk");
    for place in [20, 5000, whole.len() / 2, whole.len() - 100] {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x20;
        fs::write(&path, bytes).expect("written");
        let verified = home.run(&["verify"]);
        assert_eq!(verified.code, Some(4), "byte {place}: {verified:?}");
        assert!(verified.out.contains("Damage was found"), "{verified:?}");
        assert!(verified.out.contains("desk.db"), "{verified:?}");
        assert!(!verified.out.contains("Marker"), "{verified:?}");
    }
    fs::write(&path, whole).expect("written");
    assert_eq!(home.run(&["verify"]).code, Some(0));
}

#[test]
fn a_desk_opens_by_either_key_file_and_neither_is_a_wrong_passphrase() {
    let home = kept();
    let places = home.places();
    fs::remove_file(places.keys()).expect("gone");
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, Some(4), "one copy is lost: {verified:?}");
    assert!(
        verified.out.contains("desk.keys: is missing"),
        "{verified:?}"
    );
    // Any command that opens the desk mends it.
    let listed = home.run(&["register"]);
    assert_eq!(listed.code, Some(0), "{listed:?}");
    assert!(listed.err.contains("desk.keys"), "it is said: {listed:?}");
    assert!(listed.err.contains("was missing"), "it is said: {listed:?}");
    assert!(places.keys().exists());
    assert_eq!(home.run(&["verify"]).code, Some(0));
    for path in [places.keys(), places.keys_copy()] {
        let text = fs::read_to_string(&path).expect("a key file");
        let at = text.find("\"wrapped\": \"").expect("a slot") + 14;
        let mut bytes = text.into_bytes();
        bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
        fs::write(&path, bytes).expect("written");
    }
    let opened = home.run(&["register"]);
    assert_eq!(opened.code, Some(1), "{opened:?}");
    assert!(opened.err.contains("both copies are changed"), "{opened:?}");
    assert!(!opened.err.contains("caps lock"), "{opened:?}");
    assert_eq!(home.run(&["verify"]).code, Some(4));
}

#[test]
fn a_backup_is_put_back_elsewhere_with_everything() {
    let home = kept();
    let folder = home.path().join("backup");
    let folder = folder.to_str().expect("a name");
    let copied = home.run(&["backup", "--same-disk", folder]);
    assert_eq!(copied.code, Some(0), "{copied:?}");
    assert!(copied.out.contains("the copy was checked"), "{copied:?}");
    home.run(&["backup", "--same-disk", folder])
        .refused("has something in it");
    home.run(&["restore", folder])
        .refused("there is one already");
    // The disk is lost with all that was on it.
    fs::remove_dir_all(home.places().data).expect("gone");
    let restored = home.run(&["restore", folder]);
    assert_eq!(restored.code, Some(0), "{restored:?}");
    let listed = home.run(&["register"]);
    assert!(listed.out.contains("TH-"), "{listed:?}");
    assert_eq!(home.run(&["verify"]).code, Some(0));
}
