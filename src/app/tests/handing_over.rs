//! Handovers, and what a colleague has still to read: acceptance by name, read and unread.

use super::*;
use crate::app::message::Rest;
use crate::domain::handover::Handover;
use crate::domain::id::HandoverId;

#[test]
fn a_handover_stands_on_the_desk_until_it_is_accepted_by_name() {
    let mut hand = Hand::with_an_incident();
    let waiting = Handover {
        id: HandoverId(3),
        since: hand::at("2026-12-24T09:00:00Z"),
        offered_at: hand::at("2026-12-24T21:00:00Z"),
        offered_by: "d.day-example".to_owned(),
        offered_to: "EDT".to_owned(),
        body: "Ring the ward at 23:00.".to_owned(),
        accepted_at: None,
        accepted_by: String::new(),
        accepted_note: String::new(),
    };
    hand.reply(Reply::Rest(Box::new(Rest {
        handovers: vec![waiting],
        ..Rest::default()
    })));
    assert_eq!(hand.app.desk.waiting_handovers().count(), 1);
    hand.keys("gh");
    hand.press(Key::Enter);
    assert!(matches!(hand.app.screens.front(), Screen::Words(words)
        if words.lines.iter().any(|line| line == "Ring the ward at 23:00.")));
    hand.press(Key::Esc);
    hand.keys("x");
    hand.go_to("name");
    for _ in 0.."k.duty-example".len() {
        hand.press(Key::Backspace);
    }
    hand.press(Key::Ctrl('o'));
    assert!(hand.commands().is_empty(), "nobody accepts without a name");
    hand.type_text("K. Duty-Example");
    hand.press(Key::Ctrl('o'));
    let accepted = hand
        .commands()
        .into_iter()
        .find_map(|command| match command {
            Command::AcceptHandover { id, by, .. } => Some((id, by)),
            _ => None,
        });
    assert_eq!(
        accepted,
        Some((HandoverId(3), "K. Duty-Example".to_owned()))
    );
}

#[test]
fn what_is_read_is_no_longer_unread() {
    let mut hand = Hand::with_an_incident();
    let row = |hand: &Hand| hand.app.desk.row(hand::incident().id).cloned().expect("it");
    assert!(row(&hand).is_unread());
    hand.press(Key::Enter);
    let seen = hand
        .commands()
        .into_iter()
        .any(|command| matches!(command, Command::Seen { version: 1, .. }));
    assert!(seen, "it is remembered on the disk");
    assert!(!row(&hand).is_unread());
    // Somebody else changes it: unread again.
    let mut changed = hand::incident();
    changed.version += 1;
    hand.press(Key::Esc);
    hand.file.seen = vec![(changed.id, 1)];
    hand.incident(changed);
    assert!(row(&hand).is_unread());
}
