//! Slips of a hand that does not know the desk: none of them does what was not meant, and each is
//! answered by words.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, SMALL, TAB, chosen, ctrl};
use super::first_run::log;

fn marked(desk: &Desk, words: &str) {
    desk.check(words, |screen| {
        chosen(screen).is_some_and(|line| line.contains(words))
    });
}

/// Leaves the page of advice of what was just logged for the desk.
fn to_the_desk(desk: &mut Desk) {
    desk.send(ESC);
    desk.see_no("ADVICE");
}

/// The digits go to the panes on every page; on the page of advice they answer nothing.
#[test]
fn leaving_the_advice_by_a_digit_answers_no_question() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    marked(&desk, "abuse or neglect");
    desk.see("5 known, 6 suspected, 7 none");
    desk.send("1");
    desk.see("[1 Incoming 1]");
    desk.see_no("undoes it");
    desk.send("a");
    marked(&desk, "abuse or neglect");
    desk.send("6");
    desk.see("undoes it");
}

/// «police» is in the list of sources under no such word: nothing stays chosen by its letters.
#[test]
fn a_word_that_a_list_has_not_chooses_nothing() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(4, TAB);
    marked(&desk, "Source");
    desk.send("police");
    desk.see("begins with «police»");
    desk.send(TAB);
    desk.see("Source                   < choose >");
}

/// Down held from above goes past whom the person is.
#[test]
fn going_down_through_a_form_changes_nothing_in_it() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(12, DOWN);
    desk.see("Person is                < victim >");
    desk.see("Source                   < choose >");
}

/// What has no use in a form says so, and the table of keys leaves it out.
#[test]
fn no_key_of_a_form_is_silent() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    to_the_desk(&mut desk);
    desk.send("c");
    desk.see("CALL MADE");
    desk.send(&ctrl('n'));
    desk.see("Nobody can be added in this form");
    desk.send(&ctrl('g'));
    desk.see("No other incident is looked for in this form.");
    desk.send(&ctrl('t'));
    desk.see("every key that works here");
    desk.see_no("add a person");
    desk.send(ESC);
    desk.see("CALL MADE");
}

/// What a person looks for by its name is found in the palette.
#[test]
fn closing_is_found_by_its_word_and_asks_while_a_step_is_next() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    desk.send("d");
    desk.see("NOT RAISED");
    desk.send("Below what the protocol asks.");
    desk.send(&ctrl('o'));
    desk.see("Recorded");
    to_the_desk(&mut desk);
    desk.send("f");
    desk.send("f");
    marked(&desk, "0001");
    desk.send(ENTER);
    desk.see("[Summary]");
    desk.send(":");
    desk.send("close");
    desk.see("closed, reopened");
    desk.send(ENTER);
    desk.see("RECORD");
    desk.send("closed");
    desk.times(4, TAB);
    desk.send("Nothing more is to be done.");
    desk.send(&ctrl('o'));
    desk.see("Record it");
    desk.see("y yes   Enter or n: no");
}

/// A call that is half logged is in sight on the list that it will stand in.
#[test]
fn a_half_logged_call_is_counted_beside_the_list() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.see("[1 Incoming 0]");
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(7, TAB);
    desk.send("Baby not breathing");
    desk.see("draft kept");
    desk.send(ESC);
    desk.see("[1 Incoming 0 \u{b7} 1 half logged: n]");
    desk.send("n");
    desk.see("Baby not breathing");
}

/// A group that is folded keeps in view what the cursor was on.
#[test]
fn folding_a_group_changes_no_incident_in_view() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.log("Fell from a wall.");
    desk.log("Stabbed once in the arm.");
    desk.send("3");
    desk.see("[3 Deadlines");
    desk.send(DOWN);
    let of = |reference: &str| format!("2 Form {reference}");
    let screen = desk.text();
    let reference = ["0001", "0002"]
        .into_iter()
        .find(|reference| chosen(&screen).is_some_and(|line| line.contains(reference)));
    let reference = reference.expect("the last line is of one of the two");
    desk.see(&of(reference));
    desk.send("z");
    marked(&desk, "TOMORROW");
    desk.see(&of(reference));
    desk.send("4");
    desk.see(&format!("[4 Contacts {reference}]"));
}

/// Without a year the next one is taken: of a day that has passed, a year ahead.
#[test]
fn a_meeting_far_ahead_is_asked_about() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    to_the_desk(&mut desk);
    desk.send(ENTER);
    desk.see("[Summary]");
    while !desk.text().contains("[Meetings]") {
        desk.send("\x1b[C");
    }
    desk.send(ENTER);
    desk.see("ARRANGE");
    desk.send("23/10 1000");
    desk.send(&ctrl('o'));
    desk.see("is far ahead: is that the day?");
    desk.send(ENTER);
    desk.see("ARRANGE");
}
