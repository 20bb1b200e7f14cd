//! Screens as they are drawn, at the sizes that people have.

mod door;
mod find_child;
mod keeping;
mod privacy;
mod seldom;
mod sizes;

use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;

use super::super::theme::Look;
use crate::app::key::{Key, Pace};
use crate::app::message::{Elsewhere, Message, Reply};
use crate::app::page::Screen;
use crate::app::session::door::Door;
use crate::app::tests::file::TestFile;
use crate::app::{App, Start};
use crate::domain::calendar::BankHolidays;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::user::{Roles, Who};
use crate::rules::form::tests as fixture;
use crate::vault::Cipher;

const COLOUR: Look = Look {
    colour: true,
    ascii: false,
};
const ASCII: Look = Look {
    colour: false,
    ascii: true,
};

/// The desk on Friday night with the fixture's incident on it.
fn desk(size: (u16, u16)) -> App {
    let now = fixture::at("2026-11-20T22:10:00Z");
    let holidays = BankHolidays::built_in();
    let mut app = App::new(fixture::pack(), holidays, &Start::Opening, now);
    let opened = Reply::Opened {
        who: Who {
            name: "k.duty-example".to_owned(),
            roles: Roles::of_maker(),
        },
        cipher: Cipher::Standard,
        pack: Box::new(fixture::pack()),
        rest: Box::default(),
        findings: Vec::new(),
        newest_at: now,
    };
    send(&mut app, Message::Reply(opened));
    send(&mut app, Message::Size(size.0, size.1));
    app
}

/// Hands a message over, and answers what it asks to be read from a file with the fixture's incident.
fn send(app: &mut App, message: Message) {
    let now = app.now;
    send_with(app, message, fixture::incident(), now);
}

/// The same with another incident and at another time.
fn send_with(app: &mut App, message: Message, incident: Incident, now: Instant) {
    send_to(
        app,
        message,
        &TestFile::of(fixture::pack(), vec![incident]),
        now,
    );
}

/// The same with a file.
fn send_to(app: &mut App, message: Message, file: &TestFile, now: Instant) {
    let mut messages = vec![message];
    while let Some(message) = messages.pop() {
        let asked = app.update(message, now).effects;
        let answers = asked
            .iter()
            .rev()
            .filter_map(|effect| file.answer(effect, now));
        messages.extend(answers.map(Message::Reply));
    }
}

fn press(app: &mut App, keys: &[Key]) {
    for key in keys {
        send(app, Message::Key(*key, Pace::ByHand));
    }
}

fn keys(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

fn drawn(app: &App, look: Look, size: (u16, u16)) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal
        .draw(|frame| {
            super::draw(frame, app, look);
            super::super::clean::sweep(frame.buffer_mut());
        })
        .unwrap();
    terminal
}

/// Draws the screen that the keys lead to.
fn screen(size: (u16, u16), pressed: &[Key], look: Look) -> String {
    let mut app = desk(size);
    press(&mut app, pressed);
    drawn(&app, look, size).backend().to_string()
}

#[test]
fn the_main_screens() {
    let mut form = keys("e");
    form.extend([Key::Tab, Key::Tab]);
    let mut quick_log = keys("n");
    quick_log.push(Key::Tab);
    quick_log.extend(keys("today 2115"));
    let tab = |times: usize| {
        let mut pressed = vec![Key::Enter];
        pressed.extend(std::iter::repeat_n(Key::Right, times));
        pressed
    };
    let screens: [(&str, Vec<Key>); 30] = [
        ("desk", Vec::new()),
        ("deadlines", keys("3")),
        ("contacts", keys("4")),
        ("quick_log", quick_log),
        ("advice", keys("ga")),
        ("form", form),
        ("send", keys("2s")),
        ("incident", vec![Key::Enter]),
        ("people", tab(2)),
        ("timeline", tab(3)),
        ("steps", tab(4)),
        ("decisions", tab(5)),
        ("meetings", tab(6)),
        ("checks", tab(7)),
        ("tasks", tab(8)),
        ("told", tab(9)),
        ("papers", tab(10)),
        ("links", tab(11)),
        ("notification", keys("gn")),
        ("handover", keys("gh")),
        ("register", keys("gr")),
        ("register_query", keys("gr/stauts:open")),
        ("register_views", keys("grv")),
        ("reports", keys("gR")),
        ("reports_learning", keys("gRff")),
        ("palette", keys(":advice")),
        ("filter", keys("/zebra")),
        ("explain", vec![Key::Char('3'), Key::Enter]),
        ("keys", keys("?")),
        ("question", keys("q")),
    ];
    // The others re-draw what wraps alike: five show what changes with the room there is.
    let at_every_size = ["desk", "form", "advice", "incident", "register"];
    for (name, pressed) in screens {
        let all = [(80, 24), (120, 40), (60, 16)];
        let sizes = all.get(..if at_every_size.contains(&name) { 3 } else { 1 });
        for size in sizes.into_iter().flatten() {
            let size = *size;
            let name = format!("{name}_{}x{}", size.0, size.1);
            insta::assert_snapshot!(name, screen(size, &pressed, COLOUR));
        }
    }
}

