//! What a page or a form may look at.

use super::desk::{Desk, Row};
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::pack::Pack;

/// Everything that a page or a form may look at; none can change it.
#[derive(Clone, Copy, Debug)]
pub struct See<'a> {
    /// The council's protocol.
    pub pack: &'a Pack,
    /// What the desk knows.
    pub desk: &'a Desk,
    /// Who is at it.
    pub user: &'a str,
    /// What time it is.
    pub now: Instant,
    /// The chosen role of the contacts.
    pub role: Option<&'a str>,
    /// How far the page in front can be scrolled.
    pub reach: usize,
    /// An answer now would follow another so soon that nobody has read the question it falls on.
    pub is_blind: bool,
    /// The number of one more call beside those that are half logged.
    pub next_call: u32,
}

impl<'a> See<'a> {
    /// Returns an incident that was read whole.
    #[must_use]
    pub fn row(&self, id: IncidentId) -> Option<&'a Row> {
        self.desk.row(id)
    }
}
