//! Where the desk cannot be opened it says so, and what to do.

use std::process::{Command, Stdio};

use super::terminal::Terminal;

fn refused(environment: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().expect("a home");
    let output = Command::new(env!("CARGO_BIN_EXE_dutydesk"))
        .env("DUTYDESK_HOME", home.path().join("desk"))
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("words")
}

#[test]
fn without_a_terminal() {
    let words = refused(&[("TERM", "xterm")]);
    assert!(words.contains("this is not a terminal"), "{words}");
    assert!(words.contains("dutydesk due"), "{words}");
}

#[test]
fn on_a_terminal_that_cannot_place_text() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start_with(home.path(), &[], (80, 24), &[("TERM", "dumb")]);
    terminal.see("TERM is `dumb`");
    assert!(!terminal.ended().success());
}

#[test]
fn a_terminal_that_becomes_too_small_says_so_and_comes_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    terminal.see("A NEW DESK");
    terminal.resize(50, 12);
    terminal.see("is too small");
    terminal.resize(80, 24);
    terminal.see("A NEW DESK");
}

/// A disk that is not mounted, a folder of somebody else's: no new desk in its place.
#[test]
fn where_a_desk_cannot_be_looked_for() {
    let home = tempfile::tempdir().expect("a home");
    let desk = home.path().join("desk");
    std::os::unix::fs::symlink(&desk, &desk).expect("a link to itself");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    terminal.see_wrapped("No new desk is set up in its place");
    assert_eq!(terminal.ended().exit_code(), 1);
    assert!(!terminal.text().contains("A NEW DESK"));
}
