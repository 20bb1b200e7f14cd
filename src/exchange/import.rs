//! The register that was kept in a spreadsheet: what its columns are, and what each row becomes here.
//!
//! Nothing is guessed of a value: what cannot be read is a problem with its place, and what the protocol
//! has no word for is kept as it was written. The row itself is kept word for word whatever becomes of it.
//!
//! A row comes in as past. What it says was done was done then, and what it does not say is not said to
//! be undone: no clock of before is counted here. A row that still was open, and is not old, comes in
//! open, with a task to say what is left.

mod case;
mod columns;
mod day;
mod problem;
mod put;
mod reading;
mod target;
mod values;
mod words;

pub use columns::{Column, Columns, How};
pub use problem::{Place, Problem};
pub use reading::{Reading, SheetFound, Standing, Step, Terms};
pub use target::Target;

#[cfg(test)]
mod tests;
