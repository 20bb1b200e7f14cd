//! A council's pack that comes in a new edition: what was logged before goes on in the earlier one.

use super::desk::{Desk, ENTER, ESC, Home, WIDE};

const FIRST: &str = include_str!("../packs/plain.toml");

/// The next edition: its form asks otherwise.
fn second() -> String {
    let named = FIRST.replacen(
        "edition = \"first edition\"",
        "edition = \"second edition\"",
        1,
    );
    named.replacen(
        "label = \"Safety plan\"",
        "label = \"What keeps them safe\"",
        1,
    )
}

/// Looks for an incident by its words and opens its alert form.
fn open_form(desk: &mut Desk, words: &str) {
    desk.send("1");
    desk.send("/");
    desk.send(words);
    desk.send(ENTER);
    desk.see(words);
    desk.send("e");
    desk.see("Who sends it");
}

#[test]
fn a_desk_opens_lists_and_searches_incidents_of_two_editions() {
    let (home, file) = Home::of_file(FIRST);
    let mut desk = home.join(WIDE);
    desk.see("Plain, first edition");
    desk.log("Fell from a wall.");
    drop(desk);

    std::fs::write(file, second()).expect("the pack");
    let mut desk = home.join(WIDE);
    desk.see("Plain, second edition");
    desk.see("Fell from a wall.");
    desk.log("Burnt by a pan.");
    desk.see("Fell from a wall.");
    open_form(&mut desk, "Fell from a wall");
    desk.see("Safety plan");
    desk.see_no("What keeps them safe");
    desk.send(ESC);
    desk.send(ESC);
    open_form(&mut desk, "Burnt by a pan");
    desk.see("What keeps them safe");
    desk.see_no("Safety plan");
}
