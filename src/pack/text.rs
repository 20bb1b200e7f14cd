//! What a protocol is read from: a desk that keeps an edition keeps this.

use super::compiled::NotDeclared;

/// The text of a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackText {
    /// The text of its file.
    pub own: String,
    /// The text of the pack that it extends, as it was read with it: national rows that are changed
    /// later change no edition that stood on them before.
    pub base: Option<String>,
}

/// Why a text is no protocol that a desk can go by.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// It is not of a pack's shape.
    #[error(transparent)]
    Shape(#[from] toml::de::Error),
    /// It lacks what the program must recognise.
    #[error(transparent)]
    NotDeclared(#[from] NotDeclared),
}
