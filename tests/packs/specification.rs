//! Every row of the specification is held by the packs, and every council's process can be gone through.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dutydesk::pack::{BUILT_IN, Pack};
use toml::Value;

/// Returns every table of a pack's file.
fn tables(text: &str) -> Vec<toml::Table> {
    let tree: toml::Table = toml::from_str(text).expect("TOML");
    let mut open: Vec<Value> = tree.into_iter().map(|(_, value)| value).collect();
    let mut out = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list),
            Value::Table(table) => {
                open.extend(table.iter().map(|(_, value)| value.clone()));
                out.push(table);
            }
            _ => {}
        }
    }
    out
}

#[test]
fn every_quote_is_of_a_known_document_and_short() {
    let mut seen = 0;
    for (id, text) in BUILT_IN {
        let pack = Pack::built_in(id).expect("a pack");
        for table in tables(text) {
            let (Some(source), Some(quote)) = (table.get("source"), table.get("quote")) else {
                continue;
            };
            let (source, quote) = (source.as_str(), quote.as_str().expect("words"));
            seen += 1;
            assert!(
                (1..=40).contains(&quote.split_whitespace().count()),
                "{id}: {quote}"
            );
            let known = source.is_some_and(|id| pack.document(id).is_some());
            assert!(known, "{id}: {source:?}");
        }
    }
    assert!(seen > 400, "{seen} quotes");
}

