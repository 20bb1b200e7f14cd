//! The old register coming in: many rows, whole or not at all, and nobody locked out meanwhile.
//!
//! Rows are written in batches of a short transaction each. What is written is on no list and is found
//! by no reference, and no entry of the journal speaks of it, until the last, small commit: one entry, whose
//! seal covers the import's row and, through the seal that each row has of its incident, every word of
//! them. An import that is interrupted before has left nothing to take back but rows that nobody saw;
//! whoever opens the desk next takes them out. What is due and what is searched of a finished one is
//! derived after, a few at a time, as it is after an upgrade.
//!
//! Staging all of it elsewhere and writing it here in one transaction was the other way: it holds the
//! file for as long as a hundred thousand incidents take, which is minutes, and nobody waits longer
//! than ten seconds.

mod column_map;
mod known;
mod listing;
mod put;
mod reading;
mod removal;
mod steps;

pub(super) use listing::unlisted;
pub(super) use reading::{change_of, named, of, seal_of, seals};
pub(super) use removal::{interrupted, remove_at_opening, remove_some};
pub use steps::{Begun, Taken};

#[cfg(test)]
mod tests;
