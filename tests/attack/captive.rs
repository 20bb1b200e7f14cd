//! S1: a captive desk that is typed at, watched from outside: one program, no socket, no file but the
//! desk's own.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use super::desk::{self, Dice, long_or};
use super::terminal::{ENTER, Terminal};

const PROGRAM: &str = env!("CARGO_BIN_EXE_dutydesk");

/// What a captive desk opens outside its folder once it is shut in, as `src/cli/captive/files.rs` names
/// it.
const ALLOWED: [&str; 3] = ["/dev/tty", "/dev/urandom", "/proc/self/mountinfo"];

/// What is opened before: the loader's files, what says how many threads there are, and what the kernel
/// has.
const BEFORE: [&str; 9] = [
    "/etc/ld.so.cache",
    "/lib",
    "/usr/lib",
    "/proc/self/maps",
    "/proc/self/task",
    "/proc/sys/kernel/seccomp",
    "/sys/devices/system/cpu",
    "/dev/",
    "/proc/self/mountinfo",
];

/// How long the desk distrusts a key after a burst of others, and somewhat more.
const HASTE: Duration = Duration::from_millis(320);

/// How many keys come at once.
const BURST: u64 = 100;

/// Returns keys by chance: every letter and sign, and what a keyboard has beside them; all but the one
/// that locks, behind which no key does anything.
fn key(dice: &mut Dice) -> String {
    const NAMED: [&str; 14] = [
        "\r", "\x1b", "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F",
        "\x1b[5~", "\x1b[6~", "\x7f", "\x1b[3~",
    ];
    let any = |from: u8, count: u64, dice: &mut Dice| {
        let at = u8::try_from(dice.below(count)).expect("a byte");
        char::from(from + at).to_string()
    };
    match dice.below(10) {
        0..6 => any(b' ', 95, dice),
        6..8 => NAMED[usize::try_from(dice.below(14)).expect("a place")].to_owned(),
        // Ctrl and a letter, and Ctrl-\ behind them.
        _ if dice.below(12) == 0 => "\x1c".to_owned(),
        _ => any(1, 26, dice),
    }
}

/// A captive desk under `strace`.
struct Watched<'a> {
    home: &'a Path,
    log: std::path::PathBuf,
    terminal: Terminal,
}

impl<'a> Watched<'a> {
    fn start(home: &'a Path, number: usize) -> Self {
        let log = home.join(format!("trace-{number}"));
        let mut command = CommandBuilder::new("strace");
        command.args(["-f", "-qq", "-s", "200", "-e"]);
        command.arg("trace=%file,%process,%network,landlock_restrict_self");
        command.arg("-o");
        command.arg(&log);
        command.args([PROGRAM, "--captive", "--home"]);
        command.arg(home.join("captive"));
        let shells =
            ["EDITOR", "VISUAL", "PAGER", "SHELL", "BROWSER"].map(|name| (name, "/bin/sh"));
        let terminal = Terminal::start_command(home, command, (80, 24), &shells);
        Self {
            home,
            log,
            terminal,
        }
    }

    fn unlock(&mut self) {
        self.terminal.see("Passphrase");
        self.terminal.send_once(desk::PASSPHRASE);
        std::thread::sleep(HASTE);
        self.terminal.send_once(ENTER);
        self.terminal.see("K. Duty-Example");
    }

    /// Says whether it has not been left: of a process that has ended nothing stands there.
    fn is_running(&self) -> bool {
        let own = self.terminal.process().as_raw_nonzero();
        let line = std::fs::read(format!("/proc/{own}/cmdline"));
        line.is_ok_and(|line| !line.is_empty())
    }

    /// Ends the desk, and returns what it asked the system for.
    fn end(mut self) -> String {
        if self.is_running() {
            let text = std::fs::read_to_string(&self.log).expect("a trace");
            let number = text.split_whitespace().next().expect("a process");
            let own = number.parse().ok().and_then(Pid::from_raw);
            kill_process(own.expect("a process"), Signal::TERM).expect("it is asked to end");
        }
        self.terminal.ended();
        let trace = std::fs::read_to_string(&self.log).expect("a trace");
        assert!(
            !self.home.join("desk").exists(),
            "what DUTYDESK_HOME says is not heard"
        );
        trace
    }
}

/// What a trace shows.
#[derive(Default)]
struct Seen {
    programs: usize,
    sockets: usize,
    strays: Vec<String>,
}

impl Seen {
    fn add(&mut self, trace: &str, own: &str) {
        let mut is_shut = false;
        for line in trace.lines() {
            is_shut |= line.contains("landlock_restrict_self");
            self.programs += usize::from(line.contains(" execve(") || line.contains(" execveat("));
            self.sockets += usize::from(line.contains(" socket("));
            // `clone` of a thread has its mark; what has it not is a process.
            let forks = line.contains("fork(")
                || (line.contains(" clone")
                    && line.contains("flags=")
                    && !line.contains("CLONE_THREAD"));
            let opens =
                line.contains(" openat(") || line.contains(" open(") || line.contains(" creat(");
            let Some(path) = line.split('"').nth(1).filter(|_| opens) else {
                if forks {
                    self.strays.push(line.to_owned());
                }
                continue;
            };
            let known: &[&str] = if is_shut { &ALLOWED } else { &BEFORE };
            let is_known =
                path.starts_with(own) || known.iter().any(|known| path.starts_with(known));
            if !is_known && !line.contains(" = -1 ") {
                self.strays.push(line.to_owned());
            }
        }
    }
}

