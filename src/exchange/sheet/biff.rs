//! What an old workbook would take to read, before it is read whole: its reader makes room for every cell
//! between the first and the last, and two cells at the ends of a sheet are sixteen million.

use std::io::{Read, Seek, SeekFrom};

use cfb::CompoundFile;

use super::limits::MOST_CELLS;
use super::refusal::{Refusal, locked};

/// What was found of a workbook.
pub(super) struct Found {
    /// Its days are counted from 1904.
    pub(super) is_1904: bool,
}

/// Records by their numbers in the format.
mod record {
    pub(super) const FILEPASS: u16 = 0x2F;
    pub(super) const DATE_1904: u16 = 0x22;
    pub(super) const BOF: u16 = 0x809;
    /// Those that say what stands in a cell: its row and column come first.
    pub(super) const CELLS: [u16; 10] = [
        0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E,
    ];
}

/// How far a sheet reaches: its first and last row and column.
type Reach = Option<(u16, u16, u16, u16)>;

/// Looks through a workbook.
///
/// # Errors
/// When it has a password or macros, reaches further than it may, or is none.
pub(super) fn look<R: Read + Seek>(file: &mut R) -> Result<Found, Refusal> {
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let damaged = || Refusal::damaged("its parts are not as an old workbook's are");
    let mut parts = CompoundFile::open(file).map_err(|_fault| damaged())?;
    if parts.exists("/EncryptedPackage") || parts.exists("/EncryptionInfo") {
        return Err(locked());
    }
    if parts.exists("/_VBA_PROJECT_CUR") || parts.exists("/Macros") {
        return Err(Refusal::new(
            "it has macros in it",
            "Save it as .xlsx (without macros) and try again.",
        ));
    }
    let names = ["/Workbook", "/Book"];
    let name = names.into_iter().find(|name| parts.is_stream(name));
    let Some(name) = name else {
        return Err(Refusal::new(
            "it is no workbook",
            "Choose an .xlsx, .ods, .xls or .csv file.",
        ));
    };
    let mut bytes = Vec::new();
    let mut stream = parts.open_stream(name).map_err(|_fault| damaged())?;
    stream.read_to_end(&mut bytes).map_err(|_fault| damaged())?;
    walk(&bytes)
}

/// Walks along the records.
fn walk(mut rest: &[u8]) -> Result<Found, Refusal> {
    let mut found = Found { is_1904: false };
    let (mut reach, mut cells): (Reach, usize) = (None, 0);
    while let [a, b, c, d, more @ ..] = rest {
        let kind = u16::from_le_bytes([*a, *b]);
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let Some((body, next)) = more.split_at_checked(length) else {
            return Err(Refusal::damaged("its last record is cut off"));
        };
        rest = next;
        match (kind, body) {
            (record::FILEPASS, _) => return Err(locked()),
            (record::DATE_1904, [1, ..]) => found.is_1904 = true,
            (record::BOF, _) => {
                cells += size(reach.take());
            }
            (kind, [r0, r1, c0, c1, ..]) if record::CELLS.contains(&kind) => {
                let (row, column) = (
                    u16::from_le_bytes([*r0, *r1]),
                    u16::from_le_bytes([*c0, *c1]),
                );
                let (top, bottom, left, right) = reach.unwrap_or((row, row, column, column));
                reach = Some((
                    top.min(row),
                    bottom.max(row),
                    left.min(column),
                    right.max(column).max(last_of(kind, body)),
                ));
            }
            _ => {}
        }
        if cells + size(reach) > MOST_CELLS {
            return Err(Refusal::too_many_cells());
        }
    }
    Ok(found)
}

/// Returns the last column of a record that speaks of several, which stands at its end.
fn last_of(kind: u16, body: &[u8]) -> u16 {
    match (kind, body) {
        (0xBD | 0xBE, [.., low, high]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}

fn size(reach: Reach) -> usize {
    reach.map_or(0, |(top, bottom, left, right)| {
        let rows = usize::from(bottom.abs_diff(top)) + 1;
        rows * (usize::from(right.abs_diff(left)) + 1)
    })
}
