//! From an empty home to a first incident in a wide terminal; the small one is in `tests/desk`.

use super::desk::{Desk, ENTER, ESC, FRIDAY, Home, PASSPHRASE, RIGHT, TAB, WIDE, ctrl};

/// Sets up a desk for Tower Hamlets; what is typed of the passphrase is never on the screen.
fn set_up(desk: &mut Desk) {
    desk.see("A NEW DESK");
    desk.send(RIGHT);
    desk.see("(x) London Borough of Tower Hamlets");
    desk.send(TAB);
    desk.send("K. Duty-Example");
    for _ in 0..2 {
        desk.send(TAB);
        desk.send(PASSPHRASE);
        desk.see_no(PASSPHRASE);
    }
    desk.send(ENTER);
    desk.see("THE RECOVERY KEY");
    let text = desk.text();
    let is_key = |word: &&str| word.len() == 39 && word.split('-').all(|group| group.len() == 4);
    let key = text.split_whitespace().find(is_key).expect("a key");
    desk.send(&key.replace('-', " "));
    desk.send(ENTER);
    desk.see("No incident has been logged yet");
    desk.see_no(key);
}

/// Logs an incident with every line of the quick log, and sees the advice.
pub(crate) fn log(desk: &mut Desk, what: &str) {
    take_down(desk, what);
    desk.send(&ctrl('o'));
    desk.see("is logged.");
    desk.see("ADVICE");
}

/// Fills in every line of the quick log.
pub(crate) fn take_down(desk: &mut Desk, what: &str) {
    desk.send("n");
    desk.see("NEW INCIDENT");
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
            desk.send(TAB);
        }
        desk.send(words);
    }
    desk.see("M. Ahmadi-Example");
}

#[test]
fn from_an_empty_home_at_120_by_40() {
    let home = Home::empty_at(FRIDAY);
    let mut desk = home.start(WIDE);
    set_up(&mut desk);
    log(&mut desk, "Stabbed once in the arm outside school.");
    desk.see("Ask next");
    desk.send(ESC);
    desk.see_no("ADVICE");
    desk.see("TH-2026-0001");
    desk.send("q");
    desk.see("Leave the desk?");
    desk.send("y");
    assert!(desk.has_ended());
    desk.end();
    // What was logged is there after a restart, and only with the passphrase.
    let mut desk = home.start(WIDE);
    desk.see("Passphrase");
    desk.send("wrong passphrase");
    desk.send(ENTER);
    desk.see("the passphrase is not right");
    // What went wrong is read over the passphrase: nothing of the desk can be reached from there.
    desk.send(&ctrl('r'));
    desk.see("WHAT WENT WRONG");
    for key in ["n", "1", "gd", "gh", ":", "?", "u", "q"] {
        desk.send(key);
        desk.see("WHAT WENT WRONG");
    }
    desk.send(ESC);
    desk.see("Passphrase");
    desk.send(PASSPHRASE);
    desk.see_no(PASSPHRASE);
    desk.send(ENTER);
    desk.see("TH-2026-0001");
    desk.send(ENTER);
    desk.see("Stabbed once in the arm outside school.");
}
