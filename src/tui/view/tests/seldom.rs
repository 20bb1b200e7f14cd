//! Screens that need more than an incident: a meeting, what was left behind, what went wrong.

use super::*;
use crate::app::message::Effect;
use crate::domain::draft::{DraftBody, DraftField, DraftKey, Left, OtherDraft};
use crate::domain::id::{DraftId, EntryId, SittingId};
use crate::domain::ledger::{Entry, Invitee, Meeting};
use crate::error::{Cause, Failure};

const SIZE: (u16, u16) = (80, 24);

fn left(id: &str, key: DraftKey, typed: &str) -> OtherDraft {
    let at = fixture::at("2026-11-20T21:40:00Z");
    let field = DraftField {
        id: "narrative".to_owned(),
        before: String::new(),
        value: typed.to_owned(),
        at,
    };
    OtherDraft {
        id: DraftId(id.to_owned()),
        sitting: SittingId("of-another".to_owned()),
        key,
        by: "S. Other-Example".to_owned(),
        host: "desk-2".to_owned(),
        begun_at: at,
        saved_at: at,
        left: Some(Left::Body(DraftBody {
            fields: vec![field],
            ..DraftBody::default()
        })),
        put_away: None,
    }
}

#[test]
fn what_was_left_behind() {
    let mut app = desk(SIZE);
    let incident = fixture::incident().id;
    let others = vec![
        left("one", DraftKey::New(1), "Baby not breathing"),
        left("two", DraftKey::Alert(incident), "Stays on the ward."),
    ];
    let news = Reply::Elsewhere(Box::new(Elsewhere {
        others: Some(others),
        ..Elsewhere::default()
    }));
    send(&mut app, Message::Reply(news));
    press(&mut app, &keys("gl"));
    let shown = drawn(&app, COLOUR, SIZE).backend().to_string();
    insta::assert_snapshot!("left_behind_80x24", shown);
}

#[test]
fn a_meeting_that_is_arranged() {
    let panel = Meeting {
        meeting: "rapid_review_panel".to_owned(),
        title: "Rapid Review Panel".to_owned(),
        at: Moment::from_text("2026-12-01T10:00:00Z"),
        place: "Example House".to_owned(),
        organizer: "duty@council.example".to_owned(),
        ..Meeting::default()
    };
    let invitee = |id: i64, role: &str, mailbox: &str| {
        let invitee = Invitee {
            role: role.to_owned(),
            mailbox: mailbox.to_owned(),
            ..Invitee::default()
        };
        Entry {
            of: Some(EntryId(1)),
            ..fixture::entry(id, invitee)
        }
    };
    let mut incident = fixture::incident();
    incident.entries = vec![
        fixture::entry(1, panel),
        invitee(2, "health", "doctor@nhs.example"),
        invitee(3, "police", ""),
    ];
    let mut app = desk(SIZE);
    let now = app.now;
    let changed = Message::Reply(Reply::Elsewhere(Box::new(Elsewhere {
        incidents: vec![incident.id],
        lists: true,
        ..Elsewhere::default()
    })));
    send_with(&mut app, changed, incident.clone(), now);
    let press_key = |app: &mut App, key: Key| {
        let key = Message::Key(key, Pace::ByHand);
        send_with(app, key, incident.clone(), now);
    };
    let is_marked = |app: &App| {
        let shown = drawn(app, COLOUR, SIZE).backend().to_string();
        let mut lines = shown.lines();
        lines.any(|line| line.contains("> ") && line.contains("1 Dec"))
    };
    press_key(&mut app, Key::Enter);
    for _ in 0..6 {
        press_key(&mut app, Key::Right);
    }
    for _ in 0..20 {
        if is_marked(&app) {
            break;
        }
        press_key(&mut app, Key::Down);
    }
    assert!(is_marked(&app), "the meeting is on the list");
    press_key(&mut app, Key::Enter);
    let shown = drawn(&app, COLOUR, SIZE).backend().to_string();
    insta::assert_snapshot!("meeting_80x24", shown);
}

#[test]
fn what_went_wrong() {
    let mut app = desk(SIZE);
    let failure = Failure::new("Not saved", "desk.db cannot be written", "Make room.");
    let failure = failure.because_of(Cause::new("SQLite code 1544"));
    send(&mut app, Message::Reply(Reply::Failed(failure)));
    press(&mut app, &keys("gw"));
    let shown = drawn(&app, COLOUR, SIZE).backend().to_string();
    insta::assert_snapshot!("went_wrong_80x24", shown);
}

/// Lets time pass; what is due is the same.
fn tick(app: &mut App, now: Instant) {
    let outcome = app.update(Message::Tick, now);
    for effect in outcome.effects {
        if let Effect::Look(_) = effect {
            let sight = Reply::Sight(Box::new(app.desk.sight.clone()));
            let _drawn = app.update(Message::Reply(sight), now);
        }
    }
}

#[test]
fn a_clock_behind_the_record_is_said_at_the_top_of_every_page() {
    let size = (80, 24);
    let mut app = desk(size);
    let words = "The clock of this computer says Thu 20 Nov 2025 22:10 GMT";
    let top = |app: &App| {
        drawn(app, ASCII, size)
            .backend()
            .to_string()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    let year_before = fixture::at("2025-11-20T22:10:00Z");
    tick(&mut app, fixture::at("2026-11-20T22:05:00Z"));
    assert!(
        !top(&app).contains("The clock"),
        "five minutes are no fault"
    );
    tick(&mut app, year_before);
    for page in ["", "n", "?", "q"] {
        press(&mut app, &keys(page));
        assert!(top(&app).contains(words), "{page}: {}", top(&app));
        press(&mut app, &[Key::Esc]);
    }
    // Not by a slip of the hand: the question's answer is No unless somebody says Yes.
    press(&mut app, &[Key::Ctrl('l'), Key::Enter]);
    assert!(top(&app).contains(words));
    press(&mut app, &keys("n"));
    press(&mut app, &[Key::Ctrl('l'), Key::Char('y')]);
    assert!(!top(&app).contains("The clock"));
}
