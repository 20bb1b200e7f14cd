//! What a terminal can have sent.

use crate::app::key::Key;

/// What the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key.
    Key(Key),
    /// A paste, whole.
    Paste {
        /// What was pasted.
        text: String,
        /// It was longer than a paste may be, and the rest is left out.
        cut: bool,
    },
}
