//! The line drops, the program is killed: what was acknowledged is there, what was typed is kept.
//!
//! A program that is killed leaves its files as they are: a copy of them, on which nobody holds a
//! lock, is what it leaves.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, RIGHT, SMALL, TAB, ctrl};
use super::first_run::log;

/// Twenty points in a sentence at which the end comes.
const SENTENCE: &str = "Zigzag found by a neighbour, breathing";

/// Kills the program; returns what it leaves.
fn killed(home: &mut Home, desk: Desk) {
    let left = home.killed();
    drop(desk);
    *home = left;
}

/// Opens the desk again on what the last program left half typed, and goes on with it.
fn go_on(home: &Home) -> Desk {
    let mut desk = home.join(SMALL);
    desk.see("LEFT BEHIND");
    desk.see("K. Duty-Example");
    desk.send(ENTER);
    if desk.text().contains("QUESTION") {
        desk.send("n");
    }
    desk.see("TYPING");
    desk
}

/// Types the quick log up to `letters` of its sentence; that much is kept.
fn type_until(desk: &mut Desk, letters: usize) -> String {
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(7, TAB);
    let typed: String = SENTENCE.chars().take(letters).collect();
    desk.send(&typed);
    desk.see(typed.trim_end());
    desk.see("draft kept");
    typed
}

/// Throws the call in front away, so that the next round begins empty.
fn throw_away(desk: &mut Desk) {
    desk.send(&ctrl('d'));
    desk.see("Throw away");
    desk.send("y");
    desk.see_no("NEW INCIDENT");
}

#[test]
fn a_dropped_line_loses_no_letter() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    for letters in 1..=20 {
        let typed = type_until(&mut desk, letters);
        desk.end();
        desk = go_on(&home);
        desk.see(typed.trim_end());
        throw_away(&mut desk);
    }
}

#[test]
fn a_kill_at_twenty_points_loses_nothing_that_was_said_to_be_kept() {
    let mut home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    desk.send(ESC);
    desk.see_no("ADVICE");
    for letters in 1..=20 {
        let typed = type_until(&mut desk, letters);
        killed(&mut home, desk);
        desk = go_on(&home);
        desk.see(typed.trim_end());
        throw_away(&mut desk);
    }
}

/// Opens the first incident of the desk on a tab, counted from the summary.
fn open_tab(desk: &mut Desk, times: usize, title: &str) {
    desk.send("gd");
    desk.see("3 Deadlines");
    desk.send("1");
    desk.see("[1 ");
    if desk.text().contains("[1 Incoming") {
        desk.send("f");
        desk.see("[1 Open");
    }
    desk.send(ENTER);
    desk.see("[Summary]");
    desk.times(times, RIGHT);
    desk.see(title);
}

/// The program ends without a word in the middle of each later part of a case: what was typed is
/// there to go on with, what was recorded is there, and nothing is there twice.
#[test]
fn a_kill_in_every_later_part_of_a_case_loses_nothing() {
    let mut home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    desk.send(ESC);
    desk.see_no("ADVICE");

    // In the alert form.
    desk.send("e");
    desk.see("ALERT FORM");
    desk.send(" of the night team");
    desk.see("draft kept");
    killed(&mut home, desk);
    let mut desk = go_on(&home);
    desk.see("of the night team");
    desk.send(&ctrl('o'));
    desk.see("The form is saved");
    killed(&mut home, desk);

    // In a task, and after it.
    let mut desk = home.join(SMALL);
    open_tab(&mut desk, 8, "[Tasks]");
    desk.send("+");
    desk.see("By when");
    desk.send("Ring the ward sister");
    desk.see("draft kept");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    desk.see("LEFT BEHIND");
    desk.send(ENTER);
    desk.see("It is yours");
    open_tab(&mut desk, 8, "[Tasks]");
    desk.send("+");
    desk.see("Ring the ward sister");
    desk.send(TAB);
    desk.send("K. Duty-Example");
    desk.send(TAB);
    desk.send("tomorrow");
    desk.send(&ctrl('o'));
    desk.see("Recorded.");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    open_tab(&mut desk, 8, "[Tasks]");
    desk.see("Ring the ward sister (K. Duty-Example; by ");
    // The first line may name it too, where nothing presses more.
    let line = "Ring the ward sister (K. Duty-Example; by ";
    assert_eq!(desk.text().matches(line).count(), 1);
}

/// The same in what several people do: a decision, a meeting, a handover.
#[test]
fn a_kill_in_what_several_people_do_loses_nothing() {
    let mut home = Home::with_desk();
    let mut desk = home.join(SMALL);
    log(&mut desk, "Stabbed once in the arm.");
    desk.send(ESC);
    desk.see_no("ADVICE");

    // In a decider's answer, and after it.
    open_tab(&mut desk, 5, "[Decisions]");
    desk.send(DOWN);
    desk.send("x");
    desk.see(" Head of SQA: ");
    desk.send(RIGHT);
    desk.send(RIGHT);
    desk.see("(x) criteria met");
    desk.send(TAB);
    desk.send("The harm is serious");
    desk.see("The harm is serious");
    desk.see("draft kept");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    desk.see("LEFT BEHIND");
    desk.send(ENTER);
    // The form itself opens, and says what was typed.
    desk.see("The harm is serious");
    desk.send(&ctrl('o'));
    desk.see("You have not the role that decides here");
    desk.send("The Head of SQA, by telephone");
    desk.send(&ctrl('o'));
    desk.see("Recorded.");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    open_tab(&mut desk, 5, "[Decisions]");
    desk.see_wrapped("Head of SQA: criteria met. K. Duty-Example");
    desk.see("because The harm is serious");

    // In a meeting, and after it.
    open_tab(&mut desk, 6, "[Meetings]");
    desk.send(ENTER);
    desk.see("ARRANGE");
    desk.send("tomorrow 0930");
    desk.send(TAB);
    desk.send(TAB);
    desk.send("Example House");
    desk.see("Example House");
    desk.see("draft kept");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    desk.see("LEFT BEHIND");
    desk.send(ENTER);
    desk.see("It is yours");
    open_tab(&mut desk, 6, "[Meetings]");
    desk.send(ENTER);
    desk.see("Example House");
    desk.send(&ctrl('o'));
    desk.see("Recorded.");
    killed(&mut home, desk);
    let mut desk = home.join(SMALL);
    open_tab(&mut desk, 6, "[Meetings]");
    desk.see("arranged; 3 asked");

    // In a handover, and after it.
    desk.send("gh");
    desk.see("HANDOVER");
    desk.send("\x1b[F");
    desk.see("> ");
    desk.send(ENTER);
    desk.see("OFFER A HANDOVER");
    desk.send("Day duty manager");
    desk.see("draft kept");
    killed(&mut home, desk);
    let mut desk = go_on(&home);
    desk.see("Day duty manager");
    desk.send(&ctrl('o'));
    desk.see("Offered");
    killed(&mut home, desk);
    let desk = home.join(SMALL);
    desk.see("HANDOVER to Day duty manager from K. Duty-Example waits");
}
