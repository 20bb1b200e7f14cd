//! A telephone call on Christmas Eve at ten past ten, taken to its end by keyboard alone, for each
//! council and at both sizes. The dates are worked out by hand.

use super::terminal::{DOWN, ENTER, ESC, RIGHT, TAB, Terminal, ctrl, said_back};

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

/// Takes the call down: a boy of 16 stabbed, his sister of 9, his older brother.
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
        "Stabbed in the thigh outside the baths. In surgery.",
        "",
        "R. Quimby-Example",
        "4/3/2010",
    ];
    for (place, words) in words.into_iter().enumerate() {
        if place > 0 {
            terminal.send(TAB);
        }
        terminal.send(words);
    }
    terminal.see("R. Quimby-Example");
    for (name, age) in [("S. Quimby-Example", "9"), ("T. Quimby-Example", "22")] {
        terminal.send(&ctrl('n'));
        // Subject, suspect, sibling: the third that begins with the letter.
        terminal.send("sss");
        terminal.send(TAB);
        terminal.send(name);
        terminal.send(TAB);
        terminal.send(age);
        terminal.see(name);
    }
    terminal.send(&ctrl('o'));
    terminal.see("0040 is logged.");
}

/// Returns the line that the hand is on; none while a frame is half drawn.
fn chosen(screen: &str) -> Option<String> {
    let mut lines = screen.lines().filter(|line| line.starts_with("> "));
    let first = lines.next().map(str::to_owned);
    first.filter(|_| lines.next().is_none())
}

/// What the caller and the case system say, by a part of the question.
const ANSWERS: [(&str, &str); 16] = [
    ("abuse or neglect", "2"),
    ("Which reasons for an alert", "tick 3"),
    ("another agency's review", "tick 0"),
    ("p1 victim, 16: Does this person live in", "y"),
    ("p1 victim, 16: Is this person a looked-after child", "y"),
    ("p1 victim, 16: Was this person seriously harmed", "y"),
    ("p1 victim, 16: Does a child live in", "y"),
    ("p3 sibling, 22: Have the police given", "y"),
    ("p3 sibling, 22: Does a child live in", "y"),
    ("p3 sibling, 22: Does this person live in", "y"),
    ("p2 sibling, 9: Does this person live in", "y"),
    ("Was this an incident of serious violence", "y"),
    ("looked-after child", "n"),
    ("Did it happen outside England", "n"),
    ("Did this person die", "n"),
    ("", "n"),
];

/// Answers every question until nothing more needs asking.
fn answer_everything(terminal: &mut Terminal) {
    terminal.see("Ask next");
    for _ in 0..60 {
        terminal.wait("a question, or none", |screen| {
            screen.contains("Nothing more needs asking") || chosen(screen).is_some()
        });
        if terminal.text().contains("Nothing more needs asking") {
            return;
        }
        let screen = terminal.text();
        let before = said_back(&screen);
        let question = chosen(&screen).unwrap_or_default();
        let answer = ANSWERS.iter().find(|(part, _)| question.contains(part));
        let answer = answer.map_or("n", |(_, answer)| *answer);
        if let Some(place) = answer.strip_prefix("tick ") {
            terminal.send(ENTER);
            terminal.see("none of these: each was considered");
            for _ in 0..place.parse().unwrap_or(0) {
                terminal.send(DOWN);
            }
            terminal.send(" ");
            terminal.see("[x]");
            terminal.send(&ctrl('o'));
            terminal.see("ADVICE");
        } else {
            // A key that does nothing stands for the look at the next question: an answer right
            // after another is ignored.
            terminal.send(&format!("{}{answer}", ctrl('g')));
        }
        terminal.wait("the answer said back, and the next question", |screen| {
            let said = said_back(screen).is_some_and(|now| Some(now) != before);
            let on = screen.contains("Nothing more needs asking")
                || chosen(screen).is_some_and(|now| now != question);
            // The keys are drawn last: with them the whole frame is there.
            said && on && !screen.contains(" SAVING ")
        });
    }
    panic!("the questions do not end:\n{}", terminal.text());
}

