//! Odd bytes of a keyboard, and what becomes of them.

use super::desk::{Home, SMALL, TAB};

#[test]
fn what_a_terminal_answers_is_typed_nowhere() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.see("No incident has been logged yet");
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(7, TAB);
    desk.see("> What happened");
    desk.send("Found\x1b[24;80R\x1b]11;rgb:00/00/00\x1b\\\x1b[<0;9;9M\x1b[0n asleep");
    desk.see("Found asleep");
}

/// Alt with a key that begins a terminal's answer is Esc and that key; what follows is not lost.
#[test]
fn typing_behind_alt_and_a_key_arrives() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.see("No incident has been logged yet");
    desk.send("\x1b^n");
    desk.see("NEW INCIDENT");
}
