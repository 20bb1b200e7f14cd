//! A restricted record as a person meets it: its reference alone, a reason, and then the record.

use super::rights::leave_one;
use super::*;
use crate::app::screen::Tab;
use crate::domain::incident::Incident;
use crate::domain::restriction::Restriction;
use crate::domain::right::Right;
use crate::domain::right::tests::is_stated;
use crate::domain::user::Role;
use crate::domain::view::View;
use crate::rules::form::tests::incident;

const BECAUSE: &str = "the child is at the door";

/// The incident, logged by somebody else long ago, and restricted.
fn restricted() -> Incident {
    Incident {
        created_by: "s.other-example".to_owned(),
        restriction: Some(Restriction {
            stands: true,
            by: "H. Head-Example".to_owned(),
            because: "A colleague's family".to_owned(),
        }),
        ..incident()
    }
}

/// A hand with one role, from whom the incident is kept.
fn kept_from(role: Role) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.file.kept = vec![IncidentId(42)];
    leave_one(&mut hand, role);
    hand.incident(restricted());
    hand.press(Key::Down);
    hand
}

fn says_why(hand: &Hand) -> bool {
    matches!(hand.app.screens.front(), Screen::Form(screen)
        if screen.form.title.starts_with("RESTRICTED"))
}

#[test]
fn every_key_on_it_asks_why_and_nothing_of_it_is_here() {
    for key in ["e", "a", "s", "c", "x", "ga", "gn"] {
        let mut hand = kept_from(Role::Duty);
        assert!(!format!("{:?}", hand.app).contains("Ahmadi"), "{key}");
        hand.keys(key);
        assert!(says_why(&hand), "{key}: {}", hand.notice());
    }
    let mut hand = kept_from(Role::Duty);
    hand.press(Key::Enter);
    assert!(says_why(&hand));
    let mut hand = kept_from(Role::Duty);
    hand.keys("3");
    hand.press(Key::Down);
    hand.press(Key::Enter);
    assert!(says_why(&hand), "{}", hand.notice());
}

#[test]
fn a_reason_of_a_word_or_two_opens_nothing_and_three_do() {
    let mut hand = kept_from(Role::Duty);
    hand.press(Key::Enter);
    hand.type_text("very urgent");
    hand.press(Key::Ctrl('o'));
    assert!(hand.commands().is_empty());
    assert!(hand.notice().contains("three words"), "{}", hand.notice());
    hand.press(Key::Ctrl('k'));
    hand.type_text(BECAUSE);
    hand.press(Key::Ctrl('o'));
    let command = Command::BreakGlass {
        id: IncidentId(42),
        because: BECAUSE.to_owned(),
    };
    assert_eq!(hand.commands(), [command]);
    hand.file.kept.clear();
    hand.commit(Saved::GlassBroken(IncidentId(42)));
    let Screen::Incident(page) = hand.app.screens.front() else {
        panic!("its page is in front");
    };
    assert_eq!(page.id, IncidentId(42));
    assert!(hand.app.desk.row(IncidentId(42)).is_some());
}

#[test]
fn of_every_role_the_key_that_restricts_and_the_reason_that_opens_are_the_tables() {
    for role in Role::ALL
        .into_iter()
        .filter(|role| is_stated(*role, Right::See))
    {
        let mut hand = kept_from(role);
        hand.press(Key::Enter);
        let is_let = says_why(&hand);
        assert_eq!(is_let, is_stated(role, Right::BreakGlass), "{role:?}");
        let refused = |hand: &Hand, right: Right| {
            hand.effects
                .iter()
                .any(|effect| matches!(effect, Effect::Refused(refused) if *refused == right))
        };
        assert_eq!(refused(&hand, Right::BreakGlass), !is_let, "{role:?}");
        // Of a record that it reads, logged by somebody else.
        let mut hand = kept_from(role);
        hand.file.kept.clear();
        hand.incident(Incident {
            restriction: None,
            ..restricted()
        });
        hand.app.desk.kept.clear();
        hand.press(Key::Enter);
        hand.read();
        hand.effects.clear();
        hand.keys("R");
        let is_let = matches!(hand.app.screens.front(), Screen::Form(_));
        assert_eq!(is_let, is_stated(role, Right::Restrict), "{role:?}");
        assert_eq!(refused(&hand, Right::Restrict), !is_let, "{role:?}");
        if is_let {
            hand.type_text("A colleague's family");
            hand.press(Key::Ctrl('o'));
            let edit = Edit::Restrict(true, "A colleague's family".to_owned());
            assert_eq!(hand.edits(), [edit], "{role:?}");
        }
    }
}

#[test]
fn whoever_is_raising_it_restricts_it_in_the_shift_in_which_they_logged_it() {
    for (hours, stated) in [(11, true), (12, false)] {
        let mut own = incident();
        own.created_by = "k.duty-example".to_owned();
        let mut hand = Hand::with(Incident {
            created_at: own.created_at,
            ..own
        });
        hand.app.who.roles = [Role::Duty].into_iter().collect();
        let logged = hand.file.incidents[0].created_at;
        hand.now = logged.plus(chrono::Duration::hours(hours));
        hand.send(Message::Tick);
        hand.press(Key::Enter);
        hand.keys("R");
        let is_let = matches!(hand.app.screens.front(), Screen::Form(_));
        assert_eq!(is_let, stated, "{hours}");
    }
}

#[test]
fn one_that_is_restricted_while_it_is_open_closes_and_leaves_nothing() {
    let mut hand = Hand::with_an_incident();
    hand.press(Key::Enter);
    hand.keys("i");
    hand.type_text("The mother rang");
    hand.file.kept = vec![IncidentId(42)];
    hand.incident(restricted());
    assert!(says_why(&hand));
    assert!(hand.app.desk.row(IncidentId(42)).is_none());
    let drafts = hand.app.desk.drafts.keys().count();
    assert_eq!(drafts, 1, "what was typed is a draft");
}

#[test]
fn the_page_says_who_opened_it_and_why_where_it_is_restricted() {
    let mut hand = Hand::with(restricted());
    let views = vec![
        View {
            by: "S. Other-Example".to_owned(),
            at: hand.now,
            glass: None,
        },
        View {
            by: "E. Night-Example".to_owned(),
            at: hand.now,
            glass: Some(BECAUSE.to_owned()),
        },
    ];
    for (views, told) in [(Some(views), true), (None, false)] {
        hand.file.views = views;
        hand.incident(restricted());
        let mut page = crate::app::screen::IncidentScreen::new(IncidentId(42));
        page.tab = Tab::Seen;
        let rows = crate::app::page::Page::rows(&page, &hand.app.see());
        let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
        let words = words.join("\n");
        assert_eq!(words.contains("S. Other-Example"), told, "{words}");
        let why = format!("OPENED THOUGH RESTRICTED, because: {BECAUSE}");
        assert_eq!(words.contains(&why), told, "{words}");
        assert_eq!(
            words.contains("is told to whoever logged it"),
            !told,
            "{words}"
        );
    }
}
