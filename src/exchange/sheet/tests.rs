//! What is read of each format, and what is refused: files that were made to do harm are made here.

mod hostile;
mod made;

use chrono::{NaiveDate, NaiveTime};

use super::*;
use made::{ods, xlsx, zipped};

/// Reads a file whole: each row's number and cells as text.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
    rows_with(bytes, None)
}

fn rows_with(bytes: &[u8], delimiter: Option<u8>) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
    let mut out = Vec::new();
    read(&mut std::io::Cursor::new(bytes), delimiter, &mut |row| {
        let cells = row.cells.iter().map(Cell::shown).collect();
        out.push((row.number, cells));
        Ok(())
    })?;
    Ok(out)
}

fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes)
        .unwrap()
        .into_iter()
        .map(|(_, cells)| cells)
        .collect()
}

const THREE: [[&str; 3]; 2] = [
    ["Ref", "Child", "Born"],
    ["A1", "Zoë O’Example", "3/2/2010"],
];

#[test]
fn plain_text_is_read_with_any_delimiter_and_in_any_encoding() {
    for delimiter in [",", ";", "\t", "|"] {
        let text: String = THREE
            .iter()
            .map(|row| row.join(delimiter) + "\r\n")
            .collect();
        let wide = |big: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for (name, bytes) in [
            ("UTF-8", text.clone().into_bytes()),
            (
                "UTF-8 with a mark",
                marked(b"\xEF\xBB\xBF", text.as_bytes()),
            ),
            ("UTF-16 LE", marked(b"\xFF\xFE", &wide(false))),
            ("UTF-16 BE", marked(b"\xFE\xFF", &wide(true))),
            ("UTF-16 LE without a mark", wide(false)),
            ("UTF-16 BE without a mark", wide(true)),
            (
                "Windows-1252",
                text.replace('ë', "\u{1}")
                    .replace('’', "\u{2}")
                    .bytes()
                    .map(|byte| match byte {
                        1 => 0xEB,
                        2 => 0x92,
                        other => other,
                    })
                    .collect(),
            ),
        ] {
            assert_eq!(texts(&bytes), THREE, "{name}, {delimiter:?}");
        }
    }
    assert_eq!(
        rows_with(b"a:b\nc:d\n", Some(b':')).unwrap(),
        [
            (1, vec!["a".to_owned(), "b".to_owned()]),
            (2, vec!["c".to_owned(), "d".to_owned()])
        ]
    );
    assert_eq!(
        rows(b"sep=;\r\na;b,c\r\n").unwrap()[0],
        (2, vec!["a".to_owned(), "b,c".to_owned()])
    );
}

#[test]
fn a_row_is_counted_as_a_spreadsheet_counts_it_whatever_breaks_of_lines_are_in_it() {
    let text =
        b"Ref,Details\r\nA1,\"One line\r\nand another\"\r\nA2,\"a \"\"word\"\"\"\r\n,\r\nA3,x\r\n";
    let numbers: Vec<u32> = rows(text)
        .unwrap()
        .into_iter()
        .map(|(number, _)| number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 5]);
    assert_eq!(texts(text)[1][1], "One line\r\nand another");
    assert_eq!(texts(text)[2][1], "a \"word\"");
}

#[test]
fn a_workbook_of_today_is_read_with_its_days() {
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ref</t></is></c>\
        <c r=\"C1\" t=\"inlineStr\"><is><t>Date</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\"><v>12</v></c><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" s=\"1\"><v>45000.5</v></c>\
        <c r=\"D3\" t=\"e\"><v>#REF!</v></c></row>";
    // 45,000 days are 15 March 2023; counted from 1904, 16 March 2027.
    for (is_1904, day) in [(false, "2023-03-15 12:00"), (true, "2027-03-16 12:00")] {
        let read = rows(&xlsx(sheet, is_1904)).unwrap();
        assert_eq!(
            read[0],
            (1, vec!["Ref".to_owned(), String::new(), "Date".to_owned()])
        );
        assert_eq!(read[1].0, 3);
        assert_eq!(read[1].1, ["12", "yes", day, "#REF!"]);
    }
}

#[test]
fn a_spreadsheet_of_libre_office_is_read_with_what_repeats() {
    let bytes = ods(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Ref</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>X</text:p>\
         </table:table-cell><table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-05T09:30:00\">\
         <text:p>05/03/24</text:p></table:table-cell><table:table-cell office:value-type=\"string\">\
         <office:annotation><text:p>a note to it</text:p></office:annotation><text:p>One &amp; two</text:p>\
         <text:p>a<text:s text:c=\"2\"/>b</text:p></table:table-cell><table:table-cell office:value-type=\"float\" \
         office:value=\"1.5\"><text:p>1,5</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>",
    );
    let read = rows(&bytes).unwrap();
    assert_eq!(
        read[0].1.iter().take(3).collect::<Vec<_>>(),
        ["Ref", "X", "X"]
    );
    assert_eq!(read[1].0, 5);
    assert_eq!(read[1].1, ["2024-03-05 09:30", "One & two\na  b", "1.5"]);
    assert_eq!(read.len(), 2);
}

#[test]
fn days_are_counted_as_workbooks_count_them() {
    let day = |number, epoch| serial(number, epoch).map(|cell| cell.shown());
    for (number, expected) in [
        (1.0, Some("1900-01-01")),
        (59.0, Some("1900-02-28")),
        // 29 February 1900 never was.
        (60.0, None),
        (61.0, Some("1900-03-01")),
        (45_292.0, Some("2024-01-01")),
        (45_292.75, Some("2024-01-01 18:00")),
        // A time that rounds up to midnight is of the next day.
        (45_291.999_99, Some("2024-01-01")),
        (0.5, None),
        (-3.0, None),
        (2_958_466.0, None),
        (f64::NAN, None),
    ] {
        assert_eq!(day(number, Epoch::Of1900).as_deref(), expected, "{number}");
    }
    assert_eq!(day(0.0, Epoch::Of1904).as_deref(), Some("1904-01-01"));
    assert_eq!(day(43_830.0, Epoch::Of1904).as_deref(), Some("2024-01-01"));
    let noon = NaiveTime::from_hms_opt(12, 0, 0);
    let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    assert_eq!(serial(45_292.5, Epoch::Of1900), Some(Cell::Day(day, noon)));
}

#[test]
fn columns_have_the_letters_of_a_spreadsheet() {
    for (column, expected) in [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16_383, "XFD"),
    ] {
        assert_eq!(letters(column), expected);
    }
}

#[test]
fn what_a_file_is_its_bytes_say() {
    let format = |bytes: &[u8]| format_of(&mut std::io::Cursor::new(bytes));
    assert_eq!(format(&xlsx("", false)), Ok(Format::Xlsx));
    assert_eq!(format(&ods("")), Ok(Format::Ods));
    assert_eq!(format(b"Ref,Date\n"), Ok(Format::Text));
    for (bytes, why) in [
        (&b""[..], "it is empty"),
        (
            &zipped(&[("word/document.xml", "<x/>")]),
            "it is packed, and is no spreadsheet",
        ),
        (
            &zipped(&[("xl/workbook.bin", "x")]),
            "it is a binary workbook (.xlsb)",
        ),
        (
            b"PK\x03\x04 and no more",
            "it is damaged: a part of it cannot be unpacked",
        ),
    ] {
        assert_eq!(format(bytes).unwrap_err().why, why);
    }
}
