//! The commonest tasks, and how many keys they take beyond the words that are typed.

use super::first_run::set_up;
use super::terminal::{DOWN, ENTER, Terminal, ctrl};

/// A hand that counts the keys that it presses; what it types as words is not counted.
struct Counting {
    terminal: Terminal,
    keys: usize,
    _home: tempfile::TempDir,
}

impl Counting {
    fn key(&mut self, key: &str, words: &str) {
        self.terminal.send(key);
        self.keys += 1;
        self.terminal.see(words);
    }

    /// Goes on to the next field with nothing in it, and types into it.
    fn next(&mut self, label: &str, words: &str) {
        self.key(&ctrl('e'), &format!("> {label}"));
        self.terminal.send(words);
    }
}

/// Takes a call down up to its first person: the name was looked for first.
fn take_down(hand: &mut Counting) {
    hand.key("n", "NEW INCIDENT");
    hand.terminal.send("M. Ahmadi-Example");
    hand.next("When did it happen", "-2h");
    hand.next("Who told us, and how", "Ward sister, 020 7946 0123");
    hand.next("Source", "pol");
    hand.next("Where", "Example Street");
    hand.next("In Tower Hamlets", "y");
    hand.next("What happened", "Stabbed once in the arm.");
    hand.next("Born, or age", "4/3/2012");
    hand.terminal.see("4 Mar 2012");
}

fn start(arguments: &[&str]) -> Counting {
    let home = tempfile::tempdir().expect("a home");
    Counting {
        terminal: Terminal::start(home.path(), arguments, (80, 24)),
        keys: 0,
        _home: home,
    }
}

fn set_up_desk() -> Counting {
    let mut hand = start(&[]);
    set_up(&mut hand.terminal);
    hand
}

/// The demo on Christmas Eve.
fn demo() -> Counting {
    let mut hand = start(&["demo", "--at", "2026-12-24T22:10:00Z"]);
    hand.terminal.see("Incoming");
    hand.terminal.see("0039");
    hand
}

#[test]
fn a_call_about_one_person_takes_nine_keys_beyond_its_words() {
    let mut hand = set_up_desk();
    take_down(&mut hand);
    hand.key(&ctrl('o'), "is logged.");
    assert!(hand.keys <= 9, "{}", hand.keys);
    hand.terminal.see("victim 14");
}

#[test]
fn a_call_about_three_people_takes_eighteen_keys_beyond_its_words() {
    let mut hand = set_up_desk();
    take_down(&mut hand);
    for (role, name, age) in [
        ("suspect", "R. Doe-Example", "34"),
        ("sibling", "Y. Ahmadi-Example", "9"),
    ] {
        hand.key(&ctrl('n'), "> Person is");
        hand.terminal.send(role);
        hand.next("Name", name);
        hand.next("Born, or age", age);
    }
    hand.key(&ctrl('o'), "is logged.");
    assert!(hand.keys <= 18, "{}", hand.keys);
    hand.terminal.see("victim 14 +2");
}

#[test]
fn what_is_due_before_nine_takes_one_key() {
    let mut hand = demo();
    hand.key("3", "BEFORE 09:00");
    assert_eq!(hand.keys, 1);
}

#[test]
fn an_old_incident_is_opened_by_a_child_s_name_with_three_keys_and_the_letters() {
    let mut hand = demo();
    hand.key("/", "FILTER");
    hand.terminal.send("kamara");
    hand.terminal.see("Enter looks there");
    hand.key(ENTER, "[1 All 1");
    hand.terminal.see("> 0010");
    hand.key(ENTER, "Murder inquiry");
    assert_eq!(hand.keys, 3);
}

#[test]
fn told_takes_three_keys_and_no_answer_four() {
    let mut hand = demo();
    hand.key("4", "NEXT: ");
    hand.key("c", "(x) answered: told");
    hand.key(&ctrl('o'), "told 22:10");
    assert_eq!(hand.keys, 3);
    let mut hand = demo();
    hand.key("4", "NEXT: ");
    hand.key("c", "(x) answered: told");
    hand.key(DOWN, "(x) no answer");
    hand.key(&ctrl('o'), "Recorded");
    assert_eq!(hand.keys, 4);
}

#[test]
fn raised_and_sent_takes_eight_keys_with_the_mailbox_confirmed_on_the_way() {
    let mut hand = set_up_desk();
    take_down(&mut hand);
    hand.key(&ctrl('o'), "is logged.");
    hand.key("e", "ALERT FORM");
    hand.next("Safety plan", "Safe with an aunt tonight.");
    hand.key(&ctrl('o'), "The form is saved.");
    hand.keys = 0;
    hand.key("r", "alert to send");
    hand.key("s", "ready to send");
    hand.key("v", "How it was checked");
    hand.key("t", "(x) telephone");
    hand.key(&ctrl('o'), "is confirmed: checked by");
    hand.key(ENTER, "Write the alert as a draft");
    hand.key("y", "HAS YOUR MAIL PROGRAM SENT IT");
    hand.key(ENTER, "Recorded as sent.");
    assert!(hand.keys <= 8, "{}", hand.keys);
}

#[test]
fn why_a_clock_is_due_then_takes_two_keys_and_the_handover_two() {
    let mut hand = demo();
    hand.key("3", "BEFORE 09:00");
    hand.key(ENTER, "the count");
    assert_eq!(hand.keys, 2);
    let mut hand = demo();
    hand.terminal.send("g");
    hand.keys += 1;
    hand.key("h", "Done on this shift");
    assert_eq!(hand.keys, 2);
}

#[test]
fn a_slip_is_undone_by_one_key_and_a_note_written_with_three() {
    let mut hand = demo();
    hand.key("4", "NEXT: ");
    hand.key("c", "(x) answered: told");
    hand.key(&ctrl('o'), "told 22:10");
    hand.keys = 0;
    hand.key("u", "no answer");
    assert_eq!(hand.keys, 1);
    let mut hand = demo();
    hand.key(ENTER, "[Summary]");
    hand.key("i", "NOTE");
    hand.terminal.send("The ward rang: stable.");
    hand.key(&ctrl('o'), "Recorded");
    assert_eq!(hand.keys, 3);
}

#[test]
fn what_was_left_half_typed_is_gone_on_with_by_two_keys() {
    let mut hand = set_up_desk();
    take_down(&mut hand);
    hand.key("\x1b", "1 half logged");
    hand.keys = 0;
    hand.key("n", "LEFT BEHIND");
    hand.key(ENTER, "Stabbed once in the arm.");
    assert_eq!(hand.keys, 2);
}
