//! Hostile text in every field, on every screen: nothing of it steers the terminal, hides or reorders
//! what is read, or moves a column.

use std::num::NonZeroU16;
use std::sync::Arc;

use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::command::{Command, NewIncident, NewPerson};
use dutydesk::domain::facts::Role;
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::text::is_unsafe;
use dutydesk::domain::timeline::NewEvent;
use dutydesk::pack::Pack;
use dutydesk::rules::Rules;

use super::desk::{Desk, ENTER, ESC, FRIDAY, Home, RIGHT, SMALL, at};

/// Every control character, every one that reorders or hides, tags, combining marks by the hundred,
/// scripts of both directions, pictures joined to one, and what other programs take for commands.
fn corpus() -> Vec<String> {
    let single = |from: u32, to: u32| (from..=to).filter_map(char::from_u32);
    let mut odd: Vec<char> = single(0x00, 0x1f).chain(single(0x7f, 0x9f)).collect();
    odd.extend(single(0x200b, 0x200f).chain(single(0x2028, 0x202e)));
    odd.extend(single(0x2060, 0x206f).chain(single(0xe0000, 0xe007f)));
    odd.extend(single(0xfe00, 0xfe0f).chain(single(0x0300, 0x032f)));
    odd.extend([
        '\u{61c}',
        '\u{feff}',
        '\u{fffd}',
        '\u{fff9}',
        '\u{10ffff}',
        '\u{e000}',
    ]);
    let mut out: Vec<String> = odd.iter().map(|c| format!("Amina{c}Testchild")).collect();
    for steers in [
        "\x1b[2J",
        "\x1b]52;c;eA==\x07",
        "\x1b]0;title\x07",
        "\x1b[?1049l",
        "\u{9b}2J",
        "\x1bc",
        "\x1b[31m",
        "\x1b[201~",
        "\x1bP+q\x1b\\",
        "\r\n\r\n",
        "\x08\x08\x08",
        "%1B%5B2J",
    ] {
        out.push(format!("a{steers}b"));
        out.push(steers.repeat(40));
    }
    for takes in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "\t=1",
        "'; DROP TABLE incident; --",
        "{{7*7}}",
        "${jndi:ldap://a.example}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "$(touch x)",
        "`touch x`",
        "%s%n%x",
        "\\x41",
        "NULL",
        "null",
        "nan",
        "-0",
        "1e309",
        "\"",
        "Bcc: a@b.example",
        "\nBcc: a@b.example",
        "=?utf-8?q?x?=",
        "BEGIN:VCALENDAR",
        "#",
        "//",
    ] {
        out.push(takes.to_owned());
    }
    for long in [
        "e\u{301}\u{302}".repeat(500),
        "\u{0e49}".repeat(300),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(30),
        "\u{1f1ec}\u{1f1e7}".repeat(60),
        "\u{5c71}".repeat(200),
        "\u{645}\u{62d}\u{645}\u{62f} \u{5d3}\u{5d5}\u{5d3} abc ".repeat(20),
        "\u{ff21}\u{ff41}".repeat(100),
        "W".repeat(5_000),
        " ".repeat(500),
        "\u{fdfd}".repeat(30),
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}".repeat(5),
        "\u{1100}\u{1161}\u{11a8}".repeat(80),
    ] {
        out.push(long);
    }
    // Each of them twice: as a name among others, and in the middle of what happened.
    let within: Vec<String> = out
        .iter()
        .map(|text| format!("He said {text} and left."))
        .collect();
    out.extend(within);
    out
}

/// Says what is wrong with a screen: what it may not hold, or a row that is not as wide as the others.
fn wrong(screen: &str, columns: u16) -> Option<String> {
    if let Some(found) = screen.chars().find(|c| *c != '\n' && is_unsafe(*c)) {
        return Some(format!("U+{:04X} is drawn", u32::from(found)));
    }
    for row in screen.lines() {
        // A terminal of its own, one row high and wide enough for any mistake.
        let size = |count: u16| NonZeroU16::new(count).expect("more than none");
        let mut terminal = vt100::Parser::new(size(1), size(columns * 3), 0);
        terminal.process(row.as_bytes());
        let (_, width) = terminal.screen().cursor_position();
        if width > columns {
            return Some(format!("a row is {width} wide: {row}"));
        }
    }
    None
}

fn check(desk: &Desk, what: &str) {
    let screen = desk.text();
    if let Some(words) = wrong(&screen, SMALL.0) {
        panic!("{what}: {words}\n{}", screen.escape_debug());
    }
}

fn incident(texts: &[String]) -> NewIncident {
    let text = |place: usize| texts.get(place).cloned().unwrap_or_default();
    let person = |role, name: usize, id: usize| NewPerson {
        role: Some(role),
        name: text(name),
        mosaic_id: text(id),
        details: vec![("address".to_owned(), text(id))],
        ..NewPerson::default()
    };
    NewIncident {
        details: vec![
            (Detail::Place, text(0)),
            (Detail::Narrative, text(1)),
            (Detail::ToldBy, text(2)),
        ],
        people: vec![person(Role::Victim, 3, 4), person(Role::Parent, 5, 6)],
        events: vec![NewEvent {
            note: text(7),
            ..NewEvent::new("la_became_aware", Moment::exact(at(FRIDAY)))
        }],
        ..NewIncident::default()
    }
}

#[test]
fn no_text_steers_a_screen_or_moves_a_column() {
    let corpus = corpus();
    assert!(corpus.len() >= 500, "{}", corpus.len());
    let home = Home::with_desk();
    let mut store = home.store();
    let rules = Rules {
        pack: Pack::built_in("tower-hamlets").expect("a pack"),
        holidays: BankHolidays::built_in(),
    };
    store
        .follow(Arc::new(rules), at(FRIDAY))
        .expect("its rules");
    let commands = corpus
        .chunks(8)
        .map(|texts| Command::Log(Box::new(incident(texts)), None));
    let commands: Vec<Command> = commands.collect();
    store
        .run_all(&commands, at(FRIDAY))
        .expect("they are logged");
    drop(store);

    let mut desk = home.join(SMALL);
    desk.see("1 Incoming");
    for number in 1..=commands.len() {
        check(&desk, &format!("{number} in the list"));
        desk.send(ENTER);
        desk.see("[Summary]");
        check(&desk, &format!("{number}, summary"));
        for _ in 0..3 {
            desk.send(RIGHT);
            check(&desk, &format!("{number}, a tab"));
        }
        desk.send("e");
        desk.see("ALERT FORM");
        check(&desk, &format!("{number}, form"));
        desk.send(ESC);
        desk.send(ESC);
        desk.see("1 Incoming");
        desk.send("\x1b[B");
    }
    for (keys, words) in [
        ("3", "[3 Deadlines"),
        ("4", "[4 Contacts"),
        ("gh", "HANDOVER"),
    ] {
        desk.send(keys);
        desk.see(words);
        for _ in 0..10 {
            check(&desk, words);
            desk.send("\x1b[6~");
        }
        desk.send(ESC);
    }
}
