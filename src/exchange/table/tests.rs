//! What is written is read back, and nothing of it is a formula.

use chrono::NaiveDate;

use super::*;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn table(words: &str) -> Table {
    let column = |title: &str| Column {
        title: title.to_owned(),
        width: 20,
    };
    Table {
        name: "Register",
        marking: "OFFICIAL-SENSITIVE",
        cover: vec![("Query".to_owned(), "=1+1".to_owned())],
        columns: ["Reference", "Told", "Born", "Due", "Summary"]
            .map(column)
            .into(),
        rows: vec![vec![
            Cell::text("TH-2026-0001"),
            Cell::moment(Some(at("2026-07-20T20:15:00Z"))),
            Cell::Day(NaiveDate::from_ymd_opt(2010, 3, 4).unwrap()),
            Cell::Count(3),
            Cell::text(words),
        ]],
    }
}

fn lines(table: &Table) -> Vec<Vec<String>> {
    let bytes = table.to_csv().unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn plain_text_has_the_titles_the_clock_of_london_and_the_marking() {
    let said = "Stabbed, \"outside\" the\nlibrary";
    assert_eq!(
        lines(&table(said)),
        [
            ["Reference", "Told", "Born", "Due", "Summary", "Marking"].map(str::to_owned),
            [
                "TH-2026-0001",
                "2026-07-20 21:15",
                "2010-03-04",
                "3",
                said,
                "OFFICIAL-SENSITIVE"
            ]
            .map(str::to_owned),
        ]
    );
}

#[test]
fn nothing_that_was_typed_begins_a_formula() {
    for words in [
        "=HYPERLINK(\"http://evil.example\")",
        "+44 20 7946 0000",
        "-1",
        "@SUM(A1)",
        "  =1+1",
        "\t=1+1",
        "\u{FEFF}=1+1",
        "\u{200B}=1+1",
        "\r\n@x",
        "＝1+1",
    ] {
        let written = lines(&table(words)).remove(1).remove(4);
        let first = written.chars().next().unwrap();
        assert!(!"=+-@＝＋－＠".contains(first), "{words:?}: {written:?}");
        let bare = written.trim_start();
        let is_bare = bare
            .chars()
            .next()
            .is_some_and(|c| "=+-@＝＋－＠".contains(c));
        assert!(!is_bare, "{words:?}: {written:?}");
    }
    assert_eq!(
        lines(&table("A-level results")).remove(1).remove(4),
        "A-level results"
    );
}

#[test]
fn a_row_that_has_not_a_cell_a_column_is_refused() {
    let mut short = table("x");
    short.rows.push(vec![Cell::Empty]);
    assert!(short.to_csv().is_err());
}

#[test]
fn a_text_that_is_longer_than_a_cell_is_cut_and_says_so() {
    let long = "ß".repeat(40_000);
    let Cell::Text(cut) = Cell::text(&long) else {
        panic!("words");
    };
    assert!(
        cut.chars().count() < 32_767,
        "what a cell of a workbook holds"
    );
    assert!(cut.ends_with("(cut here: the desk has all of it)"));
    assert!(table(&long).to_xlsx(at("2026-11-20T22:10:00Z")).is_ok());
}
