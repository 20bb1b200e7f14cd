//! A desk that nobody is at locks, whatever is in front; it is locked and concealed at once where
//! somebody asks.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, PASSPHRASE, SMALL, TAB, ctrl};
use dutydesk::app::key::Key;
use dutydesk::store::Store;

/// A name that stands on no screen of the program.
const CANARY: &str = "M. Ahmadi-Example";

/// What is said of a desk that locked by itself.
const LOCKED: &str = "Locked after 10 minutes: K. Duty-Example";

fn canary(home: &Home) -> Desk {
    let mut desk = home.join(SMALL);
    desk.log(CANARY);
    desk.see(CANARY);
    desk
}

/// Checks that the desk is locked and that no word of a case is on the screen.
fn is_locked(desk: &Desk, mode: &str) {
    desk.check(mode, |screen| {
        screen
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(LOCKED)
    });
    desk.see("Passphrase");
    for word in [CANARY, "Ahmadi", "half a sentence", "TH-2026", "0001"] {
        desk.see_no(word);
    }
}

fn unlock(desk: &mut Desk) {
    desk.send(PASSPHRASE);
    desk.send(ENTER);
    desk.see_no("Passphrase");
}

/// How each mode is reached from the desk.
const MODES: [(&str, &[&str]); 9] = [
    ("a list", &[]),
    ("a page", &[ENTER]),
    ("a form half typed", &[ENTER, "i", "half a sentence"]),
    ("a question", &["q"]),
    ("the palette", &[":", "ad"]),
    ("the filter", &["/", "ahm"]),
    ("the keys", &["?"]),
    ("advice", &["a"]),
    ("the first key of two", &["g"]),
];

#[test]
fn a_desk_locks_in_every_mode_after_ten_minutes_and_not_before() {
    for (mode, keys) in MODES {
        let home = Home::with_desk();
        let mut desk = canary(&home);
        for key in keys {
            desk.send(key);
        }
        desk.leave_alone(539);
        desk.see_no("Locks in");
        desk.leave_alone(540);
        desk.see("Locks in 60 s: any key keeps it open.");
        desk.leave_alone(599);
        desk.see("Locks in 1 s: any key keeps it open.");
        desk.leave_alone(600);
        is_locked(&desk, mode);
        // The file is closed: another program may have it whole, and no key is known here.
        desk.send(ESC);
        desk.see_no(CANARY);
    }
}

#[test]
fn any_key_keeps_a_desk_open() {
    let home = Home::with_desk();
    let mut desk = canary(&home);
    desk.leave_alone(570);
    desk.see("Locks in 30 s");
    desk.send(DOWN);
    desk.see_no("Locks in");
    desk.leave_alone(30);
    desk.see(CANARY);
}

#[test]
fn whoever_opens_it_again_is_where_they_were_with_what_they_were_typing() {
    let home = Home::with_desk();
    let mut desk = canary(&home);
    desk.send(ENTER);
    desk.send(TAB);
    desk.send("i");
    desk.see("NOTE");
    desk.send("half a sentence");
    desk.leave_alone(8 * 60 * 60);
    is_locked(&desk, "a form");
    unlock(&mut desk);
    desk.see("half a sentence");
    desk.see("TYPING");
    desk.send(ESC);
    desk.see("[Form]");
}

/// Nobody can send a machine to sleep for a test: its clock is handed in.
#[test]
fn a_machine_that_slept_for_a_night_wakes_to_a_locked_desk_however_it_wakes() {
    for key in [None, Some(Key::Char('x'))] {
        let home = Home::with_desk();
        let mut desk = canary(&home);
        desk.send(ENTER);
        desk.send("i");
        desk.send("half a sentence");
        // A nap of less than ten minutes is none.
        desk.sleep(9 * 60, None);
        desk.see("half a sentence");
        desk.sleep(8 * 60 * 60, key);
        is_locked(&desk, "after a night");
        // The key that woke it is no letter of a passphrase.
        unlock(&mut desk);
        desk.see("half a sentence");
        desk.see_no("sentencex");
    }
}

#[test]
fn what_was_locked_at_a_wrong_passphrase_stays_locked() {
    let home = Home::with_desk();
    let mut desk = canary(&home);
    desk.send(&ctrl(']'));
    desk.see_wrapped("Locked: K. Duty-Example");
    desk.send("not the passphrase");
    desk.send(ENTER);
    desk.see("Passphrase");
    desk.see_no(CANARY);
    unlock(&mut desk);
    desk.see(CANARY);
}

#[test]
fn a_desk_is_locked_at_once_from_a_list_a_form_and_the_palette() {
    for keys in [&[][..], &["n", "half a sentence"], &[":", "lock"]] {
        let home = Home::with_desk();
        let mut desk = canary(&home);
        for key in keys {
            desk.send(key);
        }
        if keys.first() == Some(&":") {
            desk.send(ENTER);
        } else {
            desk.send(&ctrl(']'));
        }
        desk.see_wrapped("Locked: K. Duty-Example");
        desk.see_no(CANARY);
        desk.see_no("half a sentence");
    }
}

#[test]
fn a_concealed_screen_says_the_same_in_every_mode_and_takes_no_key_but_enter() {
    for (mode, keys) in MODES {
        let home = Home::with_desk();
        let mut desk = canary(&home);
        for key in keys {
            desk.send(key);
        }
        let before = desk.text();
        desk.send(&ctrl('p'));
        let words = " 21:15\n\n Concealed. Enter shows the desk again.";
        desk.check(mode, |screen| screen.trim_end() == words);
        for key in ["q", "y", ESC, "typed by whoever passes"] {
            desk.send(key);
            desk.check(mode, |screen| screen.trim_end() == words);
        }
        desk.send(ENTER);
        desk.check(mode, |screen| screen == before);
    }
}

#[test]
fn a_concealed_desk_locks_as_well() {
    let home = Home::with_desk();
    let mut desk = canary(&home);
    desk.send(&ctrl('p'));
    desk.leave_alone(570);
    desk.see("Concealed.");
    desk.see_no("Locks in");
    desk.leave_alone(600);
    is_locked(&desk, "concealed");
}

#[test]
fn keys_in_a_burst_neither_lock_nor_conceal() {
    for key in [ctrl(']'), ctrl('p')] {
        let home = Home::with_desk();
        let mut desk = canary(&home);
        desk.send_at_once(&format!("{}{key}", "jk".repeat(10)));
        desk.see("Ignored: that key came with pasted text.");
        desk.see(CANARY);
    }
}

#[test]
fn a_locked_desk_holds_no_file_open() {
    let home = Home::with_desk();
    let mut desk = canary(&home);
    desk.leave_alone(600);
    is_locked(&desk, "a list");
    // The last that has the file folds its log in as it closes it.
    let log = home.path("desk.db-wal");
    assert!(!log.exists(), "{}", log.display());
    let _store: Store = home.store();
}

#[test]
fn the_demo_says_that_it_does_not_lock() {
    let mut desk = Desk::demo(
        dutydesk::cli::demo::Council::TowerHamlets,
        super::desk::FRIDAY,
        SMALL,
    );
    desk.leave_alone(600);
    desk.see("Incoming");
    desk.send(&ctrl(']'));
    desk.see("The demo does not lock");
}
