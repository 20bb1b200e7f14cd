//! Drafts of other sittings: named while somebody types, offered once a program has ended, and
//! never filled into anybody's form.

use super::*;
use crate::app::keymap::Scope;
use crate::app::message::{Elsewhere, Rest};
use crate::app::page::left_behind::LeftBehind;
use crate::app::page::left_behind::titles::typing_words;
use crate::app::page::lines::Lines;
use crate::app::screen::Words;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::{HandoverId, SittingId};
use crate::protocol::form::tests as fixture;

/// What K. had typed into the quick log when the line dropped.
fn half_a_call() -> String {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("Baby not breathing");
    hand.drafts().pop().expect("a draft").1
}

fn draft(key: &str, left: Option<String>) -> OtherDraft {
    OtherDraft {
        sitting: SittingId("of-another".to_owned()),
        key: key.to_owned(),
        by: "K. Duty-Example".to_owned(),
        host: "desk-2".to_owned(),
        begun_at: hand::at("2026-12-24T22:02:00Z"),
        saved_at: hand::at("2026-12-24T22:04:00Z"),
        left,
        put_away: false,
    }
}

fn opened_with(others: Vec<OtherDraft>) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.file.incidents = vec![hand::incident()];
    hand.reply(Reply::Opened {
        user: "s.other-example".to_owned(),
        pack: Box::new(fixture::pack()),
        rest: Box::new(Rest {
            others,
            ..Rest::default()
        }),
        findings: Vec::new(),
        newest_at: hand::at(hand::NIGHT),
    });
    hand
}

fn page(hand: &Hand) -> String {
    let lines = LeftBehind.lines(&hand.app.see());
    let words: Vec<String> = lines.into_iter().map(|line| line.words).collect();
    words.join("\n")
}

fn is_on_the_page(hand: &Hand) -> bool {
    hand.app.scopes().contains(&Scope::LeftBehind)
}

fn is_unkept(hand: &Hand) -> bool {
    let draft = hand.app.desk.draft("new");
    draft.is_some_and(|draft| draft.is_unkept && draft.keeping.is_none())
}

#[test]
fn a_colleague_s_half_logged_call_is_named_and_never_opened() {
    let mut hand = Hand::with_an_incident();
    let news = Elsewhere {
        others: Some(vec![draft("new", None)]),
        ..Elsewhere::default()
    };
    hand.reply(Reply::Elsewhere(Box::new(news)));
    assert!(hand.effects.is_empty(), "nothing is read again");
    hand.keys("n");
    assert_eq!(hand.field("narrative"), "");
    let desk = &hand.app.desk;
    let typing = desk
        .typing_elsewhere("new")
        .map(|other| typing_words(&hand.app.see(), other));
    let typing: Vec<String> = typing.collect();
    assert_eq!(typing, ["K. Duty-Example is logging a call since 22:02"]);
}

#[test]
fn what_was_left_is_offered_on_opening_and_gone_on_with_by_one_key() {
    let mut hand = opened_with(vec![draft("new", Some(half_a_call()))]);
    assert!(is_on_the_page(&hand));
    let words = page(&hand);
    assert!(
        words.contains("a new incident, K. Duty-Example on desk-2"),
        "{words}"
    );
    assert!(words.contains("«Baby not breathing»"), "{words}");
    hand.press(Key::Enter);
    let take = Command::TakeUpDraft(SittingId("of-another".to_owned()), "new".to_owned());
    assert_eq!(hand.commands(), [take]);
    hand.commit(Saved::DraftTakenUp("new".to_owned()));
    assert_eq!(hand.field("narrative"), "Baby not breathing");
    hand.press(Key::Esc);
    assert!(
        matches!(hand.app.front(), Screen::Desk),
        "nothing else is left"
    );
}

#[test]
fn a_new_call_is_empty_while_something_left_behind_waits() {
    let mut hand = opened_with(vec![draft("new", Some(half_a_call()))]);
    hand.press(Key::Esc);
    hand.keys("n");
    assert_eq!(hand.field("narrative"), "");
    hand.go_to("narrative");
    hand.type_text("Boy stabbed");
    hand.press(Key::Esc);
    hand.keys("gl");
    hand.press(Key::Enter);
    assert!(hand.commands().is_empty(), "one's own is not overwritten");
    assert!(hand.notice().contains("save or discard yours first"));
    hand.keys("c");
    let Screen::Words(Words { lines, .. }) = hand.app.front() else {
        panic!("no comparison");
    };
    let words = lines.join("\n");
    assert!(words.contains("typed    «Baby not breathing»"), "{words}");
    assert!(words.contains("recorded nothing"), "{words}");
    assert!(words.contains("yours    «Boy stabbed»"), "{words}");
}

