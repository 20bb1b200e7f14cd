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

/// The roles of a person as a call offers them, and where a call comes from.
fn lists() -> Form {
    let roles = ["victim", "subject", "suspect", "sibling", "looked after by"].map(choice);
    let sources = ["EDT", "Police", "Children's social care"].map(choice);
    let fields = vec![
        Field::new("role", "Person is", Kind::Choice(roles.to_vec())),
        Field::new("sources", "Sources", Kind::Ticks(sources.to_vec())),
        Field::new("name", "Name", Kind::Line),
    ];
    Form::new("Lists", "save", fields)
}

fn typed(form: &mut Form, words: &str) -> Vec<Typed> {
    words.chars().map(|c| form.key(Key::Char(c))).collect()
}

#[test]
fn the_first_letters_choose_and_what_matches_nothing_says_so() {
    for (letters, chosen) in [
        ("v", "victim"),
        ("sib", "sibling"),
        ("sus", "suspect"),
        ("SUB", "subject"),
        // One letter again and again goes on to the next that it begins.
        ("ss", "suspect"),
        ("sss", "sibling"),
        ("ssss", "subject"),
        // A blank within, and a word that is not the first.
        ("looked a", "looked after by"),
        ("by", "looked after by"),
    ] {
        let mut form = lists();
        typed(&mut form, letters);
        assert_eq!(form.fields[0].value(), chosen, "{letters}");
    }
    let mut form = lists();
    typed(&mut form, "sib");
    assert_eq!(form.key(Key::Char('2')), Typed::Unfound("sib2".to_owned()));
    assert_eq!(form.fields[0].value(), "", "as before the first letter");
    // It is one word still, until it is taken away.
    assert_eq!(form.key(Key::Char('v')), Typed::Unfound("sib2v".to_owned()));
    form.key(Key::Backspace);
    typed(&mut form, "v");
    assert_eq!(form.fields[0].value(), "victim");
    // What was chosen before stands again.
    form.step(1);
    form.step(-1);
    assert_eq!(
        typed(&mut form, "sz").pop(),
        Some(Typed::Unfound("sz".to_owned()))
    );
    assert_eq!(form.fields[0].value(), "victim");
    // A letter in a field that was left and come back to begins anew.
    form.step(1);
    form.step(-1);
    assert_eq!(form.key(Key::Char('s')), Typed::Changed);
}

/// Down held from a line above goes through the lists and changes none of them.
#[test]
fn whoever_walks_through_a_form_changes_nothing() {
    let mut form = lists();
    typed(&mut form, "v");
    form.step(2);
    assert_eq!(form.focus, 2);
    for _ in 0..6 {
        form.key(Key::Up);
    }
    assert_eq!(form.focus, 0);
    for _ in 0..6 {
        form.key(Key::Down);
    }
    assert_eq!(form.focus, 2);
    assert_eq!(form.fields[0].value(), "victim");
    // Whoever stops there and chooses goes up and down within.
    form.step(-2);
    form.key(Key::Down);
    assert_eq!(
        (form.focus, form.fields[0].value().as_str()),
        (0, "subject")
    );
}

#[test]
fn up_and_down_move_within_a_list() {
    let mut form = lists();
    for (key, chosen) in [
        (Key::Down, "victim"),
        (Key::Down, "subject"),
        (Key::Up, "victim"),
        (Key::Up, "victim"),
    ] {
        form.key(key);
        assert_eq!((form.focus, form.fields[0].value().as_str()), (0, chosen));
    }
    for _ in 0..9 {
        form.key(Key::Down);
    }
    assert_eq!(
        (form.focus, form.fields[0].value().as_str()),
        (0, "looked after by")
    );
}

#[test]
fn in_ticks_letters_go_to_the_row_and_x_and_the_blank_tick_it() {
    let mut form = lists();
    form.step(1);
    typed(&mut form, "pol");
    typed(&mut form, " ");
    assert_eq!(form.fields[1].chosen, ["Police"]);
    typed(&mut form, "socx");
    assert_eq!(form.fields[1].chosen, ["Police", "Children's social care"]);
}

#[test]
fn the_first_letter_takes_the_place_of_what_was_offered() {
    let mut form = lists();
    form.go_to("name");
    form.offer("name", "now");
    typed(&mut form, "-90m");
    assert_eq!(form.fields[2].value(), "-90m");
    // Who moves about in it goes on with it; so does who takes a letter away.
    form.offer("name", "K. Duty");
    form.key(Key::End);
    typed(&mut form, "-Example");
    assert_eq!(form.fields[2].value(), "K. Duty-Example");
    form.offer("name", "now");
    form.key(Key::Backspace);
    typed(&mut form, "n");
    assert_eq!(form.fields[2].value(), "non");
    // What was typed is never offered, and a paste takes the place of what is.
    form.offer("name", "now");
    form.paste("yesterday");
    typed(&mut form, " 2300");
    assert_eq!(form.fields[2].value(), "yesterday 2300");
}
