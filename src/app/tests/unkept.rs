//! What is typed and could not be kept: it is said, tried again, and never called kept.

use super::*;
use crate::domain::draft::{DraftBody, DraftField, Left, OtherDraft};
use crate::domain::id::{DraftId, SittingId};

fn is_unkept(hand: &Hand) -> bool {
    let draft = hand.app.desk.drafts.of(&DraftKey::New(1));
    draft.is_some_and(|draft| draft.is_unkept && draft.keeping.is_none())
}

/// Returns a hand whose first letter of a call could not be kept.
fn on_a_full_disk() -> Hand {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("B");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    hand
}

#[test]
fn a_field_that_could_not_be_kept_is_kept_with_the_next_although_that_could_be() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("4");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    hand.press(Key::Tab);
    hand.type_text("t");
    let (_, last) = hand.drafts().pop().expect("a draft");
    let fields: Vec<&str> = last.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(fields, ["search", "occurred"]);
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    assert!(!is_unkept(&hand));
    hand.type_text("o");
    let (_, last) = hand.drafts().pop().expect("a draft");
    assert_eq!(last.fields.len(), 1, "and then each alone again");
}

#[test]
fn a_letter_that_could_not_be_kept_is_said_and_tried_again() {
    let mut hand = on_a_full_disk();
    assert!(is_unkept(&hand), "and the title says so");
    hand.send(Message::Tick);
    let again = hand.drafts();
    assert_eq!(again.len(), 1, "it is tried again as time goes on");
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    assert!(!is_unkept(&hand));
}

#[test]
fn what_could_not_be_kept_is_not_called_kept_once_its_form_is_left() {
    let mut hand = on_a_full_disk();
    hand.press(Key::Esc);
    assert!(hand.notice().contains("NOT KEPT"), "{}", hand.notice());
    // The file is read again meanwhile: what is only here stays.
    hand.reply(Reply::Rest(Box::default()));
    hand.send(Message::Tick);
    assert_eq!(hand.drafts().len(), 1, "tried again with its form closed");
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    assert!(!is_unkept(&hand));
}

#[test]
fn a_draft_that_is_on_its_way_into_the_record_is_not_kept_again() {
    let mut hand = on_a_full_disk();
    hand.press(Key::Ctrl('o'));
    hand.send(Message::Tick);
    assert!(
        hand.drafts().is_empty(),
        "it would come back as a second call"
    );
}

/// Opens the desk again as somebody.
fn opened_by(hand: &mut Hand, name: &str) {
    hand.reply(Reply::Opened {
        who: super::hand::who(name),
        cipher: Cipher::Standard,
        pack: Box::new(crate::rules::form::tests::pack()),
        rest: Box::default(),
        findings: Vec::new(),
        newest_at: hand.now,
    });
}

#[test]
fn what_a_full_disk_refused_outlasts_the_lock_and_is_tried_again_for_whoever_typed_it() {
    let mut hand = on_a_full_disk();
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    assert!(!hand.app.is_open());
    let Screen::Form(door) = hand.app.screens.front() else {
        panic!("the door is in front");
    };
    let said = door.form.fault.as_ref().map(|fault| fault.words.clone());
    let said = said.unwrap();
    assert!(
        said.contains("k.duty-example. What was typed last is NOT WRITTEN yet"),
        "{said}"
    );
    // It is nobody else's.
    opened_by(&mut hand, "s.other-example");
    assert!(hand.app.desk.drafts.of(&DraftKey::New(1)).is_none());
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    opened_by(&mut hand, "k.duty-example");
    let draft = hand
        .app
        .desk
        .drafts
        .of(&DraftKey::New(1))
        .expect("it is here");
    assert!(draft.body.fields.iter().any(|field| field.value == "B"));
    hand.send(Message::Tick);
    assert_eq!(hand.drafts().len(), 1, "it is tried again");
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    assert!(!is_unkept(&hand));
}

/// The message that a machine's loop sends when it wakes after a night (`tui::idle`).
#[test]
fn what_was_never_written_when_the_machine_went_to_sleep_is_here_in_the_morning() {
    let mut hand = on_a_full_disk();
    hand.send(Message::Idle(std::time::Duration::from_hours(8)));
    assert!(!hand.app.is_open());
    opened_by(&mut hand, "k.duty-example");
    assert_eq!(hand.field("narrative"), "B");
    hand.send(Message::Tick);
    assert_eq!(hand.drafts().len(), 1, "and it is tried again");
}

#[test]
fn whoever_alone_is_locked_out_with_an_unwritten_form_is_back_in_it() {
    let mut hand = on_a_full_disk();
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    opened_by(&mut hand, "k.duty-example");
    assert!(matches!(hand.app.screens.front(), Screen::Form(_)));
    assert_eq!(hand.field("narrative"), "B");
}

