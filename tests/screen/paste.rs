//! Pasted text gives no command, whatever is in it.

use super::desk::{Desk, ENTER, ESC, Home, SMALL, TAB, ctrl};
use super::first_run::{log, take_down};

/// What the desk says of a key that ends, sends or leaves and came with a burst of others.
const IGNORED: &str = "Ignored: that key came with pasted text.";

/// Goes from the quick log's first line to what happened.
fn go_to_what_happened(desk: &mut Desk) {
    desk.times(7, TAB);
    desk.see("> What happened");
}

#[test]
fn keys_behind_a_pasted_end_marker_log_nothing() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    take_down(&mut desk, "Stabbed once in the arm.");
    desk.send("\x1b[Z");
    desk.send(&format!("\x1b[200~-Pasted\x1b[201~{}\x1b[201~", ctrl('o')));
    desk.see("M. Ahmadi-Example-Pasted");
    desk.see("draft kept");
    desk.see("NEW INCIDENT");
    desk.send(ESC);
    desk.see("What was typed is kept");
    desk.see("No incident has been logged yet");
}

#[test]
fn keys_behind_a_pasted_end_marker_do_not_leave() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    desk.see("NEW INCIDENT");
    go_to_what_happened(&mut desk);
    desk.send("\x1b[200~Found by a neighbour\x1b[201~\x1bqy");
    desk.see("Found by a neighbour");
    desk.see("NEW INCIDENT");
    desk.send(" at home");
    desk.see("at home");
    desk.see("NEW INCIDENT");
}

#[test]
fn a_burst_without_markers_does_not_leave_and_says_so() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    desk.send(&format!("{ESC}q{}", "y".repeat(60)));
    desk.see(IGNORED);
    desk.send("q");
    desk.see("Leave the desk?");
    desk.send("y");
    assert!(desk.has_ended());
    desk.end();
}

#[test]
fn a_paste_without_its_end_is_let_go_and_the_desk_goes_on() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    desk.see("NEW INCIDENT");
    go_to_what_happened(&mut desk);
    desk.send("\x1b[200~Half of a sentence");
    desk.see("Half of a sentence");
    desk.send(ESC);
    desk.see("What was typed is kept");
}

#[test]
fn a_paste_of_more_than_a_megabyte_is_cut_and_says_so() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    desk.see("NEW INCIDENT");
    go_to_what_happened(&mut desk);
    let long = "One line of a report that is far too long.\n".repeat(35_000);
    desk.send(&format!("\x1b[200~{long}\x1b[201~"));
    desk.see_wrapped("The paste was longer than 1 MB: the first 1 MB is in the field.");
    desk.send(ESC);
    desk.see("What was typed is kept");
    desk.send(ENTER);
}

/// A key in the next bytes, so soon that nobody has read what the paste brought.
#[test]
fn a_key_right_behind_a_paste_logs_nothing_and_says_so() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    go_to_what_happened(&mut desk);
    desk.send("\x1b[200~Found by a neighbour\x1b[201~");
    desk.send_at_once(&ctrl('o'));
    desk.see(IGNORED);
    desk.see("NEW INCIDENT");
    desk.send(&ctrl('o'));
    desk.see("is logged.");
}
