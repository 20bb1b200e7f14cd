//! Handover, due, register, and the reports of quality assurance: rows of words that the screen, the
//! command line and paper share.
//!
//! Pure: what the store found becomes rows here, and nothing is looked up. What a row stands for and
//! how late it is stay types beside its words, so that nobody reads the words to learn it.

pub mod access;
pub mod activity;
pub mod chronology;
pub mod due;
pub mod handover;
pub mod inspection;
pub mod learning;
pub mod marks;
pub mod quality;
pub mod register;
pub mod sheet;
mod small;
pub mod timeliness;
