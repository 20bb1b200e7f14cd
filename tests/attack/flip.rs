//! R9: bits flipped and files cut, anywhere in the desk's folder; the whole check finds every one.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::{self, Dice, long_or};
use dutydesk::store::Store;

/// The files that hold something, each by its name in the folder.
const FILES: [&str; 5] = [
    "desk.db",
    "drafts.db",
    "desk.keys",
    "desk.keys-copy",
    "desk.head",
];

/// Whatever bit is flipped, and wherever a file is cut, `verify` says that something is not as it was
/// written, and nothing panics.
#[test]
fn every_flipped_bit_and_every_cut_is_found() {
    let times = long_or(10_000, 500);
    let home = tempfile::tempdir().expect("a folder");
    let whole = home.path().join("whole");
    let mut store = desk::make(&whole);
    for number in 0..40 {
        let command = desk::log(&format!("Found hurt {number}."));
        store.run(&command, desk::now()).expect("a save");
    }
    store.fold().expect("the log is folded in");
    drop(store);
    assert!(is_found_whole(&whole), "as it was written to begin with");
    let names: Vec<&str> = FILES
        .into_iter()
        .filter(|name| whole.join(name).exists())
        .collect();
    assert!(names.contains(&"desk.db") && names.contains(&"desk.keys"));
    let mut dice = Dice::thrown("flip");
    let mut missed: Vec<String> = Vec::new();
    for number in 0..times {
        let folder = home.path().join("hurt");
        copy(&whole, &folder);
        // Most of them in the file that most of it is in.
        let name = if dice.below(10) < 6 {
            "desk.db"
        } else {
            names[usize::try_from(dice.below(names.len() as u64)).expect("a place")]
        };
        let file = folder.join(name);
        let what = if dice.below(5) == 0 {
            cut(&file, &mut dice)
        } else {
            flip(&file, &mut dice)
        };
        if is_found_whole(&folder) {
            missed.push(format!("{number}: {name} {what}"));
        }
        fs::remove_dir_all(&folder).expect("it goes");
    }
    println!("flip: {times} flips and cuts, {} not found", missed.len());
    assert_eq!(missed, Vec::<String>::new());
}

/// Says whether the whole check finds a desk as it was written; one that cannot be opened is not.
pub(super) fn is_found_whole(folder: &Path) -> bool {
    let verdict = Store::verify(
        &desk::places(folder),
        &desk::PASSPHRASE.into(),
        desk::now(),
        None,
        None,
    );
    verdict.is_ok_and(|verdict| verdict.is_clean())
}

fn flip(file: &Path, dice: &mut Dice) -> String {
    let mut bytes = fs::read(file).expect("a file");
    let at = usize::try_from(dice.below(bytes.len() as u64)).expect("a place");
    let bit = dice.below(8);
    bytes[at] ^= 1 << bit;
    fs::write(file, bytes).expect("it is written");
    format!("byte {at}, bit {bit}")
}

fn cut(file: &Path, dice: &mut Dice) -> String {
    let length = fs::metadata(file).expect("a file").len();
    let at = dice.below(length);
    let open = fs::OpenOptions::new().write(true).open(file);
    open.expect("a file").set_len(at).expect("it is cut");
    format!("cut at {at} of {length}")
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let mode = fs::metadata(from).expect("its mode").permissions();
    fs::set_permissions(to, mode).expect("as private");
    for entry in fs::read_dir(from).expect("the folder") {
        let path: PathBuf = entry.expect("an entry").path();
        let copied = to.join(path.file_name().expect("its name"));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a copy");
        }
    }
}
