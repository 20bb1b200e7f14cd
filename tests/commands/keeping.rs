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
fn a_quick_check_walks_the_chain_and_says_what_it_left() {
    let home = kept();
    let noted = head(&home);
    let quick = home.run(&["verify", "--quick", "--expect", &noted]);
    assert_eq!(quick.code, Some(0), "{quick:?}");
    assert!(quick.out.contains("Pages, rows and"), "{quick:?}");
    assert!(quick.out.contains("were not looked at"), "{quick:?}");
    assert!(!quick.out.contains("as it was written"), "{quick:?}");
    assert!(quick.out.contains(&noted), "{quick:?}");
    let other = "0".repeat(64);
    let quick = home.run(&["verify", "--quick", "--expect", &other]);
    assert_eq!(quick.code, Some(4), "{quick:?}");
    fs::remove_file(home.places().head()).expect("the head");
    let quick = home.run(&["verify", "--quick"]);
    assert_eq!(quick.code, Some(4), "{quick:?}");
    assert!(quick.out.contains("cannot be known"), "{quick:?}");
}

#[test]
fn the_head_on_a_handover_sheet_finds_that_an_older_desk_was_put_back() {
    let home = kept();
    let folder = home.places().data;
    let older = tempfile::tempdir().expect("a folder");
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        for file in ["desk.db", "desk.db-wal", "desk.head", "drafts.db"] {
            if from.join(file).exists() {
                fs::copy(from.join(file), to.join(file)).expect("copied");
            }
        }
    };
    copy(&folder, older.path());
    home.log(1, "Another Marker");
    let sheet = home.run(&["report", "handover"]);
    assert_eq!(sheet.code, Some(0), "{sheet:?}");
    let mut lines = sheet.out.lines();
    lines
        .find(|line| line.contains("--expect"))
        .expect("the record");
    let noted = lines.next().expect("its head").to_owned();
    assert_eq!(home.run(&["verify", "--expect", &noted]).code, Some(0));
    let _none = fs::remove_file(folder.join("desk.db-wal"));
    copy(older.path(), &folder);
    // The older desk, head file and all, is whole in itself.
    assert_eq!(home.run(&["verify"]).code, Some(0));
    let verified = home.run(&["verify", "--expect", &noted]);
    assert_eq!(verified.code, Some(4), "{verified:?}");
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
