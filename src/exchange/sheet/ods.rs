//! An `OpenDocument` spreadsheet, an element at a time: what is repeated in it is repeated as far as it is
//! read, and no further.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cell::{Cell, Row};
use super::limits::{MOST_COLUMNS, MOST_ROW, Take};
use super::refusal::Refusal;

/// A row that repeats what stands in it more often than this is no row of a register.
const MOST_REPEATED: u32 = 1_000;

/// Reads the rows of every sheet, in the order of the sheets.
pub(super) fn read<R: Read + Seek>(file: &mut R, take: &mut Take<'_>) -> Result<(), Refusal> {
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let mut parts = ZipArchive::new(file).map_err(|_fault| damaged())?;
    let content = parts.by_name("content.xml").map_err(|_fault| damaged())?;
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 * 1024, content));
    let mut sheets = Sheets {
        row: Row::default(),
        repeated: 1,
        cell: None,
        depth: 0,
        length: 0,
        take,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|_fault| damaged())?
        {
            Event::Start(element) => sheets.start(&element)?,
            Event::Empty(element) => {
                sheets.start(&element)?;
                sheets.end(element.local_name().as_ref())?;
            }
            Event::End(element) => sheets.end(element.local_name().as_ref())?,
            Event::Text(text) => sheets.text(&text.xml10_content())?,
            Event::CData(text) => sheets.text(&text.xml10_content())?,
            Event::GeneralRef(name) => sheets.text(&entity(name.as_ref())?)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns what a reference to a character stands for; nothing else may be referred to.
fn entity(name: &str) -> Result<String, Refusal> {
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(|number| {
            let number = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            char::from_u32(number?)
        }),
    };
    known.map(String::from).ok_or_else(damaged)
}

fn damaged() -> Refusal {
    Refusal::damaged("a part of it is not as a spreadsheet's is")
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    kind: Option<String>,
    value: Option<String>,
    text: String,
    repeated: usize,
    paragraphs: usize,
    /// In how many notes to it the reading is: a note is none of its words.
    notes: usize,
}

/// The sheets while they are read.
struct Sheets<'a, 'b> {
    row: Row,
    repeated: u32,
    cell: Option<Open>,
    /// In how many tables it is: a table in a cell is none of the register.
    depth: usize,
    /// How long the words of the row are.
    length: u64,
    take: &'a mut Take<'b>,
}

impl Sheets<'_, '_> {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match (element.local_name().as_ref(), &mut self.cell) {
            ("table", _) => {
                self.depth += 1;
                if self.depth == 1 {
                    let name = attribute(element, "name")?.unwrap_or_default();
                    self.row = Row {
                        sheet: Arc::from(name),
                        ..Row::default()
                    };
                }
            }
            _ if self.depth != 1 => {}
            ("table-row", _) => {
                self.repeated = repeats(element, "number-rows-repeated")?;
                self.length = 0;
            }
            ("table-cell" | "covered-table-cell", _) => {
                let repeated = repeats(element, "number-columns-repeated")?;
                let value = ["date-value", "boolean-value", "value"];
                let mut said = None;
                for name in value {
                    said = said.or(attribute(element, name)?);
                }
                self.cell = Some(Open {
                    kind: attribute(element, "value-type")?,
                    value: said,
                    repeated: usize::try_from(repeated).unwrap_or(usize::MAX),
                    ..Open::default()
                });
            }
            ("annotation", Some(cell)) => cell.notes += 1,
            ("p" | "h", Some(cell)) if cell.notes == 0 => {
                cell.paragraphs += 1;
                if cell.paragraphs > 1 {
                    cell.text.push('\n');
                }
            }
            ("line-break", Some(cell)) if cell.notes == 0 => cell.text.push('\n'),
            ("tab", Some(cell)) if cell.notes == 0 => cell.text.push(' '),
            ("s", Some(cell)) if cell.notes == 0 => {
                let count = attribute(element, "c")?.map_or(Some(1), |count| count.parse().ok());
                let count: usize = count.filter(|count| *count < 1_000).ok_or_else(damaged)?;
                cell.text.push_str(&" ".repeat(count));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        let Some(cell) = self
            .cell
            .as_mut()
            .filter(|cell| cell.notes == 0 && cell.paragraphs > 0)
        else {
            return Ok(());
        };
        self.length += text.len() as u64;
        if self.length > MOST_ROW {
            return Err(Refusal::damaged("a row of it is longer than a megabyte").at(&self.row));
        }
        cell.text.push_str(text);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table" => self.depth = self.depth.saturating_sub(1),
            _ if self.depth != 1 => {}
            "annotation" => {
                if let Some(cell) = &mut self.cell {
                    cell.notes = cell.notes.saturating_sub(1);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(open) = self.cell.take() {
                    self.put(&open)?;
                }
            }
            "table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    /// Puts a cell into the row as often as it is repeated; what is empty up to the end is not kept.
    fn put(&mut self, open: &Open) -> Result<(), Refusal> {
        let cell = open.cell()?;
        let length = self.row.cells.len().saturating_add(open.repeated);
        if length > MOST_COLUMNS && !cell.is_empty() {
            return Err(Refusal::too_many_columns().at(&self.row));
        }
        self.row.cells.resize(length.min(MOST_COLUMNS), cell);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let cells = std::mem::take(&mut self.row.cells);
        let is_empty = cells.iter().all(Cell::is_empty);
        let first = self.row.number.saturating_add(1);
        self.row.number = self.row.number.saturating_add(self.repeated);
        if is_empty {
            return Ok(());
        }
        if self.repeated > MOST_REPEATED {
            return Err(Refusal::damaged("a row of it is repeated without end").at(&self.row));
        }
        for number in first..=self.row.number {
            (self.take)(Row {
                number,
                cells: cells.clone(),
                ..self.row.clone()
            })?;
        }
        Ok(())
    }
}

impl Open {
    /// Returns the cell; of a kind that says no day, number or yes its words.
    fn cell(&self) -> Result<Cell, Refusal> {
        let value = self.value.as_deref();
        Ok(match (self.kind.as_deref(), value) {
            (Some("date"), Some(value)) => day(value).ok_or_else(damaged)?,
            (Some("boolean"), Some(value)) => Cell::YesNo(value == "true"),
            (Some("float"), Some(value)) => {
                Cell::Number(value.parse().map_err(|_fault| damaged())?)
            }
            _ => Cell::of_text(&self.text),
        })
    }
}

/// Reads `2024-03-05` and `2024-03-05T09:30:00`.
fn day(value: &str) -> Option<Cell> {
    if let Ok(day) = value.parse::<NaiveDate>() {
        return Some(Cell::Day(day, None));
    }
    let at = NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let time = Some(at.time()).filter(|time| *time != NaiveTime::MIN);
    Some(Cell::Day(at.date(), time))
}

/// Returns an attribute by its name, whatever its prefix is.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_fault| damaged())?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            return Ok(Some(value.map_err(|_fault| damaged())?.into_owned()));
        }
    }
    Ok(None)
}

/// Returns how often something is repeated: once where nothing is said.
fn repeats(element: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(count) => count.parse().map_err(|_fault| damaged()),
    }
}