/// Tells everyone on the list who is still to be told, in the protocol's order.
fn tell_the_chain(terminal: &mut Terminal, roles: &[&str]) {
    terminal.send("4");
    for role in roles {
        terminal.wait(role, |screen| {
            chosen_in_pane(screen).is_some_and(|line| line.starts_with(role))
        });
        terminal.send("c");
        terminal.see("CALL MADE");
        terminal.send(&ctrl('o'));
        terminal.see("Recorded.");
        terminal.send(DOWN);
    }
}

/// Returns the contact that the hand is on, in either layout.
fn chosen_in_pane(screen: &str) -> Option<String> {
    let part = |line: &str| -> Option<String> {
        let contacts = line.rsplit_once("││").map_or(line, |(_, right)| right);
        contacts.strip_prefix("> ").map(str::to_owned)
    };
    screen.lines().rev().find_map(part)
}

/// Records each decider's answer, from the step that asks for it; the last makes the decision.
fn decide(terminal: &mut Terminal, step: &str, deciders: &[&str]) {
    terminal.send(":");
    terminal.see("Find a command");
    terminal.send(ESC);
    terminal.send("3");
    terminal.send("o");
    terminal.see("[Summary]");
    for _ in 0..4 {
        terminal.send(RIGHT);
    }
    terminal.see("[Steps]");
    for _ in 0..60 {
        let before = chosen(&terminal.text());
        if before.as_deref().is_some_and(|line| line.contains(step)) {
            break;
        }
        terminal.send(DOWN);
        terminal.wait("another step", |screen| {
            let now = chosen(screen);
            now.is_some() && now != before
        });
    }
    for (place, name) in deciders.iter().enumerate() {
        terminal.send("x");
        terminal.see("Because");
        terminal.send(&ctrl('o'));
        terminal.see("Choose an answer; undecided is one");
        terminal.send(RIGHT);
        terminal.send(RIGHT);
        terminal.send(&ctrl('o'));
        terminal.see("Say why");
        terminal.send("Stabbing of a looked-after child; neglect suspected.");
        terminal.send(TAB);
        terminal.send(&ctrl('w'));
        terminal.send(name);
        terminal.send(&ctrl('o'));
        if place + 1 == deciders.len() {
            terminal.see("Record it?");
            terminal.send("y");
        }
        terminal.see("Recorded.");
    }
    terminal.send(ESC);
    terminal.see_no("[Steps]");
}

