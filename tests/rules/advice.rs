use dutydesk::exchange::contract::facts_from_json;
use dutydesk::pack::Pack;
use dutydesk::rules::advice::advise;

use super::{Differences, cases, text, words};

#[test]
fn every_hand_stated_case_gets_its_answer() {
    let cases = cases("advice");
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let mut differences = Differences::default();
    for (file, case) in &cases {
        let name = format!("{file}: {} [{}]", text(case, "name"), text(case, "words"));
        let pack = Pack::built_in(text(case, "pack")).expect("a pack");
        let facts =
            facts_from_json(&pack, text(case, "facts")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let advised = advise(&pack, &facts);
        let expect = case
            .get("expect")
            .and_then(|e| e.as_table())
            .expect("expectations");
        for (id, wanted) in expect {
            let wanted = wanted.as_table().expect("an expectation");
            let at = format!("{name} → {id}");
            let found = advised
                .iter()
                .find(|a| a.id == *id)
                .unwrap_or_else(|| panic!("{at}: no such advice"));
            let answer = serde_json::to_value(found.answer).expect("a word");
            differences.check(
                &at,
                "answer",
                text(wanted, "answer"),
                answer.as_str().unwrap_or_default(),
            );
            if let Some(people) = words(wanted.get("people")) {
                differences.check(&at, "people", people, found.people.clone());
            }
            if let Some(mut missing) = words(wanted.get("missing")) {
                let mut paths = found.missing.clone();
                missing.sort();
                paths.sort();
                differences.check(&at, "missing", missing, paths);
            }
            if let Some(first) = wanted.get("first").and_then(|v| v.as_str()) {
                differences.check(
                    &at,
                    "first missing",
                    Some(first),
                    found.missing.first().map(String::as_str),
                );
            }
            for rule in words(wanted.get("rules")).unwrap_or_default() {
                let stands = found.because.iter().any(|b| b.rule == rule);
                differences.check(&at, &format!("{rule} in because"), true, stands);
            }
            for rule in words(wanted.get("once")).unwrap_or_default() {
                let times = found.because.iter().filter(|b| b.rule == rule).count();
                differences.check(&at, &format!("times that {rule} stands"), 1, times);
            }
            for rule in words(wanted.get("uncited")).unwrap_or_default() {
                let all: Vec<_> = found.because.iter().filter(|b| b.rule == rule).collect();
                let cited = all.is_empty() || all.iter().any(|b| b.cite.is_some());
                differences.check(&at, &format!("{rule} rests on a quote"), false, cited);
            }
            for part in words(wanted.get("says")).unwrap_or_default() {
                let says = found.text.contains(&part);
                differences.check(&at, &format!("says {part}"), true, says);
            }
            for part in words(wanted.get("not_says")).unwrap_or_default() {
                let says = found.text.contains(&part);
                differences.check(&at, &format!("says {part}"), false, says);
            }
            for rule in words(wanted.get("not_rules")).unwrap_or_default() {
                let stands = found.because.iter().any(|b| b.rule == rule);
                differences.check(&at, &format!("{rule} in because"), false, stands);
            }
        }
    }
    differences.report(cases.len());
}