/// Says whether a word names a document or a reading of the specification: `S2`, `(A37)`, `E9`.
fn is_code(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number = bare.strip_prefix(['A', 'D', 'E', 'S']);
    number.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn nothing_that_people_read_names_a_code_of_the_specification() {
    let read = [
        "title", "help", "note", "text", "label", "yes", "no", "unknown", "says", "notice",
    ];
    let mut seen = 0;
    for (id, text) in BUILT_IN {
        for table in tables(text) {
            let words = read.iter().filter_map(|key| table.get(*key)?.as_str());
            for words in words {
                seen += 1;
                assert!(!words.split_whitespace().any(is_code), "{id}: {words}");
            }
        }
    }
    assert!(seen > 1000, "{seen} texts");
}

/// Returns the ids of the specification's rows that the packs carry.
fn carried() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (_, text) in BUILT_IN {
        for table in tables(text) {
            match table.get("row") {
                Some(Value::String(id)) => {
                    out.insert(id.clone());
                }
                Some(Value::Array(ids)) => {
                    out.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    out
}

#[test]
fn the_packs_hold_every_row_of_the_specification() {
    let carried = carried();
    let rows = [
        ("R", 1..=26),
        ("D", 1..=20),
        ("E", 0..=12),
        ("M", 1..=9),
        ("O", 1..=15),
    ]
    .into_iter()
    .chain([("7.3.", 1..=8), ("7.4.", 1..=11), ("7.5.", 1..=5)]);
    for (lead, numbers) in rows {
        for number in numbers {
            let id = format!("{lead}{number}");
            assert!(carried.contains(&id), "no row carries {id}");
        }
    }
    for block in [
        "notifier", "alert", "reason", "purpose", "status", "child", "siblings", "incident",
        "known", "action", "decision", "response",
    ] {
        let id = format!("7.6.{block}");
        assert!(carried.contains(&id), "no field carries {id}");
    }
}

/// The list above is the specification's own, where that is at hand.
#[test]
fn every_row_of_the_specifications_tables_is_held() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/domain.md");
    let Ok(text) = fs::read_to_string(file) else {
        return;
    };
    let carried = carried();
    let mut section = "";
    let mut seen = 0;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            section = heading.trim_start_matches('#').trim();
        }
        let id = line
            .strip_prefix("| ")
            .and_then(|row| row.split(' ').next());
        let numbered = |id: &&str| {
            let mut letters = id.chars();
            letters.next().is_some_and(|lead| "RDEMO".contains(lead))
                && !letters.as_str().is_empty()
                && letters.all(|c| c.is_ascii_digit())
        };
        if section.starts_with("7.")
            && let Some(id) = id.filter(numbered)
        {
            seen += 1;
            assert!(carried.contains(id), "{section}: no row carries {id}");
        }
    }
    assert!(seen >= 80, "{seen} rows of the specification");
}

/// Returns the rows of a list in a pack's own file.
fn rows(id: &str, list: &str) -> Vec<toml::Table> {
    let (_, text) = BUILT_IN
        .iter()
        .find(|(known, _)| *known == id)
        .expect("a pack");
    let tree: toml::Table = toml::from_str(text).expect("TOML");
    let rows = tree.get(list).and_then(Value::as_array);
    let tables = rows.into_iter().flatten();
    tables
        .map(|row| row.as_table().expect("a row").clone())
        .collect()
}

/// Every decision, outcome and meeting of the specification that a council has, stated by hand.
#[test]
fn each_council_has_its_decisions_and_meetings() {
    let table = [
        ("tower-hamlets", "decision", "O1", "raise_alert"),
        ("tower-hamlets", "decision", "O2", "criteria"),
        ("tower-hamlets", "outcome", "O3", "sin"),
        ("tower-hamlets", "decision", "O4", "panel_referral"),
        ("tower-hamlets", "decision", "O5", "other_action"),
        ("tower-hamlets", "decision", "O8", "recommendation"),
        ("tower-hamlets", "decision", "O9", "final_decision"),
        ("tower-hamlets", "meeting", "M3", "joint_decision"),
        ("tower-hamlets", "meeting", "M5", "rapid_review_panel"),
        ("tower-hamlets", "meeting", "M7", "thscp_executive"),
        (
            "tower-hamlets",
            "meeting",
            "M8",
            "need_to_know_first_review",
        ),
        (
            "tower-hamlets",
            "meeting",
            "M8",
            "need_to_know_detailed_review",
        ),
        ("tower-hamlets", "meeting", "M9", "monthly_learning"),
        ("barnet", "decision", "O2", "criteria"),
        ("barnet", "outcome", "O3", "sin"),
        ("barnet", "decision", "O6", "sirm"),
        ("barnet", "decision", "O7", "adults_at_risk"),
        ("barnet", "decision", "O8", "recommendation"),
        ("barnet", "decision", "O9", "final_decision"),
        ("barnet", "decision", "O10", "sign_off"),
        ("barnet", "outcome", "O11", "disagreement"),
        ("barnet", "meeting", "M1", "sirm"),
        ("barnet", "meeting", "M2", "sirm_with_cdop"),
        ("barnet", "meeting", "M4", "case_for_consideration"),
        ("barnet", "meeting", "M6", "rapid_review"),
    ];
    for (pack, list, row, id) in table {
        let rows = rows(pack, list);
        let known = |table: &&toml::Table| table["id"].as_str() == Some(id);
        let found = rows.iter().find(known);
        let found = found.unwrap_or_else(|| panic!("{pack}: no {list} {id}"));
        assert_eq!(found["row"].as_str(), Some(row), "{pack}: {list} {id}");
    }
}

/// A case can be closed and merged in every council, and nothing that holds hides it.
#[test]
fn the_last_states_of_every_council_are_closed_and_merged() {
    for pack in Pack::councils() {
        let id = &pack.pack.id;
        let last: Vec<_> = pack.states.iter().rev().take(2).collect();
        let ids: Vec<&str> = last.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["merged", "closed"], "{id}");
        assert!(last.iter().all(|row| row.closed), "{id}");
        let others = pack.states.iter().rev().skip(2);
        assert!(others.into_iter().all(|row| !row.closed), "{id}");
        let first = pack.states.first().expect("a state");
        assert_eq!(first.id, "logged", "{id}");
        let last = pack.steps.iter().filter(|row| row.last);
        let last: Vec<_> = last.map(|row| (&*row.id, row.opens.is_none())).collect();
        assert_eq!(last, [("close_case", true)], "{id}");
    }
}

/// What opens a step is recorded by something a person does; what opens on a decision, by a value
/// that the decision has.
#[test]
fn whatever_opens_a_step_can_be_recorded() {
    // Recorded from the timeline, by nothing else: what came in from outside, and reversals.
    let by_hand = ["alert_received", "sin_withdrawn", "disagreement_raised"];
    for pack in Pack::councils() {
        let mut known: BTreeSet<&str> = by_hand.into_iter().collect();
        known.extend(
            pack.steps
                .iter()
                .flat_map(|row| &row.done)
                .map(String::as_str),
        );
        known.extend(pack.told.iter().filter_map(|row| row.event.as_deref()));
        known.extend(pack.decisions.iter().filter_map(|row| row.event.as_deref()));
        known.extend(pack.forms.iter().filter_map(|row| row.event.as_deref()));
        known.extend(pack.letters.iter().map(|row| row.event.as_str()));
        for row in &pack.meetings {
            known.extend(row.held.as_deref());
            known.extend(row.arranged.as_deref());
        }
        for row in &pack.steps {
            let id = &pack.pack.id;
            for event in row.opens.iter().flat_map(|opens| opens.events()) {
                assert!(known.contains(event), "{id}: {} opens on {event}", row.id);
            }
        }
    }
}
