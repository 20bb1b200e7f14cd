//! What a page or a form may look at.

use super::desk::{Desk, Row};
use super::page::register::state::RegisterPage;
use super::panes::{Lists, Over, Panes};
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::user::Who;
use crate::pack::Pack;

/// Everything that a page or a form may look at; none can change it.
#[derive(Clone, Copy, Debug)]
pub struct See<'a> {
    /// What the desk knows.
    pub desk: &'a Desk,
    /// Who is at it, by name.
    pub user: &'a str,
    /// Who is at it, with the roles that they have.
    pub who: &'a Who,
    /// What time it is.
    pub now: Instant,
    /// The chosen role of the contacts.
    pub role: Option<&'a str>,
    /// The register's page as it was left last.
    pub left_register: Option<&'a RegisterPage>,
    /// How far the page in front can be scrolled.
    pub last_scroll: usize,
    /// An answer now would follow another so soon that nobody has read the question it falls on.
    pub is_blind: bool,
    /// The number of one more call beside those that are half logged.
    pub next_call: u32,
}

/// How it is when a key is taken, beside what the desk knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    /// What lies over the panes.
    pub(super) over: Over,
    /// What time it is.
    pub(super) now: Instant,
    /// How far the page in front can be scrolled.
    pub(super) last_scroll: usize,
    /// An answer now would follow another too soon.
    pub(super) is_blind: bool,
    /// The number of one more call.
    pub(super) next_call: u32,
}

impl<'a> See<'a> {
    /// Returns what may be looked at.
    #[must_use]
    pub(super) fn new(desk: &'a Desk, panes: &'a Panes, who: &'a Who, glance: Glance) -> Self {
        Self {
            desk,
            user: &who.name,
            who,
            now: glance.now,
            role: Lists::new(panes, desk, glance.over).chosen_role(),
            left_register: panes.register.as_deref(),
            last_scroll: glance.last_scroll,
            is_blind: glance.is_blind,
            next_call: glance.next_call,
        }
    }

    /// Returns the protocol that a new call is logged under, and that contacts and roles are of.
    /// What is about an incident is looked up in the incident's own ([`Row::pack`]).
    #[must_use]
    pub fn current(&self) -> &'a Pack {
        &self.desk.current
    }

    /// Returns an incident that was read whole.
    #[must_use]
    pub fn row(&self, id: IncidentId) -> Option<&'a Row> {
        self.desk.row(id)
    }
}
