//! What a packed file holds and would unpack to, counted before anything else is read of it.
//!
//! A declared length is whatever whoever packed it wrote. Each part is therefore unpacked once and thrown
//! away, up to the limit, and no part that is read after has been longer.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::limits::Format;
use super::refusal::{Refusal, locked};

/// How many parts a file may have.
const MOST_PARTS: usize = 1_000;

/// To how many bytes a workbook may unpack.
const MOST_UNPACKED: u64 = 200 << 20;

/// To how many bytes an `OpenDocument` spreadsheet may: the same table takes three times as many words
/// there, and no more than a row of it is held.
const MOST_UNPACKED_ODS: u64 = 512 << 20;

/// How many times its length a part may unpack to, once that is more than a megabyte.
const MOST_RATIO: u64 = 100;

/// A part that is shorter may be as dense as it likes.
const SMALL: u64 = 1 << 20;

/// Returns what a packed file is, having counted what it holds.
pub(super) fn format_of<R: Read + Seek>(file: &mut R) -> Result<Format, Refusal> {
    check_list(file)?;
    let mut parts = ZipArchive::new(&mut *file).map_err(|_fault| broken())?;
    if parts.len() > MOST_PARTS {
        return Err(too_many_parts());
    }
    let names = parts.file_names();
    let names: Result<Vec<String>, ZipError> = names.map(|name| Ok(name?.into_owned())).collect();
    let names = names.map_err(|_fault| broken())?;
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let format = if has("xl/workbook.xml") {
        Format::Xlsx
    } else if has("content.xml") && has("mimetype") {
        Format::Ods
    } else if has("xl/workbook.bin") {
        return Err(Refusal::new(
            "it is a binary workbook (.xlsb)",
            "Save it as .xlsx and try again.",
        ));
    } else {
        return Err(Refusal::new(
            "it is packed, and is no spreadsheet",
            "Choose an .xlsx, .ods, .xls or .csv file.",
        ));
    };
    refuse_macros(&names)?;
    let most = match format {
        Format::Ods => MOST_UNPACKED_ODS,
        Format::Text | Format::Xlsx | Format::Xls => MOST_UNPACKED,
    };
    let mut all = 0;
    for number in 0..parts.len() {
        let part = parts.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
            _ => broken(),
        })?;
        all += unpacked(part, most.saturating_sub(all))?;
    }
    drop(parts);
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    Ok(format)
}

/// Refuses a file that brings a program with it.
fn refuse_macros(names: &[String]) -> Result<(), Refusal> {
    let is_macro = |name: &String| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin")
            || name.contains("/macrosheets/")
            || name.starts_with("basic/")
            || name.starts_with("scripts/")
    };
    // LibreOffice keeps empty folders of these names: only what holds something is a program.
    let mut parts = names.iter().filter(|name| !name.ends_with('/'));
    if parts.any(is_macro) {
        return Err(Refusal::new(
            "it has macros in it",
            "Save it as .xlsx (without macros) and try again.",
        ));
    }
    Ok(())
}

/// Unpacks a part to nowhere; returns how long it is.
fn unpacked<R: Read>(mut part: ZipFile<'_, R>, most: u64) -> Result<u64, Refusal> {
    let packed = part.compressed_size().max(1);
    let name = part.name().map_err(|_fault| broken())?.into_owned();
    let is_text = [".xml", ".rels", ".rdf"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_manifest = name == "META-INF/manifest.xml";
    let (mut length, mut seen) = (0_u64, Seen::default());
    let mut some = vec![0; 64 * 1024];
    loop {
        let read = part.read(&mut some).map_err(|_fault| broken())?;
        let bytes = some.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            return if is_manifest && seen.locked {
                Err(locked())
            } else {
                Ok(length)
            };
        }
        length += read as u64;
        if length > most || (length > SMALL && length / packed > MOST_RATIO) {
            return Err(Refusal::new(
                "it would unpack to more than a register can be",
                "It may have been made to do harm. Ask whoever sent it.",
            ));
        }
        if is_text {
            seen.look(bytes)?;
        }
    }
}

/// What was seen of a part so far, and its last bytes: a word may stand over the end of what is read at a
/// time.
#[derive(Default)]
struct Seen {
    tail: Vec<u8>,
    locked: bool,
}

impl Seen {
    /// Refuses a declaration of entities, which no spreadsheet program writes, and text in which none
    /// would be found.
    fn look(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.tail.extend(bytes);
        let holds = |word: &[u8]| self.tail.windows(word.len()).any(|part| part == word);
        let is_wide = |mark: &[u8]| self.tail.starts_with(mark);
        if holds(b"<!DOCTYPE") || holds(b"<!ENTITY") || is_wide(b"\xFE\xFF") || is_wide(b"\xFF\xFE")
        {
            return Err(Refusal::new(
                "a part of it declares entities, which no register needs",
                "It may have been made to do harm. Ask whoever sent it.",
            ));
        }
        self.locked |= holds(b"encryption-data");
        let from = self.tail.len().saturating_sub(16);
        self.tail.drain(..from);
        Ok(())
    }
}

/// Refuses a list of more parts than are read: each costs memory before it is looked at.
fn check_list<R: Read + Seek>(file: &mut R) -> Result<(), Refusal> {
    const END: &[u8] = b"PK\x05\x06";
    let length = file.seek(SeekFrom::End(0)).map_err(Refusal::io)?;
    let from = length.saturating_sub(66_000);
    file.seek(SeekFrom::Start(from)).map_err(Refusal::io)?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).map_err(Refusal::io)?;
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let last = tail.windows(END.len()).rposition(|part| part == END);
    let last = last.ok_or_else(broken)?;
    let count = tail.get(last + 10..last + 12).ok_or_else(broken)?;
    let count = count
        .iter()
        .rev()
        .fold(0, |sum, byte| (sum << 8) + usize::from(*byte));
    if count > MOST_PARTS {
        return Err(too_many_parts());
    }
    Ok(())
}

fn too_many_parts() -> Refusal {
    Refusal::new(
        "it is made of more than 1,000 parts",
        "It is no register. Choose another file.",
    )
}

fn broken() -> Refusal {
    Refusal::damaged("a part of it cannot be unpacked")
}
