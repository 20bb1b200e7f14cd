//! The line drops, the program is killed: what was acknowledged is there, what was typed is kept.

use super::first_run::{PASSPHRASE, log, set_up};
use super::terminal::{ENTER, ESC, TAB, Terminal, ctrl};

/// Twenty points in a sentence at which the end comes.
const SENTENCE: &str = "Zigzag found by a neighbour, breathing";

fn reopen(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &[], (80, 24));
    terminal.see("Passphrase");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("Incoming");
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
    for letters in 1..=20 {
        let typed = type_until(&mut terminal, letters);
        let ended = terminal.hang_up();
        assert!(ended.success(), "a hang-up is an ordinary end");
        terminal = reopen(home.path());
        terminal.see("n goes on with it");
        terminal.send("n");
        terminal.see(typed.trim_end());
        // Thrown away, so that the next round begins empty.
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}

#[test]
fn a_kill_at_twenty_points_loses_nothing_that_was_said_to_be_kept() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    for letters in 1..=20 {
        let typed = type_until(&mut terminal, letters);
        terminal.see("draft kept");
        terminal.kill();
        terminal = reopen(home.path());
        terminal.see("0001");
        terminal.send("n");
        terminal.see(typed.trim_end());
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}