/// Goes to the deadlines of the new incident alone.
fn deadlines(terminal: &mut Terminal) {
    terminal.send("gd");
    terminal.see("3 Deadlines");
    terminal.send("3");
    terminal.send("/");
    terminal.see("Filter:");
    terminal.send(&ctrl('u'));
    terminal.send("0040");
    terminal.send(ENTER);
    terminal.see_no("Filter:");
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

/// Checks lines of the deadlines: what is due, and when; in a wide terminal the time stands in the
/// entry below the list, so there only the clock itself.
fn due(terminal: &mut Terminal, size: (u16, u16), lines: &[(&str, &str)]) {
    for (clock, when) in lines {
        terminal.see(&format!("0040 {clock}"));
        if size.0 < 110 {
            terminal.wait(when, |screen| {
                screen
                    .lines()
                    .any(|line| line.contains(clock) && line.contains(when))
            });
        }
    }
}

fn tower_hamlets(size: (u16, u16)) {
    let (mut terminal, _home) = start("tower-hamlets", size);
    log(&mut terminal);
    answer_everything(&mut terminal);
    terminal.see("YES       Notification to the Panel (section 16C)");
    terminal.see("no        Death of a looked-after child");
    terminal.see("YES       Serious Incident Alert");
    terminal.send("r");
    deadlines(&mut terminal);
    // S2: 24 hours after 21:15; five days after 24 December. Five working days after it, 25 and
    // 28 December and 1 January being bank holidays: 29, 30, 31, 4, 5.
    let statutory = [
        ("Panel notification", "Tue 5 Jan 2027 17:00"),
        ("Safeguarding partner", "Tue 5 Jan 2027 17:00"),
    ];
    due(
        &mut terminal,
        size,
        &[("Alert to Head of SQA", "Fri 25 Dec 21:15")],
    );
    due(
        &mut terminal,
        size,
        &[("DfE notification", "Tue 29 Dec 17:00")],
    );
    due(&mut terminal, size, &statutory);
    fill_in_the_safety_plan(&mut terminal);
    send_alert(&mut terminal);
    deadlines(&mut terminal);
    terminal.see_no("0040 Alert to Head of SQA");
    // Two and five days after the alert was sent, provisional until the criteria are decided.
    terminal.see("provisional");
    due(
        &mut terminal,
        size,
        &[("Need to Know, fi", "Sat 26 Dec 17:00")],
    );
    due(
        &mut terminal,
        size,
        &[("Need to Know, de", "Tue 29 Dec 17:00")],
    );
    tell_the_chain(
        &mut terminal,
        &[
            "Line manager",
            "Head of Service",
            "Head of SQA",
            "THSCP Business Unit",
            "Director, Supporting Families",
            "Director of Children",
        ],
    );
    let deciders = ["H. Head-Example", "D. Director-Example"];
    decide(&mut terminal, "Decide jointly", &deciders);
    deadlines(&mut terminal);
    // Met: the Need to Know reviews stand down, the notification stays due.
    terminal.see_no("Need to Know");
    due(
        &mut terminal,
        size,
        &[("DfE notification", "Tue 29 Dec 17:00")],
    );
    due(&mut terminal, size, &statutory);
}

fn barnet(size: (u16, u16)) {
    let (mut terminal, _home) = start("barnet", size);
    log(&mut terminal);
    answer_everything(&mut terminal);
    terminal.see("YES       Notification to the Panel (section 16C)");
    terminal.see("YES       Serious Incident Response Meeting (SIRM)");
    terminal.see("no        SIRM combined with the Child Death");
    terminal.send("r");
    deadlines(&mut terminal);
    // S0: 24 hours after 21:15, through Christmas night.
    due(&mut terminal, size, &[("SIRM held", "Fri 25 Dec 21:15")]);
    due(
        &mut terminal,
        size,
        &[("Panel notification", "Tue 5 Jan 2027 17:00")],
    );
    // The report is the desk's own: who reports stands in it already, and is saved with it.
    terminal.send("e");
    terminal.see("ready to send");
    terminal.send(&ctrl('o'));
    terminal.see("The form is saved");
    send_alert(&mut terminal);
    tell_the_chain(&mut terminal, &["MASH", "Head of Service"]);
    deadlines(&mut terminal);
    // MASH was told: the second line of the same clock counts from it.
    terminal.send(ENTER);
    terminal.see("limit        Fri 25 Dec 2026 22:10 GMT");
    terminal.see("target       Fri 25 Dec 2026 21:15 GMT");
    // The meeting is held: one key, the time now, and the clock is gone.
    terminal.send("x");
    terminal.see("RECORD");
    terminal.send(&ctrl('o'));
    terminal.see("Recorded.");
    deadlines(&mut terminal);
    terminal.see_no("0040 SIRM held");
    let partners = ["L. Local-Example", "P. Police-Example", "I. Health-Example"];
    decide(
        &mut terminal,
        "Decide whether the criteria are met",
        &partners,
    );
    deadlines(&mut terminal);
    due(
        &mut terminal,
        size,
        &[("Panel notification", "Tue 5 Jan 2027 17:00")],
    );
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
