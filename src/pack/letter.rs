//! The row of a letter, and the words that may stand between its braces.

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::rows::{RowIds, row};

/// The words that a letter may hold between braces, beside `decision.` and a decision's id.
pub const WORDS: [&str; 7] = [
    "reference",
    "today",
    "council",
    "alert_sent",
    "told_by",
    "state",
    "next",
];

row! {
    /// Words ready to copy: an acknowledgement, a case note.
    Letter {
        /// Its id.
        id: String,
        /// What it is.
        title: String,
        /// The role it is for.
        to: String,
        /// When it is due; absent is always.
        #[serde(default)]
        when: Option<Condition>,
        /// The event of its having been written.
        event: String,
        /// The words, with `{reference}`, `{decision}` and the like filled in.
        text: String,
    }
}
