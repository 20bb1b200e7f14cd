//! A table as a workbook.

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use super::cells::{Cell, Table};
use crate::domain::instant::Instant;

/// How a moment is shown: `Fri 20 Nov 2026 21:15`.
const MOMENT: &str = "ddd d mmm yyyy hh:mm";

/// How a day is.
const DAY: &str = "ddd d mmm yyyy";

/// The widest column, in signs: what is longer is read in its cell.
const WIDEST: u16 = 80;

/// How each kind of cell looks.
struct Looks {
    title: Format,
    words: Format,
    day: Format,
    moment: Format,
}

pub(super) fn written(table: &Table, at: Instant) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks {
        title: Format::new().set_bold(),
        words: Format::new().set_text_wrap(),
        day: Format::new().set_num_format(DAY),
        moment: Format::new().set_num_format(MOMENT),
    };
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(table.name)
            .set_status(table.marking)
            .set_creation_datetime(&at.utc()),
    );
    write_table(book.add_worksheet(), table, &looks)?;
    write_cover(book.add_worksheet(), table, &looks)?;
    book.save_to_buffer()
}

fn write_table(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    marked(sheet, table.marking);
    let mut last = (0, 0);
    for (column, at) in table.columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, at, &column.title, &looks.title)?;
        sheet.set_column_width(at, column.width.clamp(4, WIDEST))?;
        last.1 = at;
    }
    for (row, at) in table.rows.iter().zip(1_u32..) {
        for (cell, column) in row.iter().zip(0_u16..) {
            write_cell(sheet, (at, column), cell, looks)?;
        }
        last.0 = at;
    }
    // The first row and the first column stay in sight.
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last.0, last.1)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // As a string, whatever it begins with: nothing of it is read as a formula or a link.
        Cell::Text(words) => {
            sheet.write_string_with_format(row, column, words, &looks.words)?;
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, *count)?;
        }
        Cell::Day(day) => {
            sheet.write_date_with_format(row, column, day, &looks.day)?;
        }
        Cell::Moment(at) => {
            sheet.write_datetime_with_format(row, column, at, &looks.moment)?;
        }
    }
    Ok(())
}

/// Writes the sheet that says what the table is.
fn write_cover(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    marked(sheet, table.marking);
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, WIDEST)?;
    sheet.write_string_with_format(0, 0, table.marking, &looks.title)?;
    for ((title, words), row) in table.cover.iter().zip(2_u32..) {
        sheet.write_string_with_format(row, 0, title, &looks.title)?;
        sheet.write_string_with_format(row, 1, words, &looks.words)?;
    }
    Ok(())
}

/// Says on every printed page how it is to be handled.
fn marked(sheet: &mut Worksheet, marking: &str) {
    sheet.set_header(format!("&C{marking}"));
    sheet.set_footer("&C&P / &N");
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
}
