//! What is being typed to find one of a list.

/// The letters so far, and in which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) focus: usize,
    pub(super) letters: String,
}
