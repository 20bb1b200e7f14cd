//! Much typing, odd bytes, and what becomes of the terminal.

use std::io::Write;
use std::process::{Command, Stdio};

use super::first_run::{PASSPHRASE, set_up};
use super::terminal::{ESC, TAB, Terminal, ctrl};

/// Returns an incident as `show --json` tells it.
fn shown(home: &std::path::Path, reference: &str) -> serde_json::Value {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dutydesk"))
        .args(["show", reference, "--json", "--passphrase-fd", "0"])
        .env("DUTYDESK_HOME", home.join("desk"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(PASSPHRASE.as_bytes()).expect("read");
    drop(input);
    let output = child.wait_with_output().expect("its answer");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_hundred_thousand_characters_arrive_whole_and_are_seen_coming() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    terminal.send(TAB);
    terminal.send("-2h");
    for _ in 0..6 {
        terminal.send(TAB);
    }
    terminal.see("> What happened");
    let words: Vec<String> = (0..10_000).map(|number| format!("{number:09}")).collect();
    let typed = words.join(" ");
    let before = terminal.written.len();
    terminal.send_once(&typed);
    terminal.see("000009999");
    // The cursor is shown once a drawing.
    let drawn = String::from_utf8_lossy(terminal.written.get(before..).unwrap_or_default())
        .matches("\x1b[?25h")
        .count();
    assert!(drawn > 20, "{drawn} drawings");
    terminal.send(&ctrl('o'));
    terminal.see("is logged.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    terminal.kill();
    let incident = shown(home.path(), "1").to_string();
    assert!(incident.contains(&typed), "every character arrived");
}
