//! Drafts of other sittings: named while somebody types, offered once a program has ended, and
//! never filled into anybody's form.

use super::*;
use crate::app::keymap::Scope;
use crate::app::message::{Elsewhere, Rest};
use crate::app::page::Next;
use crate::app::page::left_behind::LeftBehind;
use crate::app::page::left_behind::titles::typing_words;
use crate::app::page::lines::Lines;
use crate::app::page::log::QuickLog;
use crate::app::screen::Words;
use crate::domain::draft::{DraftBody, Left, OtherDraft};
use crate::domain::handover::Handover;
use crate::domain::id::{DraftId, HandoverId, SittingId};
use crate::rules::form::tests as fixture;

/// What K. had typed into the quick log when the line dropped.
fn half_a_call() -> Left {
    let mut hand = Hand::at_the_desk();
    hand.keys("n");
    hand.go_to("narrative");
    hand.type_text("Baby not breathing");
    Left::Body(hand.draft().1)
}

fn alert() -> DraftKey {
    DraftKey::Alert(IncidentId(42))
}

fn draft(key: &DraftKey, left: Option<Left>) -> OtherDraft {
    OtherDraft {
        id: DraftId(format!("draft-{key}")),
        sitting: SittingId("of-another".to_owned()),
        key: key.clone(),
        by: "K. Duty-Example".to_owned(),
        host: "desk-2".to_owned(),
        begun_at: hand::at("2026-12-24T22:02:00Z"),
        saved_at: hand::at("2026-12-24T22:04:00Z"),
        left,
        put_away: None,
    }
}

