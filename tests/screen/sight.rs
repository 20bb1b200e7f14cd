//! A key does what the eye sees: the steps of a night at the desk that went wrong once.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, SMALL, TAB, chosen, ctrl};
use super::first_run::log;

/// Takes a call down from wherever the hand is, with these people: role by its letters, and age.
fn call(desk: &mut Desk, what: &str, people: &[(&str, &str)]) {
    desk.send("n");
    desk.see("NEW INCIDENT");
    desk.times(7, TAB);
    desk.send(what);
    desk.send(TAB);
    for (place, (role, age)) in people.iter().enumerate() {
        if place > 0 {
            desk.send(&ctrl('n'));
        }
        desk.send(role);
        desk.send(TAB);
        desk.send(TAB);
        desk.send(age);
    }
    desk.send(&ctrl('o'));
    desk.see("is logged.");
}

/// Logged from the deadlines, the new incident is what the deadlines and its form are about.
#[test]
fn what_was_just_logged_is_what_the_next_key_is_about() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.see("No incident has been logged yet");
    log(&mut desk, "Stabbed once in the arm.");
    desk.send(ESC);
    desk.see_no("ADVICE");
    desk.send("3");
    desk.see("[3 Deadlines");
    call(&mut desk, "Found hurt by the canal.", &[("v", "16")]);
    desk.send(ESC);
    desk.see("[3 Deadlines");
    desk.see("2 Form 0002");
    marked(&desk, "0002");
    desk.send("e");
    desk.see(" 0002 victim 16 \u{b7} ALERT FORM");
    desk.send(ESC);
    desk.see("[3 Deadlines");
    desk.send("c");
    desk.see(" 0002 victim 16 \u{b7} CALL MADE");
}

/// Goes down until a line holds the words.
fn go_down_to(desk: &mut Desk, words: &str) {
    for _ in 0..30 {
        let before = desk.text();
        if chosen(&before).is_some_and(|line| line.contains(words)) {
            return;
        }
        desk.send(DOWN);
        assert_ne!(chosen(&desk.text()), chosen(&before));
    }
    panic!("no «{words}»:\n{}", desk.text());
}

/// Checks the line that is marked.
fn marked(desk: &Desk, words: &str) {
    desk.check(words, |screen| {
        chosen(screen).is_some_and(|line| line.contains(words))
    });
}

/// A victim, a sibling, a suspect: what is answered of the first never falls on the second, and a
/// death is asked about.
#[test]
fn an_answer_falls_on_the_person_it_was_meant_for() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.see("No incident has been logged yet");
    let people = [("v", "16"), ("sss", "9"), ("ss", "17")];
    call(&mut desk, "Stabbed once in the arm.", &people);
    marked(&desk, "abuse or neglect");
    desk.send("6");
    desk.see_wrapped("suspected? suspected. u undoes it.");
    marked(&desk, "Which reasons");
    go_down_to(&mut desk, "p1 victim, 16: Did this person die?");
    // A key held down answers one question and no more.
    desk.send("nnn");
    desk.see_wrapped("Ignored: this question had only just come.");
    desk.see_wrapped("p1 victim, 16: Did this person die?");
    marked(&desk, "p1 victim, 16: Does this person live in this");
    desk.send("n");
    desk.see_wrapped("p1 victim, 16: Does this person live in this authority's area? no. u");
    marked(&desk, "p1 victim, 16");
    desk.check("another question of the same child", |screen| {
        chosen(screen).is_some_and(|line| !line.contains("live in this authority's area"))
    });
    go_down_to(&mut desk, "p2 sibling, 9: Did this person die?");
    desk.send("y");
    desk.see_wrapped("Record that p2 sibling, 9 has died?");
    desk.send(ENTER);
    desk.see_no("QUESTION");
    desk.see_no("has died?");
    desk.send("r");
    desk.see("the alert is raised.");
    desk.send("r");
    desk.see("The alert is already raised.");
}

/// Words that nothing listed holds, and one closed incident does: how many is said, and the key.
#[test]
fn an_empty_list_says_how_many_of_all_match() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    call(&mut desk, "Fell from a garden wall.", &[("v", "9")]);
    desk.send("d");
    desk.see("NOT RAISED");
    desk.send("Below what the protocol asks.");
    desk.send(&ctrl('o'));
    desk.see("Recorded");
    desk.send(ESC);
    desk.send("1");
    desk.see("[1 Incoming 0");
    desk.send("/");
    desk.see("Filter:");
    desk.send("garden");
    desk.see("Of all incidents 1 does: Enter looks there.");
    desk.send("s");
    desk.see("Nor does any other on this desk.");
    desk.send("\x7f");
    desk.send(ENTER);
    desk.see("[1 All 1");
    marked(&desk, "0001");
}

/// Who was told gives way to whom to tell next, so that one call follows the other.
#[test]
fn after_a_call_whom_to_tell_next_is_chosen() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    call(&mut desk, "Stabbed once in the arm.", &[("v", "16")]);
    desk.send(ESC);
    desk.see_no("ADVICE");
    desk.send("4");
    marked(&desk, "Line manager");
    desk.send("c");
    desk.see("(x) answered: told");
    desk.send(&ctrl('o'));
    marked(&desk, "Head of Service");
    desk.send("c");
    desk.see("Head of Service");
    // Nobody answered: it is still theirs.
    desk.send(DOWN);
    desk.see("(x) no answer");
    desk.send(&ctrl('o'));
    desk.see("no answer");
    marked(&desk, "Head of Service");
}
