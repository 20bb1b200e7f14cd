//! `show`: one incident whole.

use dutydesk::domain::command::Edit;
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::text::is_unsafe;
use dutydesk::domain::timeline::NewEvent;

use super::home::{Home, NAME, ago};

#[test]
fn an_incident_is_found_by_number_or_reference() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    let reference = home.incident(id).reference.0;
    for typed in ["1", "0001", &reference, &reference.to_lowercase()] {
        let ran = home.run(&["show", typed]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.contains(&reference));
    }
    for typed in ["2", "TH-1999-0001", "x", "-1"] {
        let ran = home.run(&["show", "--", typed]);
        ran.refused("There is no such incident");
        assert!(ran.err.contains("dutydesk register"));
    }
}

#[test]
fn it_says_everything_that_follows_from_the_incident() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing outside the library.\nAmbulance called.");
    let mut event = NewEvent::new("alert_raised", Moment::exact(ago(0)));
    event.reason = "Serious injury".to_owned();
    home.revise(id, vec![Edit::Event(event)]);
    let ran = home.run(&["show", "1"]);
    for words in [
        "OFFICIAL-SENSITIVE",
        "alert due",
        "Next",
        "Stabbing outside the library.",
        "Example Park",
        "victim, Zaynab Marker-Example, born 3 Feb 2011, ",
        "Mosaic EX-771",
        "Alert to Head of SQA",
        "Head of SQA",
        "NOT YET TOLD",
        "Incident happened",
        "because: Serious injury",
        "Sent\n  none",
    ] {
        assert!(ran.out.contains(words), "no «{words}» in\n{}", ran.out);
    }
    let json = home.run(&["show", "1", "--json"]).json();
    assert_eq!(json["people"][0]["name"], NAME);
    assert_eq!(json["people"][0]["facts"]["looked_after"], true);
    assert_eq!(json["facts"]["triggers"][0], "serious_injury");
    assert_eq!(json["stage"], "alert due");
    assert_eq!(
        json["narrative"],
        "Stabbing outside the library.\nAmbulance called."
    );
    let advice = json["advice"].as_array().expect("advice");
    assert!(
        advice
            .iter()
            .any(|one| one["id"] == "alert" && one["answer"] == "yes")
    );
    let clocks = json["clocks"].as_array().expect("clocks");
    assert!(
        clocks
            .iter()
            .any(|one| one["id"] == "alert_to_sqa" && one["state"] == "running")
    );
    let timeline = json["timeline"].as_array().expect("the timeline");
    assert_eq!(timeline.len(), 3);
    assert_eq!(timeline[2]["event"], "alert_raised");
}

#[test]
fn a_correction_stays_visible() {
    let home = Home::with_desk();
    let id = home.log(5, "Stabbing");
    let first = home
        .incident(id)
        .current("incident_occurred")
        .next()
        .expect("it")
        .id;
    let mut event = NewEvent::new("incident_occurred", Moment::exact(ago(6)));
    event.supersedes = Some(first);
    event.reason = "Police log".to_owned();
    home.revise(id, vec![Edit::Event(event)]);
    assert!(home.run(&["show", "1"]).out.contains("(CORRECTED since)"));
    let json = home.run(&["show", "1", "--json"]).json();
    let standing: Vec<&str> = json["timeline"]
        .as_array()
        .expect("the timeline")
        .iter()
        .filter(|one| one["event"] == "incident_occurred")
        .filter_map(|one| one["standing"].as_str())
        .collect();
    assert_eq!(standing, ["corrected", "current"]);
}

#[test]
fn stored_words_cannot_drive_the_terminal_or_pass_for_a_fact() {
    let home = Home::with_desk();
    home.log(
        2,
        "a\u{1b}[2J\u{9b}31m\u{202e}b\u{200b}\nNext          nothing to do\n  p9          forged",
    );
    for command in [
        &["show", "1"][..],
        &["show", "1", "--json"],
        &["register"],
        &["register", "--json"],
    ] {
        let ran = home.run(command);
        assert_eq!(ran.code, Some(0));
        let driving = |c: char| c != '\n' && dutydesk::domain::text::is_unsafe(c);
        assert!(!ran.out.contains(driving), "{command:?}: {:?}", ran.out);
    }
    let shown = home.run(&["show", "1"]).out;
    let next: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("Next"))
        .collect();
    assert_eq!(next.len(), 1, "{shown}");
    assert!(!next[0].contains("nothing to do"));
    assert!(
        !shown.lines().any(|line| line.starts_with("  p9")),
        "{shown}"
    );
}

#[test]
fn every_change_is_shown_with_what_stood_before() {
    let home = Home::with_desk();
    let id = home.log(3, "Stabbing");
    home.revise(
        id,
        vec![Edit::Detail(Detail::Place, Some("Example Road".to_owned()))],
    );
    let shown = home.run(&["show", "1", "--history"]);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    let last = shown.out.lines().last().expect("a line");
    assert!(
        last.contains("kduty  version 2  place: «Example Park» -> «Example Road»"),
        "{last}"
    );
}

#[test]
fn the_record_is_verified_and_says_how_long_it_is() {
    let home = Home::with_desk();
    home.log(3, "Stabbing");
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(
        verified.out.contains("as it was written"),
        "{}",
        verified.out
    );
    assert!(!verified.out.contains("Marker"));
}

/// What somebody pasted into a note must not drive the terminal of who reads it, nor hide in it.
#[test]
fn no_command_prints_what_could_steer_a_terminal() {
    let home = Home::with_desk();
    let hostile = "Stabbed\u{202e}gnp.exe\u{200b}\u{e0041}\u{2028}\u{1b}]52;c;eA==\u{7}\u{9b}2J";
    let id = home.log(30, hostile);
    home.revise(
        id,
        vec![Edit::Detail(Detail::Place, Some(hostile.to_owned()))],
    );
    for command in [
        &["report", "handover"][..],
        &["register"],
        &["due"],
        &["show", "1"],
        &["show", "1", "--history"],
    ] {
        let ran = home.run(command);
        let unsafe_ones = |text: &str| text.chars().any(|c| c != '\n' && is_unsafe(c));
        assert!(!unsafe_ones(&ran.out), "{command:?}: {:?}", ran.out);
        assert!(!unsafe_ones(&ran.err), "{command:?}: {:?}", ran.err);
    }
    let handover = home.run(&["report", "handover"]);
    assert!(handover.out.contains("<U+202E>"), "{}", handover.out);
    // JSON says every character, as its code.
    let shown = home.run(&["show", "1", "--json"]);
    assert!(shown.json().to_string().contains('\u{202e}'), "{shown:?}");
}
