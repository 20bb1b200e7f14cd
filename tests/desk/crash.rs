//! The line drops, the program is killed: what was acknowledged is there, what was typed is kept.

use super::first_run::{PASSPHRASE, log, set_up};
use super::terminal::{ENTER, ESC, TAB, Terminal, ctrl};

/// What is typed when the end comes.
const SENTENCE: &str = "Zigzag found by a neighbour, breathing";

/// After how many letters of it: the first, between two words, far on. Each of twenty is tried in
/// `tests/screen`, which needs no terminal.
const POINTS: [usize; 3] = [1, 7, 20];

fn reopen(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &[], (80, 24));
    terminal.see("Passphrase");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("K. Duty-Example");
    terminal
}

/// Opens the desk again on what the last program left half typed, and goes on with it.
fn go_on(home: &std::path::Path) -> Terminal {
    let mut terminal = reopen(home);
    terminal.see("LEFT BEHIND");
    terminal.see("K. Duty-Example");
    terminal.send(ENTER);
    let is_open = |screen: &str| screen.contains("TYPING") || screen.contains("QUESTION");
    terminal.wait("the form, or a question about its time", is_open);
    if terminal.text().contains("QUESTION") {
        terminal.send("n");
        terminal.see("TYPING");
    }
    terminal
}

/// Types the quick log up to `letters` of its sentence and waits until that much is kept.
fn type_until(terminal: &mut Terminal, letters: usize) -> String {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    let typed: String = SENTENCE.chars().take(letters).collect();
    terminal.send(&typed);
    terminal.see(typed.trim_end());
    typed
}

#[test]
fn a_dropped_line_loses_no_letter() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    for letters in POINTS {
        let typed = type_until(&mut terminal, letters);
        let ended = terminal.hang_up();
        assert!(ended.success(), "a hang-up is an ordinary end");
        terminal = go_on(home.path());
        terminal.see(typed.trim_end());
        // Thrown away, so that the next round begins empty.
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}

#[test]
fn a_kill_loses_nothing_that_was_said_to_be_kept() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    for letters in POINTS {
        let typed = type_until(&mut terminal, letters);
        terminal.see("draft kept");
        terminal.kill();
        terminal = go_on(home.path());
        terminal.see(typed.trim_end());
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}
