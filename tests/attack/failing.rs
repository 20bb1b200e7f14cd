//! R6: the n-th write to the disk fails, wherever that is: in making a desk, in saving, in copying it, in
//! bringing one of an earlier release to this one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use dutydesk::store::Store;

use super::desk::{self, long_or};
use super::flip::copy;
use super::job::{Job, Said, copy_of};

/// A disk that fails (EIO), one that is full (ENOSPC), a call that a signal ends (EINTR), and a call
/// that writes the half of what it should.
const FAILURES: [(&str, &str); 4] = [
    ("EIO", "5"),
    ("ENOSPC", "28"),
    ("EINTR", "4"),
    ("half", "0"),
];

const JOBS: [&str; 4] = ["create", "save", "backup", "open"];

/// Makes the library that fails; none where there is no compiler.
fn shim(home: &Path) -> Option<PathBuf> {
    let (source, made) = (home.join("failing.c"), home.join("failing.so"));
    fs::write(&source, include_str!("failing.c")).expect("the source");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&made, &source])
        .arg("-ldl")
        .output();
    match compiled {
        Ok(done) if done.status.success() => Some(made),
        Ok(done) => panic!("{}", String::from_utf8_lossy(&done.stderr)),
        Err(_) => None,
    }
}

/// A folder in which a job finds what it begins with.
struct Scene {
    home: tempfile::TempDir,
    shim: PathBuf,
}

impl Scene {
    fn folder(&self) -> PathBuf {
        self.home.path().join("tried")
    }

    /// Puts what a job begins with in its place.
    fn set(&self, job: &str) {
        for folder in [self.folder(), copy_of(&self.folder())] {
            if folder.exists() {
                fs::remove_dir_all(folder).expect("it goes");
            }
        }
        match job {
            "create" => {}
            "open" => earlier_release(&self.folder()),
            _ => copy(&self.home.path().join("whole"), &self.folder()),
        }
    }

    fn job(&self, job: &str, at: u64, many: u64, with: &str) -> Job {
        Job::new(job, &self.folder())
            .with("LD_PRELOAD", &self.shim)
            .with("FAIL_UNDER", self.folder())
            .with("FAIL_AT", at.to_string())
            .with("FAIL_MANY", many.to_string())
            .with("FAIL_WITH", with)
    }

    /// Returns how many writes a job makes where none fails.
    fn count(&self, job: &str) -> u64 {
        let count = self.home.path().join("count");
        self.set(job);
        let said = self
            .job(job, 0, 0, "0")
            .with("FAIL_COUNT", &count)
            .said(job);
        assert!(said.done && said.refused.is_empty(), "{job}: {said:?}");
        let text = fs::read_to_string(count).expect("the shim counts");
        text.trim().parse().expect("a number")
    }

    /// Checks what a job left: what there was before or what there should be after it, and with a whole
    /// disk it is done.
    fn check(&self, job: &str, said: &Said, what: &str) {
        let folder = self.folder();
        let places = desk::places(&folder);
        if job == "create" && !Store::exists(&places).expect("it can be known") {
            assert!(!said.done, "{what}: said to be made, and not there");
            assert!(Job::new("create", &folder).said(what).done, "{what}");
        }
        // The end that is noted beside the record may have been spoilt: opening the desk writes it again.
        let opened = Job::new("open", &folder).said(what);
        assert!(opened.done, "{what}: {opened:?}");
        desk::check_holds(&folder, &said.saved, what);
        if job == "backup" {
            let to = copy_of(&folder);
            if !Store::exists(&desk::places(&to)).expect("it can be known") {
                assert!(!said.done, "{what}: said to be copied, and not there");
                let again = Job::new("backup", &folder).said(what);
                assert!(again.done, "{what}: {again:?}");
            }
            assert_eq!(desk::damage(&to), "", "{what}: the copy");
        }
    }
}

/// Puts a desk there as the release of the second schema left it.
fn earlier_release(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).expect("private");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrate/second_schema");
    for name in ["desk.db", "desk.keys"] {
        let bytes = fs::read(source.join(name)).expect("a released desk");
        let file = folder.join(name);
        fs::write(&file, bytes).expect("a copy");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("private");
    }
}

#[test]
fn whichever_write_fails_nothing_is_lost_or_half_done() {
    let points = long_or(40, 7);
    let home = tempfile::tempdir().expect("a folder");
    let Some(shim) = shim(home.path()) else {
        println!("failing: no C compiler, not tried");
        return;
    };
    let whole = home.path().join("whole");
    let mut store = desk::make(&whole);
    store
        .run(&desk::log("Before."), desk::now())
        .expect("a save");
    drop(store);
    let scene = Scene { home, shim };
    let (mut cases, mut refused) = (0, 0);
    for job in JOBS {
        let count = scene.count(job);
        assert!(count > 4, "{job} writes: {count}");
        for (name, with) in FAILURES {
            for point in 0..points {
                let at = 1 + point * (count - 1) / (points - 1);
                let many = if point % 2 == 0 { 1 } else { 40 };
                let what = format!("{job}, {name} at {at} of {count}, {many} of them");
                scene.set(job);
                let said = scene.job(job, at, many, with).said(&what);
                for words in &said.refused {
                    assert!(words.contains("because:"), "{what}: {words}");
                }
                scene.check(job, &said, &what);
                cases += 1;
                refused += usize::from(!said.refused.is_empty());
            }
        }
    }
    println!("failing: {cases} failing writes, {refused} said, 0 lost, 0 half done, 0 panics");
    assert!(refused > cases / 8, "writes do fail");
}
