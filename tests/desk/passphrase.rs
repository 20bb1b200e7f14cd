//! The passphrase asked for by a command without a screen, in a terminal.

use dutydesk::clock::Clock;
use dutydesk::config::Places;
use dutydesk::store::{SetUp, Store};
use dutydesk::vault::KdfCost;

use super::first_run::{PASSPHRASE, set_up_with};
use super::terminal::{ENTER, Terminal, ctrl};

fn home_with_desk() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a home");
    let places = Places::find(Some(&home.path().join("desk"))).expect("its places");
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    let now = Clock::system().now();
    let made = Store::create(&places, &set_up, &PASSPHRASE.into(), KdfCost::quick(), now);
    drop(made.expect("a desk"));
    home
}

#[test]
fn a_command_asks_for_it_unseen() {
    let home = home_with_desk();
    let mut terminal = Terminal::start(home.path(), &["due"], (80, 24));
    terminal.see("Passphrase:");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("Nothing is due.");
    assert!(terminal.ended().success());
    let shown = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!shown.contains(PASSPHRASE), "{shown}");
}

#[test]
fn ctrl_c_gives_up_and_says_so() {
    let home = home_with_desk();
    let mut terminal = Terminal::start(home.path(), &["due"], (80, 24));
    terminal.see("Passphrase:");
    terminal.send("corre");
    terminal.send(&ctrl('c'));
    terminal.see("given up");
    assert_eq!(terminal.ended().exit_code(), 1);
    let shown = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!shown.contains("corre"), "{shown}");
}

/// A blank at an end is part of a passphrase, on the screen as on the command line.
#[test]
fn a_passphrase_with_a_blank_at_its_end_opens_everywhere_and_without_it_nowhere() {
    let home = tempfile::tempdir().expect("a home");
    let with_blank = format!("{PASSPHRASE} ");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up_with(&mut terminal, &with_blank);
    terminal.kill();
    for (passphrase, opens) in [(PASSPHRASE, false), (&with_blank, true)] {
        let mut terminal = Terminal::start(home.path(), &["due"], (80, 24));
        terminal.see("Passphrase:");
        terminal.send(passphrase);
        terminal.send(ENTER);
        assert_eq!(terminal.ended().success(), opens, "{}", terminal.text());

        let mut terminal = Terminal::start(home.path(), &[], (80, 24));
        terminal.see("Passphrase");
        terminal.send(passphrase);
        terminal.send(ENTER);
        terminal.see(if opens {
            "No incident has been logged yet"
        } else {
            "the passphrase is not right"
        });
    }
}

#[test]
fn ones_own_passphrase_is_changed_at_the_desk_and_a_wrong_one_changes_nothing() {
    use super::first_run::{PASSPHRASE, set_up};
    use super::terminal::{ENTER, TAB, Terminal, ctrl};
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    let new = "another long passphrase";
    let fill = |terminal: &mut Terminal, old: &str| {
        terminal.see("YOUR OWN PASSPHRASE");
        terminal.see("> The one of now");
        terminal.send(old);
        terminal.send(TAB);
        terminal.see("> The new one ");
        terminal.send(new);
        terminal.send(TAB);
        terminal.see("> The new one again");
        terminal.send(new);
        terminal.send(&ctrl('o'));
    };
    terminal.send("gp");
    fill(&mut terminal, "some other passphrase");
    terminal.see_wrapped("passphrase is not right");
    assert!(!terminal.text().contains(new));
    // What was typed is gone; the cursor goes back to the first.
    terminal.send("\x1b[Z");
    terminal.send("\x1b[Z");
    fill(&mut terminal, PASSPHRASE);
    terminal.see_wrapped("Your passphrase is changed");
    terminal.send(&ctrl(']'));
    terminal.see("Locked: K. Duty-Example");
    assert!(
        !terminal.text().contains("another name"),
        "there is no other"
    );
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see_wrapped("passphrase is not right");
    terminal.send(new);
    terminal.send(ENTER);
    terminal.see("Incoming");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!written.contains(new) && !written.contains(PASSPHRASE));
}
