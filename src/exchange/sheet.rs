//! A spreadsheet that comes in: untrusted bytes read as rows of cells, or refused with the reason.
//!
//! What a file is, its bytes say, not its name. Nothing of it is run, followed or fetched; what it would
//! unpack to is counted before anything is read of it, and a row at a time is held of what is long.

mod biff;
mod cell;
mod container;
mod decoded;
mod delimited;
mod limits;
mod ods;
mod refusal;
mod xls;
mod xlsx;

use std::io::{Read, Seek, SeekFrom};

pub use cell::{Cell, Epoch, Row, letters, serial};
pub use limits::{Format, Take};
use limits::{MOST_CELLS, MOST_COLUMNS, MOST_PACKED, MOST_TEXT};
pub use refusal::Refusal;

/// Returns what a file is, by its first bytes.
///
/// # Errors
/// When it is none of the formats, or longer than one may be.
pub fn format_of<R: Read + Seek>(file: &mut R) -> Result<Format, Refusal> {
    let length = file.seek(SeekFrom::End(0)).map_err(Refusal::io)?;
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let mut head = Vec::new();
    file.take(8).read_to_end(&mut head).map_err(Refusal::io)?;
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let format = match head.as_slice() {
        [] => return Err(Refusal::new("it is empty", "Choose another file.")),
        [b'P', b'K', 3, 4, ..] => container::format_of(file)?,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] => Format::Xls,
        _ => Format::Text,
    };
    let most = match format {
        Format::Text => MOST_TEXT,
        Format::Xlsx | Format::Ods | Format::Xls => MOST_PACKED,
    };
    if length > most {
        return Err(Refusal::new(
            format!(
                "it is {} MB long, and {} may be {} MB",
                length >> 20,
                format.words(),
                most >> 20
            ),
            "Split it, or save it as .csv (up to 200 MB).",
        ));
    }
    Ok(format)
}

/// Reads a file's rows, sheet by sheet, each row that has something in it.
///
/// `delimiter` is what stands between the values of plain text, where somebody said so.
///
/// # Errors
/// When the file is not what it says, holds more than it may, or what takes its rows refuses one.
pub fn read<R: Read + Seek>(
    file: &mut R,
    delimiter: Option<u8>,
    take: &mut Take<'_>,
) -> Result<Format, Refusal> {
    let format = format_of(file)?;
    let mut cells = 0_usize;
    let mut counted = |row: Row| {
        if row.cells.len() > MOST_COLUMNS {
            return Err(Refusal::too_many_columns().at(&row));
        }
        cells += row.cells.iter().filter(|cell| !cell.is_empty()).count();
        if cells > MOST_CELLS {
            return Err(Refusal::too_many_cells());
        }
        if row.cells.iter().all(Cell::is_empty) {
            return Ok(());
        }
        take(row)
    };
    match format {
        Format::Text => delimited::read(file, delimiter, &mut counted)?,
        Format::Xlsx => xlsx::read(file, &mut counted)?,
        Format::Ods => ods::read(file, &mut counted)?,
        Format::Xls => xls::read(file, &mut counted)?,
    }
    Ok(format)
}

#[cfg(test)]
mod tests;
