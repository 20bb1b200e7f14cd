//! What is left in a terminal after the desk: no word of a case, however the desk ended.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Signal, kill_process};

use super::terminal::{Terminal, ctrl};

/// A word that every case of the demo has on the desk's first screen.
const CASE: &str = "TH-2026";

fn demo(home: &Path) -> Terminal {
    let arguments = ["demo", "--at", "2026-11-20T20:41:00Z"];
    let mut terminal = Terminal::start(home, &arguments, (80, 24));
    terminal.see(CASE);
    terminal
}

/// Checks that the terminal shows nothing of the desk, that the other screen was wiped before it was
/// left, and that the window's title was never set.
fn holds_nothing(terminal: &Terminal, how: &str) {
    let text = terminal.text();
    assert!(!text.contains(CASE), "{how}: {text}");
    let written = String::from_utf8_lossy(&terminal.written);
    let wiped = written.rfind("\x1b[2J").expect("wiped");
    let left = written.rfind("\x1b[?1049l").expect("left");
    assert!(wiped < left, "{how}");
    let after = written.get(wiped..).expect("the end");
    assert!(!after.contains(CASE), "{how}");
    for title in ["\x1b]0;", "\x1b]1;", "\x1b]2;"] {
        assert!(!written.contains(title), "{how}: {title:?}");
    }
}

#[test]
fn a_terminal_holds_no_word_of_a_case_after_the_desk_however_it_ended() {
    for signal in [Signal::TERM, Signal::HUP, Signal::ABORT] {
        let home = tempfile::tempdir().expect("a home");
        let mut terminal = demo(home.path());
        kill_process(terminal.process(), signal).expect("a signal");
        let _status = terminal.ended();
        holds_nothing(&terminal, &format!("{signal:?}"));
    }
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = demo(home.path());
    terminal.send("q");
    terminal.see("Leave the desk?");
    terminal.send("y");
    assert!(terminal.ended().success());
    holds_nothing(&terminal, "left");
}

#[test]
fn a_concealed_screen_holds_no_word_of_a_case() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = demo(home.path());
    terminal.send(&ctrl('p'));
    terminal.see("Concealed. Enter shows the desk again.");
    let text = terminal.text();
    let words: Vec<&str> = text.split_whitespace().skip(1).collect();
    assert_eq!(words.join(" "), "Concealed. Enter shows the desk again.");
}

#[test]
fn minutes_that_no_desk_may_stay_open_are_refused() {
    let home = tempfile::tempdir().expect("a home");
    for minutes in ["0", "31", "ten"] {
        let run = Command::new(env!("CARGO_BIN_EXE_dutydesk"))
            .args(["--idle-lock", minutes])
            .env("DUTYDESK_HOME", home.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program");
        assert_eq!(run.status.code(), Some(2), "{minutes}");
    }
}

/// Runs tmux on a server of its own, and returns what it says; none where there is no tmux.
fn tmux(home: &Path, arguments: &[&str]) -> Option<String> {
    let run = Command::new("tmux")
        .arg("-S")
        .arg(home.join("tmux"))
        .args(["-f", "/dev/null"])
        .args(arguments)
        .env("HOME", home)
        .env("DUTYDESK_HOME", home.join("desk"))
        .env("LANG", "C.UTF-8")
        .env_remove("TMUX")
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&run.stdout).into_owned())
}

fn until(what: &str, mut wanted: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !wanted() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::yield_now();
    }
}

#[test]
fn the_scrollback_of_tmux_holds_no_word_of_a_case() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path();
    if tmux(path, &["-V"]).is_none() {
        // The model of a terminal above says the same of a machine without it.
        return;
    }
    let program = env!("CARGO_BIN_EXE_dutydesk");
    let shell = format!("{program} demo --at 2026-11-20T20:41:00Z; echo it is over; cat");
    tmux(path, &["new-session", "-d", "-x", "80", "-y", "24", &shell]);
    let shown = || tmux(path, &["capture-pane", "-p", "-S", "-"]).unwrap_or_default();
    until("the desk", || shown().contains(CASE));
    let title = tmux(path, &["display-message", "-p", "#{pane_title}"]);
    assert!(!title.unwrap_or_default().contains(CASE));
    tmux(path, &["send-keys", "q"]);
    until("the question", || shown().contains("Leave the desk?"));
    tmux(path, &["send-keys", "y"]);
    until("its end", || shown().contains("it is over"));
    let all = shown();
    tmux(path, &["kill-server"]);
    assert!(!all.contains(CASE) && !all.contains("Dutydesk"), "{all}");
}
