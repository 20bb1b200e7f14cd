//! Lists that change under the cursor, because a colleague writes: what is chosen stays chosen, and
//! what is typed is not disturbed.

use super::desk::{DOWN, Desk, ENTER, ESC, Home, SMALL, chosen};

fn is_chosen(desk: &Desk, words: &str) {
    desk.check(words, |screen| {
        chosen(screen).is_some_and(|line| line.contains(words))
    });
}

/// The second of three is chosen and a colleague logs a fourth above them: the cursor stays on the
/// same incident, and keys act on it.
#[test]
fn what_is_chosen_stays_chosen_when_a_colleague_logs() {
    let home = Home::with_desk();
    let mut first = home.join(SMALL);
    for what in ["Fell from a wall.", "Burnt by a pan.", "Hurt by the canal."] {
        first.log(what);
    }
    first.send("1");
    first.send("\x1b[H");
    is_chosen(&first, "0003");
    first.send(DOWN);
    is_chosen(&first, "0002");
    let row_of = |desk: &Desk| {
        let screen = desk.text();
        screen.lines().position(|line| line.starts_with("> "))
    };
    let before = row_of(&first);

    let mut second = home.join(SMALL);
    second.log("Stabbed once in the arm.");
    first.hear("0004");
    is_chosen(&first, "0002");
    assert_ne!(row_of(&first), before, "it moved down with its line");
    // What a key opens is what the cursor is on.
    first.send(ENTER);
    first.see("Burnt by a pan.");
    first.send(ESC);

    // Changed by a colleague while it is chosen: it is read anew and still chosen.
    second.send("/");
    second.send("0002");
    second.send(ENTER);
    is_chosen(&second, "0002");
    second.send("a");
    second.send("r");
    second.see("the alert is raised.");
    first.hear("alert to send");
    is_chosen(&first, "0002");
}

/// A filter is being typed while a colleague logs what it finds: the line comes, and no letter is
/// lost or taken for a key.
#[test]
fn a_filter_is_typed_on_while_the_list_changes() {
    let home = Home::with_desk();
    let mut first = home.join(SMALL);
    for what in [
        "Stabbed in the arm.",
        "Burnt by a pan.",
        "Stabbed in the leg.",
    ] {
        first.log(what);
    }
    first.send("1");
    first.send("/");
    first.see("Filter:");
    first.send("stab");
    first.see("0003");
    first.see_no("0002");
    first.send(DOWN);
    is_chosen(&first, "0001");

    let mut second = home.join(SMALL);
    second.log("Stabbed at the baths.");
    second.log("Found asleep.");
    first.hear("0004");
    first.see("Filter: stab");
    first.see_no("Found asleep");
    is_chosen(&first, "0001");

    first.send("bed in");
    first.see("Filter: stabbed in");
    first.see_no("at the baths");
    first.see("0003");
    is_chosen(&first, "0001");
    second.log("Stabbed in the back.");
    first.hear("0006");
    first.see("Filter: stabbed in");
    first.send(ENTER);
    first.see_no("Filter: stabbed in_");
    is_chosen(&first, "0001");
    first.send(ENTER);
    first.see("Stabbed in the arm.");
}

/// Nobody presses a key while a clock runs out: the line says so once the minute has turned.
#[test]
fn a_clock_is_overdue_without_a_key() {
    let home = Home::with_desk();
    let mut desk = home.join(SMALL);
    desk.log("Stabbed in the arm.");
    desk.send("3");
    desk.see("[3 Deadlines");
    desk.see_no("OVERDUE");
    home.hands.turn(chrono::Duration::hours(25));
    desk.tick();
    desk.hear("OVERDUE");
    desk.see("Sat 22:15");
}
