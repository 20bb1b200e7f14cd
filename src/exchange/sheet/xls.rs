//! A workbook of Excel before 2007.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use calamine::{Data, DataRef, Reader, Xls};

use super::biff;
use super::cell::{Cell, Epoch, Row};
use super::limits::Take;
use super::refusal::Refusal;
use super::xlsx::cell;

/// Reads the rows of every sheet, in the order of the sheets.
pub(super) fn read<R: Read + Seek>(file: &mut R, take: &mut Take<'_>) -> Result<(), Refusal> {
    let found = biff::look(file)?;
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let damaged = || Refusal::damaged("a part of it is not as a workbook's is");
    let mut book = Xls::new(BufReader::new(file)).map_err(|_fault| damaged())?;
    let epoch = if found.is_1904 {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    };
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            return Err(damaged());
        };
        let Some((first, left)) = range.start() else {
            continue;
        };
        let sheet: Arc<str> = Arc::from(name.as_str());
        for (number, values) in (first + 1..).zip(range.rows()) {
            let left = usize::try_from(left).unwrap_or(0);
            let mut cells = vec![Cell::Empty; left];
            cells.extend(values.iter().map(|value| cell(&as_ref(value), epoch)));
            take(Row {
                sheet: Arc::clone(&sheet),
                number,
                cells,
                epoch,
            })?;
        }
    }
    Ok(())
}

fn as_ref(value: &Data) -> DataRef<'_> {
    match value {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(when) => DataRef::DateTime(*when),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}
