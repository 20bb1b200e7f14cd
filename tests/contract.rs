//! The two commands that others call: their exact JSON, their refusals, their exit codes.

#![expect(
    clippy::expect_used,
    reason = "what helps a test fails as the test does"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(arguments: &[&str], input: &str) -> Ran {
    let home = tempfile::tempdir().expect("a home");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dutydesk"))
        .args(arguments)
        .env("DUTYDESK_HOME", home.path().join("desk"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("standard input");
    // A program that refuses its command line has gone before it reads.
    let _gone = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    assert!(
        !home.path().join("desk").exists(),
        "no file of a desk is made"
    );
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn advise(pack: &str, input: &str) -> Ran {
    run(&["advise", "--pack", pack, "--json"], input)
}

fn clocks(pack: &str, at: &str, input: &str) -> Ran {
    run(&["clocks", "--pack", pack, "--at", at, "--json"], input)
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn advice_has_the_contracts_shape_and_order() {
    let stabbed = r#"{ "incident": { "occurred_at": "2026-11-20T21:15:00Z", "serious_violence": true },
        "people": [ { "id": "p1", "role": "victim", "date_of_birth": "2010-03-04", "resident_in_area": true } ] }"#;
    let ran = advise("barnet", stabbed);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(keys(&answer), ["advice", "edition", "pack"]);
    let advice = answer["advice"].as_array().expect("advice");
    let ids: Vec<&str> = advice.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(
        ids,
        [
            "section_16c",
            "looked_after_death",
            "care_leaver_death",
            "tell_other_authority",
            "sirm",
            "sirm_with_cdop",
            "adults_at_risk",
            "barnet_referral",
            "missing_referral"
        ]
    );
    for row in advice {
        assert_eq!(
            keys(row),
            ["answer", "because", "id", "missing", "people", "text"]
        );
    }
    let sirm = advice.iter().find(|row| row["id"] == "sirm").expect("sirm");
    assert_eq!(sirm["answer"], "yes");
    assert_eq!(sirm["people"], serde_json::json!(["p1"]));
    assert_eq!(sirm["missing"], serde_json::json!([]));
    let because = &sirm["because"][0];
    assert_eq!(keys(because), ["cite", "person", "rule", "value"]);
    let limbs = sirm["because"].as_array().expect("because");
    let resident = limbs.iter().find(|limb| limb["rule"] == "E1").expect("E1");
    assert_eq!(resident["cite"]["source"], "S0");
    assert_eq!(resident["cite"]["quote"], "resident in Barnet");
}

#[test]
fn nothing_known_is_an_answer() {
    let ran = advise("tower-hamlets", "{}");
    assert_eq!(ran.code, Some(0));
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    for row in answer["advice"].as_array().expect("advice") {
        assert_eq!(row["answer"], "unknown", "{row}");
        assert!(
            !row["missing"].as_array().expect("missing").is_empty(),
            "{row}"
        );
    }
}

#[test]
fn clocks_have_the_contracts_shape() {
    let told = r#"{ "events": [ { "event": "incident_occurred", "at": "2026-12-24T21:15:00Z" },
        { "event": "la_became_aware", "at": "2026-12-24T22:10:00Z" } ] }"#;
    let ran = clocks("tower-hamlets", "2026-12-24T22:10:00Z", told);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(keys(&answer), ["at", "clocks", "edition", "pack"]);
    assert_eq!(answer["at"], "2026-12-24T22:10:00Z");
    let clocks = answer["clocks"].as_array().expect("clocks");
    let ids: Vec<&str> = clocks.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(
        ids,
        [
            "panel_notification",
            "safeguarding_partners",
            "looked_after_death",
            "care_leaver_death",
            "report_published",
            "alert_to_sqa",
            "dfe_notification_local",
            "review_panel",
            "final_decision",
            "need_to_know_first",
            "need_to_know_detailed",
            "learning_shared"
        ]
    );
    for row in clocks {
        assert_eq!(
            keys(row),
            [
                "cite",
                "explain",
                "id",
                "owner",
                "readings",
                "started_at",
                "started_by",
                "state",
                "stopped_at",
                "title"
            ]
        );
    }
    // S2, five working days after Christmas Eve: 29, 30, 31 December, 4 and 5 January.
    let panel = &clocks[0];
    let dues: Vec<&str> = panel["readings"]
        .as_array()
        .expect("readings")
        .iter()
        .filter_map(|reading| reading["due"].as_str())
        .collect();
    assert_eq!(
        dues,
        [
            "2027-01-04T17:00:00Z",
            "2027-01-05T17:00:00Z",
            "2027-01-05T23:59:59Z"
        ]
    );
    let explain: Vec<&str> = panel["explain"]
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for line in [
        "Fri 25 Dec 2026: bank holiday, not counted",
        "Mon 28 Dec 2026: bank holiday, not counted",
        "Fri 1 Jan 2027: bank holiday, not counted",
    ] {
        assert!(explain.contains(&line), "{line} in {explain:?}");
    }
}

#[test]
fn what_is_not_the_contract_is_named_and_nothing_is_answered() {
    for (input, words) in [
        (
            r#"{ "people": [ { "id": "p1", "role": "victim" }, { "id": "p2", "role": "victim", "colour": 1 } ] }"#,
            "people[1].colour",
        ),
        (
            r#"{ "incident": { "abuse_or_neglect": "suspcted" } }"#,
            "suspected",
        ),
        (
            r#"{ "incident": { "serious_violance": true } }"#,
            "serious_violence",
        ),
        (
            r#"{ "incident": { "serious_violence": "yes" } }"#,
            "incident.serious_violence",
        ),
        (
            r#"{ "people": [ { "id": "p1", "role": "victim" }, { "id": "p1", "role": "suspect" } ] }"#,
            "people[1].id",
        ),
        (r#"{ "people": [ { "role": "victim" } ] }"#, "people[0]"),
        (
            r#"{ "incident": { "outside_england": true, "occurred_in_area": true } }"#,
            "outside_england",
        ),
        ("[1, 2", "not understood"),
        ("", "not understood"),
    ] {
        let ran = advise("barnet", input);
        assert_eq!(ran.code, Some(1), "{input}: {}", ran.err);
        assert_eq!(ran.out, "", "{input}");
        assert!(
            ran.err.contains(words),
            "{input}: no «{words}» in {}",
            ran.err
        );
    }
    for (input, words) in [
        (
            r#"{ "events": [ { "event": "alert_snet" } ] }"#,
            "alert_sent",
        ),
        (
            r#"{ "events": [ { "event": "criteria_decided", "at": "2026-11-20T10:00:00Z" } ] }"#,
            "value",
        ),
        (
            r#"{ "events": [ { "event": "alert_sent", "value": "met", "at": "2026-11-20T10:00:00Z" } ] }"#,
            "value",
        ),
        (
            r#"{ "events": [ { "event": "alert_sent", "precision": "unknown", "at": "2026-11-20T10:00:00Z" } ] }"#,
            "at",
        ),
    ] {
        let ran = clocks("tower-hamlets", "2026-11-21T10:00:00Z", input);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), ""),
            "{input}: {}",
            ran.err
        );
        assert!(
            ran.err.contains(words),
            "{input}: no «{words}» in {}",
            ran.err
        );
    }
}

#[test]
fn the_command_line_itself_is_exit_two() {
    for arguments in [
        vec!["advise"],
        vec!["clocks", "--pack", "barnet"],
        vec!["clocks", "--pack", "barnet", "--at", "tomorrow"],
        vec!["advise", "--pack", "barnet", "--colour"],
    ] {
        assert_eq!(run(&arguments, "{}").code, Some(2), "{arguments:?}");
    }
    let unknown = advise("barnt", "{}");
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("`barnet`"), "{}", unknown.err);
}

#[test]
fn deep_and_large_input_is_refused_or_answered_but_never_a_fault() {
    let deep = "[".repeat(100_000);
    let many: Vec<String> = (0..500)
        .map(|n| format!(r#"{{ "id": "p{n}", "role": "sibling", "age": 9 }}"#))
        .collect();
    let many = format!(r#"{{ "people": [ {} ] }}"#, many.join(","));
    assert_eq!(advise("barnet", &deep).code, Some(1));
    assert_eq!(advise("barnet", &many).code, Some(0));
}
