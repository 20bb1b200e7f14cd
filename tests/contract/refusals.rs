use super::{advise, clocks, run};

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
            "people[1].id: this person's id stands twice: `p1`",
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

/// Every refusal names the path, what was found and the nearest known word, and answers nothing.
#[test]
fn each_refusal_names_its_place() {
    for (input, words) in [
        (
            r#"{ "pepole": [] }"#,
            "pepole: unknown key `pepole`; did you mean `people`?",
        ),
        (
            r#"{ "people": [ { "id": "p1", "role": "victm" } ] }"#,
            "people[0].role: unknown role `victm`; did you mean `victim`?",
        ),
        (
            r#"{ "incident": { "triggers": [ "deth" ] } }"#,
            "incident.triggers[0]",
        ),
        (
            r#"{ "incident": { "parallel": [ "child_deth_review" ] } }"#,
            "did you mean `child_death_review`?",
        ),
        (
            r#"{ "incident": { "serious_violence": 1 } }"#,
            "incident.serious_violence",
        ),
        (
            r#"{ "incident": { "serious_violence": "true" } }"#,
            "incident.serious_violence",
        ),
        (
            r#"{ "incident": { "serious_violence": true, "serious_violence": true } }"#,
            "serious_violence",
        ),
        (
            r#"{ "incident": { "occurred_at": "2026-11-20" } }"#,
            "incident.occurred_at",
        ),
        (
            r#"{ "incident": { "occurred_at": "2026-11-31T10:00:00Z" } }"#,
            "incident.occurred_at",
        ),
        (
            r#"{ "incident": { "occurred_at": "2026-11-20T10:00:00" } }"#,
            "incident.occurred_at",
        ),
        (
            r#"{ "people": [ { "id": "p1", "role": "victim", "date_of_birth": "2011-02-29" } ] }"#,
            "people[0].date_of_birth",
        ),
        (
            r#"{ "incident": { "occurred_at": "2026-11-20T10:00:00Z" },
                "people": [ { "id": "p1", "role": "victim", "date_of_birth": "2026-11-21" } ] }"#,
            "people[0].date_of_birth",
        ),
        (
            r#"{ "people": [ { "id": "p1", "role": "victim", "age": -1 } ] }"#,
            "people[0].age",
        ),
        (
            r#"{ "people": [ { "id": "p1", "role": "victim", "age": 15.5 } ] }"#,
            "people[0].age",
        ),
        (r#"{ "people": { } }"#, "people"),
        (r#"{ "incident": [ ] }"#, "incident"),
        (r"{ } { }", "not JSON"),
        ("null", "input"),
    ] {
        let ran = advise("tower-hamlets", input);
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
fn each_refusal_of_an_event_names_its_place() {
    for (event, words) in [
        (
            r#"{ "event": "alert_snt", "at": "2026-11-20T10:00:00Z" }"#,
            "events[0].event",
        ),
        (r#"{ "at": "2026-11-20T10:00:00Z" }"#, "events[0]"),
        (
            r#"{ "event": "alert_sent", "when": "2026-11-20T10:00:00Z" }"#,
            "events[0].when",
        ),
        (
            r#"{ "event": "alert_sent", "at": "2026-11-20T10:00:00Z", "precision": "dya" }"#,
            "did you mean `day`?",
        ),
        (r#"{ "event": "alert_sent" }"#, "events[0]"),
        (
            r#"{ "event": "criteria_decided", "value": "mett", "at": "2026-11-20T10:00:00Z" }"#,
            "did you mean `met`?",
        ),
    ] {
        let input = format!(r#"{{ "events": [ {event} ] }}"#);
        let ran = clocks("tower-hamlets", "2026-11-21T10:00:00Z", &input);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), ""),
            "{event}: {}",
            ran.err
        );
        assert!(
            ran.err.contains(words),
            "{event}: no «{words}» in {}",
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
    assert_eq!(advise("barnet", &deep).code, Some(1));
    let many = |people: usize| {
        let people: Vec<String> = (0..people)
            .map(|n| format!(r#"{{ "id": "p{n}", "role": "sibling", "age": 9 }}"#))
            .collect();
        advise(
            "barnet",
            &format!(r#"{{ "people": [ {} ] }}"#, people.join(",")),
        )
    };
    assert_eq!(many(256).code, Some(0));
    let refused = many(257);
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    assert!(
        refused.err.contains("people: 257 of them; 256 is the most"),
        "{}",
        refused.err
    );
    let events = |count: usize| {
        let event = r#"{ "event": "police_notice", "at": "2026-11-20T10:00:00Z" }"#;
        let events = vec![event; count].join(",");
        clocks(
            "barnet",
            "2026-11-21T10:00:00Z",
            &format!(r#"{{ "events": [ {events} ] }}"#),
        )
    };
    assert_eq!(events(10_000).code, Some(0));
    let refused = events(10_001);
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    assert!(
        refused
            .err
            .contains("events: 10001 of them; 10000 is the most"),
        "{}",
        refused.err
    );
    let long = advise("barnet", &format!("{{}}{}", " ".repeat(4_000_000)));
    assert_eq!((long.code, long.out.as_str()), (Some(1), ""));
    assert!(long.err.contains("longer than 4 MB"), "{}", long.err);
}

/// A message repeats little of what was given, on one line, and nothing that a terminal obeys.
#[test]
fn what_is_echoed_is_short_and_plain() {
    for key in [
        "x".repeat(1_000_000),
        format!("a\\nFALSE: line\\u001b[31m{}", "y".repeat(500)),
    ] {
        let ran = advise(
            "barnet",
            &format!(r#"{{ "incident": {{ "{key}": true }} }}"#),
        );
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        assert!(ran.err.len() < 500, "{}", ran.err.len());
        assert!(
            !ran.err.contains("\nFALSE") && !ran.err.contains('\u{1b}'),
            "{}",
            ran.err
        );
        assert!(ran.err.contains('…'), "{}", ran.err);
    }
    let long = format!(
        r#"{{ "people": [ {{ "id": "p1", "role": "{}" }} ] }}"#,
        "x".repeat(200)
    );
    let ran = advise("barnet", &long);
    let cut = format!("unknown role `{}…`", "x".repeat(80));
    assert!(ran.err.contains(&cut), "{}", ran.err);
    let ran = advise(
        "barnet",
        r#"{ "people": [ { "id": "p1", "role": "a\nb\u001b[31m" } ] }"#,
    );
    let marked = "unknown role `a<U+000A>b<U+001B>[31m`";
    assert!(ran.err.contains(marked), "{}", ran.err);
}

/// What a decision's event carries is one of that decision's values, or not known.
#[test]
fn the_event_of_a_decision_carries_its_values() {
    let event = |pack: &str, id: &str, value: &str| {
        let input = format!(
            r#"{{ "events": [ {{ "event": "{id}"{value}, "at": "2026-11-20T10:00:00Z" }} ] }}"#
        );
        clocks(pack, "2026-11-21T10:00:00Z", &input)
    };
    for (pack, id, value) in [
        ("tower-hamlets", "recommendation_made", ""),
        (
            "tower-hamlets",
            "recommendation_made",
            r#", "value": "cspr""#,
        ),
        ("barnet", "recommendation_made", r#", "value": "national""#),
        (
            "barnet",
            "final_decision_made",
            r#", "value": "initiate_cspr""#,
        ),
    ] {
        let ran = event(pack, id, value);
        assert_eq!(ran.code, Some(0), "{id} {value}: {}", ran.err);
    }
    for (pack, id, value) in [
        (
            "tower-hamlets",
            "recommendation_made",
            r#", "value": "national""#,
        ),
        ("tower-hamlets", "panel_held", r#", "value": "yes""#),
        ("tower-hamlets", "criteria_decided", ""),
    ] {
        let ran = event(pack, id, value);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{id} {value}");
        assert!(ran.err.contains("events[0].value"), "{}", ran.err);
    }
}

#[test]
fn what_is_no_text_or_has_no_end_is_refused() {
    let bytes = |input: &[u8]| {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("input");
        std::fs::write(&file, input).expect("written");
        let name = file.to_str().expect("a path").to_owned();
        run(
            &["advise", "--pack", "barnet", "--json", "--facts", &name],
            "",
        )
    };
    let ran = bytes(b"{ \"incident\": \"\xff\" }");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(
        ran.err.contains("it is not UTF-8 at byte 15"),
        "{}",
        ran.err
    );
    let ran = run(&["advise", "--pack", "barnet", "--facts", "/dev/zero"], "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("longer than 16 MiB"), "{}", ran.err);
    let ran = run(&["advise", "--pack", "/dev/zero"], "{}");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
}

/// Every instant, and every one that is counted from it, is written with a year of four figures.
#[test]
fn a_year_that_cannot_be_counted_from_is_refused() {
    for year in ["0000", "9999", "10000"] {
        let at = format!("{year}-06-01T10:00:00Z");
        let ran = advise(
            "barnet",
            &format!(r#"{{ "incident": {{ "occurred_at": "{at}" }} }}"#),
        );
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{at}");
        let place = format!("incident.occurred_at: `{at}` is ");
        assert!(ran.err.contains(&place), "{}", ran.err);
        let input = format!(r#"{{ "events": [ {{ "event": "alert_sent", "at": "{at}" }} ] }}"#);
        let ran = clocks("tower-hamlets", "2026-11-21T10:00:00Z", &input);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{at}");
        let place = format!("events[0].at: `{at}` is ");
        assert!(ran.err.contains(&place), "{}", ran.err);
        let ran = clocks("tower-hamlets", &at, "{}");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{at}");
    }
    // The offset makes the year: this is the year 9999 in UTC.
    let input = r#"{ "events": [ { "event": "alert_sent", "at": "9998-12-31T23:30:00-01:00" } ] }"#;
    let ran = clocks("tower-hamlets", "2026-11-21T10:00:00Z", input);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    let last = r#"{ "events": [ { "event": "review_initiated", "at": "9998-12-31T10:00:00Z" } ] }"#;
    let ran = clocks("england", "9998-12-31T11:00:00Z", last);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("\"9999-06-30T"), "six months on");
}
