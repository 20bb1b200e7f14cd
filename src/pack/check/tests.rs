//! Every kind of fault, found where it stands.

use super::*;

/// A sound pack of its own.
const SOUND: &str = r#"[pack]
id = "sample"
title = "Sample protocol"
council = "Sample Council"
short = "Sample"
prefix = "SA"
edition = "2026"
written_against = "Working Together 2023"
notice = ""
extends = "england"

[[role]]
id = "duty_desk"
title = "Duty desk"

[[clock]]
id = "report"
title = "Report made"
owner = "duty_desk"
starts = ["awareness"]
stops = ["alert_sent"]
cite = { source = "S2", quote = "within five working days" }

[[clock.reading]]
name = "target"
amount = 5
unit = "working_days"
counted = "day0"

[[criterion]]
id = "C1"
title = "A child died"
of = "person"
when = { fact = "died" }

[[advice]]
id = "report"
title = "Report"
when = { some_person = { criterion = "C1" } }
yes = "Yes."
no = "No."
unknown = "Not known."
cite = { source = "S2", quote = "the child dies" }
raises = true
"#;

fn faults(from: &str, to: &str) -> Vec<String> {
    assert!(SOUND.contains(from), "the sample holds {from}");
    let faults = check(&SOUND.replacen(from, to, 1));
    faults.iter().map(ToString::to_string).collect()
}

fn one(from: &str, to: &str, expected: &str) {
    assert_eq!(faults(from, to), [expected], "{from} → {to}");
}

#[test]
fn a_sound_pack_and_the_built_in_ones_have_no_fault() {
    assert_eq!(check(SOUND), []);
    for (id, text) in crate::pack::BUILT_IN {
        let faults = check(text);
        let words: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{id}:\n{}", words.join("\n"));
    }
}

#[test]
fn a_name_that_leads_nowhere_is_found_where_it_stands_with_the_nearest() {
    one(
        "owner = \"duty_desk\"",
        "owner = \"duty_desc\"",
        "line 19, column 10: clock \"report\": there is no role `duty_desc`; \
         did you mean `duty_desk`?",
    );
    one(
        "stops = [\"alert_sent\"]",
        "stops = [\"alert_snet\"]",
        "line 21, column 11: clock \"report\": there is no event `alert_snet`; \
         did you mean `alert_sent`?",
    );
    one(
        "starts = [\"awareness\"]",
        "starts = [\"awarenes\"]",
        "line 20, column 12: clock \"report\": there is no event or start `awarenes`; \
         did you mean `awareness`?",
    );
    one(
        "when = { fact = \"died\" }",
        "when = { fact = \"dyed\" }",
        "line 34, column 18: criterion \"C1\": there is no fact `dyed`; did you mean `died`?",
    );
    one(
        "criterion = \"C1\"",
        "criterion = \"C2\"",
        "line 39, column 39: advice \"report\": there is no criterion `C2`; did you mean `C1`?",
    );
    one(
        "extends = \"england\"",
        "extends = \"englund\"",
        "line 10, column 12: pack: there is no pack to extend `englund`; \
         did you mean `england`?",
    );
}

#[test]
fn what_the_program_must_know_is_declared_once() {
    let alone = SOUND.replacen("extends = \"england\"\n", "", 1);
    let declares = |fault: &PackFault| fault.what.starts_with("the program must know by `means`");
    let found = check(&alone);
    let missing = found.iter().find(|fault| declares(fault)).unwrap();
    assert_eq!((missing.line, missing.column), (1, 1));
    for means in [
        "event `alert_sent`",
        "start `awareness`",
        "fact `happened_in_area`",
    ] {
        assert!(missing.what.contains(means), "{missing}");
    }
    // Said by the pack's own row, it is missing no longer; said by a second, it is told there.
    let row = "[[event]]\nid = \"gone\"\ntitle = \"Gone\"\nmeans = \"alert_sent\"\n\n";
    let own = check(&format!("{alone}\n{row}"));
    let missing = own.iter().find(|fault| declares(fault)).unwrap();
    assert!(!missing.what.contains("event `alert_sent`"), "{missing}");
    let twice = check(&format!(
        "{alone}\n{row}{}",
        row.replace("gone", "gone_too")
    ));
    let second = twice.iter().find(|fault| fault.what.contains("a second"));
    assert_eq!(
        second.unwrap().to_string(),
        "line 53, column 10: event \"gone_too\": a second event means `alert_sent`: one alone may"
    );
}

#[test]
fn what_the_program_takes_back_is_taken_back_by_what_it_records() {
    let england = crate::pack::BUILT_IN[0].1;
    let closed = "means = \"closed\"\nwithdrawn_by = \"case_reopened\"";
    assert!(england.contains(closed));
    for changed in ["", "\nwithdrawn_by = \"alert_sent\""] {
        let text = england.replacen(closed, &format!("means = \"closed\"{changed}"), 1);
        let found: Vec<String> = check(&text).iter().map(ToString::to_string).collect();
        let told = "event \"case_closed\": what means `closed` needs \
            `withdrawn_by = \"case_reopened\"`, which means `reopened`";
        assert!(found.len() == 1 && found[0].ends_with(told), "{found:?}");
    }
}

