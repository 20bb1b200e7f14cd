//! A process of its own that does one piece of work and says what came of it: this test program again,
//! told by its environment what to do. What happens to its disk meanwhile, whoever starts it sees to.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dutydesk::domain::command::Command as Write;
use dutydesk::domain::draft::{DraftChange, DraftField, DraftKey};
use dutydesk::store::{Done, SetUp, Store, StoreError, Work};
use dutydesk::vault::KdfCost;
use rustix::process::{Resource, Rlimit, setrlimit};

use super::desk;

const JOB: &str = "DUTYDESK_ATTACK_JOB";
const FOLDER: &str = "DUTYDESK_ATTACK_JOB_FOLDER";
/// The longest that a file may become, while there is too little room.
const LIMIT: &str = "DUTYDESK_ATTACK_LIMIT";
/// A file that takes the room of its disk, but for so many bytes, and is removed to make some.
const BALLAST: &str = "DUTYDESK_ATTACK_BALLAST";
const LEFT: &str = "DUTYDESK_ATTACK_LEFT";

/// How often a job that fills a disk saves at most.
const MOST: usize = 25;

/// What a job said.
#[derive(Debug)]
pub(super) struct Said {
    /// Each save that was acknowledged, by its words.
    pub(super) saved: Vec<String>,
    /// Each refusal, as a person reads it.
    pub(super) refused: Vec<String>,
    /// Whether it did what it was asked to.
    pub(super) done: bool,
}

/// A job that is to be started.
pub(super) struct Job(Command);

impl Job {
    pub(super) fn new(job: &str, folder: &Path) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .args(["attack::job::works", "--exact", "--nocapture"])
            .env(JOB, job)
            .env(FOLDER, folder);
        Self(command)
    }

    pub(super) fn limit(mut self, bytes: u64) -> Self {
        self.0.env(LIMIT, bytes.to_string());
        self
    }

    pub(super) fn ballast(mut self, file: &Path, left: u64) -> Self {
        self.0.env(BALLAST, file).env(LEFT, left.to_string());
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(super) fn command(self) -> Command {
        self.0
    }

    /// Waits for its end, which must be an ordinary one: no signal and no panic.
    pub(super) fn said(mut self, what: &str) -> Said {
        let output = self.0.output().expect("a process");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() && !words.contains("panicked"),
            "{what}: {:?}\n{words}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
        );
        Said::of(&output)
    }
}

impl Said {
    fn of(output: &Output) -> Self {
        let out = String::from_utf8_lossy(&output.stdout);
        let after = |word: &str| {
            let lines = out.lines().filter_map(|line| line.strip_prefix(word));
            lines.map(str::to_owned).collect()
        };
        Self {
            saved: after("SAVED "),
            refused: after("REFUSED "),
            done: out.lines().any(|line| line == "DONE"),
        }
    }
}

/// Returns where a job copies a desk to.
pub(super) fn copy_of(folder: &Path) -> PathBuf {
    folder.with_extension("copy")
}

/// Not a test where nobody has started it as a job.
#[test]
fn works() {
    let Ok(job) = std::env::var(JOB) else { return };
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("a folder"));
    dutydesk::system::fail_writes_past_the_limit().expect("a handler");
    let done = match job.as_str() {
        "create" => create(&folder),
        "save" => save(&folder, 3),
        "fill" => fill(&folder),
        "backup" => backup(&folder),
        "open" => open(&folder).map(drop),
        other => panic!("no job: {other}"),
    };
    match done {
        Ok(()) => println!("\nDONE"),
        Err(error) => refuse(&error),
    }
}

fn refuse(error: &StoreError) {
    let failure = error.clone().failure_of(Work::Saving);
    println!("\nREFUSED {}", failure.report().replace('\n', " / "));
}

fn create(folder: &Path) -> Result<(), StoreError> {
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let (passphrase, cost) = (desk::PASSPHRASE.into(), KdfCost::quick());
    Store::create(
        &desk::places(folder),
        &set_up,
        &passphrase,
        cost,
        desk::now(),
    )
    .map(drop)
}

fn open(folder: &Path) -> Result<Store, StoreError> {
    let mut store = Store::open(&desk::places(folder), &desk::PASSPHRASE.into(), desk::now())?;
    store.follow(desk::rules(), desk::now())?;
    Ok(store)
}

fn log(store: &mut Store, words: &str) -> Result<(), StoreError> {
    let done = store.run(&desk::log(words), desk::now())?;
    assert!(matches!(done, Done::Logged { .. }));
    println!("\nSAVED {words}");
    Ok(())
}

/// Saves so often; what was refused once is tried once more, as a person does.
fn save(folder: &Path, times: usize) -> Result<(), StoreError> {
    let mut store = open(folder)?;
    for number in 0..times {
        let words = format!("Found hurt {number}.");
        if let Err(error) = log(&mut store, &words) {
            refuse(&error);
            log(&mut store, &words)?;
        }
    }
    Ok(())
}

/// Saves until there is no room, makes some, and goes on without opening the desk again.
fn fill(folder: &Path) -> Result<(), StoreError> {
    let mut store = open(folder)?;
    take_room();
    let mut refused = 0;
    for number in 0..MOST {
        let draft = keep(&mut store, number);
        let saved = log(&mut store, &format!("Found hurt {number}."));
        for error in [draft.err(), saved.err()].into_iter().flatten() {
            refuse(&error);
            refused += 1;
        }
        if refused > 0 {
            break;
        }
    }
    make_room();
    keep(&mut store, MOST)?;
    log(&mut store, "There is room again.")
}

/// Keeps a letter of a call that is being typed.
fn keep(store: &mut Store, number: usize) -> Result<(), StoreError> {
    let change = DraftChange {
        version: 0,
        begun: None,
        groups: None,
        focus: "narrative".to_owned(),
        fields: vec![DraftField {
            id: "narrative".to_owned(),
            before: String::new(),
            value: "Half a call. ".repeat(number + 1),
            at: desk::now(),
        }],
    };
    let key = DraftKey::New(1);
    let kept = store.run(&Write::SaveDraft { key, change }, desk::now());
    kept.map(drop)
}

fn limit(bytes: Option<u64>) {
    let limit = Rlimit {
        current: bytes,
        maximum: None,
    };
    setrlimit(Resource::Fsize, limit).expect("a limit");
}

fn take_room() {
    if let Ok(bytes) = std::env::var(LIMIT) {
        limit(Some(bytes.parse().expect("a number")));
    }
    if let Some(file) = std::env::var_os(BALLAST).map(PathBuf::from) {
        let left: u64 = std::env::var(LEFT)
            .expect("bytes")
            .parse()
            .expect("a number");
        let disk = rustix::fs::statvfs(file.parent().expect("a folder")).expect("a disk");
        let free = (disk.f_bavail * disk.f_frsize).saturating_sub(left);
        let bytes = usize::try_from(free).expect("a size");
        std::fs::write(file, vec![0; bytes]).expect("ballast");
    }
}

fn make_room() {
    if std::env::var_os(LIMIT).is_some() {
        limit(None);
    }
    if let Some(file) = std::env::var_os(BALLAST) {
        std::fs::remove_file(file).expect("it goes");
    }
}

fn backup(folder: &Path) -> Result<(), StoreError> {
    let mut store = open(folder)?;
    let made = store.backup(&desk::PASSPHRASE.into(), &copy_of(folder), desk::now())?;
    assert_eq!(made.verdict.damage, []);
    Ok(())
}
