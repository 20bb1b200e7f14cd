//! A key does what the eye sees: the steps of a night at the desk that went wrong once.

use super::first_run::{log, set_up};
use super::terminal::{DOWN, ENTER, ESC, TAB, Terminal, ctrl};

/// Takes a call down from wherever the hand is, with these people: role by its letters, and age.
fn call(terminal: &mut Terminal, what: &str, people: &[(&str, &str)]) {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.send(what);
    terminal.send(TAB);
    for (place, (role, age)) in people.iter().enumerate() {
        if place > 0 {
            terminal.send(&ctrl('n'));
        }
        terminal.send(role);
        terminal.send(TAB);
        terminal.send(TAB);
        terminal.send(age);
    }
    terminal.send(&ctrl('o'));
    terminal.see("is logged.");
}

/// Logged from the deadlines, the new incident is what the deadlines and its form are about.
#[test]
fn what_was_just_logged_is_what_the_next_key_is_about() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    log(&mut terminal, "Stabbed once in the arm.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    terminal.send("3");
    terminal.see("[3 Deadlines");
    call(&mut terminal, "Found hurt by the canal.", &[("v", "16")]);
    terminal.send(ESC);
    terminal.see("[3 Deadlines");
    terminal.see("2 Form 0002");
    terminal.wait("a marked line of the new one", |screen| {
        let mut marked = screen.lines().filter(|line| line.starts_with("> "));
        marked.next().is_some_and(|line| line.contains("0002"))
    });
    terminal.send("e");
    terminal.see(" 0002 victim 16 \u{b7} ALERT FORM");
    terminal.send(ESC);
    terminal.see("[3 Deadlines");
    terminal.send("c");
    terminal.see(" 0002 victim 16 \u{b7} CALL MADE");
}

/// Returns the line that is marked.
fn marked(screen: &str) -> String {
    let line = screen.lines().find(|line| line.starts_with("> "));
    line.unwrap_or_default().to_owned()
}

/// A victim, a sibling, a suspect: what is answered of the first never falls on the second, and a
/// death is asked about.
#[test]
fn an_answer_falls_on_the_person_it_was_meant_for() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    let people = [("v", "16"), ("sss", "9"), ("ss", "17")];
    call(&mut terminal, "Stabbed once in the arm.", &people);
    terminal.wait("the first question", |screen| {
        marked(screen).contains("abuse or neglect")
    });
    terminal.send("2");
    terminal.see_wrapped("suspected? suspected. u undoes it.");
    terminal.wait("the question after it", |screen| {
        marked(screen).contains("Which reasons")
    });
    for _ in 0..20 {
        let screen = terminal.text();
        if marked(&screen).contains("p1 victim, 16: Did this person die?") {
            break;
        }
        let before = marked(&screen);
        terminal.send(DOWN);
        terminal.wait("the next line", |screen| {
            let now = marked(screen);
            !now.is_empty() && now != before
        });
    }
    // A key held down answers one question and no more.
    terminal.send("nnn");
    terminal.see_wrapped("Ignored: this question had only just come.");
    terminal.see_wrapped("p1 victim, 16: Did this person die?");
    terminal.wait("the second question of the same child", |screen| {
        marked(screen).contains("p1 victim, 16: Does this person live in this")
    });
    terminal.send(&ctrl('g'));
    terminal.send("n");
    terminal.see_wrapped("p1 victim, 16: Does this person live in this authority's area? no. u");
    terminal.wait("a question of the same child", |screen| {
        let line = marked(screen);
        line.contains("p1 victim, 16") && !line.contains("live in this authority's area")
    });
    for _ in 0..30 {
        let screen = terminal.text();
        if marked(&screen).contains("p2 sibling, 9: Did this person die?") {
            break;
        }
        // The line, not the screen: that also changes as what was recorded is read again.
        let before = marked(&screen).trim_end().to_owned();
        terminal.send(DOWN);
        terminal.wait("the next line", |screen| {
            let now = marked(screen);
            !now.is_empty() && now.trim_end() != before
        });
    }
    terminal.send("y");
    terminal.see_wrapped("Record that p2 sibling, 9 has died?");
    terminal.send(ENTER);
    terminal.see_no("QUESTION");
    terminal.see_no("has died?");
    terminal.send("r");
    terminal.see("the alert is raised.");
    terminal.send("r");
    terminal.see("The alert is already raised.");
}
