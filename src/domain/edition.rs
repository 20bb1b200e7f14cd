//! Which edition of which protocol something goes by.

use std::fmt;

/// One edition of one protocol, as its own header names both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// The pack's id.
    pub pack: String,
    /// What the council calls the edition: `August 2023`.
    pub name: String,
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.pack, self.name)
    }
}
