//! A row of a spreadsheet, and what stands in a cell of it.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveTime};

/// From which day a workbook counts its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// From 1 January 1900, which is 1, with a 29 February 1900 that never was.
    #[default]
    Of1900,
    /// From 1 January 1904, which is 0.
    Of1904,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number; in a column of dates it may be a day counted from the epoch.
    Number(f64),
    /// A day, with a time where there is one.
    Day(NaiveDate, Option<NaiveTime>),
    /// Yes or no.
    YesNo(bool),
    /// What a formula could not work out: `#REF!`.
    Fault(String),
}

impl Cell {
    /// Returns words as a cell; of none an empty one.
    pub(super) fn of_text(text: &str) -> Self {
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// Says whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// Returns it as text, word for word; a day as `2024-03-05`, with its time where it has one.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day, None) => day.to_string(),
            Self::Day(day, Some(time)) => format!("{day} {}", time.format("%H:%M")),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
        }
    }
}

/// A row that has something in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The sheet's name; empty in plain text.
    pub sheet: Arc<str>,
    /// Which row, counted from 1 as a spreadsheet counts them.
    pub number: u32,
    /// What stands in it, from the first column on.
    pub cells: Vec<Cell>,
    /// From which day its numbers count days.
    pub epoch: Epoch,
}

/// Returns the day that a number stands for; nothing where none has that number.
#[must_use]
pub fn serial(number: f64, epoch: Epoch) -> Option<Cell> {
    // The last is 31 December 9999.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let minutes = (number.fract() * 1_440.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "both are in the range of days"
    )]
    let (days, minutes) = (number.trunc() as i64, minutes as i64);
    let (days, minutes) = if minutes == 1_440 {
        (days + 1, 0)
    } else {
        (days, minutes)
    };
    let (from, days) = match (epoch, days) {
        (Epoch::Of1904, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        // 0 is a time of no day, and 60 a day that never was.
        (Epoch::Of1900, 0 | 60) => return None,
        (Epoch::Of1900, 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (Epoch::Of1900, _) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    let day = from.checked_add_signed(Duration::days(days))?;
    let time = NaiveTime::MIN.overflowing_add_signed(Duration::minutes(minutes));
    Some(Cell::Day(day, (minutes > 0).then_some(time.0)))
}

/// Returns the letters of a column, counted from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

/// Says where something stands: `Register, row 12, column C`.
pub(super) fn place(sheet: &str, row: u32, column: Option<usize>) -> String {
    let sheet = if sheet.is_empty() {
        String::new()
    } else {
        format!("{sheet}, ")
    };
    match column {
        None => format!("{sheet}row {row}"),
        Some(column) => format!("{sheet}row {row}, column {}", letters(column)),
    }
}
