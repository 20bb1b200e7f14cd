//! Pasted text gives no command, whatever is in it.

use super::first_run::{PASSPHRASE, log, set_up, take_down};
use super::terminal::{ENTER, ESC, IGNORED, TAB, Terminal, ctrl};

/// More than a terminal holds unread, so that the end of it is still on its way when its beginning
/// has been acted on.
const PADDING: usize = 20_000;

fn desk(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &[], (80, 24));
    set_up(&mut terminal);
    terminal
}

/// Goes from the quick log's first line to what happened.
fn go_to_what_happened(terminal: &mut Terminal) {
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.see("> What happened");
}

#[test]
fn keys_behind_a_pasted_end_marker_log_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    take_down(&mut terminal, "Stabbed once in the arm.");
    terminal.send("\x1b[Z");
    terminal.send_once(&format!("\x1b[200~-Pasted\x1b[201~{}\x1b[201~", ctrl('o')));
    terminal.see("M. Ahmadi-Example-Pasted");
    terminal.see("draft kept");
    terminal.see("NEW INCIDENT");
    terminal.send(ESC);
    terminal.see("What was typed is kept");
    terminal.see("No incident has been logged yet");
}

#[test]
fn keys_behind_a_pasted_end_marker_do_not_leave() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    go_to_what_happened(&mut terminal);
    terminal.send_once("\x1b[200~Found by a neighbour\x1b[201~\x1bqy");
    terminal.see("Found by a neighbour");
    terminal.see("NEW INCIDENT");
    terminal.send(" at home");
    terminal.see("at home");
    terminal.see("NEW INCIDENT");
}

#[test]
fn a_burst_without_markers_does_not_leave_and_says_so() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send_once(&format!("{ESC}q{}", "y".repeat(60)));
    terminal.see(IGNORED);
    terminal.send("q");
    terminal.see("Leave the desk?");
    terminal.send("y");
    assert!(terminal.ended().success());
}

#[test]
fn the_shell_gets_nothing_of_what_was_pasted_into_the_desk() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start_shell(home.path(), (80, 24));
    terminal.see("shell> ");
    terminal.send("\"$DESK\"\r");
    set_up(&mut terminal);
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    go_to_what_happened(&mut terminal);
    let padding = "padding ".repeat(PADDING / 8);
    terminal.send_once(&format!(
        "\x1b[200~Pasted\x1b[201~{ESC}qy{padding}\ntouch ran-it\necho it-ran\n"
    ));
    terminal.see("echo it-ran");
    terminal.see("draft kept");
    terminal.send(ESC);
    terminal.see("What was typed is kept");
    terminal.send("q");
    terminal.see("Leave the desk?");
    terminal.send("y");
    terminal.see("shell> ");
    terminal.send("echo \"asked$((6 * 7))\"\r");
    terminal.see("asked42");
    assert!(!home.path().join("ran-it").exists());
    assert_eq!(terminal.text().matches("it-ran").count(), 0);
    terminal.send("exit\r");
    assert!(terminal.ended().success());
}

#[test]
fn a_paste_without_its_end_is_let_go_and_the_desk_goes_on() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    go_to_what_happened(&mut terminal);
    terminal.send_once("\x1b[200~Half of a sentence");
    terminal.see("Half of a sentence");
    terminal.send(ESC);
    terminal.see("What was typed is kept");
}

#[test]
fn a_paste_of_more_than_a_megabyte_is_cut_and_says_so() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    go_to_what_happened(&mut terminal);
    let long = "One line of a report that is far too long.\n".repeat(35_000);
    terminal.send_once(&format!("\x1b[200~{long}\x1b[201~"));
    terminal.see_wrapped("The paste was longer than 1 MB: the first 1 MB is in the field.");
    terminal.send(ESC);
    terminal.see("What was typed is kept");
    terminal.send(ENTER);
}

/// What has been read of a paste is somebody's words, also when the line drops in the middle of it.
#[test]
fn a_line_that_drops_in_a_paste_loses_nothing_that_had_come() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = desk(home.path());
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    go_to_what_happened(&mut terminal);
    // Sent is what the desk has read, but for the last few thousand bytes.
    let long = "and so on ".repeat(PADDING / 10);
    terminal.send_once(&format!("\x1b[200~Zigzag found {long}"));
    assert!(terminal.hang_up().success());
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    terminal.see("Passphrase");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("LEFT BEHIND");
    terminal.send(ENTER);
    terminal.see("NEW INCIDENT");
    terminal.see("and so on and so on");
}