#[test]
fn the_smallest_terminal_and_plain_ascii() {
    insta::assert_snapshot!("desk_60x16_ascii", screen((60, 16), &[], ASCII));
    insta::assert_snapshot!("form_60x16_ascii", screen((60, 16), &keys("e"), ASCII));
    insta::assert_snapshot!("reports_60x16_ascii", screen((60, 16), &keys("gR"), ASCII));
    insta::assert_snapshot!("too_small_50x10", screen((50, 10), &[], COLOUR));
}

#[test]
fn the_first_run_and_the_lock() {
    let size = (80, 24);
    for (name, start) in [
        ("first_run", Start::SetUp(Cipher::default())),
        ("locked", Start::Locked(Door::default())),
    ] {
        let now = fixture::at("2026-11-20T22:10:00Z");
        let mut app = App::new(fixture::pack(), BankHolidays::built_in(), &start, now);
        let _drawn = app.update(Message::Size(size.0, size.1), now);
        press(&mut app, &[Key::Tab, Key::Tab]);
        press(&mut app, &keys("secret"));
        let shown = drawn(&app, COLOUR, size).backend().to_string();
        assert!(
            !shown.contains("secret"),
            "a passphrase is never shown:\n{shown}"
        );
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn plain_ascii_is_plain_ascii() {
    for pressed in [
        keys(""),
        keys("3"),
        keys("4"),
        keys("ga"),
        keys("2s"),
        keys("?"),
        keys("q"),
    ] {
        let shown = screen((80, 24), &pressed, ASCII);
        let odd: Vec<char> = shown.chars().filter(|c| !c.is_ascii()).collect();
        // What a person or a document wrote keeps its own letters.
        let own = ['’', '–', '“', '”', 'Ş'];
        assert!(odd.iter().all(|c| own.contains(c)), "{odd:?} in\n{shown}");
    }
}

#[test]
fn without_colour_nothing_has_one() {
    let mut app = desk((120, 40));
    press(&mut app, &keys("ga"));
    let terminal = drawn(&app, ASCII, (120, 40));
    for cell in &terminal.backend().buffer().content {
        let style = (cell.fg, cell.bg);
        assert_eq!(style, (Color::Reset, Color::Reset));
    }
}

#[test]
fn the_clock_is_in_sight_however_long_the_name() {
    for columns in 60..140 {
        let mut app = desk((columns, 20));
        app.who.name = "K. Duty-Example, Emergency Duty Team, out of hours".to_owned();
        for (demo, cipher) in [
            (false, Cipher::Standard),
            (true, Cipher::Standard),
            (false, Cipher::None),
        ] {
            (app.demo, app.cipher) = (demo, cipher);
            let shown = drawn(&app, COLOUR, (columns, 20)).backend().to_string();
            let first = shown.lines().next().unwrap_or_default();
            assert!(first.contains("22:10"), "{columns}: {first}");
            assert!(first.contains("OFFICIAL-SENSITIVE"), "{columns}: {first}");
            let is_said = first.contains("NOT ENCRYPTED");
            assert_eq!(is_said, cipher == Cipher::None, "{columns}: {first}");
        }
    }
}

#[test]
fn what_is_chosen_of_a_long_list_is_in_sight() {
    let size = (80, 24);
    let mut app = desk(size);
    press(&mut app, &[Key::Enter, Key::Char('x')]);
    let back = match app.screens.front() {
        Screen::Form(open) => open.form.focus,
        _ => 0,
    };
    press(&mut app, &vec![Key::BackTab; back]);
    press(&mut app, &[Key::Backspace]);
    let Screen::Form(open) = app.screens.front() else {
        panic!("the form of what happened is not open");
    };
    let count = open.form.focused().map_or(0, |field| field.options().len());
    assert!(count > 24, "the list is longer than the screen");
    for step in 1..=count {
        press(&mut app, &[Key::Right]);
        let shown = drawn(&app, COLOUR, size).backend().to_string();
        assert!(shown.contains("(x)"), "after {step} steps\n{shown}");
    }
}

#[test]
fn only_past_the_table_are_bank_holidays_not_known() {
    let explained = |told: &str, now: &str| {
        let mut app = desk((80, 24));
        let now = fixture::at(now);
        let mut incident = fixture::incident();
        for entry in &mut incident.timeline {
            entry.at = Moment::exact(fixture::at(told));
        }
        let changed = Message::Reply(Reply::Elsewhere(Box::new(Elsewhere {
            incidents: vec![incident.id],
            lists: true,
            ..Elsewhere::default()
        })));
        send_with(&mut app, changed, incident.clone(), now);
        // Past the alert's hours and the local target's days, to a count of working days.
        for key in [Key::Char('3'), Key::Down, Key::Down, Key::Enter] {
            let key = Message::Key(key, Pace::ByHand);
            send_with(&mut app, key, incident.clone(), now);
        }
        drawn(&app, COLOUR, (80, 24)).backend().to_string()
    };
    let words = "bank holidays not known that far";
    let known = explained("2026-11-20T21:15:00Z", "2026-11-20T22:10:00Z");
    assert!(!known.contains(words), "{known}");
    let beyond = explained("2028-12-28T21:15:00Z", "2028-12-28T22:10:00Z");
    assert!(beyond.contains(words), "{beyond}");
}

/// Returns the runs of a screen that have a look of their own, a line each.
fn looks(terminal: &Terminal<TestBackend>) -> String {
    let buffer = terminal.backend().buffer();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut run = (String::new(), None);
        for x in 0..=buffer.area.width {
            let cell = buffer.cell((x, y));
            let look = cell.map(|cell| (cell.fg, cell.modifier));
            if look != run.1 {
                if let (text, Some((colour, modifier))) = &run
                    && !text.trim().is_empty()
                    && (*colour != Color::Reset || !modifier.is_empty())
                {
                    let text = text.trim();
                    writeln!(out, "{y:>2} {colour} {modifier:?}: {text}").unwrap();
                }
                run = (String::new(), look);
            }
            run.0.push_str(cell.map_or("", |cell| cell.symbol()));
        }
    }
    out
}

#[test]
fn looks_with_colour_and_without() {
    let size = (80, 24);
    let mono = Look {
        colour: false,
        ascii: false,
    };
    for (name, look) in [("colour", COLOUR), ("mono", mono)] {
        let mut app = desk(size);
        let late = app.now.plus(chrono::Duration::days(30));
        send_with(&mut app, Message::Tick, fixture::incident(), late);
        let lists = Message::Reply(Reply::Elsewhere(Box::new(Elsewhere {
            lists: true,
            ..Elsewhere::default()
        })));
        send_with(&mut app, lists, fixture::incident(), late);
        press(&mut app, &keys("3"));
        let shown = looks(&drawn(&app, look, size));
        insta::assert_snapshot!(format!("looks_{name}"), shown);
    }
}

#[test]
fn nothing_stored_steers_the_terminal() {
    let mut app = desk((80, 24));
    let now = app.now;
    let mut hostile = fixture::incident();
    hostile.narrative = "\u{1b}]52;c;AAAA\u{7}\u{202e}gpj\u{200b}\u{9b}2J\nsecond".to_owned();
    hostile.place = "\u{e0041}\u{1b}[2J".to_owned();
    let changed = Message::Reply(Reply::Elsewhere(Box::new(Elsewhere {
        incidents: vec![hostile.id],
        lists: true,
        ..Elsewhere::default()
    })));
    send_with(&mut app, changed, hostile.clone(), now);
    for pressed in [keys(""), vec![Key::Enter], keys("e"), keys("n")] {
        for key in pressed {
            let key = Message::Key(key, Pace::ByHand);
            send_with(&mut app, key, hostile.clone(), now);
        }
        let terminal = drawn(&app, COLOUR, (80, 24));
        for cell in &terminal.backend().buffer().content {
            let steers =
                |c: char| c.is_control() || matches!(c, '\u{200b}' | '\u{202e}' | '\u{e0041}');
            assert!(!cell.symbol().chars().any(steers), "{:?}", cell.symbol());
        }
        press(&mut app, &[Key::Esc, Key::Esc]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_screen_is_drawn_at_every_size(
        columns in 1_u16..200,
        rows in 1_u16..60,
        pressed in prop::collection::vec(prop::sample::select(vec![
            Key::Char('n'), Key::Char('a'), Key::Char('e'), Key::Char('s'), Key::Char('3'),
            Key::Char('4'), Key::Char('?'), Key::Char(':'), Key::Char('q'), Key::Char('x'),
            Key::Enter, Key::Esc, Key::Tab, Key::Down, Key::Right, Key::End, Key::Ctrl('n'),
        ]), 0..8),
    ) {
        let mut app = desk((columns, rows));
        press(&mut app, &pressed);
        let terminal = drawn(&app, COLOUR, (columns, rows));
        prop_assert_eq!(terminal.backend().buffer().area.width, columns);
    }
}
