//! B1: a copy that is killed on its way, and a desk put back by the printed key.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use dutydesk::store::{FirstKeys, SetUp, Store};
use dutydesk::vault::{Claim, KdfCost, RecoveryKey, Way};

use super::desk::{self, Dice, long_or};
use super::job::{Job, copy_of};

/// However often a copy is killed, the desk and the copy before it stay whole, and what the kill left
/// is no desk or a whole one. The printed key alone then puts the desk back.
#[test]
fn a_killed_copy_spoils_nothing_and_the_printed_key_brings_the_desk_back() {
    let cycles = long_or(1_000, 20);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    let recovery = RecoveryKey::random().expect("a key");
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let passphrase = desk::PASSPHRASE.into();
    let first = FirstKeys {
        recovery: Some(&recovery),
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let made = Store::set_up(&desk::places(&folder), &set_up, &first, desk::now());
    let mut store = desk::following(made.expect("a desk"));
    let words: Vec<String> = (0..30).map(|n| format!("Found hurt {n}.")).collect();
    for one in &words {
        store.run(&desk::log(one), desk::now()).expect("a save");
    }
    let old = home.path().join("old");
    store
        .backup(&desk::PASSPHRASE.into(), &old, desk::now())
        .expect("a copy");
    drop(store);
    let mut dice = Dice::thrown("backup");
    let (mut whole, mut none) = (0, 0);
    for number in 0..cycles {
        let job = Job::new("backup", &folder).command();
        let mut job = job;
        let mut running = job
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        // Not a wait for anything: the moment of the kill is what is tried.
        std::thread::sleep(Duration::from_millis(20 + dice.below(400)));
        running.kill().expect("it is killed");
        running.wait().expect("it has ended");
        let to = copy_of(&folder);
        if Store::exists(&desk::places(&to)).expect("it can be known") {
            assert_eq!(desk::damage(&to), "", "cycle {number}");
            whole += 1;
        } else {
            none += 1;
        }
        if to.exists() {
            fs::remove_dir_all(&to).expect("it goes");
        }
        assert_eq!(desk::damage(&folder), "", "cycle {number}");
    }
    desk::check_holds(&folder, &words, "the desk");
    assert_eq!(desk::damage(&old), "", "the copy before");
    // What is on paper is typed as it is printed.
    let typed = RecoveryKey::read(&recovery.printed()).expect("the key");
    let claim = Claim::by(Way::Recovery, typed.into_secret());
    let back = home.path().join("back");
    let restored = Store::restore(&old, &desk::places(&back), &claim, desk::now());
    assert_eq!(restored.expect("it is put back").verdict.damage, []);
    desk::check_holds(&back, &words, "put back by the printed key");
    println!(
        "backup: {cycles} copies killed, {whole} whole, {none} none, 0 spoilt; put back by the printed key"
    );
}
