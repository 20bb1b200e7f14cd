//! Two people at one desk, one file.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, RIGHT, SMALL, TAB, WIDE, ctrl};
use super::first_run::log;

/// Opens the answer of a decider of the criteria: how many lines down it is.
fn open_answer(desk: &mut Desk, down: usize, slot: &str) {
    desk.send("1");
    desk.see("[1 Incoming");
    desk.send(ENTER);
    desk.see("[Summary]");
    desk.times(5, RIGHT);
    desk.see("[Decisions]");
    desk.times(down, DOWN);
    desk.send("x");
    desk.see(&format!(" {slot}: "));
}

fn answer(desk: &mut Desk, right: usize, because: &str, name: &str) {
    desk.times(right, RIGHT);
    desk.send(TAB);
    desk.send(because);
    desk.send(TAB);
    desk.send("\x1b[F");
    desk.send(&"\x7f".repeat(30));
    desk.send(name);
    desk.see(name);
    desk.send(TAB);
    desk.send("As told by telephone");
    desk.see("As told by telephone");
}

/// Both answer before either has saved: the second is asked again with the first's answer in view,
/// and then both see that the answers differ, and that the duty does not wait for them.
#[test]
fn two_decide_at_once_and_both_are_asked_again() {
    let home = Home::with_desk();
    let mut first = home.join(WIDE);
    log(&mut first, "Stabbed once in the arm.");
    first.send(ESC);
    first.see_no("ADVICE");
    let mut second = home.join(SMALL);
    second.see("0001");

    open_answer(&mut first, 1, "Head of SQA");
    open_answer(&mut second, 2, "Director, Supporting Families");
    answer(&mut first, 2, "Lasting harm.", "H. Head-Example");
    answer(&mut second, 3, "The harm is slight.", "D. Director-Example");
    first.send(&ctrl('o'));
    first.see("Recorded.");
    second.send(&ctrl('o'));
    second.see("CHANGED MEANWHILE");
    second.send(ESC);
    second.see_wrapped("Head of SQA: criteria met, H. Head-Example, because Lasting harm.");
    second.see("The harm is slight.");
    second.send(&ctrl('o'));
    second.see("Recorded.");
    second.see("answers differ");
    first.hear("answers differ");
    first.see("Each is asked again, with the others' answers in view.");
    first.see("The duty rests with the local authority; the clock still runs.");
    // The Director comes round: it is decided, and the earlier answer stays on record.
    second.send("x");
    second.see_wrapped("Answered here before: criteria not met, D. Director-Example");
    answer(&mut second, 2, "Seen the scan.", "D. Director-Example");
    second.send(&ctrl('o'));
    second.see(" QUESTION ");
    second.send("y");
    second.see("decided: criteria met");
    first.hear("decided: criteria met");
    second.see_wrapped("before: criteria not met, D. Director-Example");
    second.see_wrapped("answered again");
}
