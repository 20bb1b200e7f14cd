//! The two commands that others call: their exact JSON, their refusals, their exit codes.

#![expect(
    clippy::expect_used,
    reason = "what helps a test fails as the test does"
)]

#[path = "contract/refusals.rs"]
mod refusals;

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
                "bounded",
                "cite",
                "explain",
                "id",
                "only_if",
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
fn input_comes_from_standard_input_or_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    let facts = r#"{ "incident": { "triggers": [ "death" ] } }"#;
    std::fs::write(&file, facts).expect("written");
    let name = file.to_str().expect("a path");
    let arguments = ["advise", "--pack", "tower-hamlets", "--json"];
    let typed = run(&arguments, facts);
    assert_eq!(typed.code, Some(0), "{}", typed.err);
    for given in [["--facts", name], ["--facts", "-"]] {
        let ran = run(&[&arguments[..], &given].concat(), facts);
        assert_eq!((ran.code, &ran.out), (Some(0), &typed.out), "{given:?}");
    }
    let missing = run(&[&arguments[..], &["--facts", "no-such-file"]].concat(), "");
    assert_eq!((missing.code, missing.out.as_str()), (Some(1), ""));
    assert!(
        missing.err.contains("no-such-file was not read"),
        "{}",
        missing.err
    );

    // A pack by its file answers as the same pack by its id.
    let by_file = run(
        &[
            "advise",
            "--pack",
            "assets/packs/tower-hamlets.toml",
            "--json",
        ],
        facts,
    );
    assert_eq!(by_file.out, typed.out, "{}", by_file.err);
}

#[test]
fn plain_is_the_default_and_holds_the_same_answers() {
    let facts = r#"{ "incident": { "triggers": [ "death" ] } }"#;
    let ran = run(&["advise", "--pack", "tower-hamlets"], facts);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(serde_json::from_str::<Value>(&ran.out).is_err());
    assert!(
        ran.out.contains("Serious Incident Alert: yes\n"),
        "{}",
        ran.out
    );
    let events =
        r#"{ "events": [ { "event": "incident_occurred", "at": "2026-11-20T21:15:00Z" } ] }"#;
    let arguments = [
        "clocks",
        "--pack",
        "tower-hamlets",
        "--at",
        "2026-11-21T10:00:00Z",
    ];
    let ran = run(&arguments, events);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(
        ran.out.contains("target Sat 21 Nov 2026 21:15 GMT\n"),
        "{}",
        ran.out
    );
}

/// Any offset in, UTC and whole seconds out; what happens after `--at` has not happened.
#[test]
fn instants_come_with_any_offset_and_leave_in_utc() {
    let events = r#"{ "events": [
        { "event": "incident_occurred", "at": "2026-07-01T23:30:00.750+02:00" },
        { "event": "alert_sent", "at": "2026-07-03T00:00:00+01:00" } ] }"#;
    let face = |at: &str| {
        let ran = clocks("tower-hamlets", at, events);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
        let all = answer["clocks"].as_array().expect("clocks").clone();
        let mut all = all.into_iter();
        (
            answer["at"].clone(),
            all.find(|row| row["id"] == "alert_to_sqa")
                .expect("the clock"),
        )
    };
    let (at, before) = face("2026-07-02T20:00:00+01:00");
    assert_eq!(at, "2026-07-02T19:00:00Z");
    assert_eq!(before["started_at"], "2026-07-01T21:30:00Z");
    assert_eq!(before["readings"][0]["due"], "2026-07-02T21:30:00Z");
    assert_eq!(before["state"], "due_soon");
    assert_eq!(before["stopped_at"], Value::Null);
    let (_, after) = face("2026-07-03T09:00:00Z");
    assert_eq!(after["state"], "met_late");
    assert_eq!(after["stopped_at"], "2026-07-02T23:00:00Z");
}

/// The keys of a reading: `counted` on working days alone, `horizon` on those and on month ends,
/// its own start only where that differs from the clock's.
#[test]
fn a_reading_has_the_keys_that_its_unit_has() {
    let events = r#"{ "events": [
        { "event": "alert_sent", "at": "2026-11-20T10:00:00Z" },
        { "event": "need_to_know_first_done", "at": "2026-11-23T10:00:00Z" },
        { "event": "need_to_know_detailed_done", "at": "2026-11-24T10:00:00Z" } ] }"#;
    let ran = clocks("tower-hamlets", "2026-11-25T10:00:00Z", events);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    let all = answer["clocks"].as_array().expect("clocks");
    let readings = |id: &str| {
        let face = all.iter().find(|row| row["id"] == id).expect("the clock");
        face["readings"].as_array().expect("readings").clone()
    };
    let plain = ["amount", "due", "name", "state", "unit"];
    let first = readings("need_to_know_first");
    assert_eq!(keys(&first[0]), plain);
    let counted = [
        "amount", "counted", "due", "horizon", "name", "state", "unit",
    ];
    assert_eq!(keys(&first[1]), counted);
    assert_eq!(first[1]["counted"], "day0");
    let detailed = readings("need_to_know_detailed");
    assert_eq!(detailed[1]["started_by"], "need_to_know_first_done");
    assert_eq!(detailed[1]["started_at"], "2026-11-23T10:00:00Z");
    let month = readings("learning_shared");
    assert_eq!(
        keys(&month[0]),
        ["amount", "due", "horizon", "name", "state", "unit"]
    );
    assert_eq!(
        (&month[0]["amount"], &month[0]["unit"]),
        (&1.into(), &"month_end".into())
    );
    assert_eq!(month[0]["due"], "2026-11-30T17:00:00Z");
}
