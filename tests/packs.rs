//! Packs: every kind of fault told at its own line and column, every row of the specification held.

#![expect(clippy::expect_used, reason = "a failing test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dutydesk::pack::check::check;
use dutydesk::pack::{BUILT_IN, Pack, PackFile};
use proptest::prelude::*;
use toml::Value;

const SAMPLE: &str = include_str!("packs/sample.toml");
const CASES: &str = include_str!("packs/faults.toml");

/// Returns each fault as `line:column row: what`, with the word that was meant after `~`.
fn faults(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for fault in check(text) {
        let row = match fault.row.as_str() {
            "" => String::new(),
            row => format!("{row}: "),
        };
        let near = fault.nearest.map(|word| format!(" ~ {word}"));
        let (line, column, what) = (fault.line, fault.column, fault.what);
        let near = near.unwrap_or_default();
        out.push(format!("{line}:{column} {row}{what}{near}"));
    }
    out
}

fn cases() -> Vec<(String, String, Vec<String>)> {
    let table: toml::Table = toml::from_str(CASES).expect("the cases");
    let cases = table["case"].as_array().expect("cases");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    cases
        .iter()
        .map(|case| {
            let faults = case["faults"].as_array().expect("faults");
            let faults = faults.iter().map(text).collect();
            (text(&case["from"]), text(&case["to"]), faults)
        })
        .collect()
}

#[test]
fn the_sample_and_the_packs_have_no_fault() {
    assert_eq!(faults(SAMPLE), [""; 0]);
    for (id, text) in BUILT_IN {
        assert_eq!(faults(text), [""; 0], "{id}");
    }
}

/// Each case changes one thing of the sample; what follows from the change alone is not told.
#[test]
fn every_kind_of_fault_is_told_where_it_stands() {
    let cases = cases();
    assert!(cases.len() >= 100, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for (from, to, expected) in &cases {
        assert!(SAMPLE.contains(from), "the sample holds {from}");
        let found = faults(&SAMPLE.replacen(from, to, 1));
        if found != *expected {
            wrong.push(format!(
                "{from} → {to}\n  expected {expected:#?}\n  found {found:#?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One bracket that is not closed makes a fault of every line after it: the first few are told.
#[test]
fn a_bracket_that_is_not_closed_is_told_first_and_not_for_every_line() {
    for (from, line) in [
        ("starts = [\"awareness\"]", 60),
        ("to = [\"duty_desk\"]", 105),
    ] {
        let open = from.trim_end_matches(']');
        assert!(SAMPLE.contains(from), "{from}");
        let found = check(&SAMPLE.replacen(from, open, 1));
        assert!((1..=10).contains(&found.len()), "{found:#?}");
        assert!(found.iter().all(|fault| fault.line >= line), "{found:#?}");
        assert!(
            found.iter().any(|fault| fault.line <= line + 2),
            "{found:#?}"
        );
    }
}

/// One fault never hides another: many at once are all told, in the order of their lines.
#[test]
fn all_faults_are_told_in_one_go_and_in_order() {
    let changes = [
        ("edition = \"2026\"\n", "", "1:1 pack: `edition` is missing"),
        ("short =", "shrt =", "5:1 pack: there is no key `shrt` here"),
        ("hours = \"office\"", "hours = 9", "20:9 "),
        ("{ fact = \"died\" }", "{ fact = \"dyed\" }", "40:28 "),
        ("amount = 5", "amount = -5", "65:1 "),
        ("counted = \"day0\"", "counted = \"day7\"", "67:11 "),
        ("is = \"met\"", "is = \"mett\"", "79:48 "),
        ("kind = \"line\"", "kind = \"lines\"", "114:8 "),
        ("period = \"month\"", "period = \"week\"", "126:11 "),
    ];
    let mut text = SAMPLE.to_owned();
    for (from, to, _) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let found = faults(&text);
    assert_eq!(found.len(), changes.len(), "{found:#?}");
    for ((.., expected), found) in changes.iter().zip(&found) {
        assert!(found.starts_with(expected), "{expected} ≠ {found}");
    }
}

#[test]
fn a_pack_is_checked_against_the_rows_that_it_extends() {
    // England's own role, event, start, fact and advice are known to a pack that extends it ...
    let text = SAMPLE
        .replacen(
            "owner = \"duty_desk\"\napplies",
            "owner = \"ofsted\"\napplies",
            1,
        )
        .replacen("{ advice = \"report\" }", "{ advice = \"section_16c\" }", 1);
    assert_eq!(faults(&text), [""; 0]);
    // ... and to no other.
    let alone = text.replacen("extends = \"england\"\n", "", 1);
    let found = faults(&alone);
    for name in ["role `ofsted`", "advice `section_16c`", "fact `died`"] {
        assert!(
            found.iter().any(|fault| fault.contains(name)),
            "{name} in {found:#?}"
        );
    }
}

/// Half a file, or one with noise in it, is refused in words, never with a fault of the program.
#[test]
fn a_pack_cut_anywhere_is_answered() {
    for end in (0..SAMPLE.len()).step_by(7) {
        let part = SAMPLE.get(..end).expect("plain letters");
        let whole = PackFile::parse(part).is_ok();
        let faults = check(part);
        assert!(whole || !faults.is_empty(), "cut at {end}");
        let last = part.lines().count() + 1;
        assert!(faults.iter().all(|f| (1..=last).contains(&f.line)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn noise_never_breaks_the_check(
        at in 0..SAMPLE.len(),
        length in 0_usize..40,
        noise in r#"[\[\]{}"'=,.\n a-z0-9_é-]{0,12}"#,
    ) {
        let end = (at + length).min(SAMPLE.len());
        let text = format!("{}{noise}{}", SAMPLE.get(..at).unwrap_or_default(), SAMPLE.get(end..).unwrap_or_default());
        let faults = check(&text);
        if PackFile::parse(&text).is_err() {
            prop_assert!(!faults.is_empty());
        }
        let places: Vec<_> = faults.iter().map(|f| (f.line, f.column)).collect();
        prop_assert!(places.is_sorted());
    }
}

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
            let known = source.is_some_and(|id| pack.document_title(id).is_some());
            assert!(known, "{id}: {source:?}");
        }
    }
    assert!(seen > 400, "{seen} quotes");
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

/// A file that is no pack at all does not fill the screen for ever, and it says so.
#[test]
fn where_too_much_is_wrong_the_rest_is_said_to_be_unread() {
    let rows = "[[role]]\nid = \"r\"\ntitel = \"R\"\n".repeat(300);
    let faults = faults(&format!("{SAMPLE}\n{rows}"));
    let last = faults.last().expect("faults");
    assert!(last.contains("the rest was not checked"), "{last}");
    assert_eq!(faults.len(), 201);
}
