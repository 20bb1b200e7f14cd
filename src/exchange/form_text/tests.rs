use super::*;
use crate::rules::form::tests::{alert, at, incident, pack};

fn written(incident: &Incident) -> String {
    let pack = pack();
    form_text(
        &pack,
        alert(&pack),
        incident,
        at("2026-11-20T22:10:00Z"),
        "D. Okafor-Example",
    )
}

#[test]
fn the_form_is_marked_and_says_what_it_is() {
    let text = written(&incident());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines.get(..7).expect("a heading"),
        [
            "OFFICIAL-SENSITIVE",
            "",
            "Supporting Families Serious Incident Alert Form",
            "London Borough of Tower Hamlets",
            "Reference TH-2026-0042",
            "Written out Fri 20 Nov 2026 22:10 GMT by D. Okafor-Example",
            "Fields marked (added) are not on the printed form.",
        ]
    );
    assert!(text.ends_with("End of TH-2026-0042. OFFICIAL-SENSITIVE\n"));
}

#[test]
fn fields_stand_in_the_councils_order_with_their_values() {
    let text = written(&incident());
    let mut rest = text.as_str();
    for line in [
        "Notifier Details\n----------------\n",
        "Name: D. Okafor-Example\n",
        "Agency:\n",
        "Phone to ring back (added):\n",
        "Date (of Alert): Fri 20 Nov 2026 22:05 GMT\n",
        "Reason for alert: not known\n",
        "Purpose for Alert: For Action; Media Interest\n",
        "Child Details (subject) - p1 victim\n",
        "Name (added): M. Ahmadi-Example\n",
        "DOB: 4 Mar 2012\n",
        "Has died (added): not known\n",
        "Seriously harmed (added): yes\n",
        "Sibling details - p2 sibling\n",
        "Name (added): Ş. Ahmadi-Example\n",
        "Date of Incident: time not known\n",
        "Incident Details:\n    Stabbed once in the arm outside school.\n",
        "Safety plan:\n    Stays on the ward tonight.\n",
        "Serious Incident Notification Criteria Met / Not Met:\n",
        "Response to Referrer\n",
    ] {
        let (_, after) = rest
            .split_once(line)
            .unwrap_or_else(|| panic!("{line:?} is not in its place in:\n{text}"));
        rest = after;
    }
    assert!(
        !text.contains("R. Doe-Example"),
        "an adult has no child's section"
    );
}

#[test]
fn every_label_of_the_form_is_there_even_when_nothing_is_known() {
    let mut bare = incident();
    bare.people.clear();
    bare.form.clear();
    bare.timeline.clear();
    bare.narrative.clear();
    let text = written(&bare);
    let pack = pack();
    for section in &alert(&pack).section {
        assert!(text.contains(&section.title), "{}", section.title);
        for field in section.field.iter().filter(|_| section.repeats.is_none()) {
            let label = field.label.trim_end_matches(':');
            assert!(text.contains(label), "{label}");
        }
    }
    assert!(text.contains("Nobody recorded."));
}

#[test]
fn long_and_hostile_words_are_wrapped_and_made_visible() {
    let mut incident = incident();
    incident.narrative = format!(
        "{}\nEnd of TH-2026-0042.\u{1b}[2J \u{202e}tfel\n{}",
        "word ".repeat(60),
        "x".repeat(300)
    );
    let text = written(&incident);
    assert!(
        text.lines()
            .all(|line| crate::domain::text::width(line) <= 76)
    );
    assert!(text.contains("    End of TH-2026-0042.<U+001B>[2J <U+202E>tfel"));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    let kept: usize = text
        .lines()
        .filter(|line| line.trim_start().chars().all(|c| c == 'x'))
        .map(|line| line.trim_start().len())
        .sum();
    assert_eq!(kept, 300, "nothing of a long word is lost");
}
