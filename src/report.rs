//! Handover, due, register: rows of words that the screen, the command line and paper share.
//!
//! Pure: what the store found becomes rows here, and nothing is looked up. What a row stands for and
//! how late it is stay types beside its words, so that nobody reads the words to learn it.

pub mod access;
pub mod due;
pub mod handover;
pub mod register;
