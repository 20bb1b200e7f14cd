//! Two editions of a protocol at one desk: a page about an incident is looked up in the one that the
//! incident was logged under, a new call in the one that holds now.

use super::file::TestFile;
use super::hand::incident;
use super::*;
use crate::app::page::lines::Listing;
use crate::app::page::links::Links;
use crate::pack::Pack;
use crate::rules::testing::{by, plain, plain_again};

/// At a desk of the second edition, with an incident of the given one in front.
fn at(pack: &Pack) -> Hand {
    let mut hand = Hand::at_the_desk();
    hand.app.desk = Desk::new(plain_again(), BankHolidays::built_in());
    let mut known = incident();
    known.edition = pack.edition();
    hand.file = TestFile::of(plain_again(), Vec::new());
    hand.file.others = vec![by(plain()), by(plain_again())];
    hand.incident(known);
    hand.press(Key::Enter);
    hand
}

fn labels(hand: &Hand) -> Vec<String> {
    let Screen::Form(screen) = hand.app.screens.front() else {
        panic!("a form");
    };
    let fields = screen.form.fields.iter();
    fields.map(|field| field.label.clone()).collect()
}

#[test]
fn pages_and_forms_of_an_incident_speak_its_own_edition() {
    let (first, second) = (plain(), plain_again());
    for (pack, sent, asked, hours) in [
        (&first, "Alert sent", "Safety plan", 24),
        (&second, "Alert delivered", "What keeps them safe", 12),
    ] {
        let mut hand = at(pack);
        let row = hand.app.desk.row(incident().id).expect("the incident");
        let clock = row.pack().clock("alert").expect("the clock");
        assert_eq!(clock.reading[0].amount, hours);
        // What can be recorded has its title there.
        hand.keys("X");
        let Screen::Form(screen) = hand.app.screens.front() else {
            panic!("the events");
        };
        let offered = format!("{:?}", screen.form.fields);
        for title in ["Alert sent", "Alert delivered"] {
            assert_eq!(offered.contains(title), title == sent, "{title}");
        }
        hand.press(Key::Esc);
        hand.keys("e");
        let labels = labels(&hand);
        for label in ["Safety plan", "What keeps them safe"] {
            assert_eq!(
                labels.iter().any(|own| own == label),
                label == asked,
                "{labels:?}"
            );
        }
    }
}

#[test]
fn what_could_not_be_read_beside_an_incident_is_said_on_its_links() {
    let (mut hand, id) = (at(&plain()), incident().id);
    hand.app.desk.unread = vec![hand::reference()];
    let see = hand.app.see();
    let Screen::Lines(page) = Listing::screen(Links(id)) else {
        panic!("a page of lines");
    };
    let lines: Vec<String> = page.rows(&see).into_iter().map(|line| line.words).collect();
    let said = "  TH-2026-0042 may belong with it; its protocol is not on this desk";
    assert!(lines.iter().any(|line| line == said), "{lines:?}");
}
