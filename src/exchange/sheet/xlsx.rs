//! A workbook of today's Excel, a cell at a time.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};

use super::cell::{Cell, Epoch, Row, serial};
use super::limits::{MOST_COLUMNS, Take};
use super::refusal::{Refusal, locked};

/// Reads the rows of every sheet, in the order of the sheets.
pub(super) fn read<R: Read + Seek>(file: &mut R, take: &mut Take<'_>) -> Result<(), Refusal> {
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let mut book = Xlsx::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
    let epoch = if book.has_1904_epoch() {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    };
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let mut cells = book
            .worksheet_cells_reader(&name)
            .map_err(|error| damaged(&error))?;
        let mut row = Row {
            sheet: Arc::from(name.as_str()),
            epoch,
            ..Row::default()
        };
        while let Some(found) = cells.next_cell().map_err(|error| damaged(&error))? {
            let (number, column) = found.get_position();
            let number = number.saturating_add(1);
            if number < row.number {
                return Err(Refusal::damaged("its rows are not in their order").at(&row));
            }
            if number > row.number {
                let next = Row {
                    number,
                    cells: Vec::new(),
                    ..row.clone()
                };
                take(std::mem::replace(&mut row, next))?;
            }
            let cell = cell(found.get_value(), epoch);
            if cell.is_empty() {
                continue;
            }
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if column >= MOST_COLUMNS {
                return Err(Refusal::too_many_columns().at(&row));
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        take(row)?;
    }
    Ok(())
}

/// Returns a cell as it was read; of a time that no day has its number.
pub(super) fn cell(value: &DataRef<'_>, epoch: Epoch) -> Cell {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a workbook has no whole number that a fraction has not"
    )]
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(yes) => Cell::YesNo(*yes),
        DataRef::DateTime(when) if when.is_datetime() => {
            serial(when.as_f64(), epoch).unwrap_or_else(|| Cell::Number(when.as_f64()))
        }
        DataRef::DateTime(when) => Cell::Number(when.as_f64()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::of_text(text)
        }
        DataRef::Error(error) => Cell::Fault(error.to_string()),
    }
}

fn damaged(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => locked(),
        _ => Refusal::damaged("a part of it is not as a workbook's is"),
    }
}
