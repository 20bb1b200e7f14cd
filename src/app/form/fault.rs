//! What is wrong with what was typed, and where.

/// What is wrong with what was typed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The key of the field.
    pub field: String,
    /// What was found and what to do.
    pub words: String,
}
