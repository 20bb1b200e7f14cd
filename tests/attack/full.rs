//! R5: no room on the disk, at every place where it can run out.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::desk::{self, long_or};
use super::flip::copy;
use super::job::{Job, Said};

/// What a person is told: that there is no room, and what to do.
fn says_what_to_do(words: &str) -> bool {
    let says_why = ["full", "size allowed"]
        .iter()
        .any(|word| words.contains(word));
    says_why && words.contains("because:") && !words.contains("panicked")
}

fn check(folder: &Path, said: &Said, what: &str) {
    assert!(said.done, "{what}: with room it goes on: {said:?}");
    for words in &said.refused {
        assert!(says_what_to_do(words), "{what}: {words}");
    }
    assert!(said.saved.contains(&"There is room again.".to_owned()));
    desk::check_holds(folder, &said.saved, what);
}

fn whole_desk(home: &Path) -> std::path::PathBuf {
    let whole = home.join("whole");
    let mut store = desk::make(&whole);
    store
        .run(&desk::log("Before."), desk::now())
        .expect("a save");
    store.fold().expect("the log is folded in");
    whole
}

/// Files may not grow past a limit, in so many steps of it: nothing acknowledged is lost, what is wrong
/// is said, and once there is room the same program goes on.
#[test]
fn no_file_may_grow() {
    let steps = long_or(1_000, 100);
    let home = tempfile::tempdir().expect("a folder");
    let whole = whole_desk(home.path());
    // The log of writes of a full job is some 2 MB.
    let most: u64 = 2 << 20;
    let mut refused = 0;
    for step in 0..steps {
        let folder = home.path().join("tried");
        copy(&whole, &folder);
        let limit = most * (step * step) / (steps * steps);
        let said = Job::new("fill", &folder).limit(limit).said("a limit");
        check(&folder, &said, &format!("{limit} bytes"));
        refused += u64::from(!said.refused.is_empty());
        fs::remove_dir_all(&folder).expect("it goes");
    }
    println!("full: {steps} limits on the size of files, {refused} of them reached, 0 lost");
    assert!(refused > steps / 2, "the limits are reached");
}

/// A disk of its own, filled but for a little: the same.
#[test]
fn the_disk_is_full() {
    let steps = long_or(200, 10);
    let home = tempfile::tempdir().expect("a folder");
    let whole = whole_desk(home.path());
    let disk = home.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mounted = |size: u64| {
        let size = format!("size={size}k,mode=700");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(&disk)
            .output();
        mount.is_ok_and(|done| done.status.success())
    };
    let mut refused = 0;
    for step in 0..steps {
        if !mounted(16 << 10) {
            println!("full: no disk of its own: this user may mount none");
            return;
        }
        let folder = disk.join("desk");
        copy(&whole, &folder);
        let left = (step * 2_000 / steps) << 10;
        let ballast = disk.join("ballast");
        let said = Job::new("fill", &folder)
            .ballast(&ballast, left)
            .said("a full disk");
        check(&folder, &said, &format!("{left} bytes left"));
        refused += u64::from(!said.refused.is_empty());
        let gone = Command::new("umount").arg(&disk).status();
        assert!(gone.expect("umount").success());
    }
    println!("full: {steps} small disks, {refused} of them full, 0 lost");
    assert!(refused > 0, "the disks are full");
}
