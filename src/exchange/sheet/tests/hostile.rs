//! Files that were made to do harm, each refused with its reason.

use std::fmt::Write;

use super::made::{compound, content, ods, parts, records, with, xlsx, zipped};
use super::rows;

/// Says why a file is refused.
fn why(bytes: &[u8]) -> String {
    match rows(bytes) {
        Err(refusal) => refusal.why,
        Ok(rows) => panic!("refused, and not {} rows", rows.len()),
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    // 60 MB of nothing, in 60 kB.
    let nothing = " ".repeat(60 << 20);
    let bomb = "it would unpack to more than a register can be";
    let mut all = parts("", false);
    all.push(("xl/sharedStrings.xml", nothing.clone()));
    let packed = with(&all);
    assert!(packed.len() < 200_000, "{}", packed.len());
    assert_eq!(why(&packed), bomb);
    assert_eq!(why(&ods(&nothing)), bomb);
    // Not as dense, and longer than all may be together.
    let (mut dice, mut noise) = (1_u32, String::new());
    while noise.len() < 26 << 20 {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let _infallible = write!(noise, "{dice:08x}{ZEROS}");
    }
    let mut all = parts("", false);
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        all.push((name, noise.clone()));
    }
    let packed = with(&all);
    assert!(packed.len() < 32 << 20, "{}", packed.len());
    assert_eq!(why(&packed), bomb);
}

/// What makes a part twelve times as long as it is packed.
const ZEROS: &str =
    "000000000000000000000000000000000000000000000000000000000000000000000000000000000000";

#[test]
fn a_thousand_parts_are_too_many() {
    let names: Vec<String> = (0..1_001)
        .map(|number| format!("xl/media/{number}.png"))
        .collect();
    let mut all: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    all.push(("xl/workbook.xml", "<workbook/>"));
    assert_eq!(why(&zipped(&all)), "it is made of more than 1,000 parts");
}

#[test]
fn entities_are_refused_wherever_they_are_declared() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>";
    let declares = "a part of it declares entities, which no register needs";
    let mut all = parts("", false);
    all.push(("xl/sharedStrings.xml", laughs.to_owned()));
    assert_eq!(why(&with(&all)), declares);
    // Over the end of what is read at a time.
    for before in (64 << 10) - 12..(64 << 10) {
        let mut all = parts("", false);
        all.push((
            "docProps/app.xml",
            format!("{}{laughs}", "-".repeat(before)),
        ));
        assert_eq!(why(&with(&all)), declares);
    }
    let foreign = content(
        "<table:table-row><table:table-cell><text:p>&file;</text:p></table:table-cell></table:table-row>",
    );
    let foreign = format!("<!DOCTYPE x [<!ENTITY file SYSTEM \"file:///etc/passwd\">]>{foreign}");
    let all = [("mimetype", "x"), ("content.xml", foreign.as_str())];
    assert_eq!(why(&zipped(&all)), declares);
    let undeclared = ods(
        "<table:table-row><table:table-cell><text:p>&file;</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(
        why(&undeclared),
        "it is damaged: a part of it is not as a spreadsheet's is"
    );
}

#[test]
fn a_million_columns_or_cells_without_end_are_refused() {
    let wide = "Register, row 1: a row has more than 1,000 columns";
    let cell = |name: &str| format!("<row r=\"1\"><c r=\"{name}\"><v>1</v></c></row>");
    assert_eq!(why(&xlsx(&cell("ALM1"), false)), wide);
    assert_eq!(why(&xlsx(&cell("XFD1"), false)), wide);
    let repeated = |rows: u32, columns: u32| {
        ods(&format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>x</text:p>\
             </table:table-cell></table:table-row>"
        ))
    };
    assert!(why(&repeated(1, 1_000_000)).ends_with("a row has more than 1,000 columns"));
    assert!(why(&repeated(1_000_000, 1)).ends_with("a row of it is repeated without end"));
    let many = repeated(1_000, 1_000);
    assert_eq!(rows(&many).unwrap().len(), 1_000);
    let six: String = std::iter::repeat_n(
        "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell \
         table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>x</text:p>\
         </table:table-cell></table:table-row>",
        6,
    )
    .collect();
    assert_eq!(why(&ods(&six)), "it has more than 5,000,000 cells");
    let text = "x,".repeat(1_001);
    assert!(why(text.as_bytes()).ends_with("a row has more than 1,000 columns"));
}