fn opened_with(others: Vec<OtherDraft>) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.file.incidents = vec![hand::incident()];
    hand.reply(Reply::Opened {
        who: hand::who("s.other-example"),
        cipher: crate::vault::Cipher::Standard,
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
    hand.app
        .screens
        .scopes(&hand.app.panes)
        .contains(&Scope::LeftBehind)
}

#[test]
fn a_colleague_s_half_logged_call_is_named_and_never_opened() {
    let mut hand = Hand::with_an_incident();
    let news = Elsewhere {
        others: Some(vec![draft(&DraftKey::New(7), None)]),
        ..Elsewhere::default()
    };
    hand.reply(Reply::Elsewhere(Box::new(news)));
    assert!(hand.effects.is_empty(), "nothing is read again");
    hand.keys("n");
    assert_eq!(hand.field("narrative"), "");
    let desk = &hand.app.desk;
    let typing = desk
        .drafts
        .typing_elsewhere(&DraftKey::New(1))
        .map(|other| typing_words(&hand.app.see(), other));
    let typing: Vec<String> = typing.collect();
    assert_eq!(typing, ["K. Duty-Example is logging a call since 22:02"]);
}

#[test]
fn what_was_left_is_offered_on_opening_and_gone_on_with_by_one_key() {
    let mut hand = opened_with(vec![draft(&DraftKey::New(7), Some(half_a_call()))]);
    assert!(is_on_the_page(&hand));
    let words = page(&hand);
    assert!(
        words.contains("a new incident, K. Duty-Example on desk-2"),
        "{words}"
    );
    assert!(words.contains("«Baby not breathing»"), "{words}");
    hand.press(Key::Enter);
    let take = Command::TakeUpDraft(DraftId("draft-new/7".to_owned()));
    assert_eq!(hand.commands(), [take]);
    hand.commit(Saved::DraftTakenUp(DraftKey::New(7)));
    assert_eq!(hand.field("narrative"), "Baby not breathing");
    hand.press(Key::Esc);
    assert!(
        matches!(hand.app.screens.front(), Screen::Desk),
        "nothing else is left"
    );
}

#[test]
fn a_new_call_is_empty_while_something_left_behind_waits() {
    let mut hand = opened_with(vec![draft(&DraftKey::New(1), Some(half_a_call()))]);
    hand.press(Key::Esc);
    hand.keys("n");
    assert_eq!(hand.field("narrative"), "");
    hand.go_to("narrative");
    hand.type_text("Boy stabbed");
    hand.press(Key::Esc);
    hand.keys("gl");
    // Past one's own call and a new one.
    hand.keys("jjc");
    let Screen::Words(Words { lines, .. }) = hand.app.screens.front() else {
        panic!("no comparison");
    };
    let words = lines.join("\n");
    assert!(words.contains("typed    «Baby not breathing»"), "{words}");
    assert!(words.contains("recorded nothing"), "{words}");
    assert!(words.contains("yours    «Boy stabbed»"), "{words}");
    // It becomes one more call, and one's own stays.
    hand.press(Key::Esc);
    hand.press(Key::Enter);
    hand.commit(Saved::DraftTakenUp(DraftKey::New(2)));
    assert_eq!(hand.field("narrative"), "Baby not breathing");
    hand.press(Key::Esc);
    hand.keys("n");
    hand.press(Key::Enter);
    assert_eq!(hand.field("narrative"), "Boy stabbed");
}

#[test]
fn another_s_form_that_was_left_is_not_taken_over_one_s_own() {
    let mut hand = opened_with(vec![draft(&alert(), Some(half_a_call()))]);
    hand.press(Key::Esc);
    hand.keys("e");
    hand.type_text("x");
    hand.press(Key::Esc);
    hand.keys("gl");
    hand.press(Key::Enter);
    assert!(hand.commands().is_empty(), "one's own is not overwritten");
    assert!(hand.notice().contains("save or discard yours first"));
}

#[test]
fn a_second_call_is_logged_beside_one_that_is_half_logged() {
    let mut hand = Hand::with_an_incident();
    for (keys, words) in [("n", "Baby not breathing"), ("nn", "Boy stabbed")] {
        hand.keys(keys);
        assert_eq!(hand.field("narrative"), "");
        hand.go_to("narrative");
        hand.type_text(words);
        hand.press(Key::Esc);
        assert!(matches!(hand.app.screens.front(), Screen::Desk));
    }
    hand.keys("n");
    let words = page(&hand);
    assert!(words.contains("«Baby not breathing»"), "{words}");
    assert!(words.contains("«Boy stabbed»"), "{words}");
    hand.keys("j");
    hand.press(Key::Enter);
    assert_eq!(hand.field("narrative"), "Boy stabbed");
    hand.press(Key::Ctrl('o'));
    let commands = hand.commands();
    let logged = matches!(commands[..], [Command::Log(_, Some(DraftKey::New(2)))]);
    assert!(logged, "{commands:?}");
    hand.commit(Saved::Logged(IncidentId(43), hand::reference()));
    // The other call is as it was.
    hand.press(Key::Esc);
    hand.keys("n");
    hand.press(Key::Enter);
    assert_eq!(hand.field("narrative"), "Baby not breathing");
}

/// Whatever opens one more call over one in which nothing is typed yet: the two are kept apart.
#[test]
fn a_call_opened_over_an_empty_one_has_its_own_number() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    let over = Next::form(QuickLog::new(&hand.app.see()));
    hand.apply(over);
    hand.go_to("narrative");
    hand.type_text("Boy stabbed");
    assert_eq!(hand.draft().0, DraftKey::New(2));
    hand.press(Key::Esc);
    assert_eq!(hand.field("narrative"), "", "the first is as it was");
    hand.go_to("narrative");
    hand.type_text("Baby not breathing");
    assert_eq!(hand.draft().0, DraftKey::New(1));
    hand.press(Key::Esc);
    hand.keys("n");
    let words = page(&hand);
    assert!(words.contains("«Baby not breathing»"), "{words}");
    assert!(words.contains("«Boy stabbed»"), "{words}");
}

#[test]
fn a_new_call_is_one_of_the_lines_that_are_offered() {
    let mut hand = Hand::with_an_incident();
    hand.keys("n");
    hand.type_text("park");
    hand.press(Key::Esc);
    hand.keys("nj");
    hand.press(Key::Enter);
    assert_eq!(hand.field("search"), "");
    hand.press(Key::Esc);
    // Nothing was typed into it: one call is half logged still.
    assert_eq!(hand.app.desk.drafts.half_logged().len(), 1);
}

#[test]
fn what_cannot_be_read_is_said_and_stays() {
    let left = Left::Unreadable("an earlier release kept it otherwise".to_owned());
    let mut hand = opened_with(vec![draft(&alert(), Some(left))]);
    assert!(is_on_the_page(&hand));
    let words = page(&hand);
    assert!(words.contains("it is kept, and cannot be read"), "{words}");
    hand.press(Key::Enter);
    assert!(
        hand.notice().contains("It cannot be read"),
        "{}",
        hand.notice()
    );
    hand.keys("F");
    assert!(hand.commands().is_empty());
    let unknown: DraftKey = "review/42/panel".parse().unwrap();
    let hand = opened_with(vec![draft(&unknown, Some(half_a_call()))]);
    assert!(page(&hand).contains("a form, K. Duty-Example"));
}

