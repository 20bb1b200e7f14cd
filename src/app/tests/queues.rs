//! What waits for whoever keeps the register: on their desk, and on a page of its own.

use super::deciding::hand_sent;
use super::rights::leave_one;
use super::*;
use crate::app::message::Elsewhere;
use crate::app::page::queues::strip;
use crate::domain::id::Reference;
use crate::domain::user::{Own, Role};
use crate::rules::sight::queues::Queues;

/// The lines of the page that hold a case, with the heading that each stands under.
fn cases(hand: &Hand) -> Vec<String> {
    let page = hand.app.screens.front().page().expect("a page");
    let mut under = String::new();
    let mut out = Vec::new();
    for line in page.rows(&hand.app.see()) {
        if line.on.is_some() {
            let reference = line.words.trim().split(' ').next().unwrap().to_owned();
            out.push(format!("{under}: {reference}"));
        } else if !line.words.is_empty() {
            under = line.words.clone();
        }
    }
    out
}

/// A hand with three incidents; the alerts of the last two have been sent.
fn hand() -> Hand {
    let all = [41, 42, 43].map(|id| {
        let mut incident = hand::incident();
        incident.id = IncidentId(id);
        incident.reference = Reference::new("TH", 2026, id);
        if id > 41 {
            incident.timeline.push(hand_sent());
        }
        incident
    });
    Hand::opened(all.to_vec())
}

#[test]
fn whoever_keeps_the_register_has_its_queues_on_the_desk_and_others_have_not() {
    let mut hand = hand();
    let waits = "2 to acknowledge · 2 to decide";
    assert!(
        strip(&hand.app.desk).unwrap().starts_with(waits),
        "{:?}",
        strip(&hand.app.desk)
    );
    leave_one(&mut hand, Role::Duty);
    hand.app.desk.queues = Queues::default();
    let mut known = hand.file.incidents[0].clone();
    hand.elsewhere(&mut known);
    assert_eq!(strip(&hand.app.desk), None, "they are not even read");
    // The page is theirs to look at all the same.
    hand.keys("gq");
    assert_eq!(cases(&hand).len(), 4);
}

#[test]
fn each_queue_has_its_cases_and_the_keys_do_what_it_waits_for() {
    let mut hand = hand();
    hand.keys("gq");
    assert_eq!(
        cases(&hand),
        [
            "TO ACKNOWLEDGE  2: TH-2026-0042",
            "TO ACKNOWLEDGE  2: TH-2026-0043",
            "TO DECIDE  2: TH-2026-0042",
            "TO DECIDE  2: TH-2026-0043"
        ]
    );
    hand.press(Key::Down);
    hand.keys("l");
    assert!(
        hand.question()
            .contains("«Acknowledgement to the referring team»")
    );
    let is_shown = hand.app.screens.iter().any(
        |screen| matches!(screen, Screen::Words(words) if words.lines.iter().any(|line| line.contains("received"))),
    );
    assert!(is_shown, "the letter is read under the question");
    hand.keys("y");
    let events = hand.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "alert_acknowledged");
    let mut known = hand.file.incidents[2].clone();
    hand.saved(&mut known);
    // The queue has gone on to the next case; the letter in front is the one that it was.
    let about = |hand: &Hand| match hand.app.screens.front() {
        Screen::Words(words) => words.about,
        other => panic!("a letter, not {other:?}"),
    };
    assert_eq!(about(&hand), Some(IncidentId(43)));
    assert_eq!(hand.app.lists().subject(), Some(IncidentId(43)));
    hand.press(Key::Esc);
    assert_eq!(hand.app.lists().subject(), Some(IncidentId(42)));
    assert_eq!(cases(&hand)[0], "TO ACKNOWLEDGE  1: TH-2026-0042");
    // The queue of decisions has no letter, and says so.
    hand.press(Key::End);
    hand.keys("l");
    assert!(hand.notice().contains("no letter"), "{}", hand.notice());
    hand.press(Key::Enter);
    assert_eq!(hand.app.screens.front().incident(), Some(IncidentId(43)));
    hand.press(Key::Esc);
    hand.keys("/");
    assert_eq!(
        hand.app.screens.register().unwrap().look.query,
        "status:open step:\"decide jointly\""
    );
    assert_eq!(hand.app.desk.table.page.rows.len(), 2);
}

#[test]
fn whoever_comes_to_keep_the_register_has_its_queues_at_once() {
    let mut hand = hand();
    leave_one(&mut hand, Role::Duty);
    hand.app.desk.queues = Queues::default();
    let news = Elsewhere {
        own: Some(Own::Roles([Role::Sqa].into_iter().collect())),
        ..Elsewhere::default()
    };
    hand.reply(Reply::Elsewhere(Box::new(news)));
    assert!(strip(&hand.app.desk).is_some());
}
