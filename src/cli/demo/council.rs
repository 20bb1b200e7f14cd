//! Whose desk the demo shows.

use clap::ValueEnum;

/// A council of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Council {
    /// Serious Incident Alert Process, Tower Hamlets
    TowerHamlets,
    /// Serious Incident Response Meetings, Barnet
    Barnet,
}

impl Council {
    /// Returns its pack's id.
    #[must_use]
    pub fn pack_id(self) -> &'static str {
        match self {
            Self::TowerHamlets => "tower-hamlets",
            Self::Barnet => "barnet",
        }
    }
}