#[test]
fn a_letter_that_was_on_its_way_when_the_desk_locked_is_not_kept_here_once_it_is_written() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("B");
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    let ticket = hand.effects.iter().rev().find_map(|effect| match effect {
        Effect::Run(ticket, Command::SaveDraft { .. }) => Some(*ticket),
        _ => None,
    });
    let saved = Saved::Draft(DraftKey::New(1), hand.now);
    hand.reply(Reply::Ran(ticket.unwrap(), Ok(saved)));
    opened_by(&mut hand, "k.duty-example");
    assert!(hand.app.desk.drafts.of(&DraftKey::New(1)).is_none());
}

#[test]
fn with_one_person_the_door_names_no_other() {
    for (names, other) in [
        (vec!["k.duty-example"], false),
        (vec!["k.duty-example", "S. Other"], true),
    ] {
        let mut hand = Hand::with_an_incident();
        hand.app.door.names = names.into_iter().map(str::to_owned).collect();
        hand.send(Message::Idle(std::time::Duration::from_mins(10)));
        let Screen::Form(door) = hand.app.screens.front() else {
            panic!("the door is in front");
        };
        let said = door.form.fault.as_ref().map(|fault| fault.words.clone());
        let said = said.unwrap();
        assert!(
            said.starts_with("Locked after 10 minutes: k.duty-example"),
            "{said}"
        );
        assert_eq!(said.contains("or another name"), other, "{said}");
    }
}

/// What the file has of a half logged call, as the sitting after the lock reads it.
fn left_in_the_file(saved_at: Instant) -> OtherDraft {
    let field = DraftField {
        id: "narrative".to_owned(),
        before: String::new(),
        value: "A".to_owned(),
        at: saved_at,
    };
    OtherDraft {
        id: DraftId("older".to_owned()),
        key: DraftKey::New(1),
        by: "k.duty-example".to_owned(),
        left: Some(Left::Body(DraftBody {
            fields: vec![field],
            ..DraftBody::default()
        })),
        sitting: SittingId("before-the-lock".to_owned()),
        host: "desk-1".to_owned(),
        begun_at: saved_at,
        saved_at,
        put_away: None,
    }
}

#[test]
fn an_older_copy_in_the_file_of_what_is_here_whole_is_offered_no_more() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("A");
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    let kept_at = hand.now;
    hand.type_text("B");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    hand.send(Message::Idle(std::time::Duration::from_mins(10)));
    let mut rest = hand.file.rest.clone();
    let another = OtherDraft {
        id: DraftId("another call".to_owned()),
        saved_at: kept_at.plus(chrono::Duration::hours(-3)),
        ..left_in_the_file(kept_at)
    };
    rest.others = vec![left_in_the_file(kept_at), another];
    hand.reply(Reply::Opened {
        who: super::hand::who("k.duty-example"),
        cipher: Cipher::Standard,
        pack: Box::new(crate::rules::form::tests::pack()),
        rest: Box::new(rest.clone()),
        findings: Vec::new(),
        newest_at: hand.now,
    });
    let offered = |hand: &Hand| -> Vec<String> {
        let others = hand.app.desk.drafts.others.iter();
        others.map(|other| other.id.0.clone()).collect()
    };
    assert_eq!(offered(&hand), ["another call"]);
    // The file is read again before the letters are written: it still has the older copy.
    hand.reply(Reply::Rest(Box::new(rest)));
    assert_eq!(offered(&hand), ["another call"]);
    let dropped = |hand: &Hand| {
        let commands = hand.commands().into_iter();
        let ids = commands.filter_map(|command| match command {
            Command::ForgetDrafts(ids) => Some(ids),
            _ => None,
        });
        ids.flatten().collect::<Vec<_>>()
    };
    assert!(dropped(&hand).is_empty(), "nothing newer is written yet");
    hand.send(Message::Tick);
    hand.commit(Saved::Draft(DraftKey::New(1), hand.now));
    assert_eq!(dropped(&hand), [DraftId("older".to_owned())]);
}

#[test]
fn leaving_says_that_what_could_not_be_written_is_lost_and_no_is_the_default() {
    for is_locked in [false, true] {
        let mut hand = on_a_full_disk();
        if is_locked {
            hand.send(Message::Idle(std::time::Duration::from_mins(10)));
        }
        hand.press(Key::Ctrl('c'));
        let said = hand.question().to_owned();
        assert!(
            said.contains("NOT WRITTEN, and is lost if you leave") && !said.contains("is kept"),
            "{said}"
        );
        hand.press(Key::Enter);
        let quits = hand.effects.iter().any(|e| matches!(e, Effect::Quit));
        assert!(!quits, "Enter stays");
    }
    let mut hand = Hand::at_the_desk();
    hand.press(Key::Ctrl('c'));
    assert_eq!(hand.question(), "Leave the desk? What was typed is kept.");
}