#[test]
fn old_drafts_are_dropped_by_a_question_that_says_how_old_they_are() {
    let days_ago = |days: i64, of: i64| {
        let at = hand::at(NIGHT).plus(chrono::Duration::days(-days));
        OtherDraft {
            saved_at: at,
            ..draft(&DraftKey::Note(IncidentId(of)), Some(half_a_call()))
        }
    };
    let mut unread = days_ago(90, 4);
    unread.left = Some(Left::Unreadable("damaged".to_owned()));
    let mut away = days_ago(50, 3);
    away.put_away = Some(hand::at(NIGHT).plus(chrono::Duration::days(-29)));
    let all = vec![days_ago(40, 1), days_ago(27, 2), away, unread];
    let mut hand = opened_with(all.clone());
    let said = "2 drafts were left or put away more than 28 days ago, the oldest 40 days";
    assert!(page(&hand).contains(said), "{}", page(&hand));
    hand.keys("F");
    let Screen::Confirm(confirm) = hand.app.screens.front() else {
        panic!("a question");
    };
    assert!(confirm.question.starts_with(said), "{}", confirm.question);
    hand.press(Key::Enter);
    assert!(hand.commands().is_empty(), "nothing is dropped unasked");
    hand.keys("Fy");
    let old = vec![all[0].id.clone(), all[2].id.clone()];
    assert_eq!(hand.commands(), [Command::ForgetDrafts(old.clone())]);
    hand.commit(Saved::DraftsForgotten(old));
    assert_eq!(hand.app.desk.drafts.others.len(), 2);
    assert!(!page(&hand).contains("more than 28 days"));
}

#[test]
fn it_is_put_away_by_a_question_and_stays_in_sight() {
    let mut hand = opened_with(vec![draft(&alert(), Some(half_a_call()))]);
    hand.keys("D");
    hand.press(Key::Enter);
    assert!(
        hand.commands().is_empty(),
        "the answer is No unless it is Yes"
    );
    hand.keys("Dy");
    assert!(matches!(hand.commands()[..], [Command::PutDraftAway(..)]));
    hand.commit(Saved::DraftPutAway(DraftId("draft-alert/42".to_owned())));
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
fn half_an_acceptance(waiting: &Handover) -> (DraftKey, DraftBody) {
    let mut hand = Hand::with_an_incident();
    hand.keys("gh");
    hand.reply(Reply::Rest(Box::new(Rest {
        handovers: vec![waiting.clone()],
        ..Rest::default()
    })));
    hand.keys("x");
    hand.go_to("note");
    hand.type_text("Read it on the train");
    hand.draft()
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
    let of = |key: &DraftKey| matches!(key, DraftKey::AcceptHandover(HandoverId(42), _));
    assert!(of(&key), "{key}");
    let mut hand = opened_with(vec![draft(&key, Some(Left::Body(left)))]);
    hand.app.desk.handovers = vec![waiting];
    hand.press(Key::Enter);
    hand.commit(Saved::DraftTakenUp(key));
    let accepts = matches!(hand.app.screens.front(), Screen::Form(screen)
        if screen.form.title.contains("ACCEPT THE HANDOVER"));
    assert!(accepts, "{:?}", hand.app.screens.front());
    assert_eq!(hand.field("note"), "Read it on the train");
}

#[test]
fn a_ledger_s_entry_that_was_left_leads_to_its_incident() {
    let key = DraftKey::Ledger(IncidentId(42), "check/police".to_owned());
    let mut hand = opened_with(vec![draft(&key, Some(half_a_call()))]);
    assert!(page(&hand).contains("an entry of TH-2026-0042"));
    hand.press(Key::Enter);
    hand.commit(Saved::DraftTakenUp(key));
    let incident =
        matches!(hand.app.screens.front(), Screen::Incident(s) if s.id == IncidentId(42));
    assert!(incident, "{:?}", hand.app.screens.front());
}
