//! The line drops, the program is killed: what was acknowledged is there, what was typed is kept.

use super::first_run::{PASSPHRASE, log, set_up};
use super::terminal::{DOWN, ENTER, ESC, RIGHT, TAB, Terminal, ctrl};

/// Twenty points in a sentence at which the end comes.
const SENTENCE: &str = "Zigzag found by a neighbour, breathing";

fn reopen(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &[], (80, 24));
    terminal.see("Passphrase");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("K. Duty-Example");
    terminal
}

/// Opens the desk again on what the last program left half typed, and goes on with it.
fn go_on(home: &std::path::Path) -> Terminal {
    let mut terminal = reopen(home);
    terminal.see("LEFT BEHIND");
    terminal.see("K. Duty-Example");
    terminal.send(ENTER);
    let is_open = |screen: &str| screen.contains("TYPING") || screen.contains("QUESTION");
    terminal.wait("the form, or a question about its time", is_open);
    if terminal.text().contains("QUESTION") {
        terminal.send("n");
        terminal.see("TYPING");
    }
    terminal
}

/// Types the quick log up to `letters` of its sentence and waits until that much is kept.
fn type_until(terminal: &mut Terminal, letters: usize) -> String {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    let typed: String = SENTENCE.chars().take(letters).collect();
    terminal.send(&typed);
    terminal.see(typed.trim_end());
    typed
}

#[test]
fn a_dropped_line_loses_no_letter() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    for letters in 1..=20 {
        let typed = type_until(&mut terminal, letters);
        let ended = terminal.hang_up();
        assert!(ended.success(), "a hang-up is an ordinary end");
        terminal = go_on(home.path());
        terminal.see(typed.trim_end());
        // Thrown away, so that the next round begins empty.
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}

#[test]
fn a_kill_at_twenty_points_loses_nothing_that_was_said_to_be_kept() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    for letters in 1..=20 {
        let typed = type_until(&mut terminal, letters);
        terminal.see("draft kept");
        terminal.kill();
        terminal = go_on(home.path());
        terminal.see(typed.trim_end());
        terminal.send(&ctrl('d'));
        terminal.see("Throw away");
        terminal.send("y");
        terminal.see_no("NEW INCIDENT");
    }
}

/// Opens the first incident of the desk on a tab, counted from the summary.
fn open_tab(terminal: &mut Terminal, times: usize, title: &str) {
    terminal.send("gd");
    terminal.see("3 Deadlines");
    terminal.send("1");
    terminal.see("[1 ");
    if terminal.text().contains("[1 Incoming") {
        terminal.send("f");
        terminal.see("[1 Open");
    }
    terminal.send(ENTER);
    terminal.see("[Summary]");
    for _ in 0..times {
        terminal.send(RIGHT);
    }
    terminal.see(title);
}

/// The program ends without a word in the middle of each later part of a case: what was typed is
/// there to go on with, what was recorded is there, and nothing is there twice.
#[test]
fn a_kill_in_every_later_part_of_a_case_loses_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");

    // In the alert form.
    terminal.send("e");
    terminal.see("ALERT FORM");
    terminal.send(" of the night team");
    terminal.see("draft kept");
    terminal.kill();
    let mut terminal = go_on(home.path());
    terminal.see("of the night team");
    terminal.send(&ctrl('o'));
    terminal.see("The form is saved");
    terminal.kill();

    // In a task, and after it.
    let mut terminal = reopen(home.path());
    open_tab(&mut terminal, 8, "[Tasks]");
    terminal.send("+");
    terminal.see("By when");
    terminal.send("Ring the ward sister");
    terminal.see("draft kept");
    terminal.kill();
    let mut terminal = reopen(home.path());
    terminal.see("LEFT BEHIND");
    terminal.send(ENTER);
    terminal.see("It is yours");
    open_tab(&mut terminal, 8, "[Tasks]");
    terminal.send("+");
    terminal.see("Ring the ward sister");
    terminal.send(TAB);
    terminal.send("K. Duty-Example");
    terminal.send(TAB);
    terminal.send("tomorrow");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    terminal.kill();
    let mut terminal = reopen(home.path());
    open_tab(&mut terminal, 8, "[Tasks]");
    terminal.see("Ring the ward sister (K. Duty-Example; by ");
    // The first line may name it too, where nothing presses more.
    let line = "Ring the ward sister (K. Duty-Example; by ";
    assert_eq!(terminal.text().matches(line).count(), 1);
    terminal.kill();
}

/// The same in what several people do: a decision, a meeting, a handover.
#[test]
fn a_kill_in_what_several_people_do_loses_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");

    // In a decider's answer, and after it.
    open_tab(&mut terminal, 5, "[Decisions]");
    terminal.send(DOWN);
    terminal.send("x");
    terminal.see(" Head of SQA: ");
    terminal.send(RIGHT);
    terminal.send(RIGHT);
    terminal.see("(x) criteria met");
    terminal.send(TAB);
    terminal.send("The harm is serious");
    terminal.see("The harm is serious");
    terminal.see("draft kept");
    terminal.kill();
    let mut terminal = reopen(home.path());
    terminal.see("LEFT BEHIND");
    terminal.send(ENTER);
    terminal.see("It is yours");
    open_tab(&mut terminal, 5, "[Decisions]");
    terminal.send(DOWN);
    terminal.send("x");
    terminal.see("The harm is serious");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    terminal.kill();
    let mut terminal = reopen(home.path());
    open_tab(&mut terminal, 5, "[Decisions]");
    terminal.see_wrapped("Head of SQA: criteria met. K. Duty-Example");
    terminal.see("because The harm is serious");

    // In a meeting, and after it.
    open_tab(&mut terminal, 6, "[Meetings]");
    terminal.send(ENTER);
    terminal.see("ARRANGE");
    terminal.send("tomorrow 0930");
    terminal.send(TAB);
    terminal.send(TAB);
    terminal.send("Example House");
    terminal.see("Example House");
    terminal.see("draft kept");
    terminal.kill();
    let mut terminal = reopen(home.path());
    terminal.see("LEFT BEHIND");
    terminal.send(ENTER);
    terminal.see("It is yours");
    open_tab(&mut terminal, 6, "[Meetings]");
    terminal.send(ENTER);
    terminal.see("Example House");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    terminal.kill();
    let mut terminal = reopen(home.path());
    open_tab(&mut terminal, 6, "[Meetings]");
    terminal.see("arranged; 3 asked");

    // In a handover, and after it.
    terminal.send("gh");
    terminal.see("HANDOVER");
    terminal.send("\x1b[F");
    terminal.see("> ");
    terminal.send(ENTER);
    terminal.see("OFFER A HANDOVER");
    terminal.send("Day duty manager");
    terminal.see("draft kept");
    terminal.kill();
    let mut terminal = go_on(home.path());
    terminal.see("Day duty manager");
    terminal.send(&ctrl('o'));
    terminal.see("Offered");
    terminal.kill();
    let mut terminal = reopen(home.path());
    terminal.see("HANDOVER to Day duty manager from K. Duty-Example waits");
    terminal.kill();
}
