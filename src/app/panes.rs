//! What is chosen on the desk: the pane in front, an incident, a line of what is due, a role.
//!
//! A key acts on a line that is marked or on what the page in front is about, and on nothing else:
//! where neither is in sight there is no incident to act on, and the keys say so.

pub(super) mod browsing;
mod choosing;
pub mod stops;

use self::stops::{DueChoice, DueStop, stops};
use super::desk::Desk;
use super::page::register::state::RegisterPage;
use super::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count};
use crate::rules::sight::groups::{DueGroup, Groups};
use crate::rules::sight::{DuePlace, Wanted, Which};
use crate::rules::summary::DueOf;
use crate::rules::told::ToldFace;

/// An end of the list in front that is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first row.
    First,
    /// Its last row.
    Last,
}

/// The four panes: which is in front, what is chosen in each, what filters them.
#[derive(Debug)]
pub struct Panes {
    /// Which pane the keys go to.
    pub pane: Pane,
    /// The chosen incident.
    pub selected: Option<IncidentId>,
    /// What is chosen of what is due.
    pub due: Option<DueChoice>,
    /// The groups of what is due of which only the heading is shown.
    pub folded: Vec<DueGroup>,
    /// Whose duties alone are listed; everybody's while absent.
    pub whose: Option<String>,
    /// The chosen role in the contacts.
    pub role: Option<String>,
    /// Which incidents are listed.
    pub which: Which,
    /// The words that filter the lists.
    pub filter: String,
    /// The filter is being typed.
    pub filtering: bool,
    /// The register's page as it was left last.
    pub register: Option<Box<RegisterPage>>,
    /// The end of a list that is gone to once it is read.
    pub(super) going: Option<End>,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            pane: Pane::Incoming,
            selected: None,
            due: None,
            folded: DueGroup::FOLDED.to_vec(),
            whose: None,
            role: None,
            which: Which::Incoming,
            filter: String::new(),
            filtering: false,
            register: None,
            going: None,
        }
    }
}

impl Panes {
    /// Returns the incidents that the panes are about.
    pub(super) fn chosen(&self) -> impl Iterator<Item = IncidentId> + use<> {
        let due = self.due.as_ref().and_then(DueChoice::incident);
        self.selected.into_iter().chain(due)
    }

    /// Returns the chosen line of what is due, where one is.
    #[must_use]
    pub fn due_line(&self) -> Option<(IncidentId, &DueOf)> {
        match self.due.as_ref()? {
            DueChoice::Line(id, of) => Some((*id, of.as_ref()?)),
            DueChoice::Group(_) => None,
        }
    }

    /// Returns the folded group whose heading is chosen, where one is.
    #[must_use]
    pub fn due_group(&self) -> Option<DueGroup> {
        match self.due {
            Some(DueChoice::Group(group)) => Some(group),
            _ => None,
        }
    }
}

/// What lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Nothing: the desk is in front.
    Desk,
    /// A page, which is about an incident or about none.
    Page(Option<IncidentId>),
}

/// The panes with what is in sight of them, to be read.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    panes: &'a Panes,
    desk: &'a Desk,
    over: Over,
}

impl Over {
    /// Returns the incident that the page over the panes is on.
    pub(super) fn page(self) -> Option<IncidentId> {
        match self {
            Self::Page(id) => id,
            Self::Desk => None,
        }
    }
}

impl<'a> Lists<'a> {
    /// Returns the panes with what is in sight of them.
    #[must_use]
    pub fn new(panes: &'a Panes, desk: &'a Desk, over: Over) -> Self {
        Self { panes, desk, over }
    }

    /// Returns the incident that a key acts on: what the page in front is about, else the marked
    /// line of the pane in front.
    #[must_use]
    pub fn subject(self) -> Option<IncidentId> {
        let panes = self.panes;
        match (self.over, panes.pane) {
            (Over::Page(about), _) => about,
            (Over::Desk, Pane::Deadlines) => panes.due.as_ref().and_then(DueChoice::incident),
            (Over::Desk, Pane::Incoming) => {
                let marked = self.place_of(panes.selected).is_some();
                panes.selected.filter(|_| marked)
            }
            // The title of the pane names it.
            (Over::Desk, Pane::Form | Pane::Contacts) => panes.selected,
        }
    }

    /// Returns the incident that the form's pane and the contacts are about.
    #[must_use]
    pub fn in_view(self) -> Option<IncidentId> {
        self.subject().or(self.panes.selected)
    }

    /// Returns the place of an incident among the rows in sight.
    #[must_use]
    pub fn place_of(self, id: Option<IncidentId>) -> Option<usize> {
        let rows = &self.desk.sight.listed.rows;
        rows.iter().position(|listed| Some(listed.id) == id)
    }

    /// Returns the place of the incident in view among the rows in sight; none while it is not
    /// listed.
    #[must_use]
    pub fn listed_place(self) -> Option<usize> {
        self.place_of(self.in_view())
    }

    /// Returns the rows of what is due that can be chosen, each with its group.
    #[must_use]
    pub fn due_stops(self) -> Vec<(DueGroup, DueStop<'a>)> {
        stops(&self.desk.sight, &self.panes.folded)
    }