#[test]
fn what_passes_the_check_can_be_worked_by() {
    assert!(Pack::read(SOUND).is_ok());
    let alone = SOUND.replacen("extends = \"england\"\n", "", 1);
    let refused = Pack::read(&alone).unwrap_err();
    assert_eq!(refused.to_string(), "no event says `means = \"occurred\"`");
}

#[test]
fn keys_that_no_row_has_are_all_told_at_once() {
    let text = SOUND.replacen("owner =", "ownr =", 1).replacen(
        "notice = \"\"",
        "notice = \"\"\nnotise = \"\"",
        1,
    );
    let faults = check(&text);
    assert!(faults.len() >= 2, "{faults:?}");
    let first = faults
        .iter()
        .find(|fault| fault.what.contains("notise"))
        .unwrap_or_else(|| panic!("{faults:?}"));
    assert_eq!((first.line, first.column), (10, 1));
    assert_eq!(first.nearest.as_deref(), Some("notice"));
    let second = faults
        .iter()
        .find(|fault| fault.what.contains("`ownr`"))
        .unwrap();
    assert_eq!((second.line, second.column), (20, 1));
    assert_eq!(second.nearest.as_deref(), Some("owner"));
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let faults = check("[pack]\nid = \"a\"\ntitle = \n");
    let first = faults.first().unwrap();
    assert_eq!(first.line, 3);
}

#[test]
fn a_circle_is_found() {
    one(
        "when = { fact = \"died\" }",
        "when = { not = { criterion = \"C1\" } }",
        "line 31, column 7: criterion \"C1\": the criterion `C1` asks for itself",
    );
    let round = faults(
        "when = { fact = \"died\" }",
        "when = { advice = \"report\" }",
    );
    assert_eq!(
        round,
        [
            "line 31, column 7: criterion \"C1\": the criterion `C1` asks for itself",
            "line 37, column 7: advice \"report\": the advice `report` asks for itself",
        ]
    );
}

#[test]
fn a_clock_that_cannot_work_is_found() {
    one(
        "starts = [\"awareness\"]",
        "starts = []",
        "line 20, column 1: clock \"report\": nothing can start this clock",
    );
    one(
        "stops = [\"alert_sent\"]",
        "stops = []",
        "line 21, column 1: clock \"report\": nothing can stop this clock",
    );
    one(
        "amount = 5",
        "amount = -5",
        "line 26, column 1: clock \"report\": an amount is 1 or more, and this is -5",
    );
    one(
        "counted = \"day0\"\n",
        "\n",
        "line 27, column 9: clock \"report\": working days need `counted`: \"day0\" or \"day1\"",
    );
}

#[test]
fn an_id_stands_once_over_the_pack_and_the_one_it_extends() {
    one(
        "id = \"duty_desk\"\n",
        "id = \"duty_desk\"\ntitle = \"One\"\n\n[[role]]\nid = \"duty_desk\"\n",
        "line 17, column 7: role \"duty_desk\": the id `duty_desk` stands twice",
    );
    one(
        "[[clock]]\nid = \"report\"",
        "[[clock]]\nid = \"panel_notification\"",
        "line 17, column 7: clock \"panel_notification\": \
         the id `panel_notification` stands twice: the pack it extends has it",
    );
}

#[test]
fn a_row_rests_on_something_and_quotes_little() {
    one(
        "cite = { source = \"S2\", quote = \"the child dies\" }\n",
        "",
        "line 37, column 7: advice \"report\": it rests on nothing: give `cite`, or `basis`, \
         or say `added = true`",
    );
    one(
        "source = \"S2\", quote = \"the child dies\"",
        "source = \"S9\", quote = \"the child dies\"",
        "line 43, column 20: advice \"report\": there is no document `S9`; did you mean `S2`?",
    );
    let long = "word ".repeat(41);
    let found = faults(
        "quote = \"the child dies\"",
        &format!("quote = \"{}\"", long.trim()),
    );
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("a quote of 41 words; 40 is the most"),
        "{found:?}"
    );
}

#[test]
fn a_word_that_a_fact_does_not_have_is_found() {
    let found = faults(
        "when = { fact = \"died\" }",
        "when = { fact = \"abuse_or_neglect\", is = \"suspcted\" }",
    );
    assert_eq!(
        found,
        [
            "line 34, column 43: criterion \"C1\": the fact `abuse_or_neglect` \
             has no word `suspcted`; did you mean `suspected`?"
        ]
    );
    let found = faults(
        "when = { fact = \"died\" }",
        "when = { fact = \"triggers\" }",
    );
    assert!(found[0].contains("is no yes-or-no fact"), "{found:?}");
}
