//! Calls that are half logged: several at once, each kept by itself.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, SMALL, TAB, chosen, ctrl};

/// Types what happened into a new call, the one in front, and leaves it half logged.
fn leave_half_logged(desk: &mut Desk, what: &str) {
    desk.see("NEW INCIDENT");
    desk.times(7, TAB);
    desk.see("> What happened");
    desk.send(what);
    desk.see("draft kept");
    desk.send(ESC);
    desk.see("What was typed is kept");
}

/// Takes up the draft that is chosen, and logs it as the next incident.
fn take_up_and_log(desk: &mut Desk, what: &str, reference: &str) {
    desk.check(what, |screen| {
        chosen(screen).is_some_and(|line| line.contains(what))
    });
    desk.send(ENTER);
    desk.see("NEW INCIDENT");
    desk.see(what);
    desk.send(&ctrl('o'));
    desk.see(&format!("{reference} is logged."));
}

/// A second telephone rings before the first call is logged, and the program is killed: both are
/// found again, and each becomes an incident of its own.
#[test]
fn two_half_logged_calls_survive_a_kill_and_are_found_again() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    leave_half_logged(&mut desk, "Baby not breathing");
    // The first is offered; n logs one more.
    desk.send("n");
    desk.see("Calls that are half logged here");
    desk.send("n");
    desk.see_no("Baby");
    leave_half_logged(&mut desk, "Boy stabbed");

    let left = home.killed();
    drop(desk);
    let mut desk = left.join(SMALL);
    desk.see("LEFT BEHIND");
    desk.see_wrapped("«Baby not breathing»");
    desk.see_wrapped("«Boy stabbed»");
    desk.send(DOWN);
    take_up_and_log(&mut desk, "Boy stabbed", "TH-2026-0001");
    desk.send("gl");
    desk.see("LEFT BEHIND");
    desk.see_no("Boy stabbed");
    take_up_and_log(&mut desk, "Baby not", "TH-2026-0002");
    desk.send("gl");
    desk.see("Nothing was left behind.");
    desk.end();

    let mut desk = left.join(SMALL);
    desk.see_no("LEFT BEHIND");
    for (reference, what) in [("0002", "Baby not breathing"), ("0001", "Boy stabbed")] {
        desk.check(reference, |screen| {
            chosen(screen).is_some_and(|line| line.contains(reference))
        });
        desk.send(ENTER);
        desk.see("[Summary]");
        desk.see(what);
        desk.send(ESC);
        desk.send(DOWN);
    }
}

/// Of two half logged calls one is logged: the other is offered still, as it was.
#[test]
fn one_of_two_half_logged_calls_is_logged_and_the_other_stays() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.send("n");
    leave_half_logged(&mut desk, "Baby not breathing");
    desk.send("nn");
    leave_half_logged(&mut desk, "Boy stabbed");
    desk.send("n");
    desk.send(DOWN);
    take_up_and_log(&mut desk, "Boy stabbed", "TH-2026-0001");
    desk.send(ESC);
    desk.send("n");
    desk.see("Calls that are half logged here");
    desk.see_no("«Boy stabbed»");
    take_up_and_log(&mut desk, "Baby not breathing", "TH-2026-0002");
}
