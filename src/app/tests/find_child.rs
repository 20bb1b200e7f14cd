//! Finding a child: asked by a name however spelt, answered a person a row, each with their chronology.

use super::*;
use crate::app::screen::Tab;
use crate::domain::id::Reference;

/// The lines of the page in front.
fn lines(hand: &Hand) -> Vec<String> {
    let page = hand.app.screens.front().page().expect("a page");
    let rows = page.rows(&hand.app.see()).into_iter();
    rows.map(|line| line.words.trim().to_owned()).collect()
}

/// A hand with two incidents of one child.
fn hand() -> Hand {
    let all = [41, 42].map(|id| {
        let mut incident = hand::incident();
        incident.id = IncidentId(id);
        incident.reference = Reference::new("TH", 2026, id);
        incident.people[0].name = "Siobhan Ahmadi".to_owned();
        incident.people[0].mosaic_id = "M-1001".to_owned();
        incident
    });
    Hand::opened(all.to_vec())
}

#[test]
fn a_child_is_found_by_a_name_with_a_letter_wrong_and_their_chronology_opens_each_place() {
    let mut hand = hand();
    hand.keys("gf");
    hand.type_text("Siobahn Ahmadi");
    hand.press(Key::Enter);
    assert_eq!(
        lines(&hand),
        [
            "Siobhan Ahmadi, born 4 Mar 2012, id M-1001",
            "one letter of the name differs; on 2 incidents, the newest TH-2026-0042"
        ]
    );
    hand.press(Key::Enter);
    let chronology = lines(&hand);
    assert!(
        chronology
            .iter()
            .any(|line| line.contains("TH-2026-0041 (p1)"))
    );
    assert!(
        chronology
            .iter()
            .any(|line| line.contains("TH-2026-0042 (p1)"))
    );
    assert!(
        chronology.iter().all(|line| line.contains(" (p1)")),
        "{chronology:?}"
    );
    hand.press(Key::End);
    hand.press(Key::Enter);
    let Screen::Incident(page) = hand.app.screens.front() else {
        panic!("an incident");
    };
    assert_eq!((page.id, page.tab), (IncidentId(42), Tab::Timeline));
    hand.press(Key::Esc);
    assert_eq!(lines(&hand), chronology, "Esc comes back");
    hand.press(Key::Esc);
    hand.press(Key::Esc);
    let form = hand.app.screens.form().expect("the form, to say more in");
    assert_eq!(form.form.fields[0].value(), "Siobahn Ahmadi");
    assert!(
        form.form.draft_key.is_none(),
        "whom one looks for is kept nowhere"
    );
}

#[test]
fn a_birth_alone_is_refused_and_nobody_is_said_to_be_found() {
    let mut hand = hand();
    hand.keys("gf");
    hand.press(Key::Enter);
    assert!(hand.notice().contains("a birth alone"), "{}", hand.notice());
    hand.press(Key::Tab);
    hand.type_text("4/3/2012");
    hand.press(Key::Enter);
    assert!(hand.notice().contains("a birth alone"), "{}", hand.notice());
    hand.press(Key::Tab);
    hand.press(Key::Tab);
    hand.type_text("M-9999");
    hand.press(Key::Enter);
    assert!(
        lines(&hand)[0].starts_with("Nobody on this desk"),
        "{:?}",
        lines(&hand)
    );
    hand.press(Key::Enter);
    assert_eq!(hand.notice(), "Nobody is chosen.");
    hand.press(Key::Esc);
    hand.press(Key::Tab);
    hand.type_text("Example Road");
    assert!(hand.app.screens.form().is_some());
}

#[test]
fn of_a_restricted_record_it_is_said_that_one_may_match_and_nothing_else() {
    let mut hand = hand();
    hand.file.kept = vec![IncidentId(42)];
    hand.keys("gf");
    hand.type_text("Siobhan Ahmadi");
    hand.press(Key::Enter);
    assert_eq!(
        lines(&hand),
        [
            "A restricted record may match: ask safeguarding quality assurance.",
            "Siobhan Ahmadi, born 4 Mar 2012, id M-1001",
            "same name; on TH-2026-0041"
        ]
    );
    hand.press(Key::Enter);
    assert!(!lines(&hand).iter().any(|line| line.contains("0042")));
}
