//! A council's pack that comes in a new edition: each incident by the one that it was logged under.

use std::fs;
use std::path::PathBuf;

use dutydesk::domain::command::{Command, NewIncident};
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::timeline::NewEvent;

use super::home::{Home, ago, now};

const FIRST: &str = include_str!("../packs/plain.toml");

/// What the next edition says otherwise.
const CHANGED: [(&str, &str); 4] = include!("../packs/next_edition.in");

fn second() -> String {
    CHANGED.iter().fold(FIRST.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// Logs what happened an hour ago and was sent at once.
fn log(home: &Home, what: &str) {
    let events = [("incident_occurred", 1), ("la_became_aware", 1)];
    let incident = NewIncident {
        details: vec![(Detail::Narrative, what.to_owned())],
        events: events
            .map(|(kind, hours)| NewEvent::new(kind, Moment::exact(ago(hours))))
            .into(),
        ..NewIncident::default()
    };
    let log = Command::Log(Box::new(incident), None);
    home.store().run(&log, now()).expect("logged");
}

/// A home whose desk went by a file's first edition for one incident and goes by its second.
fn with_two() -> (Home, PathBuf) {
    let home = Home::empty();
    let file = home.path().join("plain.toml");
    fs::write(&file, FIRST).expect("the pack");
    home.set_up(file.to_str().expect("a path"));
    log(&home, "A fall in the park");
    fs::write(&file, second()).expect("the pack");
    log(&home, "A fall at school");
    (home, file)
}

#[test]
fn every_command_reads_an_incident_by_its_own_edition() {
    let (home, _) = with_two();
    let editions = ["1", "2"].map(|number| {
        let shown = home.run(&["show", number, "--json"]).json();
        (shown["edition"].clone(), shown["narrative"].clone())
    });
    assert_eq!(
        editions[0],
        ("first edition".into(), "A fall in the park".into())
    );
    assert_eq!(
        editions[1],
        ("second edition".into(), "A fall at school".into())
    );
    // The list of all says both, the later first, and finds either.
    let list = home.run(&["register"]).out;
    assert!(
        list.find("A fall at school") < list.find("A fall in the park"),
        "{list}"
    );
    assert_eq!(
        home.run(&["register", "fall", "park"]).out.lines().count(),
        1
    );
    // It is due 24 hours after it happened by the first edition, 12 by the second.
    let due = home.run(&["due", "--json"]).json();
    let lines = due["due"].as_array().expect("lines");
    let order: Vec<_> = lines
        .iter()
        .filter(|line| line["id"] == "alert")
        .map(|line| line["reference"].as_str().expect("a reference"))
        .collect();
    assert!(
        order[0].ends_with("-0002") && order[1].ends_with("-0001"),
        "{order:?}"
    );
    let within = home.run(&["due", "--within", "12h"]).out;
    assert!(
        within.contains("-0002") && !within.contains("-0001"),
        "{within}"
    );
    // The form asks as its own edition does.
    for (number, asks, asks_not) in [
        ("1", "Safety plan", "What keeps them safe"),
        ("2", "What keeps them safe", "Safety plan"),
    ] {
        let ran = home.run(&["form", number, "--as", "text"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let written = home.outbox().into_iter();
        let mut texts = written.map(|path| fs::read_to_string(path).expect("the form"));
        let of = format!("-000{number}");
        let text = texts.find(|text| text.contains(&of)).expect("the form");
        assert!(text.contains(asks) && !text.contains(asks_not), "{text}");
    }
    let handed = home.run(&["report", "handover"]).out;
    assert!(handed.contains("A fall in the park") && handed.contains("A fall at school"));
    assert_eq!(home.run(&["verify"]).code, Some(0));
}

#[test]
fn a_file_that_is_the_earlier_one_again_reads_the_later_incident_by_what_was_kept() {
    let (home, file) = with_two();
    fs::write(file, FIRST).expect("the pack");
    let shown = home.run(&["show", "2", "--json"]).json();
    assert_eq!(shown["edition"], "second edition");
}
