//! What the kernel has to shut a program in, and whether it does.

/// How a means of the kernel stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Means {
    /// Whether it is in force, as far as it reaches.
    pub(in crate::cli) holds: bool,
    /// What it does here, or why it does not.
    pub(in crate::cli) words: String,
}

impl Means {
    pub(super) fn holds(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { holds: true, words }
    }

    pub(super) fn lacks(words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            holds: false,
            words,
        }
    }
}
