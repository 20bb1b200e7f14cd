//! Who opened an incident, and when.

use super::instant::Instant;

/// Somebody opened an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who.
    pub by: String,
    /// When first in that hour.
    pub at: Instant,
    /// Why, where they opened a restricted record that was not theirs to read.
    pub glass: Option<String>,
}
