//! The reports of quality assurance from the command line: read, written out, marked as shared.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use dutydesk::domain::command::Edit;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::ledger::{Learning, NewEntry};
use dutydesk::domain::timeline::NewEvent;

use super::home::{Home, NAME, now};

fn event(kind: &str) -> Edit {
    Edit::Event(NewEvent {
        reason: "because".to_owned(),
        ..NewEvent::new(kind, Moment::exact(now()))
    })
}

fn learned(text: &str) -> Edit {
    Edit::AddEntry(NewEntry::new(Learning {
        text: text.to_owned(),
    }))
}

/// A desk with cases of this month, each with something learned.
fn kept(texts: &[&str]) -> Home {
    let home = Home::with_desk();
    for text in texts {
        let id = home.log(2, "Stabbed");
        home.revise(id, vec![learned(text), event("need_to_know_detailed_done")]);
    }
    home
}

#[test]
fn what_came_in_is_read_line_by_line_each_number_with_its_query() {
    let home = kept(&["Ring twice", "The school knew"]);
    let ran = home.run(&["report", "activity"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let month = now().london_date().format("%Y-%m").to_string();
    let all = format!("  All  2  [received:{month}]");
    assert!(ran.out.lines().any(|line| line == all), "{}", ran.out);
    assert!(
        ran.out.starts_with("OFFICIAL-SENSITIVE\nWHAT CAME IN: "),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains(NAME), "{}", ran.out);
    // What stands in brackets is what the register is asked.
    for line in ran.out.lines().filter(|line| line.ends_with(']')) {
        let (number, query) = line.rsplit_once("  [").expect("a query");
        let query = query.trim_end_matches(']');
        let count = number.rsplit("  ").next().expect("a number");
        let count: usize = count
            .split(' ')
            .next()
            .expect("a number")
            .parse()
            .expect("a count");
        let listed = home.run(&["register", "--json", query]).json();
        assert_eq!(
            listed["incidents"].as_array().map(Vec::len),
            Some(count),
            "{line}"
        );
    }
}

#[test]
fn days_that_are_none_are_refused() {
    let home = kept(&[]);
    for wrong in ["2026-13", "november", "2026"] {
        let ran = home.run(&["report", "activity", "--month", wrong]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
    }
    let ran = home.run(&[
        "report",
        "timeliness",
        "--from",
        "2026-11-02",
        "--to",
        "2026-11-01",
    ]);
    ran.refused("its last day is before its first");
    let path = home.path().join("report.pdf").display().to_string();
    let ran = home.run(&["report", "activity", "--out", &path]);
    ran.refused("ends in neither .xlsx nor .csv");
}

#[test]
fn each_report_is_a_workbook_and_plain_text_and_stands_in_the_journal() {
    let home = kept(&["Ring twice", "The school knew", "Ask again"]);
    for of in ["activity", "timeliness", "learning", "inspection"] {
        for end in ["xlsx", "csv"] {
            let path = home
                .path()
                .join(format!("{of}.{end}"))
                .display()
                .to_string();
            let ran = home.run(&["report", of, "--out", &path]);
            assert_eq!(ran.code, Some(0), "{ran:?}");
            let again = home.run(&["report", of, "--out", &path]);
            again.refused("Name a file that is not there yet");
        }
    }
    let path = home.path().join("inspection.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let sheet = book.worksheet_range("Inspection").expect("the children");
    assert_eq!(sheet.height(), 4, "the titles and three children");
    let mut cells = sheet.cells().map(|(_, _, cell)| cell.to_string());
    assert!(cells.any(|cell| cell == NAME));
    let formulas = book.worksheet_formula("Inspection").expect("formulas");
    assert!(formulas.is_empty());
    // Nothing that leaves to others names a child or a case.
    let text = fs::read_to_string(home.path().join("learning.csv")).expect("the file");
    assert!(
        text.contains("Ring twice") && !text.contains(NAME) && !text.contains("TH-"),
        "{text}"
    );
    let named = home.path().join("unnamed.csv").display().to_string();
    let ran = home.run(&["report", "inspection", "--no-names", "--out", &named]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = fs::read_to_string(&named).expect("the file");
    assert!(!text.contains(NAME) && !text.contains("EX-771"), "{text}");
    let verified = home.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

#[test]
fn a_month_is_marked_as_shared_once_with_the_audiences_named() {
    let home = kept(&["Ring twice", "The school knew"]);
    let ran = home.run(&["report", "learning", "--shared", "--audience", "Nobody"]);
    ran.refused("Nobody is no audience of this protocol");
    let ran = home.run(&["report", "learning", "--shared", "--audience", "slt"]);
    assert!(ran.out.contains("2 marked as shared with SLT"), "{ran:?}");
    let shown = home.run(&["show", "1"]);
    assert!(shown.out.contains("shared with: SLT"), "{}", shown.out);
    let version = |home: &Home| home.run(&["show", "1", "--json"]).json()["version"].clone();
    let before = version(&home);
    let again = home.run(&["report", "learning", "--shared"]);
    assert!(again.out.contains("nothing was changed"), "{again:?}");
    assert_eq!(version(&home), before);
}

#[test]
fn a_name_in_what_was_learned_is_told_of_and_holds_it_back_until_it_is_looked_at() {
    let home = kept(&["Zaynab was not asked"]);
    let ran = home.run(&["report", "learning"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.err.contains("learning 1: 1 word may be a name"),
        "{ran:?}"
    );
    let path = home.path().join("learning.xlsx").display().to_string();
    for more in [&["--out", path.as_str()][..], &["--shared"]] {
        let ran = home.run(&[&["report", "learning"], more].concat());
        ran.refused("what was learned may hold names");
    }
    assert!(!home.path().join("learning.xlsx").exists());
    let ran = home.run(&["report", "learning", "--checked", "--shared"]);
    assert!(ran.out.contains("1 marked as shared"), "{ran:?}");
}
