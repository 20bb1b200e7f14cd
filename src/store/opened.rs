//! An open desk: its connections and what goes with them.

use std::collections::BTreeSet;
use std::fmt;

use rusqlite::Connection;

use super::counts::Counts;
use super::finding::Finding;
use super::followed::Followed;
use super::head::HeadFile;
use super::journal::Keys;
use super::settings::Settings;
use super::sitting::Sitting;
use crate::config::Places;
use crate::domain::id::{DraftId, IncidentId};

/// An open desk.
pub struct Store {
    pub(super) connection: Connection,
    pub(super) settings: Settings,
    pub(super) journal: Keys,
    pub(super) head: HeadFile,
    pub(super) sitting: Option<Sitting>,
    /// By what lists are derived; none until the desk's council is known.
    pub(super) followed: Option<Followed>,
    pub(super) findings: Vec<Finding>,
    /// What is typed and not recorded, in its own file.
    pub(super) drafts: Connection,
    /// Drafts that this process's commits have taken the place of, and that are still to be dropped.
    pub(super) committed: Vec<DraftId>,
    /// The restricted records that whoever is at the desk opened because: until it locks or closes.
    pub(super) glass: BTreeSet<IncidentId>,
    /// What was done that is journalled once however often.
    pub(super) counts: Counts,
    pub(super) places: Places,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.places.desk().display())
    }
}
