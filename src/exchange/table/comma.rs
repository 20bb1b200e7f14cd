//! A table as comma-separated text.

use csv::WriterBuilder;

use super::cells::{Cell, Table};

/// What a spreadsheet takes for the beginning of a formula, in full width too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The mark by which a spreadsheet knows that a file is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The title of the column that says in each row how it is to be handled.
const MARKING: &str = "Marking";

pub(super) fn written(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new().from_writer(MARK.to_vec());
    let titles = table.columns.iter().map(|column| harmless(&column.title));
    out.write_record(titles.chain([MARKING.to_owned()]))?;
    for row in &table.rows {
        let cells = row.iter().map(cell);
        out.write_record(cells.chain([table.marking.to_owned()]))?;
    }
    Ok(out.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => harmless(words),
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.format("%Y-%m-%d").to_string(),
        Cell::Moment(at) => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Returns words that no spreadsheet takes for a formula: what would begin one, whatever blanks stand
/// before it, has an apostrophe in front.
fn harmless(words: &str) -> String {
    let first = words
        .chars()
        .find(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FEFF}');
    if first.is_some_and(|first| FORMULA.contains(&first)) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}
