//! Marks are a person's, each checked, and nothing that is withheld is written.

use super::*;

fn item(id: &str, text: &str) -> Item {
    Item {
        id: id.to_owned(),
        what: format!("what {id} is"),
        text: text.to_owned(),
    }
}

fn held() -> Vec<Item> {
    vec![
        item("X/1", "Told the school \"yes\"\nand went home."),
        item("X/2", "Mrs Neighbour saw it."),
        item("X/3", "[[item]] 'tricky'''\u{1b}"),
    ]
}

/// Marks the items of a file in their order, as somebody with an editor does.
fn mark(text: &str, marks: [&str; 3]) -> String {
    let mut parts = text.split("mark = \"\"\nexemption = \"\"\nreleased = \"\"\n");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, mark) in parts.zip(marks) {
        out.push_str(mark);
        out.push('\n');
        out.push_str(part);
    }
    out
}

const RELEASE: &str = "mark = \"release\"\nexemption = \"\"\nreleased = \"\"";
const REDACT: &str =
    "mark = \"redact\"\nexemption = \"third_party\"\nreleased = \"Somebody saw it.\"";
const WITHHOLD: &str = "mark = \"withhold\"\nexemption = \"serious_harm\"\nreleased = \"\"";

#[test]
fn what_is_marked_is_read_back_and_what_is_withheld_is_counted_alone() {
    let held = held();
    let file = mark(&unmarked(&held).unwrap(), [RELEASE, REDACT, WITHHOLD]);
    let marked = read(&file, &held).unwrap();
    let counts = Counts::of(&marked);
    assert_eq!(
        counts.to_string(),
        "3 items: 1 released, 1 redacted, 1 withheld"
    );
    let now = Instant::parse_rfc3339("2026-12-24T22:10:00Z").unwrap();
    let out = written("Example Council", &marked, ["iaudit", "msqa"], now);
    for words in [
        "OFFICIAL-SENSITIVE\n",
        "Marked by iaudit; released by msqa, Thu 24 Dec 2026 22:10",
        "Told the school \"yes\"\nand went home.",
        "Somebody saw it.",
        "In part: it tells of somebody else",
        "Withheld: 1. giving it would be likely to cause serious harm",
    ] {
        assert!(out.contains(words), "no «{words}» in {out}");
    }
    assert!(
        !out.contains("Neighbour") && !out.contains("tricky"),
        "{out}"
    );
}

#[test]
fn a_file_that_is_not_whole_is_refused_with_its_place_and_quotes_nothing() {
    let held = held();
    let blank = unmarked(&held).unwrap();
    let full = mark(&blank, [RELEASE, REDACT, WITHHOLD]);
    let cases = [
        (blank, "X/1: nobody has marked it"),
        (
            full.replace("third_party", "because"),
            "X/2: say which exemption",
        ),
        (
            full.replace("Somebody saw it.", ""),
            "X/2: `released` holds",
        ),
        (
            full.replace("\"withhold\"", "\"keep\""),
            "X/3: its mark is none",
        ),
        (
            full.replace("Mrs Neighbour saw it.", "Nobody saw it."),
            "X/2 says something else",
        ),
        (full.replace("X/2\"", "X/9\""), "X/2 is missing"),
        (
            format!("{full}\nnonsense Neighbour"),
            "is not as this file is written",
        ),
        (
            full.replacen(
                "\"release\"\nexemption = \"\"",
                "\"release\"\nexemption = \"third_party\"",
                1,
            ),
            "X/1: what is released",
        ),
    ];
    for (file, why) in cases {
        let fault = read(&file, &held).unwrap_err().to_string();
        assert!(fault.contains(why), "{fault}, not {why}");
        assert!(!fault.contains("Neighbour"), "{fault}");
    }
    // An item more on the desk than in the file.
    let mut more = held;
    more.push(item("X/4", "learned since"));
    let fault = read(&full, &more).unwrap_err().to_string();
    assert!(fault.contains("X/4 is missing"), "{fault}");
}