    /// Returns the place of what is chosen among [`Self::due_stops`]; none while it is not there.
    #[must_use]
    pub fn due_place(self) -> Option<usize> {
        let chosen = self.panes.due.as_ref()?;
        let stops = self.due_stops();
        stops.iter().position(|(_, stop)| stop.is(chosen))
    }

    /// Returns the roles of the Contacts pane: who must be told on the incident in view first, then
    /// every other role that has an entry.
    #[must_use]
    pub fn roles(self) -> Vec<String> {
        self.listed_roles().into_iter().map(str::to_owned).collect()
    }

    fn listed_roles(self) -> Vec<&'a str> {
        let row = self.in_view().and_then(|id| self.desk.row(id));
        let told = row.into_iter().flat_map(|row| &row.case.told);
        let mut out: Vec<&str> = Vec::new();
        for face in told {
            let deputy = face.deputy.as_ref().map(|deputy| deputy.role.as_str());
            out.extend([Some(face.role.as_str()), deputy].into_iter().flatten());
        }
        for contact in &self.desk.contacts {
            if !out.contains(&contact.role.as_str()) {
                out.push(&contact.role);
            }
        }
        out
    }

    /// Returns the place of the chosen role.
    #[must_use]
    pub fn role_at(self, roles: &[String]) -> usize {
        let chosen = self.panes.role.as_ref();
        let at = roles.iter().position(|role| Some(role) == chosen);
        at.unwrap_or(0)
    }

    /// Returns the chosen role of the contacts; the first while none is.
    #[must_use]
    pub fn chosen_role(self) -> Option<&'a str> {
        let roles = self.listed_roles();
        let chosen = self.panes.role.as_deref();
        let known = roles.iter().find(|role| Some(**role) == chosen);
        known.or(roles.first()).copied()
    }

    /// Says whether the chosen role still waits to be told of the incident in view.
    #[must_use]
    pub fn waits_to_be_told(self) -> bool {
        let row = self.in_view().and_then(|id| self.desk.row(id));
        let mut told = row.into_iter().flat_map(|row| &row.case.told);
        let own = told.find(|face| Some(face.role.as_str()) == self.panes.role.as_deref());
        own.is_some_and(ToldFace::is_waiting)
    }

    /// Returns how long the list of incidents is.
    #[must_use]
    pub fn listed_count(self) -> Count {
        let (sight, tally) = (&self.desk.sight, &self.desk.sight.tally);
        match self.panes.which {
            _ if !self.panes.filter.is_empty() => sight.listed.count(),
            Which::Incoming => Count::exactly(tally.incoming),
            Which::Open => Count::exactly(tally.open),
            Which::All => Count::exactly(tally.all),
        }
    }

    /// Returns how long the list of what is due is, and how many of its lines are past their time;
    /// what was set aside is not due.
    #[must_use]
    pub fn due_counts(self) -> (Count, Count) {
        let (sight, tally) = (&self.desk.sight, &self.desk.sight.tally);
        if self.panes.filter.is_empty() && self.panes.whose.is_none() {
            return (Count::exactly(tally.due), Count::exactly(tally.overdue));
        }
        let due = sight.groups.sum(|group| group != DueGroup::Aside);
        (due, sight.groups.sum(DueGroup::is_late))
    }

    /// Says whether the chosen line is so near to an end of what was read that the rows beyond it
    /// are asked for.
    #[must_use]
    pub fn is_near_end(self, near: usize) -> bool {
        let sight = &self.desk.sight;
        match self.panes.pane {
            Pane::Deadlines => {
                let place = self.due_place();
                place.is_some_and(|at| sight.due.is_near_end(at, near))
            }
            Pane::Incoming | Pane::Form => {
                let place = self.listed_place();
                place.is_some_and(|at| sight.listed.is_near_end(at, near))
            }
            Pane::Contacts => false,
        }
    }

    /// Returns what is asked for of the lists: as many rows on either side of what is chosen.
    #[must_use]
    pub fn wanted(self, half: usize, now: Instant) -> Wanted {
        let panes = self.panes;
        Wanted {
            which: panes.which,
            filter: panes.filter.clone(),
            listed: if !panes.filter.is_empty() && self.listed_place().is_none() {
                Around::First
            } else {
                self.in_view().map_or(Around::First, Around::Place)
            },
            due: self.due_wanted().map_or(Around::First, Around::Place),
            groups: Groups::at(now),
            folded: panes.folded.clone(),
            whose: panes.whose.clone(),
            half,
        }
    }

    fn due_wanted(self) -> Option<DuePlace> {
        Some(match self.panes.due.as_ref()? {
            DueChoice::Group(group) => DuePlace::Group(*group),
            DueChoice::Line(incident, of) => {
                let rows = self.desk.sight.due.rows.iter();
                let mut own = rows.filter(|(_, due)| due.incident == *incident);
                let stood = own.find(|(_, due)| Some(&due.line.of) == of.as_ref());
                DuePlace::Line {
                    incident: *incident,
                    of: of.clone(),
                    stood: stood.map(|(_, due)| (due.line.standing, due.order)),
                }
            }
        })
    }
}
