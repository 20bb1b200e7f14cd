//! Two people at one desk: two programs, one file.

use dutydesk::vault::KeyFile;
use rustix::process::{Signal, kill_process};

use super::first_run::{PASSPHRASE, set_up, take_down};
use super::terminal::{ENTER, ESC, TAB, Terminal, ctrl};

/// Opens the same desk beside the first program.
fn join(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &[], (80, 24));
    terminal.see("Passphrase");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal
}

/// Goes to what happened, the eighth line of the quick log.
fn go_to_narrative(terminal: &mut Terminal) {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.see("in the caller's words");
}

/// Two take a call down at once, and one program is killed: nobody's words are met in the other's
/// form, and the call of whoever was killed is offered, whole, when the desk is opened again.
#[test]
fn two_calls_at_once_stay_two_calls() {
    let home = tempfile::tempdir().expect("a home");
    let mut first = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut first);
    let mut second = join(home.path());
    second.see("No incident has been logged yet");
    go_to_narrative(&mut first);
    first.send("Baby not breathing");
    first.see("draft kept");
    // Named on the other desk before anything is opened there, and kept apart once it is.
    second.see("K. Duty-Example is logging a call since");
    go_to_narrative(&mut second);
    assert!(!second.text().contains("Baby"));
    second.send("Boy stabbed");
    second.see("draft kept");
    second.send(&ctrl('o'));
    second.see("is logged.");
    first.send(", mother present");
    first.see("mother present");
    first.see("draft kept");
    first.kill();
    let mut third = join(home.path());
    third.see("LEFT BEHIND");
    third.see_wrapped("«Baby not breathing, mother present»");
    third.send(ENTER);
    third.see("Baby not breathing, mother present");
    // Where the minute has turned since the call was begun, it is asked whether its time is kept.
    if third.text().contains("QUESTION") {
        third.send("n");
        third.see_no("QUESTION");
    }
    third.send(&ctrl('o'));
    third.see("TH-2026-0002 is logged.");
    third.send(ESC);
    third.send(ESC);
    third.see("0001");
    assert!(third.text().contains("0002"));
}

/// Takes the file's write lock, as another program that writes.
fn lock(home: &std::path::Path) -> rusqlite::Connection {
    let keys = KeyFile::read(&home.join("desk/desk.keys")).expect("the keys");
    let key = keys.unlock(&PASSPHRASE.into()).expect("the key").key.hex();
    let other = rusqlite::Connection::open(home.join("desk/desk.db")).expect("the file");
    let give_key = format!("PRAGMA key = \"x'{}'\"; BEGIN IMMEDIATE", key.reveal());
    other.execute_batch(&give_key).expect("its lock");
    other
}

/// Another program that holds the file's write lock: what is asked for waits, and says why.
#[test]
fn a_write_that_waits_for_another_says_so() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    take_down(&mut terminal, "Stabbed once in the arm.");
    let other = lock(home.path());
    terminal.send(&ctrl('o'));
    terminal.see("Not on the disk yet");
    other.execute_batch("ROLLBACK").expect("let go");
    terminal.see("is logged.");
    terminal.see_no("Not on the disk yet");
}

/// What is typed behind a write that waits is taken up after it, also when the line drops first.
#[test]
fn a_line_that_drops_while_a_write_waits_loses_nothing_typed_behind_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    take_down(&mut terminal, "Stabbed once in the arm.");
    let other = lock(home.path());
    terminal.send(&ctrl('o'));
    terminal.see("Not on the disk yet");
    // The advice on this call closes and the next begins; too few keys to be taken for a paste.
    terminal.send_once(&format!("{ESC}n{}asleep", TAB.repeat(7)));
    kill_process(terminal.process(), Signal::HUP).expect("hung up");
    other.execute_batch("ROLLBACK").expect("let go");
    assert!(terminal.ended().success());
    let mut terminal = join(home.path());
    terminal.see("LEFT BEHIND");
    terminal.see_wrapped("«asleep»");
    terminal.send(ESC);
    terminal.see("0001");
}
