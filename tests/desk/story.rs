//! A telephone call on Christmas Eve at ten past ten, taken to its end by keyboard alone, for each
//! council and at both sizes. The dates are worked out by hand.

use super::terminal::{ENTER, ESC, TAB, Terminal, ctrl};

/// Thu 24 Dec 2026 22:10: the emergency duty team is told of what happened at 21:15.
const NIGHT: &str = "2026-12-24T22:10:00Z";

fn start(council: &str, size: (u16, u16)) -> (Terminal, tempfile::TempDir) {
    let home = tempfile::tempdir().expect("a home");
    let arguments = ["demo", "--pack", council, "--at", NIGHT];
    let mut terminal = Terminal::start(home.path(), &arguments, size);
    terminal.see("Incoming");
    terminal.see("0039");
    (terminal, home)
}

/// Takes the call down; what is typed is the caller's.
fn log(terminal: &mut Terminal) {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    let words = [
        "",
        "today 2115",
        "",
        "EDT control, police ref 4471/20",
        "",
        "Example Road",
        "y",
        "Kicked and cut outside the baths. In surgery.",
        "",
        "R. Quimby-Example",
        "4/3/2012",
    ];
    for (place, words) in words.into_iter().enumerate() {
        if place > 0 {
            terminal.send(TAB);
        }
        terminal.send(words);
    }
    terminal.see("R. Quimby-Example");
    terminal.send(&ctrl('o'));
    terminal.see("0040 is logged.");
}

/// Goes to the deadlines of the new incident alone.
fn deadlines(terminal: &mut Terminal) {
    terminal.send(ESC);
    terminal.see_no("ADVICE");
    terminal.send("3");
    terminal.send("/");
    terminal.see("Filter:");
    terminal.send("0040");
    terminal.send(ENTER);
    terminal.see("0040");
}

/// Returns the one line that the hand is in; none while a frame is half drawn.
fn marked(screen: &str) -> Option<String> {
    let mut lines = screen.lines().filter(|line| line.starts_with("> "));
    let label = |line: &str| line.chars().take(27).collect::<String>();
    let first = lines.next().map(label);
    first.filter(|_| lines.next().is_none())
}

/// Fills in the one field that S2 will not be sent without and that no caller tells.
fn fill_in_the_safety_plan(terminal: &mut Terminal) {
    terminal.send("e");
    terminal.see("1 needed to send");
    for _ in 0..60 {
        let before = marked(&terminal.text());
        if before
            .as_deref()
            .is_some_and(|line| line.starts_with("> Safety plan"))
        {
            break;
        }
        terminal.send(&ctrl('e'));
        terminal.wait("another field", |screen| {
            let now = marked(screen);
            now.is_some() && now != before
        });
    }
    terminal.see("> Safety plan");
    terminal.send("Stays on the ward tonight.");
    terminal.see("Stays on the ward tonight.");
    terminal.send(&ctrl('o'));
    terminal.see("The form is saved");
}

/// Sends the alert, confirming the mailbox that it goes to.
fn send_alert(terminal: &mut Terminal) {
    terminal.send(":");
    terminal.see("Find a command");
    terminal.send("send");
    terminal.send(ENTER);
    terminal.see("SEND THE ALERT");
    terminal.send("v");
    terminal.see("is confirmed.");
    terminal.send(ENTER);
    terminal.see("record it as sent?");
    terminal.send("y");
    terminal.see("The draft e-mail is in");
}

fn tower_hamlets(size: (u16, u16)) {
    let (mut terminal, _home) = start("tower-hamlets", size);
    log(&mut terminal);
    // Suspected abuse, in the area, a child of 14 not dead but seriously harmed: section 16C.
    terminal.see("Is abuse or neglect of a child known or suspected?");
    terminal.send("2");
    terminal.see("Did this person die?");
    terminal.send("n");
    terminal.see_no("Did this person die? ");
    deadlines(&mut terminal);
    // S2: 24 hours after 21:15. Five working days after 24 December, 25 and 28 December and
    // 1 January being bank holidays: 29, 30, 31, 4, 5. Five days after the incident: 29 December.
    terminal.see("Alert to Head of SQA");
    terminal.see("Fri 25 Dec 21:15");
    if size.0 < 110 {
        terminal.see("Tue 5 Jan 2027 17:00");
        terminal.see("Tue 29 Dec 17:00");
    }
    fill_in_the_safety_plan(&mut terminal);
    send_alert(&mut terminal);
    deadlines(&mut terminal);
    terminal.see_no("0040 Alert to Head of SQA");
    // Need to Know, two and five days after the alert was sent, provisional until decided.
    terminal.see("provisional");
    terminal.see("Need to Know");
    call(&mut terminal);
}

fn barnet(size: (u16, u16)) {
    let (mut terminal, _home) = start("barnet", size);
    log(&mut terminal);
    terminal.see("Serious Incident Response Meeting (SIRM)");
    deadlines(&mut terminal);
    // S0: 24 hours after 21:15, through Christmas night.
    terminal.see("SIRM held");
    terminal.see("Fri 25 Dec 21:15");
    // The report is the desk's own: who reports stands in it already, and is saved with it.
    terminal.send("e");
    terminal.see("ready to send");
    terminal.send(&ctrl('o'));
    terminal.see("The form is saved");
    send_alert(&mut terminal);
    deadlines(&mut terminal);
    // The meeting is held: one key, the time now, and the clock is gone.
    terminal.send("x");
    terminal.see("RECORD");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    terminal.see("3 Deadlines 4");
    call(&mut terminal);
}

/// Rings the first who must be told and ticks them off.
fn call(terminal: &mut Terminal) {
    terminal.send(ENTER);
    terminal.see("counts from");
    terminal.send(ESC);
    terminal.send("4");
    terminal.see("NOT YET TOLD");
    terminal.send("c");
    terminal.see("CALL MADE");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    terminal.see("told Thu 24");
}

#[test]
fn a_call_at_night_in_tower_hamlets_at_80_by_24() {
    tower_hamlets((80, 24));
}

#[test]
fn a_call_at_night_in_tower_hamlets_at_120_by_40() {
    tower_hamlets((120, 40));
}

#[test]
fn a_call_at_night_in_barnet_at_80_by_24() {
    barnet((80, 24));
}

#[test]
fn a_call_at_night_in_barnet_at_120_by_40() {
    barnet((120, 40));
}
