//! Two copies of one key file: whatever happens to one, the other opens the desk and mends it.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::domain::instant::Instant;
use crate::vault::KdfCost;

const PASSPHRASE: &str = "correct horse battery";

struct Pair {
    _folder: tempfile::TempDir,
    paths: [PathBuf; 2],
    key: String,
}

impl Pair {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["desk.keys", "desk.keys-copy"].map(|name| folder.path().join(name));
        let now = Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap();
        let (file, key) =
            KeyFile::create("kduty", &PASSPHRASE.into(), KdfCost::quick(), now).unwrap();
        for path in &paths {
            file.write_new(path).unwrap();
        }
        Self {
            _folder: folder,
            paths,
            key: key.hex().reveal().to_owned(),
        }
    }

    fn unlock(&self, passphrase: &str) -> Result<Opened, VaultError> {
        let [one, other] = &self.paths;
        unlock([one, other], &passphrase.into())
    }

    /// Opens it, checks that it is the desk's key, and mends as the desk does.
    fn mended(&self) -> [Option<Mended>; 2] {
        let opened = self.unlock(PASSPHRASE).unwrap();
        assert_eq!(opened.unlocked.key.hex().reveal(), self.key);
        for (path, mend) in self.paths.iter().zip(opened.mend) {
            if mend.is_some() {
                opened.whole.write(path).unwrap();
            }
        }
        opened.mend
    }
}

#[test]
fn every_single_flipped_bit_of_either_copy_is_found_and_mended() {
    let pair = Pair::new();
    let whole = fs::read(&pair.paths[0]).unwrap();
    for (which, path) in pair.paths.iter().enumerate() {
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 1 << (place % 8);
            fs::write(path, &bytes).unwrap();
            let mend = pair.mended();
            assert_eq!(mend[which], Some(Mended::Damaged), "byte {place}");
            assert_eq!(mend[1 - which], None, "byte {place}");
            assert_eq!(fs::read(path).unwrap(), whole, "byte {place}");
        }
    }
}

#[test]
fn a_damaged_copy_is_told_apart_from_a_wrong_passphrase() {
    let pair = Pair::new();
    let wrong = |pair: &Pair| pair.unlock("wrong horse battery").unwrap_err();
    assert_eq!(wrong(&pair), VaultError::WrongPassphrase);
    let whole = fs::read_to_string(&pair.paths[0]).unwrap();
    // The wrapped key itself, in both copies: no passphrase opens it any more.
    let at = whole.find("\"wrapped\": \"").unwrap() + 14;
    let mut harmed = whole.clone().into_bytes();
    harmed[at] = if harmed[at] == b'0' { b'1' } else { b'0' };
    for path in &pair.paths {
        fs::write(path, &harmed).unwrap();
    }
    assert!(matches!(
        pair.unlock(PASSPHRASE).unwrap_err(),
        VaultError::Damaged { .. }
    ));
    fs::write(&pair.paths[1], &whole).unwrap();
    assert_eq!(wrong(&pair), VaultError::WrongPassphrase, "one is whole");
}

#[test]
fn a_lost_copy_is_made_again_and_two_lost_ones_are_a_lost_key() {
    let pair = Pair::new();
    for which in [0, 1] {
        fs::remove_file(&pair.paths[which]).unwrap();
        assert_eq!(pair.mended()[which], Some(Mended::Made));
        assert!(pair.paths[which].exists());
    }
    for path in &pair.paths {
        fs::remove_file(path).unwrap();
    }
    assert_eq!(
        pair.unlock(PASSPHRASE).unwrap_err(),
        VaultError::from(std::io::Error::from(std::io::ErrorKind::NotFound))
    );
}

#[test]
fn two_damaged_copies_still_open_where_a_slot_is_whole() {
    let pair = Pair::new();
    let whole = fs::read_to_string(&pair.paths[0]).unwrap();
    let at = whole.find("\"seal\": \"").unwrap() + 12;
    let mut harmed = whole.into_bytes();
    harmed[at] = if harmed[at] == b'0' { b'1' } else { b'0' };
    for path in &pair.paths {
        fs::write(path, &harmed).unwrap();
    }
    assert_eq!(pair.mended(), [Some(Mended::Damaged); 2]);
    assert_eq!(pair.mended(), [None, None]);
}

#[test]
fn of_two_whole_copies_the_newer_counts() {
    let pair = Pair::new();
    let mut file = KeyFile::read(&pair.paths[0]).unwrap();
    let key = file.unlock(&PASSPHRASE.into()).unwrap().key;
    let now = Instant::parse_rfc3339("2026-11-21T20:41:00Z").unwrap();
    file.set_passphrase(
        &key,
        "kduty",
        &"a fresh passphrase".into(),
        KdfCost::quick(),
        now,
    )
    .unwrap();
    // Killed between the two writes.
    file.write(&pair.paths[1]).unwrap();
    let opened = pair.unlock("a fresh passphrase").unwrap();
    assert_eq!(opened.mend, [Some(Mended::Older), None]);
    assert_eq!(
        pair.unlock(PASSPHRASE).unwrap_err(),
        VaultError::WrongPassphrase,
        "the passphrase that was changed opens nothing"
    );
}

#[test]
fn a_file_of_the_first_format_opens_and_gets_its_sum() {
    let pair = Pair::new();
    let first = include_str!("../../store/migrate/second_schema/desk.keys");
    fs::write(&pair.paths[0], first).unwrap();
    fs::remove_file(&pair.paths[1]).unwrap();
    let [one, other] = &pair.paths;
    let opened = unlock([one, other], &PASSPHRASE.into()).unwrap();
    assert_eq!(opened.unlocked.user, "K. Duty-Example");
    assert!(opened.whole.is_whole());
    assert_eq!(
        opened.mend,
        [Some(Mended::Upgraded), Some(Mended::Upgraded)]
    );
}
