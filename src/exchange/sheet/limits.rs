//! What a file may be and how much it may hold.

use super::cell::Row;
use super::refusal::Refusal;

/// The longest file that is unpacked or read whole, in bytes. A workbook of 100,000 alerts is 18 MB as Excel
/// packs it and 27 MB as `LibreOffice` does.
pub(super) const MOST_PACKED: u64 = 32 << 20;

/// The longest file of plain text, in bytes: as much as a workbook may unpack to. 100,000 alerts are 97 MB.
pub(super) const MOST_TEXT: u64 = 200 << 20;

/// How many columns a sheet may have: a hundred times those of a form.
pub(super) const MOST_COLUMNS: usize = 1_000;

/// How many cells a file may have that hold something.
pub(super) const MOST_CELLS: usize = 5_000_000;

/// The longest row, in bytes of text.
pub(super) const MOST_ROW: u64 = 1 << 20;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Values with something between.
    Text,
    /// A workbook of today's Excel.
    Xlsx,
    /// A spreadsheet of `LibreOffice`.
    Ods,
    /// A workbook of Excel before 2007.
    Xls,
}

impl Format {
    /// Returns what people call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Xlsx => "an Excel workbook",
            Self::Ods => "an OpenDocument spreadsheet",
            Self::Xls => "an old Excel workbook",
        }
    }
}

/// What takes rows; a refusal of it ends the reading.
pub type Take<'a> = dyn FnMut(Row) -> Result<(), Refusal> + 'a;
