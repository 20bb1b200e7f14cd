//! Plain text with something between its values: `.csv` and its like.

use std::cell::Cell as Shared;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::rc::Rc;

use csv::ReaderBuilder;

use super::cell::{Cell, Row};
use super::decoded::{Decoded, encoding_of};
use super::limits::{MOST_ROW, Take};
use super::refusal::Refusal;

/// What may stand between values where nobody said what does.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads the rows of plain text.
pub(super) fn read<R: Read + Seek>(
    file: &mut R,
    delimiter: Option<u8>,
    take: &mut Take<'_>,
) -> Result<(), Refusal> {
    let encoding = encoding_of(file)?;
    let since = Rc::new(Shared::new(0));
    let decoded = Decoded::new(file, encoding);
    let mut text = BufReader::with_capacity(64 * 1024, Counted(decoded, Rc::clone(&since)));
    let head = text.fill_buf().map_err(Refusal::io)?.to_vec();
    let said = separator_said(&head);
    if let Some((_, length)) = said {
        text.consume(length);
    }
    let delimiter = delimiter
        .or(said.map(|(said, _)| said))
        .unwrap_or_else(|| likeliest(&head));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    // As a spreadsheet counts its rows, whatever breaks of lines stand in them.
    let mut number = u32::from(said.is_some());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(not_read)? {
        since.set(0);
        number = number.saturating_add(1);
        take(Row {
            number,
            cells: record.iter().map(Cell::of_text).collect(),
            ..Row::default()
        })?;
    }
    Ok(())
}

/// Returns what stands between the values where the first line says it, as Excel has it, and how long that
/// line is.
fn separator_said(head: &[u8]) -> Option<(u8, usize)> {
    let rest = head.strip_prefix(b"sep=")?;
    match rest {
        [said, b'\n', ..] => Some((*said, 6)),
        [said, b'\r', b'\n', ..] => Some((*said, 7)),
        _ => None,
    }
}

/// Returns what stands most often in the first line, outside of quotes.
fn likeliest(head: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for byte in head {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted && counts.iter().any(|count| *count > 0) => break,
            _ if is_quoted => {}
            other => {
                let at = DELIMITERS.iter().position(|known| known == other);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    *count += 1;
                }
            }
        }
    }
    let all = DELIMITERS.iter().zip(counts);
    // Of several that stand as often the first: a comma.
    let most = all.rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(delimiter, _)| *delimiter)
}

fn not_read(error: csv::Error) -> Refusal {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Refusal::io(error),
        _ => Refusal::damaged("a row of it cannot be read"),
    }
}

/// Text whose bytes are counted since the last row ended: a quote that is never closed would make one row of
/// all that follows.
struct Counted<R>(R, Rc<Shared<u64>>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(out)?;
        self.1.set(self.1.get() + read as u64);
        if self.1.get() > MOST_ROW {
            return Err(io::Error::other(
                "a row of it is longer than a megabyte: a quote may never have been closed",
            ));
        }
        Ok(read)
    }
}
