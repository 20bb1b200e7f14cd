//! Typing, undo and drafts.

use super::*;
use crate::app::key::Key;
use crate::domain::draft::DraftBody;
use crate::domain::secret::Secret;
use crate::pack::Choice;

fn choice(id: &str) -> Choice {
    Choice::new(id, id)
}

fn sample() -> Form {
    let mut form = Form::new(
        "Sample",
        "save",
        vec![
            Field::new("place", "Place", Kind::Line),
            Field::new("what", "What happened", Kind::Text),
            Field::new(
                "ticks",
                "Ticks",
                Kind::Ticks(vec![choice("one"), choice("two")]),
            ),
            Field::new(
                "source",
                "Source",
                Kind::Choice(vec![choice("edt"), choice("mash")]),
            ),
            Field::new("died", "Died", Kind::YesNo),
        ],
    );
    form.templates = vec![Template {
        section: "people".to_owned(),
        fields: vec![Field::new("people/#/name", "Name", Kind::Line).in_section("people")],
    }];
    form
}

fn value(form: &Form, id: &str) -> String {
    form.field(id).expect("the field").value()
}

fn now() -> Instant {
    Instant::parse_rfc3339("2026-12-24T22:10:00Z").unwrap()
}

fn type_text(form: &mut Form, text: &str) {
    for c in text.chars() {
        let key = if c == '\n' { Key::Enter } else { Key::Char(c) };
        let _typed = form.key(key);
    }
}

#[test]
fn enter_goes_on_and_submits_on_the_last_field() {
    let mut form = sample();
    type_text(&mut form, "library");
    assert_eq!(form.key(Key::Enter), Typed::Moved);
    form.go_to("died");
    assert_eq!(form.key(Key::Enter), Typed::Submit);
    assert_eq!(value(&form, "place"), "library");
}

#[test]
fn enter_in_text_is_a_line_break() {
    let mut form = sample();
    form.go_to("what");
    type_text(&mut form, "a\nb");
    assert_eq!(value(&form, "what"), "a\nb");
}

#[test]
fn a_word_typed_is_undone_at_once_and_redone() {
    let mut form = sample();
    type_text(&mut form, "outside library");
    assert_eq!(form.undo(), Typed::Changed);
    assert_eq!(value(&form, "place"), "outside");
    assert_eq!(form.redo(), Typed::Changed);
    assert_eq!(value(&form, "place"), "outside library");
}

#[test]
fn ticks_are_kept_in_the_order_of_the_list() {
    let mut form = sample();
    form.go_to("ticks");
    for key in [Key::Right, Key::Char(' '), Key::Left, Key::Char(' ')] {
        let _typed = form.key(key);
    }
    assert_eq!(value(&form, "ticks"), "one,two");
    let _typed = form.key(Key::Char(' '));
    assert_eq!(value(&form, "ticks"), "two");
}

#[test]
fn a_letter_chooses_and_backspace_takes_the_choice_away() {
    let mut form = sample();
    form.go_to("source");
    let _typed = form.key(Key::Char('m'));
    assert_eq!(value(&form, "source"), "mash");
    let _typed = form.key(Key::Backspace);
    assert_eq!(value(&form, "source"), "");
}

#[test]
fn yes_no_and_not_known_are_three_answers() {
    let mut form = sample();
    form.go_to("died");
    for (key, answer) in [('y', "yes"), ('n', "no"), ('?', "")] {
        let _typed = form.key(Key::Char(key));
        assert_eq!(value(&form, "died"), answer);
    }
}

#[test]
fn a_draft_brings_back_every_value_and_every_person() {
    let mut form = sample();
    type_text(&mut form, "  as typed ");
    let _typed = form.add_group();
    type_text(&mut form, "M. Ahmadi-Example");
    let _typed = form.add_group();
    type_text(&mut form, "S. Ahmadi-Example");
    let mut draft = DraftBody::default();
    draft.take(form.change_since(None, 0, now()));
    let mut again = sample();
    again.restore(&draft);
    assert_eq!(
        again.field("place").map(Field::raw_value).as_deref(),
        Some("  as typed ")
    );
    assert_eq!(again.groups("people"), ["n1", "n2"]);
    assert_eq!(value(&again, "people/n2/name"), "S. Ahmadi-Example");
    assert_eq!(again.focus, form.focus);
    assert_eq!(again.change_since(None, 0, now()), draft.whole());
}

#[test]
fn a_person_added_can_be_taken_away_and_brought_back() {
    let mut form = sample();
    let _typed = form.add_group();
    type_text(&mut form, "M.");
    assert_eq!(form.remove_group(), Typed::Changed);
    assert!(form.groups("people").is_empty());
    let _typed = form.undo();
    assert_eq!(value(&form, "people/n1/name"), "M.");
}

fn unlocking() -> Form {
    Form::new(
        "Unlock",
        "open",
        vec![Field::new("passphrase", "Passphrase", Kind::Secret)],
    )
}

#[test]
fn a_secret_is_in_no_draft() {
    let mut form = unlocking();
    type_text(&mut form, "correct horse");
    assert_eq!(form.change_since(None, 0, now()).fields, []);
    assert_eq!(value(&form, "passphrase"), "");
    assert!(!format!("{form:?}").contains("correct"));
    assert_eq!(
        form.hidden("passphrase").map(Hidden::counts),
        Some((13, 13))
    );
    assert_eq!(form.empty_count(), 0);
}

#[test]
fn a_secret_is_edited_like_a_line_and_never_undone() {
    let mut form = unlocking();
    type_text(&mut form, " correct horse battery  ");
    let _cursor = form.key(Key::Home);
    let _typed = form.key(Key::Delete);
    assert_eq!(form.key(Key::WordRight), Typed::Moved);
    let _typed = form.key(Key::Ctrl('w'));
    type_text(&mut form, "pony");
    let _cursor = form.key(Key::End);
    let _typed = form.key(Key::Backspace);
    let typed = |form: &Form| form.secret("passphrase") == Some(&"pony horse battery ".into());
    assert!(typed(&form));
    assert_eq!((form.undo(), form.redo()), (Typed::Nothing, Typed::Nothing));
    assert!(typed(&form));
    assert_eq!(form.clear(), Typed::Changed);
    assert_eq!(form.secret("passphrase"), Some(&Secret::default()));
}

#[test]
fn a_secret_is_handed_on_once() {
    let mut form = unlocking();
    let _typed = form.paste("correct horse\r\n");
    let taken = form.take_secret("passphrase");
    assert_eq!(taken, Some("correct horse".into()));
    assert_eq!(form.take_secret("passphrase"), Some(Secret::default()));
    assert_eq!(form.take_secret("again"), None);
}
