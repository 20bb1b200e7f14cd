//! Packs: every kind of fault told at its own line and column.

#![expect(clippy::expect_used, reason = "a failing test may panic")]

use dutydesk::domain::user::Role;
use dutydesk::pack::check::check;
use dutydesk::pack::{BUILT_IN, Pack, PackFile};
use proptest::prelude::*;
use toml::Value;

mod packs {
    mod specification;
}

const SAMPLE: &str = include_str!("packs/sample.toml");
/// What tests of the machine go by.
const PLAIN: &str = include_str!("packs/plain.toml");
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
    assert_eq!(faults(PLAIN), [""; 0]);
    for (id, text) in BUILT_IN {
        assert_eq!(faults(text), [""; 0], "{id}");
    }
}

/// Of the built-in packs each decider, and who decides despite the others, has who answers for them at
/// the desk: without it anybody could answer.
#[test]
fn of_every_decider_the_packs_say_who_answers_for_them_at_the_desk() {
    let expected = [
        ("barnet", "mash", "duty"),
        ("barnet", "partner_local_authority", "signatory"),
        ("barnet", "partner_police", "signatory"),
        ("barnet", "partner_health", "signatory"),
        ("barnet", "local_authority", "signatory"),
        ("barnet", "ltrg", "signatory"),
        ("tower-hamlets", "receiving_worker", "duty"),
        ("tower-hamlets", "hos_sqa", "sqa"),
        ("tower-hamlets", "director", "signatory"),
        ("tower-hamlets", "rapid_review_panel", "signatory"),
        ("tower-hamlets", "thscp_exec", "signatory"),
    ];
    for council in ["barnet", "tower-hamlets"] {
        let pack = Pack::built_in(council).expect("a pack");
        for decision in &pack.decisions {
            let despite = decision.despite.iter().map(|despite| &despite.role);
            for role in decision.deciders.iter().chain(despite) {
                let stated = expected
                    .iter()
                    .find(|(of, known, _)| *of == council && known == role);
                let (_, _, desk) = stated.unwrap_or_else(|| panic!("{council}: {role}"));
                let said = pack.desk_role(role).map(Role::word);
                assert_eq!(said, Some(*desk), "{council}: {role}");
            }
        }
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

/// A file that is no pack at all does not fill the screen for ever, and it says so.
#[test]
fn where_too_much_is_wrong_the_rest_is_said_to_be_unread() {
    let rows = "[[role]]\nid = \"r\"\ntitel = \"R\"\n".repeat(300);
    let faults = faults(&format!("{SAMPLE}\n{rows}"));
    let last = faults.last().expect("faults");
    assert!(last.contains("the rest was not checked"), "{last}");
    assert_eq!(faults.len(), 201);
}
