//! A telephone call on Christmas Eve at ten past ten, taken to its end by keyboard alone, for each
//! council and at both sizes. The dates are worked out by hand.

use dutydesk::cli::demo::Council;

use super::desk::{DOWN, Desk, ENTER, ESC, HOME, Home, RIGHT, SMALL, TAB, WIDE, chosen, ctrl};
use super::hand::answers::answer_everything;

/// Thu 24 Dec 2026 22:10: the emergency duty team is told of what happened at 21:15.
const NIGHT: &str = "2026-12-24T22:10:00Z";

/// A desk, and the number of the incident that the call becomes.
struct Night {
    desk: Desk,
    reference: &'static str,
    _home: Option<Home>,
}

/// Opens a desk: in the small terminal among the forty of the demo, in the wide one alone. Barnet
/// publishes no mailbox to send to, and of the two only the demo has entered one.
fn start(council: Council, size: (u16, u16)) -> Night {
    if size == SMALL || council == Council::Barnet {
        let desk = Desk::demo(council, NIGHT, size);
        desk.see("Incoming");
        desk.see("0039");
        return Night {
            desk,
            reference: "0040",
            _home: None,
        };
    }
    let home = Home::of(council, NIGHT);
    let desk = home.join(size);
    desk.see("Incoming");
    Night {
        desk,
        reference: "0001",
        _home: Some(home),
    }
}

/// Takes the call down: a boy of 16 stabbed, his sister of 9, his older brother.
fn log(desk: &mut Desk, reference: &str) {
    desk.send("n");
    desk.see("NEW INCIDENT");
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
            desk.send(TAB);
        }
        desk.send(words);
    }
    desk.see("R. Quimby-Example");
    for (name, age) in [("S. Quimby-Example", "9"), ("T. Quimby-Example", "22")] {
        desk.send(&ctrl('n'));
        // Subject, suspect, sibling: the third that begins with the letter.
        desk.send("sss");
        desk.send(TAB);
        desk.send(name);
        desk.send(TAB);
        desk.send(age);
        desk.see(name);
    }
    desk.send(&ctrl('o'));
    desk.see(&format!("{reference} is logged."));
    desk.see("Ask next");
}

