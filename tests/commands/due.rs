//! `due` and `register`.

use dutydesk::domain::command::Edit;
use dutydesk::domain::id::IncidentId;
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::domain::ledger::{NewEntry, Position};
use dutydesk::domain::timeline::NewEvent;
use dutydesk::store::Store;
use serde_json::Value;

use super::home::{Home, NAME, PASSPHRASE, now};

fn at(value: &Value) -> Instant {
    Instant::parse_rfc3339(value.as_str().expect("an instant")).expect("RFC 3339")
}

#[test]
fn an_empty_desk_has_nothing_due() {
    let home = Home::with_desk();
    let ran = home.run(&["due"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "Nothing is due.\n"));
    let json = home.run(&["due", "--json"]).json();
    assert_eq!(json["due"], serde_json::json!([]));
    assert_eq!(json["overdue"], 0);
    assert_eq!(json["pack"], "tower-hamlets");
    let ran = home.run(&["register"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("No incident"), "{ran:?}");
}

#[test]
fn due_is_most_urgent_first_and_names_nobody() {
    let home = Home::with_desk();
    home.log(2, &format!("Stabbing of {NAME}"));
    home.log(10, "Earlier one");
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let first = ran.out.lines().next().expect("a line");
    assert!(
        first.contains("TH-") && first.contains("Alert to Head of SQA"),
        "{first}"
    );
    assert!(
        first.contains("-0002") && (first.starts_with("14 h") || first.starts_with("13 h")),
        "{first}"
    );
    assert!(
        !ran.out.contains("Marker") && !ran.out.contains("Stabbing"),
        "{}",
        ran.out
    );
    let ran = home.run(&["due", "--json"]);
    assert!(
        !ran.out.contains("Marker") && !ran.out.contains("Stabbing"),
        "{}",
        ran.out
    );
    let json = ran.json();
    // What is due only if something not known is so comes after all that is due.
    let lines = json["due"].as_array().expect("clocks");
    let due: Vec<(bool, Instant)> = lines
        .iter()
        .map(|one| (one["only_if"] != serde_json::json!([]), at(&one["due"])))
        .collect();
    assert!(due.len() > 5 && due.is_sorted(), "{due:?}");
    assert_eq!(json["due"][0]["id"], "alert_to_sqa");
    assert_eq!(json["due"][0]["state"], "running");
}

#[test]
fn overdue_is_a_word_and_exit_code_3() {
    let home = Home::with_desk();
    home.log(30, "A day ago");
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.out.starts_with("OVERDUE 6 h "), "{}", ran.out);
    let json = home.run(&["due", "--json"]);
    assert_eq!(json.code, Some(3));
    assert_eq!(json.json()["overdue"], 1);
    assert_eq!(json.json()["due"][0]["state"], "overdue");
    let left = json.json()["due"][0]["minutes_left"]
        .as_i64()
        .expect("minutes");
    assert!((-363..=-360).contains(&left), "{left}");
}

#[test]
fn overdue_at_receipt_is_said_so() {
    let home = Home::with_desk();
    let id = home.log(50, "Found in a file");
    let told = home
        .incident(id)
        .current("la_became_aware")
        .next()
        .expect("told")
        .id;
    let mut event = NewEvent::new("la_became_aware", Moment::exact(now()));
    event.supersedes = Some(told);
    home.revise(id, vec![Edit::Event(event)]);
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.out.starts_with("overdue at receipt 1 d 2 h  TH-"),
        "{}",
        ran.out
    );
    assert_eq!(
        home.run(&["due", "--json"]).json()["due"][0]["state"],
        "overdue_at_receipt"
    );
}

#[test]
fn an_incident_of_unknown_time_is_due_at_the_latest() {
    let home = Home::with_desk();
    let id = home.log(3, "Found on the landing");
    let happened = home
        .incident(id)
        .current("incident_occurred")
        .next()
        .expect("the incident")
        .id;
    let mut event = NewEvent::new("incident_occurred", Moment::UNKNOWN);
    event.supersedes = Some(happened);
    home.revise(id, vec![Edit::Event(event)]);
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    // Told two hours ago.
    let first = ran.out.lines().next().expect("a line");
    let says = ["at latest 22 h", "at latest 21 h"];
    assert!(says.iter().any(|words| first.starts_with(words)), "{first}");
    assert!(first.contains("Alert to Head of SQA"), "{first}");
    let json = home.run(&["due", "--json"]).json();
    assert_eq!(json["due"][0]["bounded"], true);
    let shown = home.run(&["show", &id.to_string()]).out;
    assert!(says.iter().any(|words| shown.contains(words)), "{shown}");
}

fn record(home: &Home, id: IncidentId, hours_ago: i64, kind: &str, value: Option<&str>) {
    let when = now().plus(-chrono::Duration::hours(hours_ago));
    let mut event = NewEvent::new(kind, Moment::exact(when));
    event.value = value.map(str::to_owned);
    "as the test says".clone_into(&mut event.reason);
    home.revise(id, vec![Edit::Event(event)]);
}