#[test]
fn ten_thousand_keys_start_no_program_and_open_no_file_but_the_desks() {
    let keys: u64 = long_or(1_000_000, 10_000);
    if Command::new("strace").arg("-V").output().is_err() {
        println!("captive: no strace, not tried");
        return;
    }
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("captive");
    let mut store = desk::make(&folder);
    store
        .run(&desk::log("Found hurt."), desk::now())
        .expect("a save");
    drop(store);
    let own = folder.to_str().expect("a path").to_owned();
    let mut dice = Dice::thrown("captive");
    let (mut seen, mut starts) = (Seen::default(), 1);
    let mut watched = Watched::start(home.path(), starts);
    watched.unlock();
    for _ in 0..keys / BURST {
        if !watched.is_running() {
            seen.add(&watched.end(), &own);
            starts += 1;
            watched = Watched::start(home.path(), starts);
            watched.unlock();
        }
        let burst: String = (1..BURST).map(|_| key(&mut dice)).collect();
        watched.terminal.send_once(&burst);
        // Not a wait for anything: a hand is slower than a burst.
        std::thread::sleep(HASTE);
        // By hand, so that it ends, sends and leaves too.
        watched.terminal.send_once(&key(&mut dice));
    }
    seen.add(&watched.end(), &own);
    println!(
        "captive: {keys} keys, {starts} starts, {} programs, {} sockets, {} strange files",
        seen.programs,
        seen.sockets,
        seen.strays.len()
    );
    assert_eq!(seen.strays, Vec::<String>::new());
    assert_eq!((seen.programs, seen.sockets), (starts, 0));
    assert_eq!(desk::damage(&folder), "");
}

fn ran(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = Command::new(PROGRAM)
        .args(["--captive", "--home"])
        .arg(folder)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    let words = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8(words).expect("words"),
    )
}

#[test]
fn a_command_that_came_over_ssh_is_refused_and_nothing_of_it_is_done() {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let trace = home.path().join("made");
    let command = format!("touch {}", trace.display());
    for asked in ["sh", &command, "internal-sftp", "dutydesk due"] {
        let (code, words) = ran(&folder, &[], &[("SSH_ORIGINAL_COMMAND", asked)]);
        assert_eq!(code, Some(1), "{words}");
        assert!(
            words.contains("because: a command came over ssh"),
            "{words}"
        );
        assert!(
            !words.contains(asked) || asked == "sh",
            "it is not said back: {words}"
        );
    }
    assert!(!trace.exists());
}

#[test]
fn what_writes_or_reads_elsewhere_is_refused_and_says_what_to_do() {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let to = home.path().join("to");
    let to = to.to_str().expect("a path");
    for arguments in [
        &["backup", "--same-disk", to][..],
        &["restore", to],
        &["key", "host", "--out", to],
        &["demo"],
        &["form", "1", "--as", "text", "--to", to],
        &["pack", "check", "/etc/passwd"],
        &["calendar", "import", "/etc/passwd"],
        &["due", "--host-key", "/etc/passwd"],
        &["verify", "--host-key", "/etc/passwd"],
        &["advise", "--pack", "england"],
        &[
            "clocks",
            "--pack",
            "england",
            "--at",
            "2026-11-20T21:15:00Z",
        ],
    ] {
        let (code, words) = ran(&folder, arguments, &[]);
        assert_eq!(code, Some(1), "{arguments:?}: {words}");
        assert!(
            words.contains("This desk is captive"),
            "{arguments:?}: {words}"
        );
        assert_eq!(words.lines().count(), 3, "{arguments:?}: {words}");
    }
    assert!(!Path::new(to).exists());
}

#[test]
fn the_doctor_of_a_captive_desk_says_what_holds() {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let evil = [
        ("DUTYDESK_HOME", "/"),
        ("TERM", "xterm"),
        ("LANG", "C.UTF-8"),
    ];
    let (code, words) = ran(&folder, &["doctor"], &evil);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("captive        yes"), "{words}");
    let free = Command::new(PROGRAM)
        .args(["doctor", "--home"])
        .arg(&folder)
        .output()
        .expect("the program");
    let free = String::from_utf8(free.stdout).expect("words");
    assert!(free.contains("captive        no"), "{free}");
    for means in ["landlock", "seccomp"] {
        let line = |text: &str| {
            let mut lines = text.lines();
            lines
                .find(|line| line.contains(means))
                .expect("a line")
                .to_owned()
        };
        // What the kernel has is used.
        let is_there = line(&free).starts_with("OK");
        assert_eq!(
            line(&words).contains("in force"),
            is_there,
            "{words}\n{free}"
        );
    }
}