#[test]
fn a_quote_that_is_never_closed_is_no_row_of_a_hundred_megabytes() {
    let text = format!("Ref,Details\nA1,\"{}\n", "and so on\n".repeat(300_000));
    assert!(why(text.as_bytes()).contains("a quote may never have been closed"));
    let text = "\0\0\0\0,binary";
    assert!(why(text.as_bytes()).starts_with("it is no text"));
    let half = [&b"\xFF\xFE"[..], &[0x00, 0xD8, b'a', 0]].concat();
    assert!(why(&half).contains("bytes that are no text"));
}

#[test]
fn what_brings_a_program_with_it_is_refused() {
    let macros = "it has macros in it";
    for name in [
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "Basic/Standard/Module1.xml",
        "Scripts/python/x.py",
    ] {
        let mut all = parts("", false);
        all.push((name, "x".to_owned()));
        assert_eq!(why(&with(&all)), macros, "{name}");
    }
    // LibreOffice leaves empty folders of these names.
    let mut all = parts("", false);
    all.push(("Basic/", String::new()));
    assert!(rows(&with(&all)).is_ok());
    let book = records(&[(0x809, vec![0; 16]), (0x0A, Vec::new())]);
    assert_eq!(
        why(&compound(&[("/Workbook", &book)], &["/_VBA_PROJECT_CUR"])),
        macros
    );
}

#[test]
fn what_has_a_password_says_so() {
    let locked = "it has a password";
    assert_eq!(
        why(&compound(
            &[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")],
            &[]
        )),
        locked
    );
    let book = records(&[(0x809, vec![0; 16]), (0x2F, vec![1; 6])]);
    assert_eq!(why(&compound(&[("/Workbook", &book)], &[])), locked);
    let all = [
        ("mimetype", "x"),
        ("content.xml", "\u{1}\u{2}"),
        (
            "META-INF/manifest.xml",
            "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
        ),
    ];
    assert_eq!(why(&zipped(&all)), locked);
}

#[test]
fn an_old_workbook_of_two_cells_at_its_ends_makes_no_room_for_all_between() {
    let cell = |row: u16, column: u16| {
        let mut body = row.to_le_bytes().to_vec();
        body.extend(column.to_le_bytes());
        body.extend([0; 10]);
        (0x203, body)
    };
    let begin = || (0x809, vec![0; 16]);
    let book = records(&[begin(), cell(0, 0), cell(65_535, 255)]);
    assert_eq!(
        why(&compound(&[("/Workbook", &book)], &[])),
        "it has more than 5,000,000 cells"
    );
    let book = [records(&[begin(), cell(0, 0)]), vec![3, 2, 0xFF, 0xFF]].concat();
    assert_eq!(
        why(&compound(&[("/Workbook", &book)], &[])),
        "it is damaged: its last record is cut off"
    );
    assert_eq!(
        why(&compound(&[("/WordDocument", b"x")], &[])),
        "it is no workbook"
    );
}

#[test]
fn what_is_cut_off_is_refused_wherever_it_is() {
    let whole = xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", false);
    for length in (8..whole.len()).step_by(7) {
        assert!(rows(&whole[..length]).is_err(), "{length}");
    }
    let half = xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v>", false);
    assert!(rows(&half).is_err());
    let back =
        "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    assert!(why(&xlsx(back, false)).contains("its rows are not in their order"));
}
