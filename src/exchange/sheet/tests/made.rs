//! Files of each format, made of their parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Packs parts.
pub(in crate::exchange) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Returns the parts of a workbook of one sheet with these rows; style 1 is a day with a time.
pub(in crate::exchange) fn parts(rows: &str, is_1904: bool) -> Vec<(&'static str, String)> {
    let of_1904 = if is_1904 { " date1904=\"1\"" } else { "" };
    vec![
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>\
                 </Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><workbookPr{of_1904}/><sheets>\
                 <sheet name=\"Register\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"rId2\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/>\
                 </cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ]
}

/// Returns a workbook of one sheet.
pub(in crate::exchange) fn xlsx(rows: &str, is_1904: bool) -> Vec<u8> {
    with(&parts(rows, is_1904))
}

/// Packs parts that were made.
pub(in crate::exchange) fn with(parts: &[(&'static str, String)]) -> Vec<u8> {
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    zipped(&parts)
}

/// Returns an `OpenDocument` spreadsheet of one sheet.
pub(in crate::exchange) fn ods(rows: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content(rows)),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ])
}

/// Returns what stands in an `OpenDocument` spreadsheet.
pub(in crate::exchange) fn content(rows: &str) -> String {
    let of = "urn:oasis:names:tc:opendocument:xmlns";
    format!(
        "<office:document-content xmlns:office=\"{of}:office:1.0\" xmlns:table=\"{of}:table:1.0\" \
         xmlns:text=\"{of}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Register\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    )
}

/// Returns a stream of an old workbook: records of a number and a body.
pub(in crate::exchange) fn records(all: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (kind, body) in all {
        out.extend(kind.to_le_bytes());
        out.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
        out.extend(body);
    }
    out
}

/// Returns an old workbook with these streams and folders.
pub(in crate::exchange) fn compound(streams: &[(&str, &[u8])], folders: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for folder in folders {
        file.create_storage(folder).unwrap();
    }
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}
