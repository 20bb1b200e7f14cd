//! What a pack says: conditions, advice, clocks, steps, forms and meetings.
//!
//! Pure, and uses `domain` alone. No rule of any council stands in this code: the packs hold
//! them, this module reads and evaluates them.

pub mod advice;
pub mod case;
pub mod check;
mod cite;
pub mod clocks;
pub mod condition;
pub mod decisions;
mod diagram;
pub mod facts;
pub mod form;
pub mod history;
pub mod letters;
pub mod meetings;
pub mod notes;
pub mod pack;
pub mod rules;
pub mod sight;
pub mod state;
pub mod steps;
pub mod summary;
pub mod tasks;
pub mod told;
