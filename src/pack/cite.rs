//! The words of a document that a row of a pack rests on.

use serde::{Deserialize, Serialize};

/// Words of a source document, exactly as it prints them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// The document's id.
    pub source: String,
    /// Its words, at most 40 of them, garbles included.
    pub quote: String,
}
