//! A process of its own that saves until it is killed, or so many times: this test program again, told
//! by its environment what to do.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant as Monotonic};

use super::desk;
use dutydesk::store::Done;

/// What says to the program that it is a child: the desk's folder, the words that it logs, how often,
/// and how far apart.
const FOLDER: &str = "DUTYDESK_ATTACK_FOLDER";
const WORDS: &str = "DUTYDESK_ATTACK_WORDS";
const TIMES: &str = "DUTYDESK_ATTACK_TIMES";
const APART: &str = "DUTYDESK_ATTACK_APART_MS";

/// What a child says of a save that was committed.
pub(super) const SAVED: &str = "SAVED ";

/// A process that saves.
pub(super) struct Saver {
    pub(super) process: Child,
    pub(super) says: BufReader<ChildStdout>,
}

impl Saver {
    /// Starts one.
    pub(super) fn start(folder: &Path, words: &str, times: u64, apart: Duration) -> Self {
        let program = std::env::current_exe().expect("this program");
        let started = Command::new(program)
            .args(["attack::child::saves", "--exact", "--nocapture"])
            .env(FOLDER, folder)
            .env(WORDS, words)
            .env(TIMES, times.to_string())
            .env(APART, apart.as_millis().to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process = started.expect("a process");
        let says = process.stdout.take().expect("what it says");
        Self {
            process,
            says: BufReader::new(says),
        }
    }

    /// Waits for its next save; returns what it says of it, or nothing once it has ended.
    pub(super) fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.says.read_line(&mut line).expect("what it says");
            if read == 0 {
                return None;
            }
            // A line that the kill cut off acknowledges nothing.
            if let Some(said) = line
                .strip_suffix('\n')
                .and_then(|line| line.strip_prefix(SAVED))
            {
                return Some(said.to_owned());
            }
        }
    }
}

/// Not a test where nobody has started it as a child.
#[test]
fn saves() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let of = |name: &str| std::env::var(name).expect("what a child is told");
    let (words, times): (String, u64) = (of(WORDS), of(TIMES).parse().expect("a number"));
    let apart = Duration::from_millis(of(APART).parse().expect("a number"));
    let mut store = desk::open(Path::new(&folder));
    let out = std::io::stdout();
    for number in 0..times {
        let began = Monotonic::now();
        let words = format!("{words}-{number}");
        let done = store.run(&desk::log(&words), desk::now()).expect("a save");
        let Done::Logged { id, .. } = done else {
            panic!("a log is a log");
        };
        let took = began.elapsed();
        // One write: what is read of it is the whole line or none of it.
        let line = format!("{SAVED}{} {} {words}\n", id.0, took.as_micros());
        out.lock().write_all(line.as_bytes()).expect("it is said");
        if number + 1 < times {
            std::thread::sleep(apart.saturating_sub(took));
        }
    }
}