/// Has both deciders answer that the criteria are not met.
fn decide_not_met(home: &Home, id: IncidentId, hours_ago: i64) {
    let at = Moment::exact(now().plus(-chrono::Duration::hours(hours_ago)));
    let answer = |slot: &str, name: &str| {
        Edit::AddEntry(NewEntry::new(Position {
            decision: "criteria".to_owned(),
            slot: slot.to_owned(),
            value: "not_met".to_owned(),
            name: name.to_owned(),
            acting: "by telephone".to_owned(),
            at: Some(at),
            ..Position::default()
        }))
    };
    let mut event = NewEvent::new("criteria_decided", at);
    event.value = Some("not_met".to_owned());
    let edits = vec![
        answer("hos_sqa", "H. Head-Example"),
        answer("director", "D. Director-Example"),
        Edit::Event(event),
    ];
    home.revise(id, edits);
}

#[test]
fn a_closed_case_is_gone_from_what_is_due_and_back_when_it_is_reopened() {
    let home = Home::with_desk();
    let id = home.log(30, "A day ago");
    record(&home, id, 2, "case_closed", None);
    let ran = home.run(&["due"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "Nothing is due.\n"));
    record(&home, id, 1, "case_reopened", None);
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.out.starts_with("OVERDUE 6 h "), "{}", ran.out);
}

#[test]
fn an_alert_not_raised_is_gone_from_what_is_due() {
    let home = Home::with_desk();
    let id = home.log(30, "A day ago");
    record(&home, id, 2, "alert_not_raised", None);
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!ran.out.contains("Alert to Head of SQA"), "{}", ran.out);
    // Whether section 16C is met is not known: the statutory clock goes on.
    assert!(ran.out.contains("Panel notification"), "{}", ran.out);
}

#[test]
fn what_is_due_only_if_is_said_so_and_is_not_counted_as_overdue() {
    let home = Home::with_desk();
    let id = home.log(500, "Three weeks ago");
    record(&home, id, 490, "alert_sent", None);
    decide_not_met(&home, id, 480);
    record(&home, id, 470, "need_to_know_first_done", None);
    record(&home, id, 460, "need_to_know_detailed_done", None);
    record(&home, id, 450, "learning_shared", None);
    let ran = home.run(&["due"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("only if: OVERDUE "), "{}", ran.out);
    let json = home.run(&["due", "--json"]).json();
    assert_eq!(json["overdue"], 0);
    assert_eq!(json["due"][0]["state"], "overdue");
}

#[test]
fn within_keeps_what_is_near_and_what_is_overdue() {
    let home = Home::with_desk();
    home.log(2, "New");
    home.log(30, "Old");
    let all = home.run(&["due", "--json"]).json()["due"]
        .as_array()
        .expect("clocks")
        .len();
    let near = home.run(&["due", "--within", "24h", "--json"]);
    assert_eq!(near.code, Some(3));
    let near = near.json()["due"].as_array().expect("clocks").clone();
    let ids: Vec<&str> = near.iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(
        ids.iter().filter(|id| **id == "alert_to_sqa").count() == 2,
        "{ids:?}"
    );
    assert!(near.len() < all);
    let ran = home.run(&["due", "--within", "0m"]);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
}

#[test]
fn the_register_lists_newest_trouble_first_and_is_searched_by_words() {
    let home = Home::with_desk();
    home.log(30, "Stabbing by the library");
    home.log(2, "Overdose at home");
    let ran = home.run(&["register"]);
    assert_eq!(ran.code, Some(0));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(
        lines[0].contains("Overdose at home") && lines[0].contains("alert due"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains("1 OVERDUE") || lines[1].contains(", 1 OVERDUE"),
        "{}",
        lines[1]
    );
    let json = home.run(&["register", "LIBRARY", "--json"]).json();
    let found = json["incidents"].as_array().expect("incidents");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["stage"], "alert due");
    assert_eq!(found[0]["summary"], "Stabbing by the library");
    assert_eq!(found[0]["clocks_overdue"], 1);
    let by_id = home.run(&["register", "ex-771", "overdose"]);
    assert_eq!(by_id.out.lines().count(), 1, "{}", by_id.out);
    let none = home.run(&["register", "nothing", "like", "it"]);
    assert!(
        none.out.contains("holds what the query asks for"),
        "{none:?}"
    );
    // The same language as on the screen.
    let asked = home.run(&["register", "status:open", "stabbing or (fall waiting:yes)"]);
    assert_eq!(asked.out.lines().count(), 1, "{}", asked.out);
    let wrong = home.run(&["register", "library stauts:open"]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert!(wrong.err.contains("did you mean status:?"), "{wrong:?}");
    assert!(wrong.err.contains("library stauts:open"), "{wrong:?}");
    assert!(wrong.err.contains("        ^^^^^^"), "{wrong:?}");
    let language = home.run(&["register", "--language"]);
    assert!(language.out.contains("looked-after:"), "{language:?}");
}

/// What is due is counted from this computer's clock: one that was set back must not go unsaid.
#[test]
fn a_clock_behind_the_record_is_said_beside_every_answer() {
    let home = Home::with_desk();
    home.log(30, "Stabbing");
    let ran = home.run(&["register"]);
    assert!(!ran.err.contains("clock"), "{ran:?}");
    let tomorrow = now().plus(chrono::Duration::hours(24));
    drop(Store::open(&home.places(), &PASSPHRASE.into(), tomorrow).expect("the desk"));
    for command in [&["due"][..], &["register"], &["show", "1"]] {
        let ran = home.run(command);
        assert!(
            ran.err.contains("The clock of this computer says"),
            "{ran:?}"
        );
        assert!(!ran.out.is_empty());
    }
}
