//! Pasted text gives no command, whatever is in it.

use super::first_run::{PASSPHRASE, set_up};
use super::terminal::{ENTER, ESC, TAB, Terminal};

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
