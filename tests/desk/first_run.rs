//! From an empty home to a first incident, at the sizes that people have.

use super::terminal::{ENTER, ESC, RIGHT, TAB, Terminal, ctrl};

pub(crate) const PASSPHRASE: &str = "correct horse battery";

/// Sets up a desk for Tower Hamlets and waits for it.
pub(crate) fn set_up(terminal: &mut Terminal) {
    set_up_with(terminal, PASSPHRASE);
}

pub(crate) fn set_up_with(terminal: &mut Terminal, passphrase: &str) {
    terminal.see("A NEW DESK");
    terminal.send(RIGHT);
    terminal.see("(x) London Borough of Tower Hamlets");
    terminal.send(TAB);
    terminal.send("K. Duty-Example");
    terminal.send(TAB);
    terminal.send(passphrase);
    terminal.send(TAB);
    terminal.send(passphrase);
    terminal.send(ENTER);
    note_recovery(terminal);
    terminal.see("No incident has been logged yet");
}

/// Notes the recovery key that is shown, and types it back; returns it as it was shown.
pub(crate) fn note_recovery(terminal: &mut Terminal) -> String {
    terminal.see("THE RECOVERY KEY");
    let text = terminal.text();
    let is_key = |word: &&str| word.len() == 39 && word.split('-').all(|group| group.len() == 4);
    let key = text
        .split_whitespace()
        .find(is_key)
        .expect("a key")
        .to_owned();
    terminal.send(&key.to_lowercase());
    terminal.send(ENTER);
    key
}

/// Logs an incident with every line of the quick log, and waits for the advice.
pub(crate) fn log(terminal: &mut Terminal, what: &str) {
    take_down(terminal, what);
    terminal.send(&ctrl('o'));
    terminal.see("is logged.");
    terminal.see("ADVICE");
}

/// Fills in every line of the quick log.
pub(crate) fn take_down(terminal: &mut Terminal, what: &str) {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for (place, words) in [
        "",
        "-2h",
        "",
        "Ward sister, 020 7946 0123",
        "",
        "Example Street",
        "y",
        what,
        "",
        "M. Ahmadi-Example",
        "4/3/2012",
    ]
    .into_iter()
    .enumerate()
    {
        if place > 0 {
            terminal.send(TAB);
        }
        terminal.send(words);
    }
    terminal.see("M. Ahmadi-Example");
}

#[test]
fn from_an_empty_home_at_80_by_24() {
    let size = (80, 24);
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], size);
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm outside school.");
    terminal.see("Ask next");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    terminal.see("TH-2026-0001");
    terminal.send("q");
    terminal.see("Leave the desk?");
    terminal.send("y");
    assert!(terminal.ended().success());
    let shown = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!shown.contains(PASSPHRASE), "the passphrase is never drawn");
    // What was logged is there after a restart, and only with the passphrase.
    let mut terminal = Terminal::start(home.path(), &[], size);
    terminal.see("Passphrase");
    terminal.send("wrong passphrase");
    terminal.send(ENTER);
    terminal.see("the passphrase is not right");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("TH-2026-0001");
    terminal.send(ENTER);
    terminal.see("Stabbed once in the arm outside school.");
}

#[test]
fn the_files_are_their_owners_and_hold_no_name() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Zebrafinch outside the library.");
    terminal.kill();
    let mut seen = 0;
    let mut folders = vec![home.path().join("desk")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            let mode = std::fs::metadata(&path)
                .expect("its mode")
                .permissions()
                .mode();
            assert_eq!(mode & 0o077, 0, "{} is open to others", path.display());
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            let bytes = std::fs::read(&path).expect("its bytes");
            for word in ["Ahmadi", "Zebrafinch", PASSPHRASE] {
                let found = bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes());
                assert!(!found, "{} holds «{word}»", path.display());
            }
        }
    }
    assert!(seen >= 3, "the desk, its keys and the log: {seen}");
}