/// What the caller and the case system say, by a part of the question.
const ANSWERS: [(&str, &str); 16] = [
    ("abuse or neglect", "6"),
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

/// Tells everyone on the list who is still to be told, in the protocol's order.
fn tell_the_chain(desk: &mut Desk, roles: &[&str]) {
    desk.send("4");
    for role in roles {
        let is_chosen =
            |screen: &str| chosen_in_pane(screen).is_some_and(|line| line.starts_with(role));
        // Who was told by the form, and who deputises, stand between.
        desk.send(HOME);
        for _ in 0..20 {
            if !is_chosen(&desk.text()) {
                desk.send(DOWN);
            }
        }
        desk.check(role, is_chosen);
        desk.send("c");
        desk.see("CALL MADE");
        desk.send(&ctrl('o'));
        desk.see("Recorded.");
    }
}

/// Returns the contact that the hand is on, in either layout.
fn chosen_in_pane(screen: &str) -> Option<&str> {
    let part = |line| {
        let contacts = match str::rsplit_once(line, "││") {
            Some((_, right)) => right,
            None => line,
        };
        contacts.strip_prefix("> ")
    };
    screen.lines().rev().find_map(part)
}

/// Goes on with a key until the line that the hand is on holds the words.
fn go_on_to(desk: &mut Desk, key: &str, words: &str) {
    for _ in 0..60 {
        let before = desk.text();
        let line = chosen(&before).expect("a line is chosen");
        if line.contains(words) {
            return;
        }
        desk.send(key);
        assert_ne!(chosen(&desk.text()), Some(line), "no «{words}»:\n{before}");
    }
    panic!("no «{words}»:\n{}", desk.text());
}

/// Records each decider's answer, from the step that asks for it; the last makes the decision.
fn decide(desk: &mut Desk, step: &str, deciders: &[&str]) {
    desk.send(":");
    desk.see("Find a command");
    desk.send(ESC);
    desk.send("3");
    // The count of the line first, then its incident.
    desk.send(ENTER);
    desk.see("counts from");
    desk.send(ENTER);
    desk.see("[Summary]");
    desk.times(4, RIGHT);
    desk.see("[Steps]");
    go_on_to(desk, DOWN, step);
    for (place, name) in deciders.iter().enumerate() {
        desk.send("x");
        desk.see("Because");
        desk.send(&ctrl('o'));
        desk.see("Choose an answer; undecided is one");
        desk.times(2, RIGHT);
        desk.send(&ctrl('o'));
        desk.see("Say why");
        desk.send("Stabbing of a looked-after child; neglect suspected.");
        desk.send(TAB);
        desk.send(&ctrl('w'));
        desk.send(name);
        desk.send(TAB);
        // The duty officer has not the role that decides, and says who told them.
        desk.send(&ctrl('o'));
        desk.see("You have not the role that decides here");
        desk.send("As told by telephone");
        desk.send(&ctrl('o'));
        if place + 1 == deciders.len() {
            desk.see("Record it?");
            desk.send("y");
        }
        desk.see("Recorded.");
    }
    desk.send(ESC);
    desk.see_no("[Steps]");
}

/// Goes to the deadlines of the new incident alone.
fn deadlines(desk: &mut Desk, reference: &str) {
    desk.send("gd");
    desk.see("3 Deadlines");
    desk.send("3");
    desk.send("/");
    desk.see("Filter:");
    desk.send(&ctrl('u'));
    desk.send(reference);
    desk.send(ENTER);
    desk.see_no("Filter:");
}

/// Fills in the one field that S2 will not be sent without and that no caller tells.
fn fill_in_the_safety_plan(desk: &mut Desk) {
    desk.send("e");
    desk.see("1 needed to send");
    for _ in 0..60 {
        let before = desk.text();
        let line = chosen(&before).expect("a field");
        if line.starts_with("> Safety plan") {
            break;
        }
        desk.send(&ctrl('e'));
        let label = |line: &str| line.chars().take(27).collect::<String>();
        let now = desk.text();
        assert_ne!(chosen(&now).map(label), Some(label(line)), "{now}");
    }
    desk.see("> Safety plan");
    desk.send("Stays on the ward tonight.");
    desk.see("Stays on the ward tonight.");
    desk.send(&ctrl('o'));
    desk.see("The form is saved");
}

/// Sends the alert, confirming the mailbox that it goes to.
fn send_alert(desk: &mut Desk) {
    desk.send(":");
    desk.see("Find a command");
    desk.send("send");
    desk.send(ENTER);
    desk.see("SEND THE ALERT");
    desk.send("v");
    desk.see("How it was checked");
    desk.send("t");
    desk.send(&ctrl('o'));
    desk.see("is confirmed: checked by");
    desk.send(ENTER);
    desk.see("for your mail program?");
    desk.send("y");
    desk.see("WRITTEN, not sent yet");
    desk.see("HAS YOUR MAIL PROGRAM SENT IT");
    desk.send(ENTER);
    desk.see("Recorded as sent");
}

/// Checks lines of the deadlines: what is due, and when; in a wide terminal the time stands in the
/// entry below the list, so there only the clock itself.
fn due(desk: &Desk, reference: &str, size: (u16, u16), lines: &[(&str, &str)]) {
    for (clock, when) in lines {
        desk.check(clock, |screen| {
            let mut lines = screen.lines();
            lines.any(|line| line.contains(reference) && line.contains(clock))
        });
        if size.0 < 110 {
            desk.check(when, |screen| {
                screen
                    .lines()
                    .any(|line| line.contains(clock) && line.contains(when))
            });
        }
    }
}

fn tower_hamlets(size: (u16, u16)) {
    let Night {
        mut desk,
        reference,
        _home,
    } = start(Council::TowerHamlets, size);
    log(&mut desk, reference);
    answer_everything(&mut desk, &ANSWERS);
    desk.see("YES       Notification to the Panel (section 16C)");
    desk.see("no        Death of a looked-after child");
    desk.see("YES       Serious Incident Alert");
    desk.send("r");
    deadlines(&mut desk, reference);
    // S2: 24 hours after 21:15; five days after 24 December. Five working days after it, 25 and
    // 28 December and 1 January being bank holidays: 29, 30, 31, 4, 5.
    let statutory = [
        ("Panel notification", "Tue 5 Jan 17:00"),
        ("Safeguarding partner", "Tue 5 Jan 17:00"),
    ];
    due(
        &desk,
        reference,
        size,
        &[("Alert to Head of SQA", "Fri 25 Dec 21:15")],
    );
    due(
        &desk,
        reference,
        size,
        &[("DfE notification", "Tue 29 Dec 17:00")],
    );
    due(&desk, reference, size, &statutory);
    fill_in_the_safety_plan(&mut desk);
    send_alert(&mut desk);
    deadlines(&mut desk, reference);
    desk.see_no(&format!("{reference} Alert to Head of SQA"));
    // Two and five days after the alert was sent, provisional until the criteria are decided.
    desk.see("provisional");
    due(
        &desk,
        reference,
        size,
        &[("Need to Know, fi", "Sat 26 Dec 17:00")],
    );
    due(
        &desk,
        reference,
        size,
        &[("Need to Know, de", "Tue 29 Dec 17:00")],
    );
    // The Head of SQA was sent the form, and counts as told by it.
    desk.send("4");
    desk.check("Head of SQA", |screen| {
        let told = |line: &str| {
            let after = line.split_once("Head of SQA").map(|(_, after)| after);
            after.is_some_and(|after| after.contains("told ") && !after.contains("NOT YET"))
        };
        screen.lines().any(told)
    });
    tell_the_chain(
        &mut desk,
        &[
            "Line manager",
            "Head of Service",
            "THSCP Business Unit",
            "Director, Supporting Families",
            "Director of Children",
        ],
    );
    let deciders = ["H. Head-Example", "D. Director-Example"];
    decide(&mut desk, "Decide jointly", &deciders);
    deadlines(&mut desk, reference);
    // Met: the Need to Know reviews stand down, the notification stays due.
    desk.see_no(&format!("{reference} Need to Know"));
    due(
        &desk,
        reference,
        size,
        &[("DfE notification", "Tue 29 Dec 17:00")],
    );
    due(&desk, reference, size, &statutory);
}

fn barnet(size: (u16, u16)) {
    let Night {
        mut desk,
        reference,
        _home,
    } = start(Council::Barnet, size);
    log(&mut desk, reference);
    answer_everything(&mut desk, &ANSWERS);
    desk.see("YES       Notification to the Panel (section 16C)");
    desk.see("YES       Serious Incident Response Meeting (SIRM)");
    desk.see("no        SIRM combined with the Child Death");
    desk.send("r");
    deadlines(&mut desk, reference);
    // S0: 24 hours after 21:15, through Christmas night.
    due(&desk, reference, size, &[("SIRM held", "Fri 25 Dec 21:15")]);
    due(
        &desk,
        reference,
        size,
        &[("Panel notification", "Tue 5 Jan 17:00")],
    );
    // The report is the desk's own: who reports stands in it already, and is saved with it.
    desk.send("e");
    desk.see("ready to send");
    desk.send(&ctrl('o'));
    desk.see("The form is saved");
    send_alert(&mut desk);
    tell_the_chain(&mut desk, &["MASH", "Head of Service"]);
    deadlines(&mut desk, reference);
    // The meeting's clock is the first now that it is called for. MASH was told: the second line of
    // the same clock counts from it.
    desk.send(HOME);
    desk.send(ENTER);
    desk.see("limit        Fri 25 Dec 2026 22:10 GMT");
    desk.see("target       Fri 25 Dec 2026 21:15 GMT");
    // The meeting is held: one key, the time now, and the clock is gone.
    desk.send("x");
    desk.see("RECORD");
    desk.send(&ctrl('o'));
    desk.see("Recorded.");
    deadlines(&mut desk, reference);
    desk.see_no(&format!("{reference} SIRM held"));
    let partners = ["L. Local-Example", "P. Police-Example", "I. Health-Example"];
    decide(&mut desk, "Decide whether the criteria are met", &partners);
    deadlines(&mut desk, reference);
    due(
        &desk,
        reference,
        size,
        &[("Panel notification", "Tue 5 Jan 17:00")],
    );
}

#[test]
fn a_call_at_night_in_tower_hamlets_at_80_by_24() {
    tower_hamlets(SMALL);
}

#[test]
fn a_call_at_night_in_tower_hamlets_at_120_by_40() {
    tower_hamlets(WIDE);
}

#[test]
fn a_call_at_night_in_barnet_at_80_by_24() {
    barnet(SMALL);
}

#[test]
fn a_call_at_night_in_barnet_at_120_by_40() {
    barnet(WIDE);
}
