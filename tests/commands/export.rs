//! The register written out: read back by other programs, with nothing in it that acts.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};

use super::home::{Home, NAME};

/// A desk with two incidents, the second of which looks like a formula.
fn kept() -> Home {
    let home = Home::with_desk();
    home.log(2, NAME);
    home.log(1, "=HYPERLINK(\"http://evil.example\",\"open\")");
    home
}

fn out(home: &Home, name: &str) -> String {
    home.path().join(name).display().to_string()
}

#[test]
fn a_workbook_opens_with_its_rows_its_times_as_times_and_a_sheet_that_says_what_it_is() {
    let home = kept();
    let path = out(&home, "register.xlsx");
    let written = home.run(&["register", "--out", &path]);
    assert_eq!(written.code, Some(0), "{written:?}");
    assert!(
        written.out.contains("2 rows of the register"),
        "{written:?}"
    );
    let mode = fs::metadata(&path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let sheet = book.worksheet_range("Register").expect("the register");
    let titles: Vec<String> = (0..sheet.width())
        .filter_map(|at| sheet.get((0, at)).map(ToString::to_string))
        .collect();
    assert_eq!(titles[..2], ["reference", "child"]);
    assert_eq!(sheet.height(), 3, "the titles and two rows");
    let told = titles.iter().position(|title| title == "told");
    let told = sheet.get((1, told.expect("told"))).expect("a cell");
    assert!(told.is_datetime() || told.is_empty(), "{told:?}");
    let formulas = book.worksheet_formula("Register").expect("formulas");
    assert!(formulas.is_empty(), "{formulas:?}");
    let about = book.worksheet_range("About").expect("what it is");
    let about: Vec<String> = about.cells().map(|(_, _, cell)| cell.to_string()).collect();
    for said in ["OFFICIAL-SENSITIVE", "everything", "2 of 2", "in full"] {
        assert!(about.iter().any(|cell| cell == said), "{said}: {about:?}");
    }
    // The head of the record is there to be set against it later.
    let head = about.iter().find(|cell| cell.len() == 64).expect("a head");
    let verified = home.run(&["verify", "--expect", head]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(
        sheet
            .cells()
            .all(|(_, _, cell)| !matches!(cell, Data::Error(_)))
    );
}

#[test]
fn plain_text_has_what_was_asked_for_and_no_name_where_none_is_to_leave() {
    let home = kept();
    let path = out(&home, "one.csv");
    let written = home.run(&["register", "0001", "--no-names", "--out", &path]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let text = fs::read_to_string(&path).expect("the file");
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    let titles = lines.next().expect("titles");
    assert!(titles.starts_with("reference,age,"), "{titles}");
    assert!(titles.ends_with(",Marking"), "{titles}");
    let row = lines.next().expect("a row");
    assert!(row.contains("-0001,"), "{row}");
    assert!(row.ends_with(",OFFICIAL-SENSITIVE"), "{row}");
    assert_eq!(lines.next(), None);
    assert!(!text.contains(NAME), "{text}");
}

#[test]
fn no_file_is_written_over_and_a_name_says_what_it_is() {
    let home = kept();
    let path = out(&home, "register.csv");
    fs::write(&path, "mine").expect("written");
    let written = home.run(&["register", "--out", &path]);
    assert_eq!(written.code, Some(1), "{written:?}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "mine");
    let written = home.run(&["register", "--out", &out(&home, "register.pdf")]);
    assert_eq!(written.code, Some(1), "{written:?}");
    assert!(
        written.err.contains("neither .xlsx nor .csv"),
        "{written:?}"
    );
}
