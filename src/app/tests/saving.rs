//! A form of the pack saved: one judgement of whether it can be sent, what is prefilled is kept, and
//! no key is named that means nothing where one is.

use super::*;
use crate::app::keymap::available;
use crate::app::page::papers::pack_form;
use crate::domain::incident::Incident;
use crate::rules::form::{missing, needed};
use crate::rules::testing::council;
use crate::words::ready;

/// The incident of the fixture without one field that S2 will not be sent without.
fn without_a_safety_plan() -> Incident {
    let mut incident = hand::incident();
    let gone = incident.form.remove("safety_plan");
    assert!(gone.is_some(), "{:?}", incident.form.keys());
    incident
}

/// The incident of the fixture with nothing where the pack fills in who is at the desk and when.
fn as_logged() -> Incident {
    let mut incident = hand::incident();
    let pack = council("tower-hamlets");
    let sections = &pack.alert_form().expect("its form").section;
    let fields = sections.iter().flat_map(|section| &section.field);
    for field in fields.filter(|field| field.prefill.is_some()) {
        incident.form.remove(&field.id);
    }
    incident
}

#[test]
fn a_form_as_it_is_filled_in_and_on_file_is_judged_by_one_measure() {
    let mut nobody = hand::incident();
    nobody.people.clear();
    let mut no_brother = hand::incident();
    no_brother.people.truncate(1);
    for council in ["tower-hamlets", "barnet"].map(council) {
        let paper = council.alert_form().expect("its form");
        for incident in [
            hand::incident(),
            without_a_safety_plan(),
            nobody.clone(),
            no_brother.clone(),
        ] {
            let on_file = missing(&council, paper, &incident);
            let form = pack_form::form(&council, paper, &incident);
            let typed = pack_form::missing_so_far(&council, paper, &incident, &form);
            assert_eq!(
                typed,
                on_file,
                "{}, {} people",
                council.pack.id,
                incident.people.len()
            );
        }
    }
}

#[test]
fn what_is_typed_is_judged_before_it_is_saved() {
    let mut hand = Hand::with(without_a_safety_plan());
    let said = |hand: &Hand| {
        let Screen::Form(screen) = hand.app.screens.front() else {
            panic!("no form: {:?}", hand.app.screens.front());
        };
        let missing = screen.sheet.missing(&hand.app.see(), &screen.form);
        ready::in_full(&missing.expect("it is sent"))
    };
    hand.keys("2e");
    assert_eq!(said(&hand), "1 needed to send: Safety plan");
    hand.go_to("safety_plan");
    hand.type_text("Stays on the ward.");
    assert_eq!(said(&hand), "ready to send");
    hand.press(Key::Esc);
    hand.keys("s");
    hand.press(Key::Enter);
    // Not saved: on file it lacks it still, in the same words.
    assert_eq!(
        hand.notice(),
        "Not written: 1 needed to send: Safety plan. e fills it in."
    );
}

#[test]
fn what_a_form_shows_is_on_file_once_it_is_saved_what_is_prefilled_too() {
    let mut known = as_logged();
    let mut hand = Hand::with(known.clone());
    hand.keys("2e");
    let shown: Vec<(String, String)> = {
        let Screen::Form(screen) = hand.app.screens.front() else {
            panic!("no form");
        };
        let fields = screen
            .form
            .fields
            .iter()
            .filter(|field| field.group.is_none());
        fields
            .map(|field| (field.id.clone(), field.value()))
            .collect()
    };
    let offered = shown.iter().filter(|(_, value)| value == "k.duty-example");
    assert!(offered.count() > 0, "who is at the desk is prefilled");
    // Somebody else changes the incident meanwhile: what is prefilled stays.
    hand.elsewhere(&mut known);
    hand.press(Key::Ctrl('o'));
    hand.saved(&mut known);
    let pack = council("tower-hamlets");
    let paper = pack.alert_form().expect("its form");
    let again = pack_form::form(&pack, paper, &known);
    for (id, value) in shown {
        let field = again.fields.iter().find(|field| field.id == id);
        assert_eq!(field.expect("the field").value(), value, "{id}");
    }
    assert_eq!(needed(&missing(&pack, paper, &known)).count(), 0);
}

/// After a save each key that is named is bound on the page that is in front then.
#[test]
fn no_key_is_named_after_a_save_that_means_nothing_there() {
    let pages = ["1", "2", "3", "1\r", "a", "s", "3\r"];
    let mut named = Vec::new();
    for page in pages {
        let mut known = as_logged();
        let mut hand = Hand::with(known.clone());
        hand.keys("1");
        for c in page.chars() {
            hand.press(if c == '\r' { Key::Enter } else { Key::Char(c) });
        }
        hand.keys("e");
        if !matches!(hand.app.screens.front(), Screen::Form(_)) {
            // Where no form can be opened nothing is said after one.
            continue;
        }
        hand.press(Key::Ctrl('o'));
        hand.saved(&mut known);
        let said = hand.notice();
        let rest = said.strip_prefix("The form is saved.").expect("saved");
        let bound = available(&hand.app.screens.scopes(&hand.app.panes));
        for words in rest
            .split('.')
            .map(str::trim)
            .filter(|words| !words.is_empty())
        {
            let key = words.split(' ').next().expect("a key");
            let is_bound = bound.iter().any(|binding| binding.key_words() == key);
            assert!(is_bound, "{page:?}: {said}");
            named.push(words.to_owned());
        }
    }
    // The advice names the key that sends, and the page before it leaves the one that writes.
    assert!(
        named.iter().filter(|words| *words == "s sends it").count() >= 4,
        "{named:?}"
    );
    assert!(named.contains(&"Enter writes it".to_owned()), "{named:?}");
}