#[test]
fn it_is_put_away_by_a_question_and_stays_in_sight() {
    let mut hand = opened_with(vec![draft("alert/42", Some(half_a_call()))]);
    hand.keys("D");
    hand.press(Key::Enter);
    assert!(
        hand.commands().is_empty(),
        "the answer is No unless it is Yes"
    );
    hand.keys("Dy");
    assert!(matches!(hand.commands()[..], [Command::PutDraftAway(..)]));
    hand.commit(Saved::DraftPutAway("alert/42".to_owned()));
    assert!(!is_on_the_page(&hand));
    hand.keys("gl");
    let words = page(&hand);
    assert!(words.contains("Nothing was left behind."), "{words}");
    assert!(words.contains("the alert form of TH-2026-0042"), "{words}");
    hand.keys("u");
    assert_eq!(
        hand.notice(),
        "The last thing (put a draft away) cannot be undone."
    );
}

/// What K. had typed into the acceptance of handover 42 when the line dropped.
fn half_an_acceptance(waiting: &Handover) -> (String, String) {
    let mut hand = Hand::with_an_incident();
    hand.keys("gh");
    hand.reply(Reply::Rest(Box::new(Rest {
        handovers: vec![waiting.clone()],
        ..Rest::default()
    })));
    hand.keys("x");
    hand.go_to("note");
    hand.type_text("Read it on the train");
    hand.drafts().pop().expect("a draft")
}

#[test]
fn an_acceptance_that_was_left_is_gone_on_with_and_is_no_incident_s() {
    // It has the number of an incident.
    let waiting = Handover {
        id: HandoverId(42),
        since: hand::at("2026-12-24T08:00:00Z"),
        offered_at: hand::at("2026-12-24T20:00:00Z"),
        offered_by: "S. Other-Example".to_owned(),
        offered_to: "night desk".to_owned(),
        body: "All quiet.".to_owned(),
        accepted_at: None,
        accepted_by: String::new(),
        accepted_note: String::new(),
    };
    let (key, left) = half_an_acceptance(&waiting);
    assert!(key.starts_with("handover/42/"), "{key}");
    let mut hand = opened_with(vec![draft(&key, Some(left))]);
    hand.app.desk.handovers = vec![waiting];
    hand.press(Key::Enter);
    hand.commit(Saved::DraftTakenUp(key));
    let accepts = matches!(hand.app.front(), Screen::Form(screen)
        if screen.form.title.contains("ACCEPT THE HANDOVER"));
    assert!(accepts, "{:?}", hand.app.front());
    assert_eq!(hand.field("note"), "Read it on the train");
}

#[test]
fn a_ledger_s_entry_that_was_left_leads_to_its_incident() {
    let key = "ledger/42/check/police".to_owned();
    let mut hand = opened_with(vec![draft(&key, Some(half_a_call()))]);
    assert!(page(&hand).contains("an entry of TH-2026-0042"));
    hand.press(Key::Enter);
    hand.commit(Saved::DraftTakenUp(key));
    let incident = matches!(hand.app.front(), Screen::Incident(s) if s.id == IncidentId(42));
    assert!(incident, "{:?}", hand.app.front());
}

#[test]
fn a_letter_that_could_not_be_kept_is_said_and_tried_again() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("B");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    assert!(is_unkept(&hand), "and the title says so");
    hand.send(Message::Tick);
    let again = hand.drafts();
    assert_eq!(again.len(), 1, "it is tried again as time goes on");
    hand.commit(Saved::Draft("new".to_owned(), hand.now));
    assert!(!is_unkept(&hand));
}

#[test]
fn what_could_not_be_kept_is_not_called_kept_once_its_form_is_left() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("B");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    hand.press(Key::Esc);
    assert!(hand.notice().contains("NOT KEPT"), "{}", hand.notice());
    // The file is read again meanwhile: what is only here stays.
    hand.reply(Reply::Rest(Box::default()));
    hand.send(Message::Tick);
    assert_eq!(hand.drafts().len(), 1, "tried again with its form closed");
    hand.commit(Saved::Draft("new".to_owned(), hand.now));
    assert!(!is_unkept(&hand));
}

#[test]
fn a_draft_that_is_on_its_way_into_the_record_is_not_kept_again() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("B");
    hand.refuse(Refused::Failed(Failure::new(
        "Not saved",
        "the disk is full",
        "",
    )));
    hand.press(Key::Ctrl('o'));
    hand.send(Message::Tick);
    assert!(
        hand.drafts().is_empty(),
        "it would come back as a second call"
    );
}
