//! What is being typed to find one of a list.

/// The letters so far, and in which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) focus: usize,
    pub(super) letters: String,
    /// What was chosen before the first of them: it stands again where they begin nothing.
    pub(super) before: Vec<String>,
    /// They begin nothing: whatever else is typed belongs to the same word.
    pub(super) is_unfound: bool,
}
