//! Learning, kept apart from names.

use super::field::record;

record! {
    /// What was learned of an incident, without a name in it.
    Learning by LearningField {
        /// What was learned.
        text: String = Text "text",
    }
}
