use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::instant::Instant;
use dutydesk::exchange::contract::events_from_json;
use dutydesk::pack::Pack;
use dutydesk::rules::clocks::{Counting, clocks, default_close};
use serde_json::Value;

use super::{Differences, cases, text, words};

fn string(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "null".to_owned(),
        Some(other) => other.to_string(),
    }
}

fn strings(value: &Value) -> Vec<&str> {
    let list = value.as_array().expect("a list").iter();
    list.filter_map(Value::as_str).collect()
}

#[test]
fn every_hand_stated_case_stands_as_stated() {
    let cases = cases("clocks");
    assert!(cases.len() >= 80, "{} cases", cases.len());
    let holidays = BankHolidays::built_in();
    let mut differences = Differences::default();
    for (file, case) in &cases {
        let name = format!("{file}: {} [{}]", text(case, "name"), text(case, "words"));
        let pack = Pack::built_in(text(case, "pack")).expect("a pack");
        let facts = case.get("facts").and_then(|f| f.as_str()).unwrap_or("{}");
        let input = format!(
            "{{\"facts\": {facts}, \"events\": {}}}",
            text(case, "events")
        );
        let (facts, events) =
            events_from_json(&pack, &input).unwrap_or_else(|e| panic!("{name}: {e}"));
        let at = Instant::parse_rfc3339(text(case, "at")).expect("an instant");
        let with = Counting {
            pack: &pack,
            holidays: &holidays,
            close: default_close(),
        };
        let answers = serde_json::to_value(clocks(with, &facts, &events, at)).expect("JSON");
        let expect = case
            .get("expect")
            .and_then(|e| e.as_table())
            .expect("expectations");
        for (id, wanted) in expect {
            let at = format!("{name} → {id}");
            let face = answers
                .as_array()
                .and_then(|all| all.iter().find(|f| f["id"] == id.as_str()))
                .unwrap_or_else(|| panic!("{at}: no such clock"));
            for (key, value) in wanted.as_table().expect("an expectation") {
                check(&mut differences, &at, face, key, value);
            }
        }
    }
    differences.report(cases.len());
}

/// Checks one thing that is expected of a clock.
fn check(differences: &mut Differences, at: &str, face: &Value, key: &str, value: &toml::Value) {
    let reading = |name: &str| {
        face["readings"]
            .as_array()
            .and_then(|all| all.iter().find(|r| r["name"] == name))
    };
    let stated = value.as_str().unwrap_or_default().to_owned();
    let mut same = |found: String| differences.check(at, key, stated, found);
    match key {
        "state" | "started_by" | "started_at" | "stopped_at" => {
            same(string(face.get(key)));
        }
        "early" | "target" | "limit" => {
            same(string(reading(key).and_then(|r| r.get("due"))));
        }
        "early_state" | "target_state" | "limit_state" | "limit_started_by"
        | "limit_started_at" => {
            let (line, part) = key.split_once('_').expect("a name and a part");
            same(string(reading(line).and_then(|r| r.get(part))));
        }
        "bounded" => {
            differences.check(at, key, value.as_bool(), face[key].as_bool());
        }
        "only_if" => {
            let found: Vec<&str> = strings(&face["only_if"]);
            let stated = words(Some(value)).unwrap_or_default();
            differences.check(
                at,
                key,
                stated,
                found.into_iter().map(str::to_owned).collect(),
            );
        }
        "explain_first" => {
            let stated = words(Some(value)).unwrap_or_default();
            let found = strings(&face["explain"]).into_iter().take(stated.len());
            differences.check(at, key, stated, found.map(str::to_owned).collect());
        }
        "no_readings" => {
            let none = face["readings"].as_array().is_some_and(Vec::is_empty);
            differences.check(at, key, value.as_bool(), Some(none));
        }
        "horizon" => {
            let all: Vec<_> = face["readings"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|r| r["horizon"].as_bool())
                .collect();
            let wanted = value.as_bool().expect("true or false");
            differences.check(at, key, vec![wanted; all.len().max(1)], all);
        }
        "explain" | "not_explain" => {
            let lines = face["explain"].as_array().expect("lines");
            for line in words(Some(value)).unwrap_or_default() {
                let stands = lines.iter().any(|l| l.as_str() == Some(&line));
                differences.check(at, &format!("{key} {line}"), key == "explain", stands);
            }
        }
        other => panic!("{at}: unknown key {other}"),
    }
}
