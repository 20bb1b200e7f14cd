//! Which column is what, by its header.

use super::super::words;
use super::{came, pack, plain, said};
use crate::exchange::import::{Columns, How, Target};

#[test]
fn every_usual_header_and_value_is_of_something_and_stands_once() {
    let pack = pack();
    let mut seen = Vec::new();
    for usual in &words::words().columns {
        assert!(Target::of_usual(&pack, &usual.is).is_some(), "{}", usual.is);
        for word in &usual.words {
            assert_eq!(*word, crate::domain::text::fold(word), "folded");
            assert!(!seen.contains(&word), "{word} stands twice");
            seen.push(word);
        }
    }
    assert!(seen.len() > 150);
    for usual in &words::words().values {
        for word in &usual.words {
            assert_eq!(*word, crate::domain::text::fold(word), "folded");
        }
    }
}

#[test]
fn headers_are_known_however_they_are_written() {
    for (header, expected) in [
        ("Ref. No.", "reference"),
        ("STATUS", "status"),
        ("Date of  Incident", "form.date_of_incident"),
        ("date_of_alert", "form.date_of_alert"),
        ("Date (of Alert)", "form.date_of_alert"),
        ("Child's DOB", "form.dob"),
        ("D.O.B.", "form.dob"),
        ("MOSAIC ID", "form.mosaic_id"),
        ("Parent(s) Names", "form.parents"),
        ("Reason for alert", "form.reason_for_alert"),
        (
            "Serious Incident Notification Criteria Met / Not Met",
            "decision.criteria",
        ),
        ("Decision date", "decision.criteria.at"),
        ("Final Decision", "decision.final_decision"),
        ("Date notified to DfE", "event.sin_submitted"),
        ("Panel date", "event.panel_held"),
        ("Learning shared", "event.learning_shared"),
        ("Director told", "event.director_told"),
        ("Date Closed", "event.case_closed"),
        ("Responded on", "event.referrer_told"),
        ("Action Taken", "form.action_taken"),
        ("DfE due", "keep"),
        ("Borough", "keep"),
        ("Sibling Name", "keep"),
        ("", "keep"),
    ] {
        // Beside a header of another meaning, so that the row is a heading.
        let came = plain(&format!("Team,Agency,\"{header}\"\nx,x,y\n"));
        assert_eq!(came.targets()[2], expected, "{header}");
    }
}

#[test]
fn somebodys_word_goes_before_what_was_kept_and_that_before_a_guess() {
    let text = b"Ref,Date,Notes,Team\nA1,3/2/2024,x,MASH\n";
    let guessed = came(text, &[], None, false);
    assert_eq!(
        guessed.targets(),
        [
            "reference",
            "form.date_of_alert",
            "keep",
            "form.notifier_team"
        ]
    );
    let kept = "ref=reference\ndate=form.date_of_incident\nnotes=form.incident_details\nteam=keep\ngone=event.no_such";
    let saved = came(text, &[], Some(kept), false);
    assert_eq!(
        saved.targets(),
        [
            "reference",
            "form.date_of_incident",
            "form.incident_details",
            "keep"
        ]
    );
    assert_eq!(saved.sheets[0].columns[1].how, How::Saved);
    let told = came(
        text,
        &[("date", "form.told_at"), ("Team", "form.notifier_team")],
        Some(kept),
        false,
    );
    assert_eq!(
        told.targets(),
        [
            "reference",
            "form.told_at",
            "form.incident_details",
            "form.notifier_team"
        ]
    );
    // Of two that would be one the first is it, and what somebody says before both.
    let twice = came(
        b"Date of alert,Received\n3/2/2024,4/2/2024\n",
        &[],
        None,
        false,
    );
    assert_eq!(twice.targets(), ["form.date_of_alert", "keep"]);
    let map = [("Received", "form.date_of_alert")];
    let twice = came(
        b"Date of alert,Received\n3/2/2024,4/2/2024\n",
        &map,
        None,
        false,
    );
    assert_eq!(twice.targets(), ["keep", "form.date_of_alert"]);
    assert_eq!(
        came(text, &[("Dates", "keep")], None, false).not_met,
        ["dates"]
    );
    let wrong = Columns::of(&pack(), &said(&[("Date", "form.no_such")]));
    assert_eq!(
        wrong.err(),
        Some(("Date".to_owned(), "form.no_such".to_owned()))
    );
    // What is kept of a sheet is read back as it was.
    let again = came(text, &[], Some(&told.sheets[0].map()), false);
    assert_eq!(again.targets(), told.targets());
}

#[test]
fn titles_above_a_heading_are_passed_over_and_a_sheet_without_one_is_left_out() {
    let came = plain("Serious incident alerts,,\n,,\nRef,Date of alert,Team\nA1,3/2/2024,MASH\n");
    assert_eq!((came.sheets[0].row, came.cases.len()), (3, 1));
    assert_eq!((came.cases[0].0.row, came.without), (4, 0));
    let none = plain("Meeting,Room\nMonday,4\n");
    assert_eq!((none.sheets.len(), none.without), (0, 1));
}
